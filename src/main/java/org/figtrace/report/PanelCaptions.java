package org.figtrace.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shares a caption out among its panels. A letter before its words ("(A) Axial CT.") owns what follows; a letter after
 * its words ("... during the operation (B).", "tumoral necrosis [(C) X40]") owns what stands before it; a letter inside
 * a clause ("the CT scan (A, B) showed") owns that clause.
 */
final class PanelCaptions {
    private static final Pattern JOINED = Pattern.compile("[ ,;]*(?:and|or|&)?[ ,;]*");
    private static final Pattern CLAUSE_END =
            Pattern.compile("[,;] (?:and |while |whereas |but )?| and | while | whereas ");

    /** What is left of "point to erosion in (A)" or "before surgery, and (B)" without its letter. */
    private static final Pattern TORN_END = Pattern.compile("[,;]? (?:and|while|whereas|in|on|as in)$");

    private static final Pattern TORN_START = Pattern.compile("^(?:and|while|whereas) ");
    private static final Pattern IN_A_ROW = Pattern.compile(",? (?:and )?[\\w-]{1,20}(?: [\\w-]{1,15})? ?");

    private enum Place {
        BEFORE,
        AFTER,
        INSIDE
    }

    /** A piece of the caption: offsets, end exclusive. */
    private record Piece(int start, int end) {}

    private final String caption;
    private final List<PanelMarks.Mark> marks;
    private final List<Place> places = new ArrayList<>();
    private final Set<PanelMarks.Mark> leading = new HashSet<>();
    private final Map<Character, List<Piece>> pieces = new TreeMap<>();
    private final Map<Character, String> texts = new TreeMap<>();
    private final List<Piece> common = new ArrayList<>();
    /** The panels that own each character of the caption: bit 0 for A. */
    private final int[] owners;

    PanelCaptions(String caption, Set<Character> cited) {
        this.caption = caption;
        this.owners = new int[caption.length()];
        this.marks = joined(PanelMarks.of(caption, cited));
        for (int i = 0; i < marks.size(); i++) {
            marks.get(i).letters().forEach(c -> pieces.computeIfAbsent(c, k -> new ArrayList<>()));
            Place place = place(i);
            places.add(place);
            if (place == Place.BEFORE) {
                leading.add(marks.get(i));
            }
        }
        if (marks.isEmpty()) {
            common.add(new Piece(0, caption.length()));
        } else {
            share();
        }
        for (PanelMarks.Mark mark : marks) {
            int bits = bits(mark);
            for (int i = mark.start(); i < mark.end(); i++) {
                owners[i] = owners[i] == 0 ? bits : owners[i];
            }
        }
        pieces.forEach((letter, own) -> texts.put(letter, text(own)));
    }

    private static int bits(PanelMarks.Mark mark) {
        return mark.letters().stream().mapToInt(c -> 1 << c - 'A').reduce(0, (a, b) -> a | b);
    }

    String caption() {
        return caption;
    }

    /** The letters that the caption names, in their order. */
    Set<Character> letters() {
        return pieces.keySet();
    }

    /** Whether a letter stands before its words, so that they are all that is said of its panel. */
    boolean isLeading(PanelMarks.Mark mark) {
        return leading.contains(mark);
    }

    /** What belongs to no single panel. */
    String commonText() {
        return text(common);
    }

    List<PanelMarks.Mark> marks() {
        return marks;
    }

    /** The panels that own a place of the caption; none for what is common to all. */
    List<Character> panelsAt(int offset) {
        List<Character> found = new ArrayList<>();
        for (int bits = owners[offset]; bits != 0; bits &= bits - 1) {
            found.add((char) ('A' + Integer.numberOfTrailingZeros(bits)));
        }
        return found;
    }

    /** The words of one panel on one line, tidy where its letter stood; empty for a letter without words. */
    String text(char letter) {
        return texts.getOrDefault(letter, "");
    }

