package org.figtrace.dicom.dcm4che;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.figtrace.dicom.DataDictionary;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;

/**
 * Takes every value from dcm4che's parser as it arrives, before {@link Attributes} decodes and trims it, and checks
 * lengths and nesting before dcm4che allocates anything for them.
 */
final class DataSetCollector implements DicomInputHandler {
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 5_000_000;
    private static final long UNDEFINED = -1;

    private final String file;

    /** Where the last byte can be, in the positions that the parser counts. */
    private final long end;

    private final Map<Attributes, DataSet> dataSets = new IdentityHashMap<>();
    private int elements;

    /** @param end position of the end of the stream, or the most that may be read from it */
    DataSetCollector(String file, long end) {
        this.file = file;
        this.end = end;
    }

    /** What was collected for these attributes. */
    DataSet of(Attributes attributes) {
        return dataSets.computeIfAbsent(attributes, a -> new DataSet());
    }

    @Override
    public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
        int tag = in.tag();
        boolean undefined = in.unsignedLength() == UNDEFINED;
        check(in, "");
        DataSet target = of(attributes);
        boolean unknown = ((StoredVrStream) in).storedAsUnknown() && !undefined;
        if (unknown || (tag & 0xffff) == 0) {
            // dcm4che drops group lengths and reads UN as its dictionary sees it.
            byte[] value = in.readValue();
            if (tag == Tag.FileMetaInformationGroupLength) {
                in.setFileMetaInformationGroupLength(value);
            }
            Vr vr = unknown ? Vr.UN : Vr.UL;
            target.put(new Element.Bytes(tag, vr, littleEndian(value, vr, in.bigEndian())));
            return;
        }
        in.readValue(in, attributes);
        target.put(element(attributes, tag, undefined));
    }

    @Override
    public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
        if (in.level() > DEEPEST) {
            throw new DicomException(file, "sequences are nested more than " + DEEPEST + " deep");
        }
        check(in, "an item at ");
        in.readValue(in, sequence);
    }

    @Override
    public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
        check(in, "a fragment at ");
        in.readValue(in, fragments);
    }

    private void check(DicomInputStream in, String what) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (++elements > MOST_ELEMENTS) {
            throw new DicomException(file, "has more than " + MOST_ELEMENTS + " data elements");
        }
        long left = Math.max(0, end - in.getPosition());
        if (in.unsignedLength() > Math.min(left, Integer.MAX_VALUE - 16)) {
            String where = what.isEmpty() ? DataDictionary.describe(in.tag()) + " at " : what;
            throw new DicomException(
                    file,
                    "%sbyte %d claims %d bytes, but %d are left"
                            .formatted(where, in.getPosition(), in.unsignedLength(), left));
        }
    }

    private Element element(Attributes attributes, int tag, boolean undefined) {
        Object value = attributes.getValue(tag);
        VR stored = attributes.getVR(tag);
        Vr vr = Vr.valueOf(stored.name());
        if (value instanceof Sequence items) {
            return new Element.Sequence(tag, vr, items.stream().map(this::of).toList());
        }
        if (value instanceof Fragments fragments) {
            List<byte[]> parts = new ArrayList<>();
            fragments.forEach(part -> parts.add(part instanceof byte[] bytes ? bytes : new byte[0]));
            return new Element.Fragments(tag, vr, parts.get(0), parts.subList(1, parts.size()));
        }
        if (value instanceof byte[] bytes) {
            return new Element.Bytes(tag, vr, littleEndian(bytes, vr, attributes.bigEndian()));
        }
        if (vr == Vr.SQ) {
            return new Element.Sequence(tag, vr, List.of());
        }
        return undefined
                ? new Element.Fragments(tag, vr, new byte[0], List.of())
                : new Element.Bytes(tag, vr, new byte[0]);
    }

    /** A value in the byte order that {@link Element.Bytes} has; the parser keeps its own. */
    private static byte[] littleEndian(byte[] value, Vr vr, boolean bigEndian) {
        return bigEndian && vr.unitBytes() > 1 ? VR.valueOf(vr.name()).toggleEndian(value, true) : value;
    }

    @Override
    public void startDataset(DicomInputStream in) {
        // Nothing is known of a data set before its first element.
    }

    @Override
    public void endDataset(DicomInputStream in) {
        // Whoever started the parser has its result.
    }
}
