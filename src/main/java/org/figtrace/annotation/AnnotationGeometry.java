package org.figtrace.annotation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;

/**
 * What was drawn and where, checked for its kind, so that a shape that exists can be measured.
 *
 * <p>Points in {@link LengthUnit#MILLIMETRE} are patient coordinates (DICOM LPS). Points in {@link LengthUnit#PIXEL}
 * are (column, row, slice) indices of an image without spacing, (0, 0) being the centre of its first pixel; as a slice
 * number is no distance, they all lie on one slice.
 *
 * @param points in the order that the {@link AnnotationKind} states
 * @param mask the stored region of {@link AnnotationKind#MASK}, empty for every other kind
 */
public record AnnotationGeometry(
        AnnotationKind kind, List<Vector3> points, LengthUnit unit, Optional<MaskReference> mask) {
    public static final int MAX_POINTS = 10_000;

    /**
     * How far, in degrees, the short axis may leave the perpendicular. An axis that ends on pixels is off by a few
     * degrees; at 5 degrees it is 0.4 % longer than its perpendicular part.
     */
    public static final double PERPENDICULAR_TOLERANCE_DEG = 5;

    /**
     * How far, in mm or pixels, a point may leave the plane of its shape: more than coordinates rounded to 0.01 mm are
     * off, less than the step between slices.
     */
    public static final double PLANE_TOLERANCE = 0.05;

    /** Ends closer than this are one point; a short axis may exceed the long one by as much, from rounding. */
    public static final double LENGTH_TOLERANCE = 0.01;

    public AnnotationGeometry {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(unit);
        points = List.copyOf(points);
        if (points.size() < kind.fewestPoints() || points.size() > kind.mostPoints()) {
            String needed = kind.fewestPoints() == kind.mostPoints()
                    ? String.valueOf(kind.fewestPoints())
                    : kind.fewestPoints() + " to " + kind.mostPoints();
            throw new IllegalArgumentException(kind.withArticle() + " has " + needed
                    + (kind.mostPoints() == 1 ? " point, not " : " points, not ") + points.size());
        }
        for (Vector3 p : points) {
            if (!p.isFinite()) {
                throw new IllegalArgumentException(kind.withArticle() + " has a point that is not finite: " + text(p));
            }
        }
        if (mask.isPresent() != (kind == AnnotationKind.MASK)) {
            throw new IllegalArgumentException(
                    mask.isPresent()
                            ? kind.withArticle() + " has points, not a mask"
                            : "a mask needs its stored bytes");
        }
        if (unit == LengthUnit.PIXEL) {
            requireOneSlice(kind, points);
        }
        switch (kind) {
            case LENGTH, ARROW -> requireLength(kind, "its ends", axis(points, 0));
            case BIDIRECTIONAL, ELLIPSE -> requireAxes(kind, points);
            case POLYGON -> requireFlatOutline(points);
            case POINT, TEXT, MASK -> {}
        }
    }

    /** @throws IllegalArgumentException with one sentence if the points do not make the kind */
    public static AnnotationGeometry of(AnnotationKind kind, LengthUnit unit, List<Vector3> points) {
        return new AnnotationGeometry(kind, points, unit, Optional.empty());
    }

    public static AnnotationGeometry of(MaskReference mask, LengthUnit unit) {
        return new AnnotationGeometry(AnnotationKind.MASK, List.of(), unit, Optional.of(mask));
    }

    /** The first line of a length, arrow, bidirectional or ellipse; throws for the other kinds. */
    public Segment longAxis() {
        return axis(points, 0);
    }

    /** The second line of a bidirectional or ellipse; throws for the other kinds. */
    public Segment shortAxis() {
        return axis(points, 2);
    }

    private static Segment axis(List<Vector3> points, int first) {
        return new Segment(points.get(first), points.get(first + 1));
    }

    private static void requireOneSlice(AnnotationKind kind, List<Vector3> points) {
        for (Vector3 p : points) {
            if (Math.abs(p.z() - points.get(0).z()) > LENGTH_TOLERANCE) {
                throw new IllegalArgumentException(kind.withArticle() + " in pixels lies on one slice, not on "
                        + number(points.get(0).z()) + " and " + number(p.z()));
            }
        }
    }

    private static void requireLength(AnnotationKind kind, String what, Segment line) {
        if (line.length() <= LENGTH_TOLERANCE) {
            throw new IllegalArgumentException(
                    kind.withArticle() + " needs a length: " + what + " are both at " + text(line.from()));
        }
    }

    private static void requireAxes(AnnotationKind kind, List<Vector3> points) {
        Segment major = axis(points, 0);
        Segment minor = axis(points, 2);
        requireLength(kind, "the ends of its long axis", major);
        requireLength(kind, "the ends of its short axis", minor);
        if (minor.length() > major.length() + LENGTH_TOLERANCE) {
            throw new IllegalArgumentException(
                    "the short axis of " + kind.withArticle() + " comes last, but it is longer: "
                            + number(minor.length()) + " against " + number(major.length()));
        }
        Vector3 u = major.to().minus(major.from()).normalized();
        Vector3 v = minor.to().minus(minor.from()).normalized();
        double offDeg = Math.toDegrees(Math.asin(Math.min(1, Math.abs(u.dot(v)))));
        if (offDeg > PERPENDICULAR_TOLERANCE_DEG) {
            throw new IllegalArgumentException("the axes of " + kind.withArticle() + " are perpendicular, not at "
                    + number(90 - offDeg) + " degrees");
        }
        double apart = Math.abs(minor.from().minus(major.from()).dot(u.cross(v).normalized()));
        if (apart > PLANE_TOLERANCE) {
            throw new IllegalArgumentException("the axes of " + kind.withArticle()
                    + " lie on one plane, not on two that are " + number(apart) + " apart");
        }
        double offCentre = major.midpoint().distanceTo(minor.midpoint());
        if (kind == AnnotationKind.ELLIPSE && offCentre > PLANE_TOLERANCE) {
            throw new IllegalArgumentException(
                    "the axes of an ellipse share their middle, but theirs are " + number(offCentre) + " apart");
        }
    }

    private static void requireFlatOutline(List<Vector3> points) {
        for (int i = 0; i < points.size(); i++) {
            int next = (i + 1) % points.size();
            if (points.get(i).equals(points.get(next))) {
                throw new IllegalArgumentException("points " + (i + 1) + " and " + (next + 1)
                        + " of a polygon are the same; it closes itself: " + text(points.get(i)));
            }
        }
        Vector3 doubledArea = Outline.doubledArea(points);
        if (!(doubledArea.length() > LENGTH_TOLERANCE * LENGTH_TOLERANCE)) {
            throw new IllegalArgumentException("a polygon needs an area; its points lie on one line or cancel out");
        }
        Vector3 normal = doubledArea.normalized();
        double middle = points.stream().mapToDouble(normal::dot).average().orElseThrow();
        for (int i = 0; i < points.size(); i++) {
            double off = Math.abs(points.get(i).dot(normal) - middle);
            if (off > PLANE_TOLERANCE) {
                throw new IllegalArgumentException(
                        "a polygon is flat, but point " + (i + 1) + " is " + number(off) + " off its plane");
            }
        }
    }

    private static String text(Vector3 p) {
        return "(" + number(p.x()) + ", " + number(p.y()) + ", " + number(p.z()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
