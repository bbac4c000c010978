package org.figtrace.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;

/**
 * CT series made for the benchmarks: a head with the noise of a scanner, stored in 12 of 16 bits, with a header as long
 * as scanners write.
 */
final class SyntheticSeries {
    private static final DicomEngine ENGINE = DicomEngines.named("built-in").orElseThrow();

    private final int number;
    private final int size;

    /** @param size columns and rows */
    SyntheticSeries(int number, int size) {
        this.number = number;
        this.size = size;
    }

    void write(Path folder, int slices) throws IOException {
        for (int k = 0; k < slices; k++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "S%03dIM%04d.dcm", number, k + 1));
            try (OutputStream out = Files.newOutputStream(file)) {
                ENGINE.write(slice(k), TransferSyntax.EXPLICIT_LITTLE, out);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private DataSet slice(int k) {
        DataSet data = new DataSet();
        data.putText(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100");
        data.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        data.putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2");
        data.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.7001." + number + "." + (k + 1));
        data.putText(Tag.Modality, Vr.CS, "CT");
        data.putText(Tag.PatientName, Vr.PN, "BENCH^MARK");
        data.putText(Tag.PatientID, Vr.LO, "BENCH");
        data.putText(Tag.StudyInstanceUID, Vr.UI, "2.25.7002");
        data.putText(Tag.SeriesInstanceUID, Vr.UI, "2.25.7003." + number);
        data.putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.7004");
        data.putIntegers(Tag.InstanceNumber, Vr.IS, k + 1);
        data.putDecimals(Tag.SliceThickness, 1.25);
        data.putDecimals(Tag.ImagePositionPatient, -125, -130, 0.9 * k);
        data.putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        data.putDecimals(Tag.PixelSpacing, 0.51, 0.48);
        data.putIntegers(Tag.SamplesPerPixel, Vr.US, 1);
        data.putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        data.putIntegers(Tag.Rows, Vr.US, size);
        data.putIntegers(Tag.Columns, Vr.US, size);
        data.putIntegers(Tag.BitsAllocated, Vr.US, 16);
        data.putIntegers(Tag.BitsStored, Vr.US, 16);
        data.putIntegers(Tag.HighBit, Vr.US, 15);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 1);
        data.putDecimals(Tag.RescaleIntercept, -1024);
        data.putDecimals(Tag.RescaleSlope, 1);
        scannerElements(data);
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, pixels(k)));
        return data;
    }

    /** Three kilobytes in a hundred elements that no one asks for: doses, times, private data. */
    private static void scannerElements(DataSet data) {
        for (int i = 0; i < 40; i++) {
            data.putText(0x00181200 + i, Vr.LO, "a setting of the scanner " + i);
        }
        data.putText(0x00290010, Vr.LO, "SOME SCANNER HEADER");
        for (int i = 0; i < 60; i++) {
            data.put(new Element.Bytes(0x00291000 + i, Vr.UN, new byte[12]));
        }
    }

    /** Air, a skull and a brain with noise: what the coders then get is as hard as a real slice. */
    private byte[] pixels(int k) {
        Random random = new Random(number * 10_000L + k);
        byte[] pixels = new byte[2 * size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double r = Math.hypot(x - size / 2.0, (y - size / 2.0) * 0.85) / size;
                int value =
                        r > 0.46 ? 0 : r > 0.43 ? 1000 : r > 0.40 ? 2200 : 1060 + (int) (15 * Math.sin(x * 0.09 + k));
                value += r > 0.46 ? random.nextInt(6) : random.nextInt(24);
                int at = 2 * (y * size + x);
                pixels[at] = (byte) value;
                pixels[at + 1] = (byte) (value >> 8);
            }
        }
        return pixels;
    }
}
