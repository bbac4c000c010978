package org.figtrace.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.volume.Progress;

/** Small CT images that a test changes as it needs: 4 columns, 3 rows, spacing 0.5 (x), 0.75 (y), 2.5 mm (z). */
public final class Synthetic {
    static final int COLUMNS = 4;
    static final int ROWS = 3;
    static final double STEP = 2.5;
    private static final DicomEngine ENGINE = DicomEngines.named("built-in").orElseThrow();

    private Synthetic() {}

    /** Slice k at z = 2.5 k mm; stored value of pixel p is 100 k + p. */
    public static DataSet slice(int k) {
        DataSet data = new DataSet();
        data.putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2");
        data.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.100." + (k + 1));
        data.putText(Tag.Modality, Vr.CS, "CT");
        data.putText(Tag.StudyInstanceUID, Vr.UI, "2.25.200");
        data.putText(Tag.SeriesInstanceUID, Vr.UI, "2.25.300");
        data.putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.400");
        data.putIntegers(Tag.InstanceNumber, Vr.IS, k + 1);
        data.putDecimals(Tag.SliceThickness, 2);
        data.putDecimals(Tag.ImagePositionPatient, -10, -20, STEP * k);
        data.putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        data.putDecimals(Tag.PixelSpacing, 0.75, 0.5);
        data.putDecimals(Tag.RescaleIntercept, -1024);
        data.putDecimals(Tag.RescaleSlope, 1);
        return pixels(data, COLUMNS, ROWS, 100 * k);
    }

    /** Sixteen-bit signed pixels that count up from the first value. */
    static DataSet pixels(DataSet data, int columns, int rows, int first) {
        data.putIntegers(Tag.SamplesPerPixel, Vr.US, 1);
        data.putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        data.putIntegers(Tag.Rows, Vr.US, rows);
        data.putIntegers(Tag.Columns, Vr.US, columns);
        data.putIntegers(Tag.BitsAllocated, Vr.US, 16);
        data.putIntegers(Tag.BitsStored, Vr.US, 16);
        data.putIntegers(Tag.HighBit, Vr.US, 15);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 1);
        ByteBuffer b = ByteBuffer.allocate(2 * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < columns * rows; p++) {
            b.putShort((short) (first + p));
        }
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, b.array()));
        return data;
    }

    /** A slice with text, numbers, nested and empty sequences, private and unknown elements besides. */
    static DataSet everyKind() {
        DataSet data = slice(3);
        data.putText(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        data.putText(Tag.PatientName, Vr.PN, "Müller^Żaneta");
        data.putIntegers(0x00189810, Vr.SS, -7);
        data.putIntegers(Tag.PixelPaddingValue, Vr.SS, -2000);
        data.put(new Element.Bytes(
                0x00189087, Vr.FD, ByteBuffer.allocate(8).putDouble(0, 1.5).array()));
        data.put(new Element.Bytes(0x00280009, Vr.AT, new byte[] {0x18, 0, 0x63, 0x10}));
        data.put(new Element.Bytes(0x00090010, Vr.LO, "SOMEBODY".getBytes(StandardCharsets.US_ASCII)));
        data.put(new Element.Bytes(0x00091001, Vr.UN, new byte[] {1, 2, 3, 4}));
        DataSet inner = new DataSet().putText(Tag.PatientID, Vr.LO, "INNER");
        data.putItems(
                Tag.ROIContourSequence,
                List.of(new DataSet().putItems(Tag.ContourImageSequence, List.of(inner, new DataSet()))));
        data.putItems(Tag.StructureSetROISequence, List.of());
        return data;
    }

    static List<DataSet> slices(int count) {
        List<DataSet> slices = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            slices.add(slice(k));
        }
        return slices;
    }

    /** Writes the images as a.dcm, b.dcm, ... */
    static Path write(Path folder, List<DataSet> images) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            write(folder.resolve((char) ('a' + i) + ".dcm"), images.get(i), TransferSyntax.EXPLICIT_LITTLE);
        }
        return folder;
    }

    public static Path write(Path file, DataSet image, TransferSyntax syntax) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ENGINE.write(image, syntax, out);
        }
        return file;
    }

    static ScanResult scan(Path path) throws IOException {
        return new SeriesScanner(ENGINE).scan(List.of(path), Progress.NONE);
    }

    static DicomEngine engine() {
        return ENGINE;
    }
}
