package org.figtrace.dicom;

import java.util.Optional;
import java.util.Set;

/**
 * The distance of rows and columns of a frame, and why it may or may not be called millimetres in the patient.
 *
 * @param millimetres row spacing (y), then column spacing (x), as Pixel Spacing has them (PS3.3 10.7.1.3); empty where
 *     nothing gives a distance in the patient
 * @param source the tag that gave it, or that none did
 * @param warning what a reader must know about it
 */
record InPlaneSpacing(Optional<double[]> millimetres, String source, Optional<String> warning) {
    /** Modalities that project the patient onto a detector, so that spacing depends on depth (PS3.3 10.7.1.3). */
    private static final Set<String> PROJECTIONS = Set.of("CR", "DX", "XA", "RF", "MG", "IO", "PX", "RG");

    private static final String NO_MM = "; distances cannot be in mm";

    static boolean isProjection(String modality) {
        return PROJECTIONS.contains(modality);
    }

    static InPlaneSpacing of(ImageFrame frame) {
        DataSet measures = frame.pixelMeasures();
        Optional<String> text = measures.string(Tag.PixelSpacing);
        Optional<double[]> spacing = measures.decimals(Tag.PixelSpacing).filter(InPlaneSpacing::isSpacing);
        boolean projection = isProjection(frame.modality());
        Optional<double[]> detector =
                frame.image().dataSet().decimals(Tag.ImagerPixelSpacing).filter(InPlaneSpacing::isSpacing);
        if (spacing.isEmpty()) {
            String why = text.map(t -> " is " + t).orElse(" is missing");
            if (text.isEmpty() && detector.isPresent()) {
                return none(
                        frame,
                        "PixelSpacing (0028,0030) is missing and ImagerPixelSpacing (0018,1164) " + pair(detector.get())
                                + " holds at the detector only" + NO_MM);
            }
            return none(frame, "PixelSpacing (0028,0030)" + why + NO_MM);
        }
        return projection ? projected(frame, spacing.get(), detector) : plain(spacing.get(), Optional.empty());
    }

    private static InPlaneSpacing projected(ImageFrame frame, double[] spacing, Optional<double[]> detector) {
        Optional<String> type = frame.image().dataSet().string(Tag.PixelSpacingCalibrationType);
        boolean atDetector = detector.isPresent()
                && Math.abs(detector.get()[0] - spacing[0]) < 1e-6
                && Math.abs(detector.get()[1] - spacing[1]) < 1e-6;
        if (type.isEmpty() && atDetector) {
            return none(
                    frame,
                    "PixelSpacing (0028,0030) " + pair(spacing)
                            + " equals ImagerPixelSpacing (0018,1164) and so holds at the detector only" + NO_MM);
        }
        String by = type.map(t -> "calibrated by " + t + " (0028,0A02)")
                .orElse("without PixelSpacingCalibrationType (0028,0A02)");
        return plain(
                spacing,
                Optional.of(frame.name() + ": PixelSpacing (0028,0030) " + pair(spacing) + " is " + by
                        + "; on a projection (" + frame.modality() + ") mm hold in one depth only"));
    }

    private static InPlaneSpacing plain(double[] spacing, Optional<String> warning) {
        return new InPlaneSpacing(Optional.of(spacing), "PixelSpacing (0028,0030)", warning);
    }

    private static InPlaneSpacing none(ImageFrame frame, String why) {
        return new InPlaneSpacing(Optional.empty(), "none: " + why, Optional.of(frame.name() + ": " + why));
    }

    private static boolean isSpacing(double[] v) {
        return v.length == 2 && v[0] > 0 && v[1] > 0;
    }

    private static String pair(double[] v) {
        return v[0] + "\\" + v[1];
    }

    /** Spacings that differ by less than a ten-thousandth are rounded differently, not different. */
    boolean agreesWith(InPlaneSpacing other) {
        if (millimetres.isEmpty() || other.millimetres.isEmpty()) {
            return millimetres.isEmpty() && other.millimetres.isEmpty();
        }
        double[] a = millimetres.get();
        double[] b = other.millimetres.get();
        return Math.abs(a[0] / b[0] - 1) < 1e-4 && Math.abs(a[1] / b[1] - 1) < 1e-4;
    }
}
