package org.figtrace.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers with units in a sentence: lengths, areas, volumes, percentages, attenuation, SUV, mitotic counts and
 * durations, with their comparators, ranges ("20-35 %") and dimensions ("3 x 4 x 5 cm", one claim for each number).
 * Lengths may be in words ("twelve centimetres"), durations not. Ages, doses, rates per time, pressures, scale bars and
 * strengths of solutions are left out.
 */
final class ClaimFinder {
    private static final String WORD_NUMBER = "(?:" + WrittenNumber.IN_WORDS + ")\\b";
    private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,6}(?:[.,]\\d{1,4})?|" + WORD_NUMBER;
    private static final String UNIT =
            "%|per ?cent\\b|(?:cm|mm) ?(?:\\^?[23]|[²³])|cubic centimet(?:er|re)s?|cubic millimet(?:er|re)s?"
                    + "|square centimet(?:er|re)s?|cc|m[lL]|millilit(?:er|re)s?|cm|centimet(?:er|re)s?|mm|millimet(?:er|re)s?|[µμ]m"
                    + "|micromet(?:er|re)s?|microns?|HU|Hounsfield units?|years?|yrs?|months?|weeks?|days?|hours?";
    private static final Pattern TOKEN = Pattern.compile(
            "(?i)(?<![A-Za-z0-9.,])(" + NUMBER + ")(?: ?-?(" + UNIT + ")(?![A-Za-z0-9²³^/*]| ?(?:Hg|H2O)\\b))?");
    private static final String FIELDS =
            "(?:consecutive )?(?:high[- ]power(?:ed)?(?: microscop\\w+)? ?fields?|HPFs?)\\b";
    private static final Pattern MITOSES =
            Pattern.compile("(?i)(?<![A-Za-z0-9.,])(\\d{1,3}|" + WORD_NUMBER + ")(?: ?(?:-|to) ?(\\d{1,3}))?"
                    + "(?: mitotic figures?| mitos[ei]s)? ?(?:per|/|in|out of) ?(?:(\\d{1,3}|" + WORD_NUMBER
                    + ") ?)?(?:" + FIELDS
                    + "|\\(?" + FIELDS + "|mm ?[2²])");
    private static final Pattern PER_AREA = Pattern.compile("(?i).*mm ?[2²]");
    private static final Pattern SUV =
            Pattern.compile("(?i)\\bSUV(?: ?(?:max|mean|peak))?(?: value)?s?[^0-9.;]{0,20}?(\\d{1,3}(?:\\.\\d{1,2})?)");
    private static final Pattern TIMES = Pattern.compile(" ?(?:[x×*]|by) ?");
    private static final Pattern TO = Pattern.compile(" ?(?:-|to) ?");
    private static final Pattern AND = Pattern.compile(" and ");
    private static final Pattern PLUS_MINUS = Pattern.compile(" ?(?:±|\\+/-) ?");
    private static final Pattern CHANGE =
            Pattern.compile("(?i)\\b(?:gr[eo]w\\w*|increas\\w+|enlarg\\w+|decreas\\w+|shr[aiu]nk\\w*"
                    + "|expand\\w+|reduc\\w+|progress\\w+|chang\\w+|regress\\w+)\\b.{0,60}\\bfrom $");
    private static final Pattern COMPARED = Pattern.compile(
            "(?i)(?=[>=≥≧<≤≦~≈]|\\b[a-z])(?:(>=|≥|=>|≧|\\bat least|\\b(?:not|no) less than|\\bminimum of)"
                    + "|(<=|≤|≦|\\bup to|\\bat most|\\b(?:not|no) more than|\\bmaximum of|\\bwithin)"
                    + "|(>|\\b(?:(?:more|greater|larger|higher|longer) than|exceed(?:s|ed|ing)?|over|above|in excess of|beyond))"
                    + "|(<|\\b(?:(?:less|fewer|smaller|lower|shorter) than|below|under))"
                    + "|(~|≈|\\b(?:about|approximately|approx\\.|around|nearly|almost|roughly|ca\\.|circa|some)))"
                    + " ?(?:of )?(?:the |an? )?$");
    private static final Pattern MEASURED = Pattern.compile(
            "(?i)(?:\\b(?:measur\\w+|is|was|were|are|of|to|at|in|with|by|size"
                    + "|diameter|dimension|length|width|thickness|index|67|count|rate|reached|reaching|showed)|[(,:;=]) ?$");
    private static final String[] COMPARATORS = {">=", "<=", ">", "<", "~"};
    private static final Pattern OR_MORE = Pattern.compile("(?i) or (?:more|larger|greater|longer|above)");
    private static final Pattern OR_LESS = Pattern.compile("(?i) or (?:less|smaller|fewer|below)");
    private static final Pattern AGE_BEHIND = Pattern.compile("(?i)[- ]?(?:old\\b|of age\\b|of life\\b)");
    private static final Pattern AGE_BEFORE =
            Pattern.compile("(?i)\\b(?:aged?|ages)(?: of| was| is| at|:)? (?:\\w+ )?$");
    private static final Pattern INTERVAL_BEFORE = Pattern.compile("\\bCI[,:]? ?$");
    private static final Pattern NO_FINDING_BEHIND = Pattern.compile(
            "(?i) ?(?:(?:of|in) (?:the |all |these |such |reported )*(?:[\\w-]+ )?(?:patients|cases|individuals)\\b"
                    + "|of (?:the |all |these |such |reported )*(?:[\\w-]+ )?(?:tumou?rs|lesions|sarcomas|metastases)\\b"
                    + "|CI\\b|confidence|(?:of )?(?:neutral |buffered |phosphate )*(?:formalin|saline|glucose|ethanol|alcohol|lidocaine)"
                    + "|of (?:\\d+(?:\\.\\d+)? ?% ?)?(?:\\w+ )?(?:contrast|iodinated|saline|gadolinium|lidocaine|gado\\w+|io(?:hex|pam|vers|mepr)ol"
                    + "|iopamidol|iodixanol|iopromide|omnipaque|ultravist|isovue|visipaque|dotarem|magnevist|optiray))");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("percent", "%"),
            Map.entry("per cent", "%"),
            Map.entry("cc", "ml"),
            Map.entry("cm3", "ml"),
            Map.entry("µm", "µm"),
            Map.entry("μm", "µm"),
            Map.entry("hu", "HU"));

    private static final Set<String> TIME_UNITS = Set.of("years", "months", "weeks", "days", "hours");
    private static final Pattern BEFORE_EXPONENT = Pattern.compile("[ ^](?=[23])");
    private static final Pattern SCALE_BAR_BEFORE =
            Pattern.compile("(?i)\\bbars?(?: (?:is|are|represents?|indicates?))? ?[,:=]? ?$");
    private static final int REACH_BEFORE = 90;
    /** The longest comparator, "not greater than of the ", and then some. */
    private static final int REACH_COMPARATOR = 30;

    private final String sentence;
    private final List<Number> numbers;
    private final Quantities quantities;
    private final List<Found> found = new ArrayList<>();

    private ClaimFinder(String sentence) {
        this.sentence = fieldCounts(sentence, found);
        this.numbers = numbers(this.sentence);
        this.quantities = new Quantities(this.sentence);
    }

    /** A number with its unit; offsets are of the sentence. */
    record Found(
            String quantity, double value, OptionalDouble high, String unit, String comparator, int start, int end) {}

    private record Number(double value, boolean inWords, String unit, int start, int end) {}

    static List<Found> in(String sentence) {
        ClaimFinder finder = new ClaimFinder(sentence);
        for (int i = 0; i < finder.numbers.size(); ) {
            i += finder.group(i);
        }
        finder.found.sort(Comparator.comparingInt(Found::start));
        return finder.found;
    }

    /** Takes mitotic counts and SUV, and returns the sentence with blanks in their place. */
    private static String fieldCounts(String sentence, List<Found> found) {
        StringBuilder rest = new StringBuilder(sentence);
        boolean ofMitoses = sentence.toLowerCase(Locale.ROOT).contains("mito");
        Matcher m = MITOSES.matcher(sentence);
        while (m.find()) {
            boolean perArea = PER_AREA.matcher(m.group()).matches();
            String fields = m.group(3) == null ? "1" : String.valueOf((int) WrittenNumber.value(m.group(3)));
            String unit =
                    perArea ? "per " + (fields.equals("1") ? "" : fields + " ") + "mm2" : "per " + fields + " HPF";
            double low = WrittenNumber.value(m.group(1));
            OptionalDouble high =
                    m.group(2) == null ? OptionalDouble.empty() : OptionalDouble.of(WrittenNumber.value(m.group(2)));
            boolean count = !perArea || ofMitoses;
            if (count && (high.isEmpty() || high.getAsDouble() >= low)) {
                String comparator = comparator(sentence, m.start(), m.end(), "");
                found.add(new Found("mitotic count", low, high, unit, comparator, m.start(), m.end()));
            }
            blank(rest, m.start(), m.end());
        }
        Matcher suv = SUV.matcher(sentence);
        while (suv.find()) {
            double value = Double.parseDouble(suv.group(1));
            String comparator = comparator(sentence, suv.start(1), suv.end(), "");
            found.add(new Found("SUV", value, OptionalDouble.empty(), "SUV", comparator, suv.start(1), suv.end()));
            blank(rest, suv.start(), suv.end());
        }
        return rest.toString();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static List<Number> numbers(String sentence) {
        List<Number> numbers = new ArrayList<>();
        Matcher m = TOKEN.matcher(sentence);
        while (m.find()) {
            int start = m.start();
            boolean partOfName =
                    start > 1 && sentence.charAt(start - 1) == '-' && Character.isLetter(sentence.charAt(start - 2));
            if (partOfName || WrittenNumber.isTornFrom(sentence, start)) {
                continue;
            }
            String unit = m.group(2) == null ? "" : unit(m.group(2));
            double value = WrittenNumber.value(m.group(1));
            boolean inWords = WrittenNumber.inWords(m.group(1));
            boolean minus = start > 0
                    && sentence.charAt(start - 1) == '-'
                    && (start == 1 || " (".indexOf(sentence.charAt(start - 2)) >= 0);
            numbers.add(new Number(minus ? -value : value, inWords, unit, minus ? start - 1 : start, m.end()));
        }
        return numbers;
    }

    /** Takes the number at i with those that belong to it, and returns how many these are. */
    private int group(int i) {
        int last = i;
        while (last + 1 < numbers.size() && last - i < 3 && joins(TIMES, last)) {
            last++;
        }
        Number first = numbers.get(i);
        String unit = numbers.get(last).unit();
        if (last > i && !unit.isEmpty()) {
            for (Number side : numbers.subList(i, last + 1)) {
                add(
                        side,
                        OptionalDouble.empty(),
                        unit,
                        first.start(),
                        numbers.get(last).end());
            }
            return last - i + 1;
        }
        if (i + 1 < numbers.size()) {
            Number second = numbers.get(i + 1);
            String secondUnit = second.unit();
            boolean between = joins(AND, i) && sentence.startsWith("between ", first.start() - "between ".length());
            boolean range = between || joins(TO, i);
            boolean change = range
                    && CHANGE.matcher(before(sentence, first.start(), REACH_BEFORE))
                            .find();
            boolean sameUnit = first.unit().isEmpty() || first.unit().equals(secondUnit);
            if (range && sameUnit && !secondUnit.isEmpty()) {
                if (!change && first.value() < second.value()) {
                    add(first, OptionalDouble.of(second.value()), secondUnit, first.start(), second.end());
                } else {
                    add(first, OptionalDouble.empty(), secondUnit, first.start(), first.end());
                    add(second, OptionalDouble.empty(), secondUnit, second.start(), second.end());
                }
                return 2;
            }
            if (joins(PLUS_MINUS, i) && !secondUnit.isEmpty()) {
                add(first, OptionalDouble.empty(), secondUnit, first.start(), second.end());
                return 2;
            }
        }
        if (!first.unit().isEmpty()) {
            add(first, OptionalDouble.empty(), first.unit(), first.start(), first.end());
        }
        return 1;
    }

    private boolean joins(Pattern joint, int i) {
        int from = numbers.get(i).end();
        int to = numbers.get(i + 1).start();
        return to > from
                && to - from < 8
                && joint.matcher(sentence.substring(from, to)).matches();
    }

    private static String before(String sentence, int start, int reach) {
        return sentence.substring(Math.max(0, start - reach), start);
    }

    private void add(Number number, OptionalDouble high, String unit, int start, int end) {
        boolean time = isTime(unit);
        String behind = sentence.substring(end, Math.min(sentence.length(), end + 60));
        // only attenuation is ever below zero; elsewhere the minus was a dash
        if (number.value() < 0 && !unit.equals("HU")) {
            return;
        }
        String before = before(sentence, start, REACH_COMPARATOR);
        boolean age = time
                && (AGE_BEHIND.matcher(behind).lookingAt()
                        || AGE_BEFORE.matcher(before).find());
        if (age
                || INTERVAL_BEFORE.matcher(before).find()
                || SCALE_BAR_BEFORE.matcher(before).find()
                || number.inWords() && time
                || time && number.value() > 150
                || NO_FINDING_BEHIND.matcher(behind).lookingAt()) {
            return;
        }
        String comparator = comparator(sentence, start, end, unit);
        String quantity = quantities.of(unit, start, end);
        found.add(new Found(quantity, number.value(), high, unit, comparator, start, end));
    }

    private static boolean isTime(String unit) {
        return TIME_UNITS.contains(unit);
    }

    private static String comparator(String sentence, int start, int end, String unit) {
        if (OR_MORE.matcher(sentence).region(end, sentence.length()).lookingAt()) {
            return ">=";
        }
        if (OR_LESS.matcher(sentence).region(end, sentence.length()).lookingAt()) {
            return "<=";
        }
        String before = before(sentence, start, REACH_COMPARATOR);
        Matcher m = COMPARED.matcher(before);
        if (!m.find()) {
            return "=";
        }
        // "over 2 years" is the time that something took, "eroded over 18 mm" how far it goes; "for over 2 years" and
        // "measured over 8 cm" are more than that
        String stem = before.substring(0, m.start());
        boolean span = m.group().toLowerCase(Locale.ROOT).startsWith("over")
                && !(isTime(unit)
                        ? stem.endsWith("for ")
                        : MEASURED.matcher(stem).find());
        for (int g = 1; g <= COMPARATORS.length && !span; g++) {
            if (m.group(g) != null) {
                return COMPARATORS[g - 1];
            }
        }
        return "=";
    }

    private static String unit(String written) {
        String unit = BEFORE_EXPONENT
                .matcher(written.toLowerCase(Locale.ROOT).replace('²', '2').replace('³', '3'))
                .replaceAll("");
        if (UNITS.containsKey(unit)) {
            return UNITS.get(unit);
        }
        if (unit.startsWith("cubic c")) {
            return "ml";
        }
        String area = unit.startsWith("square c") ? "cm2" : unit.startsWith("cubic m") ? "mm3" : "";
        if (!area.isEmpty()) {
            return area;
        }
        if (unit.startsWith("centi")) {
            return "cm";
        }
        if (unit.startsWith("milli")) {
            return unit.startsWith("millil") ? "ml" : "mm";
        }
        if (unit.startsWith("micro")) {
            return "µm";
        }
        if (unit.startsWith("hounsfield")) {
            return "HU";
        }
        if (unit.startsWith("yr")) {
            return "years";
        }
        return isTime(unit + "s") ? unit + "s" : unit;
    }
}
