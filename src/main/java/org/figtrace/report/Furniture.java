package org.figtrace.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes the page furniture out of a report: page numbers, addresses, journal lines, running authors, and short lines
 * that come back on three or more pages. What stood on either side is then parted by a gap, not joined.
 */
final class Furniture {
    private static final int REPEATS = 3;
    private static final int LONGEST = 90;
    private static final Pattern ALWAYS = Pattern.compile("(?i)"
            + "(?:https?://|www\\.)\\S{1,200}"
            + "|\\S{1,60}\\.(?:org|com|net|edu|gov)(?:/\\S{0,100})?(?: \\d{1,5})?"
            + "|(?:\\d{1,5} )?(?:doi:? ?)?10\\.\\d{4,9}/\\S{1,80}"
            + "|doi:? .{1,80}"
            + "|-? ?(?:page )?\\d{1,5}(?: ?(?:of|/) ?\\d{1,5})? ?-?"
            + "|page \\d{1,5}.{0,40}"
            + "|(?:\\d{1,5} )?[\\p{L}' .-]{2,40} et al\\.?(?: \\d{1,5})?"
            + "|(?:\\d{1,5} )?\\S.{0,60} et al\\.:? .{0,30}\\d{4}.{0,30}"
            + "|(?:downloaded from|copyright|©|\\(c\\) (?:19|20)\\d\\d) ?.{0,150}"
            + "|(?:frontiers in|bmc|plos|journal of|am j|ajnr|radiology case|case reports? in|medicine \\(\\d|cureus)"
            + "[^.()]{0,60}\\d.{0,60}"
            + "|(?:frontiers in|journal of|case reports? in) [\\p{L} &]{3,40}"
            + "|(?:volume|vol\\.?) \\d.{0,60}"
            + "|(?:received|accepted|published):? .{0,20}\\d{4}.{0,100}");

    private static final Pattern PAGE_NUMBER = Pattern.compile("^\\d{1,5} | \\d{1,5}$");
    private static final Pattern PAGE = Pattern.compile("(?i)page \\d{1,5}");

    private Furniture() {}

    static List<Line> removed(List<Line> lines) {
        Map<String, Integer> seen = new HashMap<>();
        for (Line line : lines) {
            if (line.text().length() <= LONGEST) {
                seen.merge(shape(line.text()), 1, Integer::sum);
            }
        }
        List<Line> kept = new ArrayList<>(lines.size());
        boolean gap = false;
        for (Line line : lines) {
            if (isFurniture(line.text(), seen)) {
                gap = true;
            } else {
                kept.add(gap ? line.afterAGap() : line);
                gap = false;
            }
        }
        return kept;
    }

    private static boolean isFurniture(String text, Map<String, Integer> seen) {
        if (text.length() > 220 || Captions.isHeading(text) || Sections.isTitle(text)) {
            return false;
        }
        return ALWAYS.matcher(text).matches()
                || text.length() > 5
                        && text.length() <= LONGEST
                        && seen.getOrDefault(shape(text), 0) >= REPEATS
                        && !text.endsWith(".")
                        && !text.endsWith(",")
                        && LabelGrammar.citations(text).isEmpty()
                        && Character.isUpperCase(firstLetter(text));
    }

    private static char firstLetter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return '0';
    }

    /** The line with its page number made equal on every page. */
    private static String shape(String text) {
        return PAGE.matcher(PAGE_NUMBER.matcher(text).replaceAll("#")).replaceAll("page");
    }
}
