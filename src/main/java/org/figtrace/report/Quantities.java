package org.figtrace.report;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names what a number of one sentence is a number of, by its unit and the nearest telling word of its sentence. */
final class Quantities {
    private static final List<Word> LENGTHS = List.of(
            new Word("diameter", "diameters?\\b"),
            new Word(
                    "slice thickness",
                    "(?:slice|section)[- ]thickness|(?:thick|thin)[- ](?:slice|section)s?|\\bslices?\\b"),
            new Word("thickness", "\\bthick(?:ness|ened|ening)?\\b"),
            new Word("midline shift", "midline shift|shift of the midline"),
            new Word("distance", "\\bdistan(?:ce|t)\\b|\\baway from\\b"),
            new Word("margin", "\\bmargins?\\b"),
            new Word("incision", "\\bincisions?\\b"),
            new Word("short axis", "short(?:est)?[- ]axis"),
            new Word("long axis", "long(?:est)?[- ](?:axis|dimension)|(?:largest|greatest|maximum|maximal) dimension"),
            new Word("length", "\\blength\\b|\\blong\\b"),
            new Word("width", "\\bwidth\\b|\\bwide\\b"),
            new Word("height", "\\bheight\\b|\\bhigh\\b"),
            new Word("depth", "\\bdepth\\b|\\bdeep\\b"));
    private static final List<Word> PERCENTAGES = List.of(
            new Word("Ki-67", "\\bKi[- ]?67\\b|\\bMIB[- ]?1\\b|proliferati(?:on|ve) index"),
            new Word("necrosis", "necro(?:sis|tic)"),
            new Word("stenosis", "steno(?:sis|tic)|narrowing"),
            new Word("ejection fraction", "ejection fraction|\\bLVEF\\b|\\bEF\\b"),
            new Word("oxygen saturation", "saturation|\\bSpO2\\b"));
    private static final List<Word> DURATIONS =
            List.of(new Word("follow-up", "follow[- ]?(?:ed )?up|\\bfollowed\\b"), new Word("duration", "$^"));
    private static final List<Word> VOLUMES =
            List.of(new Word("blood loss", "blood loss|bleeding"), new Word("volume", "\\bvolume\\b"));
    private static final int REACH = 60;
    private static final int REACH_PERCENT = 160;

    private final String sentence;
    private final Map<List<Word>, List<Hit>> hits = new IdentityHashMap<>();

    /** @param sentence is searched once for each kind of quantity, however many numbers it has */
    Quantities(String sentence) {
        this.sentence = sentence;
    }

    private record Word(String quantity, Pattern pattern) {
        Word(String quantity, String pattern) {
            this(quantity, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    /** A telling word of the sentence. */
    private record Hit(String quantity, int start, int end) {}

    String of(String unit, int start, int end) {
        return switch (unit) {
            case "mm", "cm", "µm" -> nearest(LENGTHS, start, end, REACH, "size");
            case "%" -> nearest(PERCENTAGES, start, end, REACH_PERCENT, "percentage");
            case "ml", "mm3" -> nearest(VOLUMES, start, end, REACH, "volume");
            case "mm2", "cm2" -> "area";
            case "HU" -> "attenuation";
            case "SUV" -> "SUV";
            default -> unit.startsWith("per ") ? "mitotic count" : nearest(DURATIONS, start, end, REACH, "duration");
        };
    }

    private List<Hit> search(List<Word> words) {
        List<Hit> found = new ArrayList<>();
        for (Word word : words) {
            Matcher m = word.pattern().matcher(sentence);
            while (m.find()) {
                found.add(new Hit(word.quantity(), m.start(), m.end()));
            }
        }
        return found;
    }

    private String nearest(List<Word> words, int start, int end, int reach, String otherwise) {
        int best = Integer.MAX_VALUE;
        String quantity = otherwise;
        for (Hit hit : hits.computeIfAbsent(words, this::search)) {
            boolean behind = hit.start() >= end;
            int away = behind ? hit.start() - end : Math.max(0, start - hit.end());
            if (away > reach) {
                continue;
            }
            away += behind ? between(end, hit.start()) : between(hit.end(), start);
            if (away < best && away <= reach) {
                best = away;
                quantity = hit.quantity();
            }
        }
        return quantity;
    }

    /** A comma or another number between a word and its number makes it less likely that they belong together. */
    private int between(int from, int to) {
        int cost = 0;
        for (int i = from; i < to; i++) {
            char c = sentence.charAt(i);
            cost += c == ',' || c == ';' ? 25 : c >= '0' && c <= '9' ? 15 : 0;
        }
        return cost;
    }
}
