package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the ends of sentences, not those of "Fig.", "et al.", "e.g.", initials and decimals. */
final class Sentences {
    /** Longer stretches without a full stop are no prose; they are cut so that every search stays bounded. */
    static final int LONGEST = 1500;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "fig", "figs", "al", "e.g", "i.e", "vs", "dr", "mr", "mrs", "ms", "prof", "no", "nos", "ca", "approx",
            "resp", "st", "ref", "refs", "cf", "suppl", "eq", "vol", "pp", "inc", "ltd", "co", "incl", "max", "min",
            "mag", "orig");

    private Sentences() {}

    /** A stretch from start (inclusive) to end (exclusive), without blanks at its ends. */
    record Stretch(int start, int end) {
        boolean holds(int at) {
            return at >= start && at < end;
        }
    }

    static List<Stretch> of(String text) {
        List<Stretch> found = new ArrayList<>();
        int start = 0;
        int n = text.length();
        for (int i = 0; i < n; i++) {
            boolean tooLong = i - start >= LONGEST && text.charAt(i) == ' ' || i - start >= 2 * LONGEST;
            if (tooLong || endsAt(text, i)) {
                int end = tooLong ? i : closed(text, i + 1);
                add(found, text, start, end);
                start = end;
                i = Math.max(i, end - 1);
            }
        }
        add(found, text, start, n);
        return found;
    }

    /** Whether a block of text ends as a sentence does. */
    static boolean isFinished(String text) {
        int end = text.length();
        while (end > 0 && "\"')]* ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && ".!?:".indexOf(text.charAt(end - 1)) >= 0;
    }

    /** Whether the sentence ends with the character at i. */
    static boolean endsAt(String text, int i) {
        char c = text.charAt(i);
        if (c != '.' && c != '!' && c != '?') {
            return false;
        }
        int after = closed(text, i + 1);
        if (after >= text.length()) {
            return true;
        }
        int next = after;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        if (next == after) {
            return false;
        }
        if (next < text.length() && Character.isLowerCase(text.charAt(next))) {
            return false;
        }
        return c != '.' || !isAbbreviation(text, i);
    }

    private static boolean isAbbreviation(String text, int stop) {
        int start = stop;
        while (start > 0
                && stop - start < 9
                && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.substring(start, stop);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !isPanelLetter(text, start);
        return initial || ABBREVIATIONS.contains(word.toLowerCase(java.util.Locale.ROOT));
    }

    /** The letter of "Figures 1A and B." is no initial. */
    private static boolean isPanelLetter(String text, int at) {
        return at == 0
                || "-,".indexOf(text.charAt(at - 1)) >= 0
                || text.startsWith("and ", Math.max(0, at - 4))
                || text.startsWith(", ", Math.max(0, at - 2))
                || Character.isDigit(text.charAt(at - 1));
    }

    /** Past quotes, brackets and raised reference numbers ("mass.16 The") that still belong to the sentence. */
    private static int closed(String text, int from) {
        int at = from;
        while (at < text.length() && "\"')]".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int digits = at;
        while (digits < text.length() && digits - at < 12 && "0123456789,-".indexOf(text.charAt(digits)) >= 0) {
            digits++;
        }
        boolean raised = digits > at
                && at >= 2
                && Character.isLetter(text.charAt(at - 2))
                && (digits == text.length() || text.charAt(digits) == ' ');
        return raised ? digits : at;
    }

    private static void add(List<Stretch> found, String text, int start, int end) {
        int a = start;
        int b = end;
        while (a < b && text.charAt(a) == ' ') {
            a++;
        }
        while (b > a && text.charAt(b - 1) == ' ') {
            b--;
        }
        if (a < b) {
            found.add(new Stretch(a, b));
        }
    }
}
