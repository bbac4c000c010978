package org.figtrace.dicom;

import java.util.List;
import java.util.Objects;

/**
 * One data element: a tag, its value representation and its value.
 *
 * <p>Values are kept as they were read, so that what is written unchanged is equal: bytes in little-endian order, text
 * still in its character set, including its padding.
 */
public sealed interface Element {
    /** Group in the upper 16 bits, element in the lower; compare unsigned. */
    int tag();

    Vr vr();

    /** A plain value; little-endian, padded to an even length. */
    record Bytes(int tag, Vr vr, byte[] value) implements Element {
        public Bytes {
            Objects.requireNonNull(value);
        }
    }

    /** A sequence of items. */
    record Sequence(int tag, Vr vr, List<DataSet> items) implements Element {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * Encapsulated pixel data (PS3.5 A.4): the first item is the basic offset table, possibly empty, then the
     * fragments.
     */
    record Fragments(int tag, Vr vr, byte[] offsetTable, List<byte[]> fragments) implements Element {
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }
}
