package org.figtrace.imagej;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;

/**
 * A small CT series, 40 columns x 30 rows, 0.5 mm between columns, 0.7 mm between rows: the stored value of pixel (i, j)
 * of the slice at z is i + 100 j + round(10 z), signed; HU = stored - 1000.
 */
final class DicomFolder {
    static final String SERIES = "2.25.1001";
    static final int COLUMNS = 40;
    static final int ROWS = 30;

    private DicomFolder() {}

    /** Writes one file; InstanceNumber runs against the position, which must not matter. */
    static void slice(Path folder, String name, String series, double z, double slope) throws IOException {
        DataSet d = new DataSet();
        d.putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2");
        d.putText(Tag.SOPInstanceUID, Vr.UI, sop(series, z));
        d.putText(Tag.StudyInstanceUID, Vr.UI, "2.25.1000");
        d.putText(Tag.SeriesInstanceUID, Vr.UI, series);
        d.putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.1002");
        d.putText(Tag.Modality, Vr.CS, "CT");
        d.putText(Tag.SeriesDescription, Vr.LO, "thin, [bone]");
        d.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        d.putText(Tag.InstanceNumber, Vr.IS, Integer.toString((int) (500 - z)));
        d.putDecimals(Tag.ImagePositionPatient, -20, 11, z);
        d.putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        d.putDecimals(Tag.PixelSpacing, 0.7, 0.5);
        d.putDecimals(Tag.SliceThickness, 9);
        d.putIntegers(Tag.SamplesPerPixel, Vr.US, 1);
        d.putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        d.putIntegers(Tag.Rows, Vr.US, ROWS);
        d.putIntegers(Tag.Columns, Vr.US, COLUMNS);
        d.putIntegers(Tag.BitsAllocated, Vr.US, 16);
        d.putIntegers(Tag.BitsStored, Vr.US, 16);
        d.putIntegers(Tag.HighBit, Vr.US, 15);
        d.putIntegers(Tag.PixelRepresentation, Vr.US, 1);
        d.putDecimals(Tag.RescaleIntercept, -1000);
        d.putDecimals(Tag.RescaleSlope, slope);
        d.putDecimals(Tag.WindowCenter, 40);
        d.putDecimals(Tag.WindowWidth, 400);
        ByteBuffer pixels = ByteBuffer.allocate(2 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                pixels.putShort((short) stored(i, j, z));
            }
        }
        d.put(new Element.Bytes(Tag.PixelData, Vr.OW, pixels.array()));
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            DicomEngines.preferred().write(d, TransferSyntax.EXPLICIT_LITTLE, out);
        }
    }

    static long stored(int i, int j, double z) {
        return i + 100L * j + Math.round(10 * z);
    }

    static String sop(String series, double z) {
        return series + "." + Math.round(10 * z + 1000);
    }

    /** Slices at 0, 1.5, 3, 4.5 mm in files whose names sort otherwise. */
    static Path regular(Path folder) throws IOException {
        String[] names = {"c", "a", "d", "b"};
        for (int k = 0; k < 4; k++) {
            slice(folder, names[k], SERIES, 1.5 * k, 1);
        }
        return folder;
    }
}
