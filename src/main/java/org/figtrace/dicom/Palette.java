package org.figtrace.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The colours of stored values (PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6), plain or in segments (PS3.3 C.7.9.2). */
record Palette(LookupTable red, LookupTable green, LookupTable blue) {
    static Palette of(DicomObject image) throws IOException {
        return new Palette(
                table(
                        image,
                        Tag.RedPaletteColorLookupTableDescriptor,
                        Tag.RedPaletteColorLookupTableData,
                        Tag.SegmentedRedPaletteColorLookupTableData),
                table(
                        image,
                        Tag.GreenPaletteColorLookupTableDescriptor,
                        Tag.GreenPaletteColorLookupTableData,
                        Tag.SegmentedGreenPaletteColorLookupTableData),
                table(
                        image,
                        Tag.BluePaletteColorLookupTableDescriptor,
                        Tag.BluePaletteColorLookupTableData,
                        Tag.SegmentedBluePaletteColorLookupTableData));
    }

    private static LookupTable table(DicomObject image, int descriptor, int data, int segmented) throws IOException {
        DataSet set = image.dataSet();
        boolean signed = set.integer(Tag.PixelRepresentation).orElse(0) == 1;
        return set.contains(segmented) && !set.contains(data)
                ? segments(image.name(), set, descriptor, segmented, signed)
                : LookupTable.of(image.name(), set, descriptor, data, signed);
    }

    private static LookupTable segments(String file, DataSet set, int descriptorTag, int tag, boolean signed)
            throws IOException {
        LookupTable.Descriptor descriptor = LookupTable.Descriptor.of(file, set, descriptorTag, signed);
        byte[] bytes = set.bytes(tag).orElseThrow();
        int unit = descriptor.bits() > 8 ? 2 : 1;
        int[] words = new int[bytes.length / unit];
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < words.length; i++) {
            words[i] = unit == 2 ? b.getShort(2 * i) & 0xffff : b.get(i) & 0xff;
        }
        short[] entries = new short[descriptor.entries()];
        int found = new Segments(words, entries, unit).expand();
        if (found != entries.length) {
            throw new DicomException(
                    file,
                    "%s has segments for %s of %d entries"
                            .formatted(DataDictionary.describe(tag), found < 0 ? "none" : "" + found, entries.length));
        }
        return new LookupTable(descriptor.first(), descriptor.bits(), entries);
    }

    /** Expands segments into a table of known length. */
    private static final class Segments {
        private static final int DISCRETE = 0;
        private static final int LINEAR = 1;
        private static final int INDIRECT = 2;
        private final int[] words;
        private final short[] entries;
        private final int unit;
        private int count;

        /** @param unit bytes of a word */
        Segments(int[] words, short[] entries, int unit) {
            this.words = words;
            this.entries = entries;
            this.unit = unit;
        }

        /** How many entries there are, or -1 where the segments are wrong or too long. */
        int expand() {
            int at = 0;
            while (at >= 0 && at + 1 < words.length && count < entries.length) {
                at = words[at] == INDIRECT ? indirect(at) : direct(at);
            }
            return at < 0 ? -1 : count;
        }

        /** Appends the segment at a word and returns where the next one starts, or -1. */
        private int direct(int at) {
            if (at + 1 >= words.length) {
                return -1;
            }
            int length = words[at + 1];
            boolean linear = words[at] == LINEAR;
            int end = at + 2 + (linear ? 1 : length);
            if (!linear && words[at] != DISCRETE || end > words.length || length > entries.length - count) {
                return -1;
            }
            if (linear && count == 0) {
                return -1;
            }
            int from = linear ? entries[count - 1] & 0xffff : 0;
            for (int i = 0; i < length; i++) {
                entries[count++] = (short)
                        (linear ? Math.round(from + (words[at + 2] - from) * (i + 1.0) / length) : words[at + 2 + i]);
            }
            return end;
        }

        /** Repeats a number of earlier segments, none of which is indirect itself. */
        private int indirect(int at) {
            int next = at + 2 + 4 / unit;
            if (next > words.length) {
                return -1;
            }
            long offset = 0;
            for (int w = next - 1; w > at + 1; w--) {
                offset = offset << 8 * unit | words[w];
            }
            long from = offset / unit;
            for (int s = 0; s < words[at + 1]; s++) {
                if (from < 0 || from >= at) {
                    return -1;
                }
                from = direct((int) from);
            }
            return next;
        }
    }

    /** Red, green and blue of each stored value, in eight bits. */
    byte[] colours(String file, Object stored, boolean signed) throws IOException {
        LookupTable[] tables = {red, green, blue};
        byte[] rgb = null;
        for (int c = 0; c < 3; c++) {
            short[] mapped = tables[c].map(file, stored, signed);
            if (rgb == null) {
                rgb = new byte[3 * mapped.length];
            }
            int down = tables[c].bits() - 8;
            for (int i = 0; i < mapped.length; i++) {
                rgb[3 * i + c] = (byte) ((mapped[i] & 0xffff) >> down);
            }
        }
        return rgb;
    }
}
