package org.figtrace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of a report in plain characters, without blanks at its ends and with single blanks inside.
 *
 * @param origin the place of each character in the report
 * @param afterGap whether an empty line, a page break or page furniture stands before it
 */
record Line(String text, int[] origin, boolean afterGap) {
    private static final String[] LIGATURES = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

    Line afterAGap() {
        return new Line(text, origin, true);
    }

    /** The lines of a report; the empty ones only as the gap before the next. */
    static List<Line> of(String report) {
        List<Line> lines = new ArrayList<>();
        boolean gap = true;
        int start = 0;
        int n = report.length();
        while (start < n) {
            int end = start;
            while (end < n && !isBreak(report.charAt(end))) {
                end++;
            }
            Line line = plain(report, start, end, gap);
            if (!line.text.isEmpty()) {
                lines.add(line);
                gap = false;
            } else {
                gap = true;
            }
            if (end < n && report.charAt(end) == '\f') {
                gap = true;
            }
            boolean crlf = end + 1 < n && report.charAt(end) == '\r' && report.charAt(end + 1) == '\n';
            start = end + (crlf ? 2 : 1);
        }
        return lines;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\f' || c == '\u2028' || c == '\u2029';
    }

    private static Line plain(String report, int start, int end, boolean gap) {
        StringBuilder text = new StringBuilder(end - start);
        int[] origin = new int[end - start + 8];
        boolean blank = false;
        for (int i = start; i < end; i++) {
            String plain = plain(report.charAt(i));
            if (plain.equals(" ")) {
                blank = text.length() > 0;
                continue;
            }
            if (origin.length < text.length() + plain.length() + 1) {
                origin = Arrays.copyOf(origin, origin.length * 2);
            }
            if (blank && !plain.isEmpty()) {
                origin[text.length()] = i - 1;
                text.append(' ');
                blank = false;
            }
            for (int k = 0; k < plain.length(); k++) {
                origin[text.length()] = i;
                text.append(plain.charAt(k));
            }
        }
        if (end > start && report.charAt(end - 1) == '\u00AD') {
            origin = Arrays.copyOf(origin, text.length() + 1);
            origin[text.length()] = end - 1;
            text.append('-');
        }
        return new Line(text.toString(), Arrays.copyOf(origin, text.length()), gap);
    }

    /** Blanks, dashes, quotes, ligatures and full-width forms as the plain characters that they stand for. */
    private static String plain(char c) {
        if (c > ' ' && c < 0x7F) {
            return String.valueOf(c);
        }
        if (c <= ' ' || c == 0xA0 || c >= 0x2000 && c <= 0x200A || c == 0x202F || c == 0x205F || c == 0x3000) {
            return " ";
        }
        if (c >= 0x7F && c < 0xA0) {
            return " ";
        }
        if (c == 0xAD || c >= 0x200B && c <= 0x200F || c == 0x2060 || c == 0xFEFF) {
            return "";
        }
        if (c >= 0x2010 && c <= 0x2015 || c == 0x2212) {
            return "-";
        }
        if (c == 0x2018 || c == 0x2019 || c == 0x2032) {
            return "'";
        }
        if (c == 0x201C || c == 0x201D || c == 0x2033) {
            return "\"";
        }
        if (c >= 0xFB00 && c <= 0xFB06) {
            return LIGATURES[c - 0xFB00];
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return String.valueOf((char) (c - 0xFEE0));
        }
        return String.valueOf(c);
    }
}
