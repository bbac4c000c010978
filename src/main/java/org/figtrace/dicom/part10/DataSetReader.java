package org.figtrace.dicom.part10;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.dicom.DataDictionary;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;

/**
 * Parses elements into a {@link DataSet} (PS3.5 chapter 7). Lengths are bounded by what is left of the file, nesting
 * and the number of elements by limits far above real objects, before anything is allocated for them.
 */
final class DataSetReader {
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 5_000_000;

    private final String file;
    private final ByteInput in;
    private final boolean stopAtPixelData;
    private boolean signedPixels;
    private int elements;
    private long pixelDataOffset = -1;
    private boolean pixelDataSeen;

    DataSetReader(String file, ByteInput in, boolean stopAtPixelData) {
        this.file = file;
        this.in = in;
        this.stopAtPixelData = stopAtPixelData;
    }

    /** Where the pixel data element of the data set starts, -1 where there is none. */
    long pixelDataOffset() {
        return pixelDataOffset;
    }

    boolean pixelDataSeen() {
        return pixelDataSeen;
    }

    /** Reads to the end of the file, or to its pixel data. */
    DataSet read(Encoding encoding) throws IOException {
        DataSet dataSet = new DataSet();
        readElements(dataSet, Long.MAX_VALUE, encoding, 0);
        return dataSet;
    }

    /** Reads the elements of group 0002 and stops before any other (PS3.10 7.1). */
    DataSet readMeta() throws IOException {
        DataSet meta = new DataSet();
        while (in.has(8) && in.peek(0) == 2 && in.peek(1) == 0) {
            readElement(meta, Long.MAX_VALUE, Encoding.EXPLICIT_LITTLE, 0);
        }
        return meta;
    }

