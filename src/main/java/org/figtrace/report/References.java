package org.figtrace.report;

import java.util.regex.Pattern;

/** Citations of the literature: "(16)", "(4, 5)", "[12-14]", "Smith et al.", "mass.16", "(Smith, 2019)". */
final class References {
    private static final Pattern CITED = Pattern.compile("\\(\\d{1,3}(?: ?[,;-] ?\\d{1,3}){0,12}\\)"
            + "|\\[\\d{1,3}(?: ?[,;-] ?\\d{1,3}){0,12}]"
            + "|\\bet al\\b"
            + "|\\([A-Z][\\p{L}'-]{1,25}(?: and [A-Z][\\p{L}'-]{1,25})?,? (?:19|20)\\d\\d[a-z]?\\)"
            + "|(?<=[a-z]{3}[.,])\\d{1,3}(?:[,-]\\d{1,3}){0,8}(?= |$)");

    private References() {}

    static boolean cites(String sentence) {
        return CITED.matcher(sentence).find();
    }
}
