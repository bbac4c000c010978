package org.figtrace.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The data elements of PS3.6: which value representation and keyword a tag has. */
public final class DataDictionary {
    private static final DataDictionary STANDARD = new DataDictionary("data-elements.txt");

    private static final int DIGITS = 8;

    /** A line has at least the digits, a space, a value representation and a space. */
    private static final int SHORTEST_LINE = DIGITS + 4;

    private final byte[] text;

    /** Tags without free digits, ascending unsigned as the file has them, and where their lines start. */
    private final int[] tags;

    private final int[] lines;

    /** Made when first asked for: a program that starts needs few of the thousands. */
    private final Entry[] entries;

    private final List<Repeating> repeating = new ArrayList<>();

    private record Entry(String vr, String keyword) {}

    /** A group or element with free digits, such as overlays 60xx (PS3.5 7.6). */
    private record Repeating(int mask, int tag, Entry entry) {}

    private DataDictionary(String resource) {
        try (InputStream in = DataDictionary.class.getResourceAsStream(resource)) {
            text = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] foundTags = new int[text.length / SHORTEST_LINE];
        int[] foundLines = new int[foundTags.length];
        int count = 0;
        for (int start = 0; start < text.length; start = next(start)) {
            if (text[start] == '#') {
                continue;
            }
            if (isRepeating(start)) {
                addRepeating(start);
            } else {
                foundTags[count] = tag(start);
                foundLines[count++] = start;
            }
        }
        tags = Arrays.copyOf(foundTags, count);
        lines = Arrays.copyOf(foundLines, count);
        entries = new Entry[count];
    }

    private int next(int start) {
        int end = start + SHORTEST_LINE;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end + 1;
    }

    private boolean isRepeating(int start) {
        for (int i = start; i < start + DIGITS; i++) {
            if (text[i] == 'x') {
                return true;
            }
        }
        return false;
    }

    private int tag(int start) {
        int tag = 0;
        for (int i = start; i < start + DIGITS; i++) {
            tag = tag << 4 | Character.digit(text[i], 16);
        }
        return tag;
    }

    private void addRepeating(int start) {
        String digits = new String(text, start, DIGITS, StandardCharsets.US_ASCII);
        int tag = Integer.parseUnsignedInt(digits.replace('x', '0'), 16);
        int mask = Integer.parseUnsignedInt(digits.replaceAll("[0-9A-F]", "F").replace('x', '0'), 16);
        repeating.add(new Repeating(mask, tag, entry(start)));
    }

    private Entry entry(int start) {
        String line = new String(text, start, next(start) - 1 - start, StandardCharsets.US_ASCII);
        String[] columns = line.strip().split(" ");
        return new Entry(columns[1], columns[2]);
    }

    /** The place of a tag in the arrays, or negative. */
    private int indexOf(int tag) {
        int low = 0;
        int high = tags.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(tags[middle], tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * The value representation of a tag; empty for tags that PS3.6 does not know, which includes private ones. Where
     * PS3.6 leaves a choice, US or SS is decided by {@code signedPixels} and OB or OW is OW, as implicit VR has it
     * (PS3.5 A.1).
     */
    public static Optional<Vr> vr(int tag, boolean signedPixels) {
        int element = tag & 0xffff;
        if (element == 0) {
            return Optional.of(Vr.UL);
        }
        if (Tag.isPrivate(tag)) {
            // A private creator (PS3.5 7.8.1).
            return element >= 0x10 && element <= 0xff ? Optional.of(Vr.LO) : Optional.empty();
        }
        return find(tag).map(entry -> choose(entry.vr(), signedPixels));
    }

    private static Vr choose(String vr, boolean signedPixels) {
        if (vr.startsWith("US/SS")) {
            return signedPixels ? Vr.SS : Vr.US;
        }
        return vr.contains("/") ? Vr.OW : Vr.valueOf(vr);
    }

    /** The keyword of a tag, e.g. "PixelSpacing"; empty for private and unknown ones. */
    public static Optional<String> keyword(int tag) {
        return find(tag).map(Entry::keyword);
    }

    /** "PixelSpacing (0028,0030)", or the tag alone for an unknown one. */
    public static String describe(int tag) {
        return keyword(tag).map(k -> k + " ").orElse("") + Tag.toString(tag);
    }

    private static Optional<Entry> find(int tag) {
        int index = STANDARD.indexOf(tag);
        if (index >= 0) {
            // Two threads may both make it; both make the same.
            Entry entry = STANDARD.entries[index];
            if (entry == null) {
                entry = STANDARD.entry(STANDARD.lines[index]);
                STANDARD.entries[index] = entry;
            }
            return Optional.of(entry);
        }
        if (Tag.isPrivate(tag)) {
            return Optional.empty();
        }
        return STANDARD.repeating.stream()
                .filter(r -> (tag & r.mask()) == r.tag())
                .map(Repeating::entry)
                .findFirst();
    }
}
