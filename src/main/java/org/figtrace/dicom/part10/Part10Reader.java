package org.figtrace.dicom.part10;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.figtrace.dicom.DataDictionary;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;

/**
 * Finds out what a file is before its data set is parsed: with or without preamble and meta header (PS3.10 7.1), and in
 * which encoding. Where the bytes contradict the meta header about explicit or implicit VR, the bytes are believed.
 */
final class Part10Reader {
    private static final int PREAMBLE = 128;

    /** No inflated data set may be larger than this, whatever its deflated bytes say. */
    private static final long LARGEST_INFLATED = 1L << 29;

    private final DicomSource source;
    private final ByteInput in;
    private final boolean headerOnly;

    Part10Reader(DicomSource source, ByteInput in, boolean headerOnly) {
        this.source = source;
        this.in = in;
        this.headerOnly = headerOnly;
    }

    DicomObject read() throws IOException {
        String file = source.name();
        if (!in.has(8)) {
            throw new DicomException(file, "is not DICOM: it has only " + in.remaining() + " bytes");
        }
        boolean preamble = in.has(PREAMBLE + 4)
                && in.peek(PREAMBLE) == 'D'
                && in.peek(PREAMBLE + 1) == 'I'
                && in.peek(PREAMBLE + 2) == 'C'
                && in.peek(PREAMBLE + 3) == 'M';
        if (preamble) {
            in.skip(PREAMBLE + 4);
        } else if (guess().isEmpty() && !startsWithMeta()) {
            throw new DicomException(
                    file, "is not DICOM: it has no DICM after a preamble and does not start with a data element");
        }
        DataSet meta = new DataSetReader(file, in, false).readMeta();
        TransferSyntax syntax = syntax(meta);
        if (syntax.deflated()) {
            return inflate(meta, syntax);
        }
        DataSetReader reader = new DataSetReader(file, in, headerOnly);
        return object(meta, syntax, reader.read(Encoding.of(syntax)), reader);
    }

    private DicomObject object(DataSet meta, TransferSyntax syntax, DataSet dataSet, DataSetReader reader) {
        return new DicomObject(source, syntax, meta, dataSet, reader.pixelDataOffset() >= 0, reader.pixelDataOffset());
    }

    /** A deflated data set is read whole: an offset in it could not be found again. */
    private DicomObject inflate(DataSet meta, TransferSyntax syntax) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InputStream inflated = new InflaterInputStream(in.rest(), inflater)) {
            DataSetReader reader =
                    new DataSetReader(source.name(), ByteInput.of(inflated, LARGEST_INFLATED), headerOnly);
            return object(meta, syntax, reader.read(Encoding.of(syntax)), reader);
        } catch (ZipException e) {
            throw new DicomException(source.name(), "its deflated data set is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private TransferSyntax syntax(DataSet meta) throws IOException {
        Optional<Encoding> found = guess();
        Optional<String> uid = meta.string(Tag.TransferSyntaxUID);
        if (uid.isEmpty()) {
            Encoding encoding = found.orElse(Encoding.IMPLICIT_LITTLE);
            if (encoding.bigEndian()) {
                return TransferSyntax.EXPLICIT_BIG;
            }
            return encoding.explicitVr() ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.IMPLICIT_LITTLE;
        }
        TransferSyntax named = TransferSyntax.of(uid.get());
        if (named.deflated() || found.isEmpty() || found.get().equals(Encoding.of(named))) {
            return named;
        }
        Encoding encoding = found.get();
        return new TransferSyntax(
                named.uid(), named.name(), encoding.explicitVr(), encoding.bigEndian(), false, named.encapsulated());
    }

    private boolean startsWithMeta() {
        return in.peek(0) == 2 && in.peek(1) == 0;
    }

    /** The encoding of the element at the input's position; empty where its bytes are no data element. */
    private Optional<Encoding> guess() throws IOException {
        if (!in.has(8)) {
            return Optional.empty();
        }
        int group = in.peek(0) & 0xff | (in.peek(1) & 0xff) << 8;
        int element = in.peek(2) & 0xff | (in.peek(3) & 0xff) << 8;
        if (ElementHeader.isCapital(in.peek(4))
                && ElementHeader.isCapital(in.peek(5))
                && ElementHeader.byLetters(in.peek(4), in.peek(5)) != null) {
            // Data sets start in group 0008, or below 0100 at least: the byte that is zero tells the order.
            if (group != 0 && group < 0x100) {
                return Optional.of(Encoding.EXPLICIT_LITTLE);
            }
            if ((group & 0xff) == 0) {
                return Optional.of(new Encoding(true, true));
            }
            return Optional.empty();
        }
        long length = in.peek(4) & 0xffL
                | (in.peek(5) & 0xffL) << 8
                | (in.peek(6) & 0xffL) << 16
                | (in.peek(7) & 0xffL) << 24;
        int tag = group << 16 | element;
        boolean known =
                group > 2 && group < 0x100 && DataDictionary.vr(tag, false).isPresent();
        boolean fits = length <= in.remaining() - 8 || length == ElementHeader.UNDEFINED;
        return known && fits ? Optional.of(Encoding.IMPLICIT_LITTLE) : Optional.empty();
    }
}
