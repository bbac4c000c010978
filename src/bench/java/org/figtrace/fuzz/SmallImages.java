package org.figtrace.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;

/** Images of 24 x 20 pixels in every way that pixels are described, so that thousands are read in a second. */
final class SmallImages {
    static final int COLUMNS = 24;
    static final int ROWS = 20;
    private static final int PIXELS = COLUMNS * ROWS;
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
    private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final String STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3";

    private SmallImages() {}

    static byte[] file(DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomEngines.named("built-in").orElseThrow().write(data, syntax, out);
        return out.toByteArray();
    }

    static DataSet mono(int allocated, int stored, int frames) {
        DataSet data = described(CT, 1, allocated, stored, "MONOCHROME2", frames);
        return pixels(data, frames * PIXELS * allocated / 8);
    }

    static DataSet colour(int planar) {
        DataSet data = described(CT, 3, 8, 8, "RGB", 1).putIntegers(Tag.PlanarConfiguration, Vr.US, planar);
        return pixels(data, PIXELS * 3);
    }

    static DataSet real(int tag) {
        int bytes = tag == Tag.FloatPixelData ? 4 : 8;
        DataSet data = described(CT, 1, 8 * bytes, 8 * bytes, "MONOCHROME2", 1);
        data.put(new Element.Bytes(tag, bytes == 4 ? Vr.OF : Vr.OD, new byte[PIXELS * bytes]));
        return data;
    }

