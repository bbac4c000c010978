package org.figtrace.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number as reports write it: "12", "1,200", "3.5", "3,5", "twelve", "twenty-five". Hundreds in words are not read,
 * nor is any part of them.
 */
final class WrittenNumber {
    private static final List<String> ONES =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    /** Words for 1 to 99, the longer ones first. */
    static final String IN_WORDS = "(?:" + String.join("|", TENS) + ")(?:[- ](?:" + String.join("|", ONES) + ")\\b)?|"
            + "(?:" + String.join("|", TEENS) + ")|(?:" + String.join("|", ONES) + ")";

    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3})+");
    private static final Pattern PART_BEFORE =
            Pattern.compile("(?i)(?:hundred|thousand|million|point|minus)(?: and)?[ -]$|\\d ?/ ?$");
    private static final int REACH = 14;

    private WrittenNumber() {}

    static boolean inWords(String written) {
        return Character.isLetter(written.charAt(0));
    }

    /** "1,200" is a thousand and two hundred, "3,5" is three and a half. */
    static double value(String written) {
        if (!inWords(written)) {
            return Double.parseDouble(
                    THOUSANDS.matcher(written).matches() ? written.replace(",", "") : written.replace(',', '.'));
        }
        int value = 0;
        for (String word : written.toLowerCase(Locale.ROOT).split("[- ]")) {
            value += TENS.contains(word) ? 20 + 10 * TENS.indexOf(word) : 0;
            value += TEENS.contains(word) ? 10 + TEENS.indexOf(word) : 0;
            value += 1 + ONES.indexOf(word);
        }
        return value;
    }

    /** Whether what is written from {@code start} is only the end of a number: of "one hundred and two" or "5 1/2". */
    static boolean isTornFrom(String sentence, int start) {
        return PART_BEFORE
                .matcher(sentence.substring(Math.max(0, start - REACH), start))
                .find();
    }
}
