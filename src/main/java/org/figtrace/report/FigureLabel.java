package org.figtrace.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name by which a report cites a picture: figure number and panel letter, "3C", or the number alone, "5", for a
 * figure without panels. Supplementary figures keep their letter in front, "S2".
 *
 * @param figure "1", "12", "S2"
 * @param panel one upper-case letter, or empty for a figure without panels
 */
public record FigureLabel(String figure, String panel) implements Comparable<FigureLabel> {
    private static final Pattern FORM =
            Pattern.compile("(?:(?i:figures?|figs?\\.?)\\s*)?([Ss]?\\d{1,3})\\s*\\(?([A-Za-z]?)\\)?");
    private static final Pattern NUMBER = Pattern.compile("S?[1-9]\\d{0,2}");
    private static final Comparator<FigureLabel> ORDER = Comparator.<FigureLabel>comparingInt(
                    l -> l.figure.startsWith("S") ? 1 : 0)
            .thenComparingInt(l -> Integer.parseInt(l.figure.startsWith("S") ? l.figure.substring(1) : l.figure))
            .thenComparing(FigureLabel::panel);

    public FigureLabel {
        Objects.requireNonNull(figure);
        Objects.requireNonNull(panel);
        if (!NUMBER.matcher(figure).matches()
                || panel.length() > 1
                || panel.length() == 1 && (panel.charAt(0) < 'A' || panel.charAt(0) > 'Z')) {
            throw new IllegalArgumentException("not a figure label: \"" + figure + panel + "\"");
        }
    }

    /**
     * Reads "2A", "2a", "Figure 2A", "Fig. 2(a)" or "5".
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static FigureLabel parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("not a figure label: \"" + text + "\" (expected for example 2A)");
        }
        return new FigureLabel(m.group(1).toUpperCase(Locale.ROOT), m.group(2).toUpperCase(Locale.ROOT));
    }

    @Override
    public int compareTo(FigureLabel other) {
        return ORDER.compare(this, other);
    }

    /** "2A", or "5" for a figure without panels. */
    @Override
    public String toString() {
        return figure + panel;
    }
}
