package org.figtrace.annotation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.figtrace.report.FigureLabel;

/**
 * What in the report an annotation belongs to: a panel, and where the caption has several arrows, which one.
 *
 * @param pointer the caption's own words, "bottom arrow", with single blanks
 */
public record FigureLink(FigureLabel label, Optional<String> pointer) {
    public FigureLink {
        Objects.requireNonNull(label);
        pointer = pointer.map(FigureLink::singleBlanks);
        if (pointer.isPresent() && pointer.get().isEmpty()) {
            throw new IllegalArgumentException("the pointer of " + label + " is empty");
        }
    }

    public static FigureLink to(FigureLabel label) {
        return new FigureLink(label, Optional.empty());
    }

    /**
     * Reads "2A" or "3C, bottom arrow".
     *
     * @throws IllegalArgumentException if there is no figure label before the comma
     */
    public static FigureLink parse(String text) {
        int comma = text.indexOf(',');
        return comma < 0
                ? to(FigureLabel.parse(text))
                : new FigureLink(FigureLabel.parse(text.substring(0, comma)), Optional.of(text.substring(comma + 1)));
    }

    /** Whether a caption's phrase is this pointer, whatever its capitals and line breaks. */
    boolean pointsAt(String phrase) {
        return pointer.isPresent()
                && pointer.get()
                        .toLowerCase(Locale.ROOT)
                        .equals(singleBlanks(phrase).toLowerCase(Locale.ROOT));
    }

    private static String singleBlanks(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** "3C, bottom arrow". */
    @Override
    public String toString() {
        return pointer.map(p -> label + ", " + p).orElseGet(label::toString);
    }
}
