package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the signs that a caption explains: "occipital artery (bottom arrow)", "white arrows indicate the mass", "the
 * mass is marked by an asterisk", "(arrow: tumour; asterisk: necrosis)", "(arrowheads) bone erosion".
 */
final class PointerFinder {
    private static final String KIND =
            "(?:white|black|red|yellow|green|blue|orange|purple|pink|grey|gray|upper|lower|top"
                    + "|bottom|left|right|middle|central|long|short|thin|thick|open|solid|hollow|filled|curved|straight|large|small"
                    + "|big|double|single|dashed|dotted|dash|bold|vertical|horizontal|oblique|paired|bent)(?:-headed)?";
    private static final String STRONG = "arrow(?:[- ]?head)?s?|asterisks?";
    private static final String WEAK =
            "stars?|circles?|triangles?|lines?|box(?:es)?|rectangles?|squares?|brackets?|cross(?:es)?"
                    + "|diamonds?|chevrons?|ovals?|ellipses?|calipers?|crosshairs?|frames?";
    private static final Pattern SIGN =
            Pattern.compile("(?i)\\b(?:" + KIND + "(?: and |,? |-)){0,4}(?:" + STRONG + ")\\b"
                    + "|\\b(?:" + KIND + "(?: and |,? |-)){1,4}(?:" + WEAK + ")\\b"
                    + "|(?<=\\()(?:" + WEAK + ")(?=[),;:= ])"
                    + "|(?<=[;.] )(?:" + WEAK + ")(?=(?: (?:in|on) [A-Z])? ?[:=])"
                    + "|(?<=\\()[*#†‡★☆▲△►→←↑↓]{1,3}(?=\\))"
                    + "|(?<=[;.,] )[*#†‡★☆▲]{1,3}(?= ?[=:])");
    private static final String VERB =
            "(?:indicat(?:e|es|ed|ing)|show(?:s|n|ing)?|point(?:s|ed|ing)?(?: out| to| at| towards?)?"
                    + "|mark(?:s|ed|ing)?|denot(?:e|es|ed|ing)|represent(?:s|ed|ing)?|demonstrat(?:e|es|ed|ing)"
                    + "|highlight(?:s|ed|ing)?|delineat(?:e|es|ed|ing)|outlin(?:e|es|ed|ing)|designat(?:e|es|ed|ing)"
                    + "|annotated?(?: as)?|labell?ed(?: as)?|label|correspond(?:s|ing)? to|depict(?:s|ed|ing)?"
                    + "|identif(?:y|ies|ied|ying)|reveal(?:s|ed|ing)?|refers? to|illustrat(?:e|es|ed|ing)|encircl(?:e|es|ed|ing)"
                    + "|surround(?:s|ed|ing)?|signif(?:y|ies))";
    private static final Pattern EXPLAINS =
            Pattern.compile("(?i)(?:,? (?:in|on) (?:panels? )?\\(?([A-Z](?:(?:, | and |, and |-)[A-Z])*)\\)?)?"
                    + "(?: \\([A-Z]\\))?,?(?: (?:which|that|is|are|was|were))? " + VERB + "(?: as| to)? ");
    private static final Pattern EQUALS = Pattern.compile("(?: (?:in|on) (?:panels? )?\\(?[A-Z]\\)?)? ?[=:] ?");
    private static final Pattern KEY_COMMA = Pattern.compile("(?: (?:in|on) (?:panels? )?\\(?[A-Z]\\)?)?, (?=\\w)");
    private static final Pattern MARKED_BY =
            Pattern.compile("(?i),? ?\\(?(?:(?:is|are|was|were|as) )?(?:indicated|marked|shown"
                    + "|denoted|highlighted|designated|outlined|delineated|labell?ed|demonstrated|depicted|identified|pointed out|seen"
                    + "|encircled|surrounded|annotated) (?:by|with|at|as) (?:the |an? )?$");
    private static final String OF_PANELS = "(?: (?:in|on) (?:panels? )?\\(?[A-Z](?:(?:, | and |, and |-)[A-Z])*\\)?)?";
    private static final Pattern KEY_ENTRY = Pattern.compile(
            "(?:and )?(?:" + SIGN.pattern() + "|[*#†‡★☆▲]{1,3})" + OF_PANELS + "(?: ?[=:] ?|, )[^,;:=]+");
    private static final Pattern KEY_SEPARATOR = Pattern.compile("[;,] ");
    private static final Pattern IN_PANELS =
            Pattern.compile("(?i)(?:(?:in|on) (?:panels? )?\\(?|[,;] ?(?:panels? )?\\(?(?-i:(?=[A-Z])))"
                    + "([A-Z])(?:(?:, | and |, and |-)([A-Z]))?\\)?$");
    private static final Pattern AFTER_PANEL = Pattern.compile("(?<=(?:in|on) [A-Z])\\b.*");
    private static final Pattern ASIDE = Pattern.compile(
            "\\[?\\((?:[A-Z][A-Za-z]{0,5}|[A-Za-z](?:(?:, ?| and |-)[A-Za-z]){0,8})" + "\\)(?: ?[Xx×] ?\\d{2,4} ?])?");
    private static final Pattern NOT_IN_NAME = Pattern.compile(
            "(?i)\\b(?:is|are|was|were|be|been|shows?|showed|showing|shown"
                    + "|demonstrat\\w+|reveal\\w*|depict\\w*|illustrat\\w*|display\\w*|indicat\\w+|with|without|that|which|where|has|have"
                    + "|had|contain\\w*|caus\\w+|supply\\w*|see|seen|notes?|noted|confirm\\w*|identif\\w+|including|by|from|and|or|via"
                    + "|through|due to|suggest\\w*|detect\\w*|present(?:ed|s|ing)?|represent\\w*|exhibit\\w*|into|invad\\w+"
                    + "|compress(?:es|ed|ing)|erod\\w+|while|whereas|but|after|before|during|as"
                    + "|(?:destroy|displac|encas|penetrat|involv|infiltrat|surround|reach|push)(?:ed|es|s)(?= (?:the|an?|both|its)\\b)) ");
    private static final Pattern CLAUSE_END = Pattern.compile(
            "[.;:](?= |$)|, | ?[()\\[\\]]| (?:while|whereas|and (?:the |an? )?(?=(?:" + KIND + " )*(?:" + STRONG
                    + ")))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern NOT_OF_NAME =
            Pattern.compile("^(?i:the|an?|and|or|with|of|in|on|to|as|both)(?: (?i:the|an?))?(?: |$)"
                    + "|(?: (?:in|on|of))?(?: [Pp]anels? [A-Z])?[ ,;.]*$");
    private static final int REACH = 160;

    private PointerFinder() {}

    /**
     * A sign and its meaning.
     *
     * @param start offset of the sign in the text that was searched
     * @param panels letters that the words give for it, "(arrow in B)"; empty when only its place tells
     */
    record Found(String phrase, String target, int start, int end, List<Character> panels) {}

    /** Whether a sentence does nothing but explain signs: "Red arrows, bone loss; white arrow: mass; asterisk, edema." */
    static boolean isKey(String sentence) {
        Matcher entry = KEY_ENTRY.matcher(sentence);
        int at = 0;
        while (entry.region(at, sentence.length()).lookingAt()) {
            at = entry.end();
            Matcher separator = KEY_SEPARATOR.matcher(sentence).region(at, sentence.length());
            if (!separator.lookingAt()) {
                return at == sentence.length();
            }
            at = separator.end();
        }
        return false;
    }

    static List<Found> in(String text) {
        String masked = masked(text);
        List<Found> found = new ArrayList<>();
        Matcher sign = SIGN.matcher(text);
        while (sign.find()) {
            int open = opened(text, sign.start());
            int close = open < 0 ? -1 : closed(text, sign.end());
            boolean bracketed = close >= 0;
            String target = target(masked, sign, bracketed ? open : -1, close);
            if (!target.isEmpty() || bracketed) {
                found.add(new Found(
                        sign.group(),
                        target,
                        sign.start(),
                        sign.end(),
                        panels(text, sign.end(), bracketed ? close : -1)));
            }
        }
        return found;
    }

    /** The bracket that is open where a sign stands, or -1. */
    private static int opened(String text, int at) {
        for (int i = at - 1; i >= 0 && at - i < REACH; i--) {
            char c = text.charAt(i);
            if (c == '(' || c == ')') {
                return c == '(' ? i : -1;
            }
        }
        return -1;
    }

    private static int closed(String text, int at) {
        for (int i = at; i < text.length() && i - at < REACH; i++) {
            if (text.charAt(i) == ')') {
                return i;
            }
        }
        return -1;
    }

    private static String target(String text, Matcher sign, int open, int close) {
        String ahead = text.substring(sign.end(), Math.min(text.length(), sign.end() + REACH));
        Matcher explains = EXPLAINS.matcher(ahead);
        if (explains.lookingAt()) {
            return after(ahead.substring(explains.end()));
        }
        Matcher equals = EQUALS.matcher(ahead);
        if (equals.lookingAt() && equals.end() > 0) {
            return after(ahead.substring(equals.end()));
        }
        if (open >= 0) {
            String before =
                    MARKED_BY.matcher(text.substring(open, sign.start())).replaceFirst("");
            String named = before(text, open);
            return named.isEmpty() && startsClause(text, open)
                    ? after(text.substring(close + 1, reach(text, close + 1)))
                    : named;
        }
        String behind = text.substring(Math.max(0, sign.start() - REACH), sign.start());
        Matcher markedBy = MARKED_BY.matcher(behind);
        if (markedBy.find()) {
            return before(behind, markedBy.start());
        }
        Matcher comma = KEY_COMMA.matcher(ahead);
        return startsClause(text, sign.start()) && comma.lookingAt() ? after(ahead.substring(comma.end())) : "";
    }

    private static int reach(String text, int from) {
        return Math.min(text.length(), from + REACH);
    }

    private static boolean startsClause(String text, int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before < 0 || ".;:".indexOf(text.charAt(before)) >= 0;
    }

    /** The name that ends at {@code end}: back to the verb, preposition or comma before it. */
    private static String before(String text, int end) {
        String clause = text.substring(Math.max(0, end - REACH), end);
        int start = 0;
        for (int i = clause.length() - 1; i >= 0; i--) {
            char c = clause.charAt(i);
            boolean stop = ";:()[]".indexOf(c) >= 0
                    || c == ','
                            && i + 1 < clause.length()
                            && clause.charAt(i + 1) == ' '
                            && i < clause.stripTrailing().length() - 1
                    || c == '.' && Sentences.endsAt(clause, i);
            if (stop) {
                start = i + 1;
                break;
            }
        }
        Matcher verb = NOT_IN_NAME.matcher(clause).region(start, clause.length());
        while (verb.find()) {
            if (!clause.substring(verb.end()).isBlank()) {
                start = verb.end();
            }
        }
        return name(clause.substring(start));
    }

    /** The name that begins the text: on to the end of its clause. */
    private static String after(String text) {
        Matcher end = CLAUSE_END.matcher(text);
        return name(end.find() ? text.substring(0, end.start()) : text);
    }

    private static String name(String words) {
        return NOT_OF_NAME
                .matcher(BLANKS.matcher(words).replaceAll(" ").strip())
                .replaceAll("");
    }

    /** Letters in the same bracket or right behind the sign: "(arrow in B)", "(arrow, A)". */
    private static List<Character> panels(String text, int end, int close) {
        int to = close >= 0 ? close : Math.min(text.length(), end + 12);
        String rest = close >= 0
                ? text.substring(end, to)
                : AFTER_PANEL.matcher(text.substring(end, to)).replaceAll("");
        Matcher m = IN_PANELS.matcher(rest);
        if (!m.find()) {
            return List.of();
        }
        List<Character> letters = new ArrayList<>();
        letters.add(Character.toUpperCase(m.group(1).charAt(0)));
        if (m.group(2) != null) {
            letters.add(Character.toUpperCase(m.group(2).charAt(0)));
        }
        return letters;
    }

    /** Blanks in place of abbreviations and panel letters, so that a name reads through them. */
    private static String masked(String text) {
        Matcher aside = ASIDE.matcher(text);
        StringBuilder masked = new StringBuilder(text);
        while (aside.find()) {
            for (int i = aside.start(); i < aside.end(); i++) {
                masked.setCharAt(i, ' ');
            }
        }
        return masked.toString();
    }
}
