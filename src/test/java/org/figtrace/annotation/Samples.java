package org.figtrace.annotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.SliceReference;

/** A small oblique CT stack with three different spacings, and drawings on it. */
public final class Samples {
    public static final Actor READER = new Actor("Dr. Lee", "figtrace test");
    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");
    static final double DX = 0.7;
    static final double DY = 0.9;
    static final double DZ = 2.5;
    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

    private Samples() {}

    public static AnnotatedStack axialStack() {
        return stack(VolumeGeometry.axial(64, 48, 10, new Vector3(-20, -15, 100), DX, DY, DZ));
    }

    /** Turned by 30 degrees about x: rows stay, columns and normal lean. */
    static AnnotatedStack obliqueStack() {
        double c = Math.cos(Math.toRadians(30));
        double s = Math.sin(Math.toRadians(30));
        return stack(VolumeGeometry.regular(
                64, 48, 10, new Vector3(5, -7, 11), new Vector3(1, 0, 0), new Vector3(0, c, s), DX, DY, DZ));
    }

    static AnnotatedStack pixelStack() {
        return stack(VolumeGeometry.uncalibrated(64, 48, 10));
    }

    static AnnotatedStack stack(VolumeGeometry geometry) {
        List<SliceReference> slices = new ArrayList<>();
        for (int k = 0; k < geometry.slices(); k++) {
            slices.add(new SliceReference(CT_IMAGE, "1.2.3.4." + k, 1));
        }
        return new AnnotatedStack(
                "1.2.3",
                Optional.of("1.2.9"),
                geometry,
                new Calibration("PixelSpacing (0028,0030)", "RescaleSlope per slice"),
                OptionalDouble.of(3),
                slices);
    }

    static AnnotationGeometry drawn(AnnotationKind kind, AnnotatedStack stack, double... ijk) {
        List<Vector3> points = new ArrayList<>();
        for (int i = 0; i < ijk.length; i += 3) {
            points.add(stack.geometry().toPatient(ijk[i], ijk[i + 1], ijk[i + 2]));
        }
        return AnnotationGeometry.of(kind, stack.geometry().unit(), points);
    }

    static AnnotationGeometry mm(AnnotationKind kind, double... xyz) {
        return geometry(kind, LengthUnit.MILLIMETRE, xyz);
    }

    static AnnotationGeometry geometry(AnnotationKind kind, LengthUnit unit, double... xyz) {
        List<Vector3> points = new ArrayList<>();
        for (int i = 0; i < xyz.length; i += 3) {
            points.add(new Vector3(xyz[i], xyz[i + 1], xyz[i + 2]));
        }
        return AnnotationGeometry.of(kind, unit, points);
    }

    /** A length of 3-4-5 proportions under the given label. */
    public static Annotation length(UUID id, String... links) throws AnnotationException {
        AnnotatedStack stack = axialStack();
        Vector3 from = stack.geometry().toPatient(10, 10, 4);
        AnnotationGeometry line = AnnotationGeometry.of(
                AnnotationKind.LENGTH, LengthUnit.MILLIMETRE, List.of(from, from.plus(new Vector3(3, 4, 0))));
        FigureLink[] parsed =
                java.util.Arrays.stream(links).map(FigureLink::parse).toArray(FigureLink[]::new);
        return Drawing.of(line, parsed).on(stack, id, READER, NOON);
    }

    /** An arrow, which measures nothing. */
    public static Annotation arrow(UUID id, String... links) throws AnnotationException {
        AnnotatedStack stack = axialStack();
        FigureLink[] parsed =
                java.util.Arrays.stream(links).map(FigureLink::parse).toArray(FigureLink[]::new);
        return Drawing.of(drawn(AnnotationKind.ARROW, stack, 1, 2, 3, 20, 22, 3), parsed)
                .on(stack, id, READER, NOON);
    }
}
