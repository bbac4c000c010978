package org.figtrace.dicom.dcm4che;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Implementation;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.io.DicomStreamException;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.FrameBuffers;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;

/** DICOM through dcm4che 5: its parser, its image codecs and its writer. */
public final class Dcm4cheEngine implements DicomEngine {
    /** First allocation for a value; more is taken as it arrives. */
    private static final int FIRST_ALLOCATION = 1 << 20;

    /** No inflated data set may be larger than this, whatever its deflated bytes say. */
    private static final long LARGEST_INFLATED = 1L << 29;

    private static final int LEAST_BYTES = 8;

    private final FrameBuffers buffers = new FrameBuffers();

    @Override
    public String name() {
        return "dcm4che";
    }

    @Override
    public int preference() {
        return 20;
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
        String file = source.name();
        if (source.size() < LEAST_BYTES) {
            throw new DicomException(file, "is not DICOM: it has only " + source.size() + " bytes");
        }
        try (InputStream in = source.open();
                StoredVrStream parser = new StoredVrStream(new BufferedInputStream(in))) {
            return read(source, parser, headerOnly);
        } catch (DicomException e) {
            throw e;
        } catch (EOFException e) {
            throw new DicomException(file, "ends in the middle of a data element", e);
        } catch (ZipException e) {
            throw new DicomException(file, "its deflated data set is damaged: " + e.getMessage(), e);
        } catch (DicomStreamException e) {
            throw new DicomException(file, "is not DICOM that dcm4che can parse (" + e.getMessage() + ")", e);
        } catch (RuntimeException e) {
            // dcm4che checks little of what it parses; what trips it is a fault of the file.
            throw new DicomException(
                    file,
                    "is not DICOM that dcm4che can parse (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static DicomObject read(DicomSource source, StoredVrStream parser, boolean headerOnly) throws IOException {
        DataSetCollector meta = new DataSetCollector(source.name(), source.size());
        parser.setDicomInputHandler(meta);
        DataSet fileMeta = Optional.ofNullable(parser.readFileMetaInformation())
                .map(meta::of)
                .orElseGet(DataSet::new);
        TransferSyntax named = TransferSyntax.of(parser.getTransferSyntax());
        TransferSyntax found = fileMeta.isEmpty() || named.deflated()
                ? named
                : StoredEncoding.of(parser, named, fileMeta.contains(Tag.TransferSyntaxUID), source.size());
        if (found.equals(named)) {
            return readDataSet(source, parser, named, fileMeta, headerOnly);
        }
        long position = parser.getPosition();
        try (StoredVrStream other = new StoredVrStream(parser, StoredEncoding.uid(found))) {
            other.setPosition(position);
            return readDataSet(source, other, found, fileMeta, headerOnly);
        }
    }

    private static DicomObject readDataSet(
            DicomSource source, StoredVrStream parser, TransferSyntax syntax, DataSet fileMeta, boolean headerOnly)
            throws IOException {
        DataSetCollector collector =
                new DataSetCollector(source.name(), syntax.deflated() ? LARGEST_INFLATED : source.size());
        parser.setDicomInputHandler(collector);
        parser.setAllocateLimit(FIRST_ALLOCATION);
        PixelDataWatch watch = new PixelDataWatch(headerOnly);
        DataSet dataSet = collector.of(parser.readDataset(watch));
        return new DicomObject(source, syntax, fileMeta, dataSet, watch.offset >= 0, watch.offset);
    }

    /** Sees where pixel data of the data set itself starts, and stops there if only the header is wanted. */
    private static final class PixelDataWatch implements Predicate<DicomInputStream> {
        private final boolean stop;
        private long offset = -1;

        PixelDataWatch(boolean stop) {
            this.stop = stop;
        }

        @Override
        public boolean test(DicomInputStream in) {
            boolean pixels = switch (in.tag()) {
                case Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData -> true;
                default -> false;
            };
            if (pixels) {
                offset = in.getTagPosition();
            }
            return pixels && stop;
        }
    }

    @Override
    public FrameReader frames(DicomObject object) throws IOException {
        return PixelData.open(this, object, buffers);
    }

    @Override
    public boolean decodes(TransferSyntax syntax) {
        return !syntax.encapsulated() || ImageioCodec.isThere(syntax);
    }

    @Override
    public void write(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        DicomOutputStream written = new DicomOutputStream(buffered, UID.ExplicitVRLittleEndian);
        written.writeDataset(meta(dataSet, syntax), AttributesCopy.of(dataSet));
        written.finish();
        buffered.flush();
    }

    private static Attributes meta(DataSet dataSet, TransferSyntax syntax) {
        Attributes meta = new Attributes();
        meta.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
        dataSet.string(Tag.SOPClassUID).ifPresent(uid -> meta.setString(Tag.MediaStorageSOPClassUID, VR.UI, uid));
        dataSet.string(Tag.SOPInstanceUID).ifPresent(uid -> meta.setString(Tag.MediaStorageSOPInstanceUID, VR.UI, uid));
        meta.setString(Tag.TransferSyntaxUID, VR.UI, syntax.uid());
        meta.setString(Tag.ImplementationClassUID, VR.UI, Implementation.getClassUID());
        meta.setString(Tag.ImplementationVersionName, VR.SH, Implementation.getVersionName());
        return meta;
    }
}