    private String text(List<Piece> some) {
        StringBuilder words = new StringBuilder();
        for (Piece p : some) {
            for (int i = p.start(); i < p.end(); i++) {
                append(words, caption.charAt(i), i + 1 < caption.length() ? caption.charAt(i + 1) : ' ');
            }
            append(words, ' ', ' ');
        }
        int from = 0;
        int to = words.length();
        while (from < to && ",;:.])|- ".indexOf(words.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " ,;:([".indexOf(words.charAt(to - 1)) >= 0) {
            to--;
        }
        String bare = words.substring(from, to);
        return TORN_END.matcher(TORN_START.matcher(bare).replaceFirst("")).replaceFirst("");
    }

    /** Without a blank before a full stop, and without doubled blanks and stops, where a letter was taken out. */
    private static void append(StringBuilder words, char c, char next) {
        int n = words.length();
        boolean afterBlank = n > 0 && words.charAt(n - 1) == ' ';
        if (c == ' ' && (n == 0 || afterBlank)) {
            return;
        }
        boolean stop = ".,;:)".indexOf(c) >= 0 && !Character.isDigit(next);
        if (stop && afterBlank) {
            if (n > 1 && ".,;:".indexOf(words.charAt(n - 2)) >= 0 && c != ')') {
                return;
            }
            words.setLength(n - 1);
        }
        words.append(c);
    }

    /** "(A) and (B) axial CT": neighbours share their words. */
    private List<PanelMarks.Mark> joined(List<PanelMarks.Mark> found) {
        List<PanelMarks.Mark> merged = new ArrayList<>();
        for (PanelMarks.Mark mark : found) {
            PanelMarks.Mark last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            String gap = last == null ? "" : caption.substring(Math.min(last.end(), mark.start()), mark.start());
            if (last != null
                    && gap.length() < 8
                    && gap.length() > 0
                    && JOINED.matcher(gap).matches()) {
                Set<Character> letters = new LinkedHashSet<>(last.letters());
                letters.addAll(mark.letters());
                boolean magnified = last.magnified() || mark.magnified();
                merged.set(
                        merged.size() - 1,
                        new PanelMarks.Mark(last.start(), mark.end(), List.copyOf(letters), magnified));
            } else if (last == null || mark.start() >= last.end()) {
                merged.add(mark);
            }
        }
        return merged;
    }

    private Place place(int i) {
        PanelMarks.Mark mark = marks.get(i);
        int next = mark.end();
        while (next < caption.length() && caption.charAt(next) == ' ') {
            next++;
        }
        boolean closesClause = next >= caption.length() || ".,;)]".indexOf(caption.charAt(next)) >= 0;
        int before = mark.start() - 1;
        while (before >= 0 && caption.charAt(before) == ' ') {
            before--;
        }
        boolean opensSentence = before < 0
                || ";:".indexOf(caption.charAt(before)) >= 0
                || Sentences.endsAt(caption, before)
                || ".!?)".indexOf(caption.charAt(before)) >= 0
                        && i > 0
                        && marks.get(i - 1).end() <= before + 1;
        if (closesClause) {
            boolean namesSomething = before >= 0;
            return namesSomething ? Place.AFTER : Place.BEFORE;
        }
        boolean opensClause = i > 0
                && places.get(i - 1) == Place.BEFORE
                && (caption.charAt(before) == ',' || caption.startsWith("and", Math.max(0, before - 2)));
        return opensSentence || opensClause ? Place.BEFORE : Place.INSIDE;
    }

    private void share() {
        int last = marks.size() - 1;
        beforeFirst();
        for (int i = 0; i < last; i++) {
            between(i);
        }
        PanelMarks.Mark mark = marks.get(last);
        switch (places.get(last)) {
            case BEFORE -> {
                int key = closingKey(mark.end());
                give(last, mark.end(), key);
                common.add(new Piece(key, caption.length()));
            }
            case AFTER -> common.add(new Piece(mark.end(), caption.length()));
            case INSIDE -> {
                int end = firstSentenceEnd(mark.end(), caption.length());
                for (int i = firstOfRow(last); i <= last; i++) {
                    give(i, mark.end(), end);
                }
                common.add(new Piece(end, caption.length()));
            }
        }
    }

    /** Where the sentences begin that close the caption and only explain its signs; they are of the whole figure. */
    private int closingKey(int from) {
        List<Sentences.Stretch> sentences = Sentences.of(caption);
        int key = caption.length();
        for (int i = sentences.size() - 1; i >= 0 && sentences.get(i).start() > from; i--) {
            Sentences.Stretch s = sentences.get(i);
            if (!PointerFinder.isKey(caption.substring(s.start(), s.end()))) {
                break;
            }
            key = s.start();
        }
        return key;
    }

    /** The first of the letters that share their predicate with this one: "axial (A) and coronal (B) CT images show". */
    private int firstOfRow(int last) {
        int first = last;
        while (first > 0
                && places.get(first - 1) == Place.INSIDE
                && IN_A_ROW.matcher(caption.substring(
                                marks.get(first - 1).end(), marks.get(first).start()))
                        .matches()) {
            first--;
        }
        return first;
    }

    private void beforeFirst() {
        int end = marks.get(0).start();
        if (places.get(0) == Place.BEFORE) {
            common.add(new Piece(0, end));
            return;
        }
        int start = lastSentenceStart(0, end);
        if (start >= end) {
            start = 0;
        }
        common.add(new Piece(0, start));
        give(0, start, end);
    }

    private void between(int i) {
        int from = marks.get(i).end();
        int to = marks.get(i + 1).start();
        Place here = places.get(i);
        Place there = places.get(i + 1);
        if (there == Place.BEFORE) {
            give(i, from, to);
            return;
        }
        if (here == Place.AFTER) {
            give(i + 1, from, to);
            return;
        }
        int sentence = here == Place.BEFORE ? lastSentenceStart(from, to) : firstSentenceEnd(from, to);
        int split = sentence > from && sentence < to ? sentence : lastClauseStart(from, to);
        if (split == to && here == Place.INSIDE && there == Place.AFTER) {
            split = from;
        }
        give(i, from, split);
        give(i + 1, split, to);
    }

    private void give(int mark, int from, int to) {
        if (from < to) {
            marks.get(mark).letters().forEach(c -> pieces.get(c).add(new Piece(from, to)));
            int bits = bits(marks.get(mark));
            for (int i = from; i < to; i++) {
                owners[i] |= bits;
            }
        }
    }

    private int firstSentenceEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Sentences.endsAt(caption, i)) {
                return i + 1;
            }
        }
        return to;
    }

    /** After the last full stop; {@code to} when the full stop stands right before the letter, {@code from} without one. */
    private int lastSentenceStart(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (Sentences.endsAt(caption, i)) {
                return caption.substring(i + 1, to).isBlank() ? to : i + 1;
            }
        }
        return from;
    }

    /** After the last comma or "and"; {@code to} if the gap is one clause. */
    private int lastClauseStart(int from, int to) {
        int end = to;
        while (end > from && caption.charAt(end - 1) == ' ') {
            end--;
        }
        Matcher clause = CLAUSE_END.matcher(caption).region(from, to);
        int split = to;
        while (clause.find()) {
            if (clause.end() < end) {
                split = clause.end();
            }
        }
        return split;
    }
}
