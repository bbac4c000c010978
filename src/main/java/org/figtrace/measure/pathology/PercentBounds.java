package org.figtrace.measure.pathology;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says of a percentage without giving it: "> 15 %" is everything above 15 and up to 100, not 15. A value
 * that is given has both ends equal.
 */
public record PercentBounds(double low, boolean lowIncluded, double high, boolean highIncluded) {
    private static final Pattern FORM =
            Pattern.compile("(>=|<=|>|<|\u2265|\u2264|=)?\\s*(\\d{1,3}(?:\\.\\d{1,9})?)\\s*%?");

    public PercentBounds {
        boolean single = low == high && lowIncluded && highIncluded;
        if (!(low >= 0 && high <= 100 && (low < high || single))) {
            throw new IllegalArgumentException("no percentage lies between " + low + " and " + high);
        }
    }

    public static PercentBounds exactly(double percent) {
        return new PercentBounds(percent, true, percent, true);
    }

    public static PercentBounds between(double low, double high) {
        return new PercentBounds(low, true, high, true);
    }

    /**
     * Reads "> 15 %", ">=20", "<50%" or "12.5 %".
     *
     * @throws IllegalArgumentException if the text is anything else, or nothing between 0 and 100 fits it
     */
    public static PercentBounds parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("not a percentage: \"" + text + "\" (expected for example >15%)");
        }
        double percent = Double.parseDouble(m.group(2));
        return switch (m.group(1) == null ? "=" : m.group(1)) {
            case ">" -> new PercentBounds(percent, false, 100, true);
            case ">=", "\u2265" -> new PercentBounds(percent, true, 100, true);
            case "<" -> new PercentBounds(0, true, percent, false);
            case "<=", "\u2264" -> new PercentBounds(0, true, percent, true);
            default -> exactly(percent);
        };
    }

    public boolean isValue() {
        return low == high;
    }

    public boolean contains(double percent) {
        return (percent > low || (lowIncluded && percent == low))
                && (percent < high || (highIncluded && percent == high));
    }

    /** "15 %", "(15, 100] %". */
    @Override
    public String toString() {
        return isValue()
                ? number(low) + " %"
                : (lowIncluded ? "[" : "(") + number(low) + ", " + number(high) + (highIncluded ? "]" : ")") + " %";
    }

    private static String number(double v) {
        return v == Math.rint(v) ? String.format(Locale.ROOT, "%.0f", v) : Double.toString(v);
    }
}
