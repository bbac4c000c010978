package org.figtrace.report;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Text as it is parsed, on one line and with plain dashes and blanks, together with where each of its characters stands
 * in the report.
 */
record TextFlow(String text, int[] origin) {
    /** Words that keep the hyphen before them when a line ends there: high-power, middle-aged, spindle-shaped. */
    private static final Pattern KEEPS_HYPHEN =
            Pattern.compile("(?:aged|shaped|power|grade|based|weighted|enhanced|like|specific|sided|defined|dose|term"
                    + "|negative|positive|free|related|up|old|year|month|week|day|cell|dimensional|contrast|window"
                    + "|subtraction|operative|standing|guided|assisted|known|resolution|blood|cm|mm)\\b.*");

    TextFlow {
        if (text.length() != origin.length) {
            throw new IllegalArgumentException("every character needs its place in the report");
        }
    }

    static TextFlow of(Iterable<Line> lines) {
        Builder flow = new Builder();
        lines.forEach(flow::line);
        return flow.build();
    }

    /** Where the characters {@code from} (inclusive) to {@code to} (exclusive) stand in the report. */
    Span span(int from, int to) {
        return from >= to ? new Span(origin[from], origin[from]) : new Span(origin[from], origin[to - 1] + 1);
    }

    /** The same text from its first to its last character that is not blank. */
    TextFlow slice(int from, int to) {
        int a = from;
        int b = to;
        while (a < b && text.charAt(a) == ' ') {
            a++;
        }
        while (b > a && text.charAt(b - 1) == ' ') {
            b--;
        }
        return new TextFlow(text.substring(a, b), Arrays.copyOfRange(origin, a, b));
    }

    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] origin = new int[16];

        Builder add(char c, int offset) {
            if (text.length() == origin.length) {
                origin = Arrays.copyOf(origin, origin.length * 2);
            }
            origin[text.length()] = offset;
            text.append(c);
            return this;
        }

        Builder flow(TextFlow next) {
            join(next.text, next.origin);
            return this;
        }

        Builder line(Line line) {
            join(line.text(), line.origin());
            return this;
        }

        private void join(String next, int[] places) {
            if (next.isEmpty()) {
                return;
            }
            int n = text.length();
            if (n > 0) {
                char last = text.charAt(n - 1);
                boolean hyphen = n > 1 && last == '-' && text.charAt(n - 2) != ' ';
                if (hyphen && breaksAWord(next)) {
                    text.setLength(n - 1);
                } else if (!hyphen) {
                    add(' ', places[0]);
                }
            }
            for (int i = 0; i < next.length(); i++) {
                add(next.charAt(i), places[i]);
            }
        }

        private boolean breaksAWord(String next) {
            int n = text.length();
            boolean wordBefore = n > 2
                    && Character.isLetter(text.charAt(n - 2))
                    && Character.isLetter(text.charAt(n - 3))
                    && Character.isLowerCase(text.charAt(n - 2));
            return wordBefore
                    && Character.isLowerCase(next.charAt(0))
                    && !KEEPS_HYPHEN.matcher(next).matches();
        }

        TextFlow build() {
            return new TextFlow(text.toString(), Arrays.copyOf(origin, text.length()));
        }
    }
}
