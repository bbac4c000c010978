package org.figtrace.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads citations as reports write them: "(Figure 1)", "Figures 2A-C", "Fig. 3a-c", "Figs. 2(a) and (b)", "Figure 2A,
 * B, and D", "Figs 1A and 2B-D", "Fig. 1, A and B". One pass from left to right; each character is looked at a bounded
 * number of times.
 */
final class LabelGrammar {
    private static final Pattern KEYWORD = Pattern.compile(
            "(?i)(?<![A-Za-z])((?:suppl(?:ementa(?:ry|l))?\\.?|online|appendix) ?)?fig(ures|ure|s)?\\.? ?"
                    + "(?=S?\\d)");
    private static final Pattern NUMBER = Pattern.compile("([Ss]?)([1-9]\\d{0,2})(?!\\d|\\.\\d)");
    private static final Pattern SEPARATOR = Pattern.compile(" ?(?:[,;/&] ?(?:and |or |& ?)?|and |or )");
    private static final Pattern RANGE = Pattern.compile(" ?(?:- ?|to |through )");
    private static final Pattern LIST_SEPARATOR = Pattern.compile(" ?(?:[,/&] ?(?:and |& ?)?|and |- ?|to |through )");
    private static final Pattern NOT_A_COUNT = Pattern.compile(
            "(?=$|[),.;:\\]?!]|-\\d| ?(?:and|or|to|&) | (?:show|demonstrat|reveal|illustrat|depict|are\\b))");
    private static final Pattern UNIT = Pattern.compile(
            "\\d* ?-?(?:%|(?:[cmµu]m|ml|mg|years?|months?|weeks?|days?|" + "hours?|patients?|cases?|percent)\\b).*");
    private static final Pattern COUNTED = Pattern.compile(" ?(?:times|fold|per|/ ?\\d|out of)\\b.*| ?%.*");
    private static final Pattern VERB_OR_COUNT_BEFORE =
            Pattern.compile("(?i)(?:\\b(?:it|that|this|which|he|she|who)|mitotic|mitosis|number of) $");
    private static final int LONGEST_WORD_BEFORE = 12;
    private static final Pattern GOES_ON = Pattern.compile(" (?:and|or|to|through|&) .*");
    private static final Pattern NOT_A_PANEL = Pattern.compile(" (?:cells?|mode|waves?|lymph|weighted)\\b.*");
    private static final int LONGEST_RANGE = 20;

    private final String text;
    private final int limit;
    private final Set<FigureLabel> labels = new LinkedHashSet<>();
    private boolean plural;
    private String number;
    private int at;

