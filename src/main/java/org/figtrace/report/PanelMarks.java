package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the letters by which a caption names its panels: in brackets, "(A, B)", "[(A) X100]", "(A-C)", "(A, arrow)"; bare
 * before their words, "A, Axial CT. B, Coronal", "a Axial T2 b coronal"; or "Panel A shows". A bracket with a letter is
 * only a panel when the letters of the caption run from A on, so "(T)" for a tumour is none.
 */
final class PanelMarks {
    private static final Pattern OPENS =
            Pattern.compile("[\\[(]{0,2}[Aa](?:\\)| ?[,-] ?[B-Zb-z]\\)| and [Bb]\\)).*|A[,:] [A-Z].*");
    private static final Pattern AFTER_LETTERS = Pattern.compile(
            " ?(?:$|[,;:=].*|[x×]? ?\\d{2,4}.*|(?:and )?"
                    + "(?:\\w+ )?(?:arrow|asterisk|star|inset|left|right|top|bottom|upper|lower).*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LAST_LETTER = Pattern.compile("(?:.*[,;] ?|panels? )([A-Z]|[a-z])");
    private static final Pattern BARE_BOUNDARY = Pattern.compile("(?<=^|[.;:,)] |\\band )(?=[A-Za-z](?![A-Za-z0-9']))");
    private static final Pattern WORDED = Pattern.compile("\\b[Pp]anels? (?=[A-Za-z](?![A-Za-z0-9']))");
    private static final int LONGEST_BRACKET = 90;
    /** "X100" behind the letter in "[(A) X100]". */
    private static final int LONGEST_ASIDE = 30;

    private PanelMarks() {}

    /**
     * One place where a caption names panels.
     *
     * @param magnified whether the bracket tells a magnification, "[(A) X100]"
     */
    record Mark(int start, int end, List<Character> letters, boolean magnified) {}

    static boolean opensWithMark(String text) {
        return OPENS.matcher(text.substring(0, Math.min(40, text.length()))).matches();
    }

    /** Every letter that a piece of text seems to name, whether or not the piece begins at A. */
    static Set<Character> marked(String text) {
        Set<Character> letters = new TreeSet<>();
        bracketed(text).forEach(m -> letters.addAll(m.letters()));
        return letters;
    }

    static Set<Character> lettersOf(String caption) {
        Set<Character> letters = new TreeSet<>();
        of(caption, Set.of()).forEach(m -> letters.addAll(m.letters()));
        return letters;
    }

    /** @param cited letters that the text cites for this figure; these are panels even out of sequence */
    static List<Mark> of(String caption, Set<Character> cited) {
        List<Mark> bracketed = inSequence(bracketed(caption), cited, caption);
        List<Mark> bare = bare(caption);
        List<Mark> worded = inSequence(worded(caption), cited, caption);
        List<Mark> most = letterCount(bare) > letterCount(bracketed) ? bare : bracketed;
        return letterCount(worded) > letterCount(most) ? worded : most;
    }

    private static long letterCount(List<Mark> marks) {
        return marks.stream().flatMap(m -> m.letters().stream()).distinct().count();
    }

    private static List<Mark> bracketed(String text) {
        List<Mark> found = new ArrayList<>();
        for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
            int limit = Math.min(text.length(), open + LONGEST_BRACKET);
            int close = open + 1;
            while (close < limit && text.charAt(close) != ')' && text.charAt(close) != '(') {
                close++;
            }
            if (close < limit && text.charAt(close) == ')') {
                inBracket(text, open, close).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The mark in the bracket from {@code open} to {@code close}. */
    private static Optional<Mark> inBracket(String text, int open, int close) {
        Optional<LabelGrammar.Letters> letters = LabelGrammar.letters(text, open + 1, close);
        int lettersEnd = letters.map(LabelGrammar.Letters::end).orElse(close);
        String inside = text.substring(open + 1, close);
        List<Character> panels;
        String rest;
        if (letters.isPresent()
                && AFTER_LETTERS.matcher(text.substring(lettersEnd, close)).matches()) {
            panels = letters.get().letters();
            rest = text.substring(lettersEnd, close);
        } else {
            Matcher last = LAST_LETTER.matcher(inside);
            if (!last.matches()) {
                return Optional.empty();
            }
            panels = List.of(Character.toUpperCase(last.group(1).charAt(0)));
            rest = inside.substring(0, last.start(1));
        }
        int start = open;
        int end = close + 1;
        int before = open - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        if (before >= 0 && text.charAt(before) == '[') {
            int outer = end;
            while (outer < text.length() && outer - end < LONGEST_ASIDE && text.charAt(outer) != ']') {
                outer++;
            }
            if (outer < text.length() && text.charAt(outer) == ']') {
                rest += text.substring(end, outer);
                start = before;
                end = outer + 1;
            }
        }
        return Optional.of(new Mark(start, end, panels, ModalityWords.isMagnified(rest)));
    }

    /** Marks whose letters belong to a run from A; a lone letter counts when it opens the caption or is cited. */
    private static List<Mark> inSequence(List<Mark> marks, Set<Character> cited, String caption) {
        Set<Character> all = new TreeSet<>(cited);
        marks.forEach(m -> all.addAll(m.letters()));
        Set<Character> good = new TreeSet<>(cited);
        char last = 'A' - 1;
        for (char c : all) {
            if (c - last > (last < 'A' ? 1 : 2)) {
                break;
            }
            good.add(c);
            last = c;
        }
        if (good.size() == 1 && cited.isEmpty() && !opensWithMark(caption)) {
            return List.of();
        }
        List<Mark> kept = new ArrayList<>();
        for (Mark m : marks) {
            if (good.containsAll(m.letters())) {
                kept.add(m);
            }
        }
        return kept;
    }

    /** "A, Axial CT. B, Coronal", "A: ... B: ...", "A) ...", "a Axial ... b coronal ...": at least A and B in turn. */
    private static List<Mark> bare(String text) {
        List<Mark> found = new ArrayList<>();
        char expected = 'A';
        boolean lower = false;
        Matcher boundary = BARE_BOUNDARY.matcher(text);
        while (boundary.find()) {
            int at = boundary.start();
            if (Character.toUpperCase(text.charAt(at)) != expected) {
                continue;
            }
            if (found.isEmpty()) {
                lower = Character.isLowerCase(text.charAt(at));
            } else if (lower != Character.isLowerCase(text.charAt(at))) {
                continue;
            }
            LabelGrammar.Letters letters =
                    LabelGrammar.letters(text, at, text.length()).orElseThrow();
            int end = bareEnd(text, letters.end(), lower, at);
            if (end > 0) {
                found.add(new Mark(at, end, letters.letters(), false));
                expected = (char) (letters.letters().get(letters.letters().size() - 1) + 1);
            }
        }
        return letterCount(found) > 1 ? found : List.of();
    }

    /** Where the words after a bare letter begin, or -1 if it names no panel. */
    private static int bareEnd(String text, int at, boolean lower, int letter) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        char next = text.charAt(at);
        if (",.:;)|".indexOf(next) >= 0 && text.charAt(at + 1) == ' ') {
            return at + 2;
        }
        if (text.startsWith(" - ", at)) {
            return at + 3;
        }
        if (next != ' ') {
            return -1;
        }
        boolean capital = Character.isUpperCase(text.charAt(at + 1));
        boolean atSentence = letter < 2 || ".;:".indexOf(text.charAt(letter - 2)) >= 0;
        return capital && (lower || atSentence) || lower && text.charAt(letter) != 'a' ? at + 1 : -1;
    }

    private static List<Mark> worded(String text) {
        List<Mark> found = new ArrayList<>();
        Matcher m = WORDED.matcher(text);
        while (m.find()) {
            LabelGrammar.letters(text, m.end(), text.length())
                    .ifPresent(l -> found.add(new Mark(m.start(), l.end(), l.letters(), false)));
        }
        return found;
    }
}
