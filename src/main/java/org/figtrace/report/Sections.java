package org.figtrace.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section titles of articles and hospital reports, and whether a section speaks of the patient. */
enum Sections {
    /** The case, its findings, its pathology; also a report without section titles. */
    PATIENT,
    /** Introduction, discussion, conclusion: other people's patients, unless a sentence says otherwise. */
    LITERATURE,
    /** References, funding and the like: not read. */
    BACK_MATTER;

    private static final String PATIENT_TITLES = "(?:illustrative )?case(?: \\d{1,2})?(?: (?:reports?|presentations?"
            + "|description|history|summary|study|details))?|clinical (?:presentation|history|case|information|findings|"
            + "summary|course|details|indication)|presentation|patient(?:'s)? (?:information|history|presentation)|history"
            + "|indications?|findings|impression|technique|comparison|results|imaging(?: findings| studies)?"
            + "|radiolog(?:y|ical)(?: findings)?|patholog(?:y|ical)(?: findings| report)?|histopatholog(?:y|ical)(?: findings)?"
            + "|histology|treatment|operation|operative findings|surgery|follow-up(?: and outcomes?)?|outcomes?"
            + "|diagnostic assessment|therapeutic intervention|physical examination|examination|report|figure legends?"
            + "|figures?|legends?|(?:microscopic|macroscopic|gross) (?:description|findings|examination)|specimen";
    private static final String LITERATURE_TITLES = "introduction|background(?: and (?:importance|aims?|purpose))?"
            + "|discussion(?: and conclusions?)?|conclusions?|literature review|(?:review of )?(?:the )?literature|abstract"
            + "|summary|objectives?|purpose|rationale|keywords?|key ?words|importance|learning points?";
    private static final String BACK_TITLES = "references|bibliography|acknowledg(?:e?)ments?|funding(?: information)?"
            + "|conflicts? of interest|author contributions?|ethics statement|data availability(?: statement)?"
            + "|publisher's note|competing interests|declarations?|supplementary material|generative ai statement";
    private static final Pattern TITLE = Pattern.compile("(?i)(?:\\d{1,2}(?:\\.\\d{1,2}){0,2}\\.? ?[|]? ?)?(?:("
            + PATIENT_TITLES + ")|(" + LITERATURE_TITLES + ")|(" + BACK_TITLES + ")) ?[:.]?");
    private static final Pattern RUN_IN = Pattern.compile(
            "(?i)(?:(" + PATIENT_TITLES + ")|(" + LITERATURE_TITLES + ")|(" + BACK_TITLES + ")) ?:(?= |$).*");

    static boolean isTitle(String line) {
        return line.length() < 60 && TITLE.matcher(line).matches();
    }

    /** The section that a title line opens. */
    static Optional<Sections> opened(String line) {
        return line.length() < 60 ? of(TITLE.matcher(line)) : Optional.empty();
    }

    /** The section that a paragraph opens with its first words, "Clinical presentation: We ...". */
    static Optional<Sections> runIn(String paragraph) {
        return of(RUN_IN.matcher(paragraph.substring(0, Math.min(80, paragraph.length()))));
    }

    /** Whether the title is one that only articles have, so that "Conclusion" is no radiologist's conclusion. */
    static boolean isOfAnArticle(String line) {
        return line.matches(
                "(?i)(?:\\d{1,2}\\.? ?)?(?:introduction|discussion.{0,20}|abstract|references|keywords?:?.{0,9})");
    }

    private static Optional<Sections> of(Matcher m) {
        if (!m.matches()) {
            return Optional.empty();
        }
        return Optional.of(m.group(1) != null ? PATIENT : m.group(2) != null ? LITERATURE : BACK_MATTER);
    }
}