    private void readElements(DataSet dataSet, long end, Encoding encoding, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new DicomException(file, "sequences are nested more than " + DEEPEST + " deep");
        }
        while (in.position() < end) {
            if (!in.has(8)) {
                if (depth > 0 || in.has(1) && !onlyPaddingIsLeft()) {
                    throw endsTooEarly("inside a data element", 8);
                }
                return;
            }
            if (!readElement(dataSet, end, encoding, depth)) {
                return;
            }
        }
    }

    /** Whether there is more to read; false at a delimiter or pixel data. */
    private boolean readElement(DataSet dataSet, long end, Encoding encoding, int depth) throws IOException {
        long start = in.position();
        ElementHeader header;
        try {
            header = ElementHeader.read(in, encoding, signedPixels);
        } catch (EOFException e) {
            throw endsTooEarly("inside a data element", 8);
        }
        int tag = header.tag();
        if (tag == Tag.ItemDelimitationItem) {
            return depth == 0;
        }
        if (tag == Tag.SequenceDelimitationItem) {
            // In an item it means that the item's own delimiter is missing; elsewhere it is one too many.
            if (depth > 0) {
                in.back(8);
            }
            return depth == 0;
        }
        if (tag == Tag.Item) {
            throw new DicomException(file, "an item (FFFE,E000) at byte " + start + " stands outside of a sequence");
        }
        if (++elements > MOST_ELEMENTS) {
            throw new DicomException(file, "has more than " + MOST_ELEMENTS + " data elements");
        }
        if (depth == 0 && isPixelData(tag)) {
            pixelDataOffset = start;
            pixelDataSeen = true;
            if (stopAtPixelData) {
                return false;
            }
        }
        boolean again = dataSet.contains(tag);
        dataSet.put(readValue(header, end, encoding, depth));
        if (tag == Tag.PixelRepresentation) {
            signedPixels = dataSet.integer(tag).orElse(0) == 1;
            // Once for a data set: a file that repeats the element must not cost the square of its length.
            if (signedPixels && !again && !encoding.explicitVr()) {
                signAmbiguous(dataSet);
            }
        }
        return true;
    }

    /** Elements in front of Pixel Representation that were taken as US for want of it. */
    private static void signAmbiguous(DataSet dataSet) {
        for (Element element : List.copyOf(dataSet.elements())) {
            boolean ambiguous = DataDictionary.vr(element.tag(), true).equals(Optional.of(Vr.SS))
                    && DataDictionary.vr(element.tag(), false).equals(Optional.of(Vr.US));
            if (ambiguous && element instanceof Element.Bytes bytes) {
                dataSet.put(new Element.Bytes(bytes.tag(), Vr.SS, bytes.value()));
            }
        }
    }

    static boolean isPixelData(int tag) {
        return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
    }

    private Element readValue(ElementHeader header, long end, Encoding encoding, int depth) throws IOException {
        if (header.isUndefined()) {
            if (header.vr() == Vr.OB || header.vr() == Vr.OW) {
                return readFragments(header, encoding);
            }
            // UN of undefined length is a sequence in implicit VR little endian (PS3.5 6.2.2 note 2).
            boolean unknown = header.vr() == Vr.UN && header.explicit();
            Encoding inner = unknown ? Encoding.IMPLICIT_LITTLE : encoding;
            return readItems(header, end, inner, depth);
        }
        long room = Math.min(in.remaining(), end - in.position());
        if (header.length() > room) {
            throw new DicomException(
                    file,
                    "%s at byte %d claims %d bytes, but %d are left"
                            .formatted(
                                    DataDictionary.describe(header.tag()),
                                    in.position(),
                                    header.length(),
                                    Math.max(0, room)));
        }
        if (header.vr() == Vr.SQ) {
            return readItems(header, in.position() + header.length(), encoding, depth);
        }
        return new Element.Bytes(header.tag(), header.vr(), readBytes(header, encoding));
    }

    private byte[] readBytes(ElementHeader header, Encoding encoding) throws IOException {
        if (header.length() > Integer.MAX_VALUE - 16) {
            throw new DicomException(
                    file,
                    DataDictionary.describe(header.tag()) + " has " + header.length()
                            + " bytes, more than can be held at once");
        }
        byte[] value;
        try {
            value = in.bytes((int) header.length());
        } catch (EOFException e) {
            throw endsTooEarly("in " + DataDictionary.describe(header.tag()), header.length());
        }
        if (encoding.bigEndian()) {
            ByteSwap.swap(value, header.vr().unitBytes());
        }
        return value;
    }

    private Element readItems(ElementHeader header, long end, Encoding encoding, int depth) throws IOException {
        List<DataSet> items = new ArrayList<>();
        while (in.position() < end) {
            if (!in.has(8)) {
                throw endsTooEarly("in " + DataDictionary.describe(header.tag()), 8);
            }
            ElementHeader item = ElementHeader.read(in, encoding, signedPixels);
            if (item.tag() == Tag.SequenceDelimitationItem) {
                break;
            }
            if (item.tag() == Tag.ItemDelimitationItem) {
                // Some writers delimit items of defined length too.
                continue;
            }
            if (item.tag() != Tag.Item) {
                throw new DicomException(
                        file,
                        "%s at byte %d has %s where an item (FFFE,E000) must stand"
                                .formatted(
                                        DataDictionary.describe(header.tag()),
                                        in.position() - 8,
                                        Tag.toString(item.tag())));
            }
            if (++elements > MOST_ELEMENTS) {
                throw new DicomException(file, "has more than " + MOST_ELEMENTS + " data elements");
            }
            items.add(readItem(header.tag(), item, end, encoding, depth));
        }
        return new Element.Sequence(header.tag(), Vr.SQ, items);
    }

    private DataSet readItem(int sequence, ElementHeader item, long end, Encoding encoding, int depth)
            throws IOException {
        DataSet content = new DataSet();
        if (item.isUndefined()) {
            readElements(content, end, encoding, depth + 1);
            return content;
        }
        long room = Math.min(in.remaining(), end - in.position());
        if (item.length() > room) {
            throw new DicomException(
                    file,
                    "an item of %s at byte %d claims %d bytes, but %d are left"
                            .formatted(DataDictionary.describe(sequence), in.position(), item.length(), room));
        }
        long itemEnd = in.position() + item.length();
        readElements(content, itemEnd, encoding, depth + 1);
        in.skip(Math.max(0, itemEnd - in.position()));
        return content;
    }

    private Element readFragments(ElementHeader header, Encoding encoding) throws IOException {
        byte[] offsetTable = null;
        List<byte[]> fragments = new ArrayList<>();
        while (true) {
            if (!in.has(8)) {
                throw endsTooEarly("in " + DataDictionary.describe(header.tag()), 8);
            }
            ElementHeader item = ElementHeader.read(in, encoding, signedPixels);
            if (item.tag() == Tag.SequenceDelimitationItem) {
                break;
            }
            if (item.tag() != Tag.Item || item.isUndefined() || item.length() > in.remaining()) {
                throw new DicomException(
                        file,
                        "%s at byte %d has %s of %d bytes where a fragment must stand"
                                .formatted(
                                        DataDictionary.describe(header.tag()),
                                        in.position() - 8,
                                        Tag.toString(item.tag()),
                                        item.length()));
            }
            if (++elements > MOST_ELEMENTS) {
                throw new DicomException(file, "has more than " + MOST_ELEMENTS + " fragments");
            }
            byte[] bytes = readBytes(new ElementHeader(header.tag(), Vr.OB, true, item.length()), encoding);
            if (offsetTable == null) {
                offsetTable = bytes;
            } else {
                fragments.add(bytes);
            }
        }
        return new Element.Fragments(
                header.tag(), header.vr(), offsetTable == null ? new byte[0] : offsetTable, fragments);
    }

    /** Files are padded with zeros by some archives. */
    private boolean onlyPaddingIsLeft() throws IOException {
        for (int i = 0; in.has(i + 1); i++) {
            if (in.peek(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private IOException endsTooEarly(String where, long needed) {
        return new DicomException(
                file, "ends %s at byte %d, where %d more were expected".formatted(where, in.position(), needed));
    }
}
