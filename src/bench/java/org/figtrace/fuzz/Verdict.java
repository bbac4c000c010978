package org.figtrace.fuzz;

import java.io.IOException;
import java.util.regex.Pattern;

/** What the toolkit may answer to a bad file: one sentence in an exception of its own. */
final class Verdict {
    private static final Pattern PATH = Pattern.compile("/\\S*fuzz-\\S*?[:! ]");
    private static final Pattern VALUE = Pattern.compile("[-+]?[0-9][0-9A-Fa-f.]*|[^\\x20-\\x7e]+");
    private static final int LONGEST = 2000;

    private Verdict() {}

    /** The sentence without what differs from file to file. */
    static String pattern(String sentence) {
        String pattern = VALUE.matcher(PATH.matcher(sentence).replaceAll("")).replaceAll("#");
        return pattern.length() > 120 ? pattern.substring(0, 120) : pattern;
    }

    static boolean isRefusal(Throwable thrown) {
        return thrown instanceof IOException
                && thrown.getClass().getName().startsWith("org.figtrace.")
                && isSentence(thrown.getMessage());
    }

    static void requireSentence(String text) {
        if (!isSentence(text)) {
            throw new IllegalStateException("no sentence: " + text);
        }
    }

    private static boolean isSentence(String text) {
        return text != null
                && !text.isBlank()
                && text.length() < LONGEST
                && !text.contains("Exception")
                && !withoutQuotations(text).contains(" null");
    }

    /** What a sentence quotes is the file's own, and may be any word. */
    private static String withoutQuotations(String text) {
        return text.replaceAll("\"[^\"]*\"", "");
    }

    /** Where a crash comes from: its kind and the first places of the toolkit on the stack. */
    static String place(Throwable crash) {
        StringBuilder place = new StringBuilder(crash.getClass().getSimpleName());
        int named = 0;
        for (StackTraceElement frame : crash.getStackTrace()) {
            if (frame.getClassName().startsWith("org.figtrace.")
                    && !frame.getClassName().startsWith("org.figtrace.fuzz.")
                    && named++ < 2) {
                place.append(" at ").append(frame.getClassName().substring("org.figtrace.".length()));
                place.append('.').append(frame.getMethodName()).append(':').append(frame.getLineNumber());
            }
        }
        return named == 0
                ? place.append(' ')
                        .append(pattern(String.valueOf(crash.getMessage())))
                        .toString()
                : place.toString();
    }
}
