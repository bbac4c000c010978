package org.figtrace.report;

import java.util.regex.Pattern;

/** Tells sentences about this patient from sentences about other people's. */
final class PatientSentences {
    private static final Pattern THIS_PATIENT = Pattern.compile(
            "(?i)\\b(?:our (?:case|patient)|th(?:is|e) (?:present |current |reported )?"
                    + "(?:case|patient)\\b(?!s| (?:reports?|series))|in the present case|we (?:found|observed|measured))");
    private static final Pattern STATISTICS = Pattern.compile("(?i)\\b(?:incidence|prevalence|literature|survival rate"
            + "|\\w+-year survival|recurrence rates?|mortality|previous(?:ly)? (?:reports?|reported)|meta-analys[ei]s"
            + "|(?:previous|published|several|many|most|other|large|recent) studies"
            + "|studies (?:have|had) (?:report|show|found|suggest|demonstrat|describ)\\w*)\\b");

    private PatientSentences() {}

    /**
     * A sentence that cites a figure speaks of this patient. Otherwise it must not cite the literature nor tell what
     * studies found, and in an introduction, a discussion or a conclusion it must name the case: "our patient", "this case".
     */
    static boolean holds(String sentence, Sections section, boolean citesFigure) {
        if (citesFigure) {
            return true;
        }
        if (References.cites(sentence) || STATISTICS.matcher(sentence).find()) {
            return false;
        }
        return section == Sections.PATIENT || THIS_PATIENT.matcher(sentence).find();
    }
}
