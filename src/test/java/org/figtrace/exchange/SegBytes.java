package org.figtrace.exchange;

import java.util.ArrayList;
import java.util.List;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;
import org.figtrace.geometry.Vector3;

/** DICOM segmentations put together attribute by attribute from PS3.3 C.8.20. */
final class SegBytes {
    private SegBytes() {}

    /** @param values one byte per pixel */
    record FrameBits(int segment, Vector3 position, byte[] values) {}

    static DataSet binary(
            int columns, int rows, Vector3 rowStep, Vector3 columnStep, double spacing, List<FrameBits> frames) {
        int pixels = columns * rows;
        byte[] packed = new byte[((frames.size() * pixels + 7) / 8 + 1) / 2 * 2];
        for (int f = 0; f < frames.size(); f++) {
            for (int p = 0; p < pixels; p++) {
                int bit = f * pixels + p;
                packed[bit / 8] |= (byte) (frames.get(f).values()[p] << bit % 8);
            }
        }
        return dataSet("BINARY", 1, columns, rows, rowStep, columnStep, spacing, frames, packed);
    }

    static DataSet bytes(
            String type, int columns, int rows, Vector3 rowStep, Vector3 columnStep, List<FrameBits> frames) {
        int pixels = columns * rows;
        byte[] data = new byte[(frames.size() * pixels + 1) / 2 * 2];
        for (int f = 0; f < frames.size(); f++) {
            System.arraycopy(frames.get(f).values(), 0, data, f * pixels, pixels);
        }
        return dataSet(type, 8, columns, rows, rowStep, columnStep, 2, frames, data);
    }

    private static DataSet dataSet(
            String type,
            int bits,
            int columns,
            int rows,
            Vector3 rowStep,
            Vector3 columnStep,
            double spacing,
            List<FrameBits> frames,
            byte[] pixels) {
        List<DataSet> segments = new ArrayList<>();
        int most = frames.stream().mapToInt(FrameBits::segment).max().orElse(1);
        for (int s = 1; s <= most; s++) {
            segments.add(new DataSet()
                    .putIntegers(0x00620004, Vr.US, s)
                    .putText(0x00620005, Vr.LO, "Mass " + s)
                    .putItems(
                            0x0062000F,
                            List.of(new DataSet()
                                    .putText(0x00080100, Vr.SH, "4147007")
                                    .putText(0x00080102, Vr.SH, "SCT")
                                    .putText(0x00080104, Vr.LO, "Mass"))));
        }
        Vector3 r = rowStep.normalized();
        Vector3 c = columnStep.normalized();
        DataSet shared = new DataSet()
                .putItems(
                        Tag.PlaneOrientationSequence,
                        List.of(new DataSet()
                                .putDecimals(Tag.ImageOrientationPatient, r.x(), r.y(), r.z(), c.x(), c.y(), c.z())))
                .putItems(
                        Tag.PixelMeasuresSequence,
                        List.of(new DataSet()
                                .putDecimals(Tag.PixelSpacing, columnStep.length(), rowStep.length())
                                .putDecimals(Tag.SpacingBetweenSlices, spacing)));
        List<DataSet> perFrame = new ArrayList<>();
        for (FrameBits frame : frames) {
            DataSet groups = new DataSet()
                    .putItems(
                            Tag.PlanePositionSequence,
                            List.of(new DataSet()
                                    .putDecimals(
                                            Tag.ImagePositionPatient,
                                            frame.position().x(),
                                            frame.position().y(),
                                            frame.position().z())));
            if (!type.equals("LABELMAP")) {
                groups.putItems(0x0062000A, List.of(new DataSet().putIntegers(0x0062000B, Vr.US, frame.segment())));
            }
            perFrame.add(groups);
        }
        DataSet d = new DataSet()
                .putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.66.4")
                .putText(Tag.SOPInstanceUID, Vr.UI, "1.2.9")
                .putText(Tag.FrameOfReferenceUID, Vr.UI, "1.2.3")
                .putIntegers(Tag.SamplesPerPixel, Vr.US, 1)
                .putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .putIntegers(Tag.NumberOfFrames, Vr.IS, frames.size())
                .putIntegers(Tag.Rows, Vr.US, rows)
                .putIntegers(Tag.Columns, Vr.US, columns)
                .putIntegers(Tag.BitsAllocated, Vr.US, bits)
                .putIntegers(Tag.BitsStored, Vr.US, bits)
                .putIntegers(Tag.HighBit, Vr.US, bits - 1)
                .putIntegers(Tag.PixelRepresentation, Vr.US, 0)
                .putText(0x00620001, Vr.CS, type)
                .putItems(0x00620002, segments)
                .putItems(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .putItems(Tag.PerFrameFunctionalGroupsSequence, perFrame);
        if (type.equals("FRACTIONAL")) {
            d.putIntegers(0x0062000E, Vr.US, 200);
        }
        d.put(new Element.Bytes(Tag.PixelData, Vr.OB, pixels));
        return d;
    }
}