    private LabelGrammar(String text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    /** Every citation of figures in the text, in its order. */
    static List<Citation> citations(String text) {
        List<Citation> found = new ArrayList<>();
        Matcher keyword = KEYWORD.matcher(text);
        int from = 0;
        while (keyword.find(from)) {
            LabelGrammar grammar = new LabelGrammar(text, Math.min(text.length(), keyword.end() + 120));
            from = keyword.end();
            if (grammar.read(keyword)) {
                found.add(new Citation(keyword.start(), grammar.at, List.copyOf(grammar.labels)));
                from = Math.max(from, grammar.at);
            }
        }
        return found;
    }

    /** The single letters at the start of a text, "A, B and D" or "a-c", and where they end; empty if there are none. */
    static Optional<Letters> letters(String text, int start, int limit) {
        int end = start;
        Set<Character> found = new LinkedHashSet<>();
        if (!single(text, start, limit)) {
            return Optional.empty();
        }
        char last = letter(text, start);
        found.add(last);
        end = start + 1;
        while (end < limit) {
            Matcher separator = LIST_SEPARATOR.matcher(text).region(end, limit);
            if (!separator.lookingAt()
                    || !single(text, separator.end(), limit)
                    || text.startsWith("H&E", separator.end())) {
                break;
            }
            char next = letter(text, separator.end());
            boolean range = RANGE.matcher(separator.group()).matches();
            if (next <= last) {
                break;
            }
            for (char c = range ? last : next; c <= next; c++) {
                found.add(c);
            }
            last = next;
            end = separator.end() + 1;
        }
        return Optional.of(new Letters(List.copyOf(found), end));
    }

    /** @param end offset after the last letter */
    record Letters(List<Character> letters, int end) {}

    private static char letter(String text, int at) {
        return Character.toUpperCase(text.charAt(at));
    }

    /** One plain letter with no letter, digit or apostrophe on either side. */
    private static boolean single(String text, int at, int limit) {
        return at < limit
                && isLetter(text.charAt(at))
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && (at + 1 >= text.length()
                        || !Character.isLetterOrDigit(text.charAt(at + 1)) && text.charAt(at + 1) != '\'');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private boolean read(Matcher keyword) {
        at = keyword.end();
        if (isNoFigure(keyword)) {
            return false;
        }
        String form = keyword.group(2);
        plural = form != null && form.toLowerCase(Locale.ROOT).endsWith("s");
        if (!number(keyword.group(1) != null)) {
            return false;
        }
        while (more()) {
            // each turn takes one separator with what follows it
        }
        return true;
    }

    /** "It figures 3 times", "mitotic figures 12 per 10 HPF": a verb, or a count of something else. */
    private boolean isNoFigure(Matcher keyword) {
        String before = text.substring(Math.max(0, keyword.start() - LONGEST_WORD_BEFORE), keyword.start());
        if (VERB_OR_COUNT_BEFORE.matcher(before).find()) {
            return true;
        }
        Matcher m = NUMBER.matcher(text).region(at, limit).useTransparentBounds(true);
        return m.lookingAt()
                && COUNTED.matcher(text.substring(m.end(), Math.min(text.length(), m.end() + LONGEST_WORD_BEFORE)))
                        .matches();
    }

    /** A number with whatever letters belong to it. */
    private boolean number(boolean supplement) {
        Matcher m = NUMBER.matcher(text).region(at, limit).useTransparentBounds(true);
        if (!m.lookingAt()) {
            return false;
        }
        number = (supplement || !m.group(1).isEmpty() ? "S" : "") + m.group(2);
        at = m.end();
        if (attachedLetters() || bracketedLetters(at) || spacedLetters()) {
            return true;
        }
        labels.add(new FigureLabel(number, ""));
        figureRange();
        return true;
    }

    /** "2A", "3a-c", "3A-3C", "2ABC" is no panel. */
    private boolean attachedLetters() {
        if (at >= limit || !isLetter(text.charAt(at))) {
            return false;
        }
        int after = at + 1;
        if (after < text.length() && isLetter(text.charAt(after))) {
            return allUpperRun();
        }
        char first = letter(text, at);
        add(first);
        at = after;
        letterRange(first);
        return true;
    }

    /** "2AB" or "3ABC": neighbouring capitals in a row. */
    private boolean allUpperRun() {
        int end = at;
        while (end < text.length()
                && Character.isUpperCase(text.charAt(end))
                && (end == at || text.charAt(end) == text.charAt(end - 1) + 1)) {
            end++;
        }
        boolean wholeWord = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        if (end - at < 2 || end - at > 8 || !wholeWord) {
            return false;
        }
        for (int i = at; i < end; i++) {
            add(text.charAt(i));
        }
        at = end;
        return true;
    }

    private void letterRange(char first) {
        Matcher range = RANGE.matcher(text).region(at, limit);
        if (!range.lookingAt()) {
            return;
        }
        int p = range.end();
        if (text.startsWith(number, p)) {
            p += number.length();
        } else if (!single(text, p, limit) || !standsAlone(p)) {
            return;
        }
        if (p < limit
                && isLetter(text.charAt(p))
                && (p + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(p + 1)))
                && letter(text, p) > first) {
            for (char c = first; c <= letter(text, p); c++) {
                add(c);
            }
            at = p + 1;
        }
    }

    /** "(a)", "(A-C)", " (A, B)": a bracket that holds nothing but letters. */
    private boolean bracketedLetters(int from) {
        int p = from < limit && text.charAt(from) == ' ' ? from + 1 : from;
        if (p >= limit || text.charAt(p) != '(') {
            return false;
        }
        Optional<Letters> inside = letters(text, p + 1, limit);
        if (inside.isEmpty()
                || inside.get().end() >= limit
                || text.charAt(inside.get().end()) != ')') {
            return false;
        }
        inside.get().letters().forEach(this::add);
        at = inside.get().end() + 1;
        Matcher range = RANGE.matcher(text).region(at, limit);
        if (range.lookingAt() && range.end() < limit && text.charAt(range.end()) == '(') {
            Optional<Letters> to = letters(text, range.end() + 1, limit);
            int end = to.map(Letters::end).orElse(limit);
            if (end < limit && text.charAt(end) == ')') {
                for (char c = inside.get().letters().get(0);
                        c <= to.get().letters().get(0);
                        c++) {
                    add(c);
                }
                at = end + 1;
            }
        }
        return true;
    }

    /** " A", ", A and B" after a number: only letters that cannot be words. */
    private boolean spacedLetters() {
        int p = at;
        if (p < limit && text.charAt(p) == ',') {
            p++;
        }
        if (p >= limit || text.charAt(p) != ' ' || !single(text, p + 1, limit) || !standsAlone(p + 1)) {
            return false;
        }
        char first = letter(text, p + 1);
        add(first);
        at = p + 2;
        letterRange(first);
        return true;
    }

    private boolean more() {
        Matcher separator = SEPARATOR.matcher(text).region(at, limit);
        if (!separator.lookingAt()) {
            return false;
        }
        int p = separator.end();
        if (p >= limit) {
            return false;
        }
        boolean hasLetters = labels.stream()
                .anyMatch(l -> l.figure().equals(number) && !l.panel().isEmpty());
        if (hasLetters && text.charAt(p) == '(' && bracketedLetters(p)) {
            return true;
        }
        if (hasLetters && single(text, p, limit) && standsAlone(p)) {
            char first = letter(text, p);
            add(first);
            at = p + 1;
            letterRange(first);
            return true;
        }
        if (!isAnotherNumber(p)) {
            return false;
        }
        at = p;
        return number(false);
    }

    /** Whether the number at p is a further figure and not a count, a length or a reference. */
    private boolean isAnotherNumber(int p) {
        Matcher m = NUMBER.matcher(text).region(p, limit).useTransparentBounds(true);
        if (!m.lookingAt()) {
            return false;
        }
        String rest = text.substring(m.end(), Math.min(text.length(), m.end() + 40));
        if (UNIT.matcher(rest).matches()) {
            return false;
        }
        boolean letterFollows = !rest.isEmpty()
                && isLetter(rest.charAt(0))
                && (rest.length() == 1 || !Character.isLetterOrDigit(rest.charAt(1)));
        boolean bracketFollows = rest.length() > 2 && rest.charAt(0) == '(' && isLetter(rest.charAt(1));
        return letterFollows
                || bracketFollows
                || NOT_A_COUNT.matcher(rest).lookingAt()
                || plural && (rest.isEmpty() || !Character.isLetterOrDigit(rest.charAt(0)));
    }

    /** "Figures 1-3". */
    private void figureRange() {
        Matcher range = RANGE.matcher(text).region(at, limit);
        if (!plural || !range.lookingAt()) {
            return;
        }
        Matcher to = NUMBER.matcher(text).region(range.end(), limit).useTransparentBounds(true);
        if (!to.lookingAt()) {
            return;
        }
        boolean supplement = number.startsWith("S");
        int first = Integer.parseInt(supplement ? number.substring(1) : number);
        int last = Integer.parseInt(to.group(2));
        if (last <= first || last - first > LONGEST_RANGE) {
            return;
        }
        for (int i = first; i <= last; i++) {
            labels.add(new FigureLabel((supplement ? "S" : "") + i, ""));
        }
        number = (supplement ? "S" : "") + last;
        at = to.end();
    }

    /** "A" before a word is an article, "B cells" and "b-value" are words; "A and B", "A)" and "B show" are panels. */
    private boolean standsAlone(int p) {
        String rest = text.substring(p + 1, Math.min(text.length(), p + 40));
        if (rest.isEmpty() || ",.;:)]/&?!".indexOf(rest.charAt(0)) >= 0) {
            return true;
        }
        if (rest.charAt(0) == '-') {
            return rest.length() > 1
                    && (isLetter(rest.charAt(1)) && (rest.length() == 2 || !Character.isLetterOrDigit(rest.charAt(2)))
                            || rest.startsWith("-" + number));
        }
        if (rest.charAt(0) != ' ' || GOES_ON.matcher(rest).matches()) {
            return rest.charAt(0) == ' ';
        }
        char c = text.charAt(p);
        boolean word = c == 'A' || c == 'I' || Character.isLowerCase(c);
        return !word && !NOT_A_PANEL.matcher(rest).matches();
    }

    private void add(char panel) {
        labels.add(new FigureLabel(number, String.valueOf(Character.toUpperCase(panel))));
    }
}
