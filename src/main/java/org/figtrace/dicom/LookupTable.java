package org.figtrace.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A table of values for stored values (PS3.3 C.11.1.1.1 and C.7.6.3.1.5). Stored values in front of the first one that
 * it maps get its first entry, those behind the last one its last.
 *
 * @param first the stored value that is mapped to the first entry
 * @param bits of an entry, 8 to 16
 */
record LookupTable(int first, int bits, short[] entries) {
    /** Reads descriptor and data from a data set; data of one byte or of two for each entry. */
    static LookupTable of(String file, DataSet data, int descriptorTag, int dataTag, boolean signed)
            throws IOException {
        Descriptor descriptor = Descriptor.of(file, data, descriptorTag, signed);
        byte[] bytes = data.bytes(dataTag)
                .orElseThrow(() -> new DicomException(file, DataDictionary.describe(dataTag) + " is missing"));
        short[] entries = new short[descriptor.entries];
        // Tables of an odd number of bytes are padded to an even one.
        boolean single = bytes.length == entries.length || bytes.length == entries.length + 1;
        if (single) {
            for (int i = 0; i < entries.length; i++) {
                entries[i] = (short) (bytes[i] & 0xff);
            }
        } else if (bytes.length == 2 * entries.length) {
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(entries);
        } else {
            throw new DicomException(
                    file,
                    "%s has %d bytes for %d entries"
                            .formatted(DataDictionary.describe(dataTag), bytes.length, entries.length));
        }
        return new LookupTable(descriptor.first, single ? 8 : descriptor.bits, entries);
    }

    /** Number of entries, first stored value mapped, bits of an entry. */
    record Descriptor(int entries, int first, int bits) {
        static Descriptor of(String file, DataSet data, int tag, boolean signed) throws IOException {
            byte[] bytes = data.bytes(tag).orElse(new byte[0]);
            if (bytes.length < 6) {
                throw new DicomException(
                        file,
                        DataDictionary.describe(tag) + (bytes.length == 0 ? " is missing" : " has no three values"));
            }
            ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int entries = b.getShort(0) & 0xffff;
            int bits = b.getShort(4) & 0xffff;
            if (bits < 8 || bits > 16) {
                throw new DicomException(file, DataDictionary.describe(tag) + " has entries of " + bits + " bits");
            }
            // 65536 does not fit and is written as 0.
            return new Descriptor(
                    entries == 0 ? 65536 : entries, signed ? b.getShort(2) : b.getShort(2) & 0xffff, bits);
        }
    }

    int at(int stored) {
        return entries[Math.max(0, Math.min(entries.length - 1, stored - first))] & 0xffff;
    }

    /** The unsigned entries of 8- or 16-bit stored values. */
    short[] map(String file, Object stored, boolean signed) throws IOException {
        if (stored instanceof byte[] bytes) {
            short[] mapped = new short[bytes.length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = (short) at(signed ? bytes[i] : bytes[i] & 0xff);
            }
            return mapped;
        }
        if (stored instanceof short[] shorts) {
            short[] mapped = new short[shorts.length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = (short) at(signed ? shorts[i] : shorts[i] & 0xffff);
            }
            return mapped;
        }
        throw new DicomException(file, "BitsAllocated (0028,0100) is above 16, more than a lookup table can map");
    }
}
