package org.figtrace.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the lines that open a caption, "FIGURE 2", "Fig. 1: Axial CT", "FIGURE 1 | (A)", from lines of prose. */
final class Captions {
    private static final Pattern HEAD = Pattern.compile("(?i)((?:suppl(?:ementa(?:ry|l))?\\.?|online|appendix) )?"
            + "(?:figure|fig\\.?|image) ?(S?)([1-9]\\d{0,2})(?!\\d|\\.\\d)");
    private static final Pattern CONTINUED = Pattern.compile("(?i)[ .,:(-]*(?:continued|cont(?:'?d|\\.)?)[ ).:]*");
    private static final Pattern DELIMITER = Pattern.compile(" ?(?:[.:|]|- )[ |]*");
    private static final Pattern PANEL = Pattern.compile("(?: ?\\(([A-Za-z](?:[-,] ?[A-Za-z])*)\\)"
            + "| ?([A-Za-z](?:[-,] ?[A-Z])?)(?![A-Za-z0-9']))(?: ?[.:|]| -|$)");
    private static final Pattern PROSE_BEFORE = Pattern.compile("(?i)(?:.*[ (])?"
            + "(?:in|see|and|of|the|by|from|also|on|with|to|on|at|for|than|our|or|as|figs?\\.?|figures?)|.*[(,;&]");
    private static final Pattern OPENS_TEXT = Pattern.compile(
            " ?[(\\[]?(?:[A-Z0-9\"(\\[].*|[a-z][,)]? [A-Z(].*" + "|[a-z](?:[-,] ?[a-z])+ .*|[a-z]\\) .*)");

    private Captions() {}

    /**
     * The opening of a caption.
     *
     * @param number "2", "S1"
     * @param panels letters, when the caption is of these panels only ("Figure 1A. ...")
     * @param contentAt where the caption's words begin in the line; its length for a heading that stands alone
     */
    record Head(String number, List<Character> panels, int contentAt, boolean alone) {}

    static boolean isHeading(String line) {
        return head(line).filter(Head::alone).isPresent();
    }

    /** @param before the line before without a gap, or empty */
    static Optional<Head> head(String line, String before) {
        Optional<Head> head = head(line);
        if (head.isEmpty() || before.isEmpty()) {
            return head;
        }
        boolean shouted = line.startsWith("FIG");
        boolean midSentence = PROSE_BEFORE.matcher(before).matches();
        boolean open = !Sentences.isFinished(before);
        if (midSentence && !(shouted && head.get().alone())) {
            return Optional.empty();
        }
        boolean bareStop = line.endsWith(".") && head.get().alone();
        return open && bareStop ? Optional.empty() : head;
    }

    private static Optional<Head> head(String line) {
        Matcher m = HEAD.matcher(line);
        if (!m.lookingAt()) {
            return Optional.empty();
        }
        boolean supplement = m.group(1) != null || !m.group(2).isEmpty();
        String number = (supplement ? "S" : "") + m.group(3);
        int at = m.end();
        Matcher continued = CONTINUED.matcher(line).region(at, line.length());
        if (continued.lookingAt()) {
            at = continued.end();
            return Optional.of(new Head(number, List.of(), at, at == line.length()));
        }
        String rest = line.substring(at);
        if (rest.matches(" ?[.:|-]?")) {
            return Optional.of(new Head(number, List.of(), line.length(), true));
        }
        Matcher panel = PANEL.matcher(line).region(at, line.length());
        if (panel.lookingAt()) {
            int start = panel.start(panel.group(1) != null ? 1 : 2);
            boolean ofSpringer = rest.charAt(0) == ' ' && panel.group(2) != null;
            if (!ofSpringer) {
                List<Character> letters = LabelGrammar.letters(line.substring(start), 0, line.length() - start)
                        .map(LabelGrammar.Letters::letters)
                        .orElse(List.of(Character.toUpperCase(line.charAt(start))));
                boolean ends = panel.end() == line.length() && !line.endsWith(":");
                return ends && !line.startsWith("FIG")
                        ? Optional.empty()
                        : Optional.of(new Head(number, letters, skipBlank(line, panel.end()), false));
            }
        }
        Matcher delimiter = DELIMITER.matcher(line).region(at, line.length());
        if (delimiter.lookingAt()) {
            return Optional.of(new Head(number, List.of(), delimiter.end(), false));
        }
        boolean shouted = line.startsWith("FIG");
        boolean opens = rest.startsWith(" ") && OPENS_TEXT.matcher(rest).matches() && !rest.startsWith(" (Fig");
        if (opens || shouted && rest.startsWith(" ") && !rest.startsWith(" (")) {
            return bracketedMention(rest) ? Optional.empty() : Optional.of(new Head(number, List.of(), at + 1, false));
        }
        return Optional.empty();
    }

    private static int skipBlank(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** "Figure 2 (A) and Figure 3 show" at the start of a line is prose. */
    private static boolean bracketedMention(String rest) {
        return rest.matches(" ?\\([A-Za-z]\\) ?(?:shows?|demonstrates?|and (?:\\([A-Za-z]\\)|Fig)|[,.;)]).*");
    }
}