    /** Two RLE frames of 16 bits (PS3.5 annex G), with a basic offset table. */
    static DataSet rle() {
        DataSet data = described(CT, 1, 16, 12, "MONOCHROME2", 2);
        byte[] frame = rleFrame(body(PIXELS * 2));
        byte[] table = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putInt(frame.length + 8)
                .array();
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, table, List.of(frame, frame)));
        return data;
    }

    /** @param stream a JPEG image of this size with that many samples */
    static DataSet jpeg(byte[] stream, int samples) {
        DataSet data = described(CT, samples, 8, 8, samples == 1 ? "MONOCHROME2" : "YBR_FULL_422", 1);
        data.putIntegers(Tag.PlanarConfiguration, Vr.US, 0);
        byte[] even = stream.length % 2 == 0 ? stream : java.util.Arrays.copyOf(stream, stream.length + 1);
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, new byte[0], List.of(even)));
        return data;
    }

    static DataSet enhanced() {
        DataSet data = described(ENHANCED_MR, 1, 16, 12, "MONOCHROME2", 4);
        data.remove(Tag.ImagePositionPatient);
        data.putItems(Tag.SharedFunctionalGroupsSequence, List.of(shared()));
        List<DataSet> frames = new ArrayList<>();
        for (int f = 0; f < 4; f++) {
            frames.add(new DataSet()
                    .putItems(
                            Tag.PlanePositionSequence,
                            List.of(new DataSet().putDecimals(Tag.ImagePositionPatient, -11, -7, 3 + 2.5 * f)))
                    .putItems(
                            Tag.FrameContentSequence,
                            List.of(new DataSet().putIntegers(Tag.FrameAcquisitionNumber, Vr.US, 1))));
        }
        data.putItems(Tag.PerFrameFunctionalGroupsSequence, frames);
        return pixels(data, 4 * PIXELS * 2);
    }

    private static DataSet shared() {
        return new DataSet()
                .putItems(
                        Tag.PixelMeasuresSequence,
                        List.of(new DataSet()
                                .putDecimals(Tag.PixelSpacing, 0.75, 0.5)
                                .putDecimals(Tag.SliceThickness, 2)))
                .putItems(
                        Tag.PlaneOrientationSequence,
                        List.of(new DataSet().putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)))
                .putItems(
                        Tag.PixelValueTransformationSequence,
                        List.of(new DataSet()
                                .putDecimals(Tag.RescaleSlope, 1)
                                .putDecimals(Tag.RescaleIntercept, 0)
                                .putText(Tag.RescaleType, Vr.LO, "US")));
    }

    /** A binary segmentation of two frames on the grid of {@link Target#REGION}. */
    static DataSet segmentation() {
        DataSet data = described(SEGMENTATION, 1, 1, 1, "MONOCHROME2", 2);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        data.putText(0x00620001, Vr.CS, "BINARY");
        data.putItems(
                0x00620002,
                List.of(new DataSet().putIntegers(0x00620004, Vr.US, 1).putText(0x00620005, Vr.LO, "Mass")));
        data.putItems(Tag.SharedFunctionalGroupsSequence, List.of(shared()));
        List<DataSet> frames = new ArrayList<>();
        for (int f = 0; f < 2; f++) {
            frames.add(new DataSet()
                    .putItems(
                            Tag.PlanePositionSequence,
                            List.of(new DataSet().putDecimals(Tag.ImagePositionPatient, -11, -7, 3 + 2.5 * f)))
                    .putItems(0x0062000A, List.of(new DataSet().putIntegers(0x0062000B, Vr.US, 1))));
        }
        data.putItems(Tag.PerFrameFunctionalGroupsSequence, frames);
        return pixels(data, 2 * PIXELS / 8);
    }

    static DataSet structureSet() {
        DataSet contour = new DataSet()
                .putText(Tag.ContourGeometricType, Vr.CS, "CLOSED_PLANAR")
                .putIntegers(Tag.NumberOfContourPoints, Vr.IS, 4)
                .putDecimals(Tag.ContourData, -9, -5, 3, -4, -5, 3, -4, 1, 3, -9, 1, 3);
        return common(STRUCTURE_SET)
                .putText(Tag.Modality, Vr.CS, "RTSTRUCT")
                .putItems(
                        Tag.ReferencedFrameOfReferenceSequence,
                        List.of(new DataSet().putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.400")))
                .putItems(
                        Tag.StructureSetROISequence,
                        List.of(new DataSet()
                                .putIntegers(Tag.ROINumber, Vr.IS, 1)
                                .putText(Tag.ReferencedFrameOfReferenceUID, Vr.UI, "2.25.400")
                                .putText(Tag.ROIName, Vr.LO, "Mass")))
                .putItems(
                        Tag.ROIContourSequence,
                        List.of(new DataSet()
                                .putItems(Tag.ContourSequence, List.of(contour))
                                .putIntegers(Tag.ReferencedROINumber, Vr.IS, 1)));
    }

    private static DataSet common(String sopClass) {
        return new DataSet()
                .putText(Tag.SpecificCharacterSet, Vr.CS, "", "ISO 2022 IR 87")
                .putText(Tag.PatientName, Vr.PN, "Yamada^Tarou")
                .putText(Tag.SOPClassUID, Vr.UI, sopClass)
                .putText(Tag.SOPInstanceUID, Vr.UI, "2.25.100")
                .putText(Tag.StudyInstanceUID, Vr.UI, "2.25.200")
                .putText(Tag.SeriesInstanceUID, Vr.UI, "2.25.300")
                .putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.400");
    }

    private static DataSet described(
            String sopClass, int samples, int allocated, int stored, String photometric, int frames) {
        DataSet data = common(sopClass)
                .putText(Tag.Modality, Vr.CS, sopClass.equals(CT) ? "CT" : "MR")
                .putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL")
                .putIntegers(Tag.InstanceNumber, Vr.IS, 1)
                .putDecimals(Tag.SliceThickness, 2)
                .putDecimals(Tag.ImagePositionPatient, -11, -7, 3)
                .putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                .putDecimals(Tag.PixelSpacing, 0.75, 0.5)
                .putDecimals(Tag.RescaleIntercept, -1024)
                .putDecimals(Tag.RescaleSlope, 1)
                .putIntegers(Tag.SamplesPerPixel, Vr.US, samples)
                .putText(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .putIntegers(Tag.Rows, Vr.US, ROWS)
                .putIntegers(Tag.Columns, Vr.US, COLUMNS)
                .putIntegers(Tag.BitsAllocated, Vr.US, allocated)
                .putIntegers(Tag.BitsStored, Vr.US, stored)
                .putIntegers(Tag.HighBit, Vr.US, stored - 1)
                .putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        return frames == 1 ? data : data.putIntegers(Tag.NumberOfFrames, Vr.IS, frames);
    }

    private static DataSet pixels(DataSet data, int bytes) {
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, body(bytes)));
        return data;
    }

    /** Long runs between slopes. */
    private static byte[] body(int bytes) {
        byte[] body = new byte[(bytes + 1) / 2 * 2];
        for (int i = 0; i < body.length; i++) {
            int x = i / 2 % COLUMNS;
            body[i] = (byte) (i % 2 == 0 ? x < 6 ? 0 : x * 37 : x < 6 ? 0 : x >> 2);
        }
        return body;
    }

    /** Most significant bytes first, each segment in literal runs and repeats. */
    private static byte[] rleFrame(byte[] littleEndian) {
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        ByteBuffer header =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        for (int half = 1; half >= 0; half--) {
            header.putInt(64 + segments.size());
            for (int i = half; i < littleEndian.length; ) {
                int run = 1;
                while (run < 128 && i + 2 * run < littleEndian.length && littleEndian[i + 2 * run] == littleEndian[i]) {
                    run++;
                }
                segments.write(run > 1 ? 1 - run : 0);
                segments.write(littleEndian[i]);
                i += 2 * run;
            }
            if (segments.size() % 2 == 1) {
                segments.write(0x80);
            }
        }
        byte[] frame = java.util.Arrays.copyOf(header.array(), 64 + segments.size());
        System.arraycopy(segments.toByteArray(), 0, frame, 64, segments.size());
        return frame;
    }
}
