package org.figtrace.dicom.part10;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.FrameBuffers;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.figtrace.dicom.codec.FrameDecoders;

/** The engine that is always there: DICOM Part 10 files in Java alone. */
public final class Part10Engine implements DicomEngine {
    /** Our root made from a UUID (PS3.5 B.2); the same for every release, told apart by the version name. */
    static final String IMPLEMENTATION_CLASS_UID = "2.25.293908360620555607517457302831205162715";

    static final String IMPLEMENTATION_VERSION = "FIGTRACE_0_1";

    private final FrameBuffers buffers = new FrameBuffers();

    @Override
    public String name() {
        return "built-in";
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public DicomObject readHeader(DicomSource source) throws IOException {
        return read(source, true);
    }

    @Override
    public DicomObject readAll(DicomSource source) throws IOException {
        return read(source, false);
    }

    private static DicomObject read(DicomSource source, boolean headerOnly) throws IOException {
        Optional<Path> path = source.path();
        try (ByteInput in = path.isPresent() ? ByteInput.of(path.get()) : ByteInput.of(source.open(), source.size())) {
            return new Part10Reader(source, in, headerOnly).read();
        } catch (EOFException e) {
            throw new DicomException(source.name(), "ends in the middle of a data element", e);
        } catch (OutOfMemoryError e) {
            throw new DicomException(
                    source.name(),
                    "does not fit in the " + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory of this program",
                    e);
        }
    }

    @Override
    public FrameReader frames(DicomObject object) throws IOException {
        return PixelSource.open(this, object, buffers);
    }

    @Override
    public boolean decodes(TransferSyntax syntax) {
        return !syntax.encapsulated() || FrameDecoders.of(syntax).isPresent();
    }

    @Override
    public void write(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        buffered.write(new byte[128]);
        buffered.write(new byte[] {'D', 'I', 'C', 'M'});
        buffered.write(DataSetWriter.meta(meta(dataSet, syntax)));
        if (syntax.deflated()) {
            // No zlib header: a bare deflate stream (PS3.5 A.5).
            DeflaterOutputStream deflated =
                    new DeflaterOutputStream(buffered, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
            new DataSetWriter(deflated, Encoding.of(syntax)).write(dataSet);
            deflated.finish();
        } else {
            new DataSetWriter(buffered, Encoding.of(syntax)).write(dataSet);
        }
        buffered.flush();
    }

    private static DataSet meta(DataSet dataSet, TransferSyntax syntax) {
        DataSet meta = new DataSet();
        meta.put(new Element.Bytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1}));
        dataSet.string(Tag.SOPClassUID).ifPresent(uid -> meta.putText(Tag.MediaStorageSOPClassUID, Vr.UI, uid));
        dataSet.string(Tag.SOPInstanceUID).ifPresent(uid -> meta.putText(Tag.MediaStorageSOPInstanceUID, Vr.UI, uid));
        meta.putText(Tag.TransferSyntaxUID, Vr.UI, syntax.uid());
        meta.putText(Tag.ImplementationClassUID, Vr.UI, IMPLEMENTATION_CLASS_UID);
        meta.putText(Tag.ImplementationVersionName, Vr.SH, IMPLEMENTATION_VERSION);
        return meta;
    }
}
