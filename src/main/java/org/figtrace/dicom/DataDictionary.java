package org.figtrace.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data elements of PS3.6: which value representation and keyword a tag has. */
public final class DataDictionary {
    private static final DataDictionary STANDARD = new DataDictionary("data-elements.txt");

    private final Map<Integer, Entry> entries = new HashMap<>(10_000);
    private final List<Repeating> repeating = new ArrayList<>();

    private record Entry(String vr, String keyword) {}

    /** A group or element with free digits, such as overlays 60xx (PS3.5 7.6). */
    private record Repeating(int mask, int tag, Entry entry) {}

    private DataDictionary(String resource) {
        try (InputStream in = DataDictionary.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split(" ");
                    add(columns[0], new Entry(columns[1], columns[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String digits, Entry entry) {
        int tag = Integer.parseUnsignedInt(digits.replace('x', '0'), 16);
        if (digits.indexOf('x') < 0) {
            entries.put(tag, entry);
        } else {
            int mask =
                    Integer.parseUnsignedInt(digits.replaceAll("[0-9A-F]", "F").replace('x', '0'), 16);
            repeating.add(new Repeating(mask, tag, entry));
        }
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
        Entry entry = STANDARD.entries.get(tag);
        if (entry != null || Tag.isPrivate(tag)) {
            return Optional.ofNullable(entry);
        }
        return STANDARD.repeating.stream()
                .filter(r -> (tag & r.mask()) == r.tag())
                .map(Repeating::entry)
                .findFirst();
    }
}
