package org.figtrace.imagej;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** What readers type into the fields of a dialog, read and judged. */
final class Values {
    private Values() {}

    /** Empty for a field that was left empty. */
    static Optional<String> present(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /**
     * A finite number; empty for a field that was left empty.
     *
     * @throws ImageException for anything else
     */
    static OptionalDouble number(String title, String key, String text) throws ImageException {
        if (text.isBlank()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new ImageException(title, key + "=" + text + " is no number");
    }

    /** @throws ImageException for an empty field too */
    static double required(String title, String key, String text) throws ImageException {
        return number(title, key, text).orElseThrow(() -> new ImageException(title, "needs the number " + key));
    }

    /** @throws ImageException for an empty field and for a fraction too */
    static int count(String title, String key, String text) throws ImageException {
        double number = required(title, key, text);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new ImageException(title, key + "=" + text + " is no whole number");
        }
        return (int) number;
    }

    /** @throws ImageException for a value that is not offered */
    static String oneOf(String title, String key, String text, List<String> choices) throws ImageException {
        if (!choices.contains(text)) {
            throw new ImageException(title, key + "=" + text + " is none of " + String.join(", ", choices));
        }
        return text;
    }

    /** What the checks of a value say, as a sentence of the plug-in. */
    static <T> T checked(String title, Supplier<T> value) throws ImageException {
        try {
            return value.get();
        } catch (IllegalArgumentException wrong) {
            throw new ImageException(title, wrong.getMessage());
        }
    }
}
