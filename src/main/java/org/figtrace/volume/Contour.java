package org.figtrace.volume;

import java.util.List;
import org.figtrace.geometry.Vector3;

/**
 * A closed polygon in one plane, in patient millimetres (pixels where its image has no spacing), as a contour of an
 * RTSTRUCT of type CLOSED_PLANAR (PS3.3 C.8.8.6.3). The last point joins the first and is not repeated; a repeated one
 * does no harm.
 */
public record Contour(List<Vector3> points) {
    /** Points may leave the plane of their contour by this much: files round coordinates. */
    public static final double PLANAR_MM = 0.1;

    /** Throws IllegalArgumentException for fewer than three points, a point that is not finite, or no plane. */
    public Contour {
        points = List.copyOf(points);
        if (points.size() < 3) {
            throw new IllegalArgumentException("a closed contour needs 3 points, not " + points.size());
        }
        for (Vector3 p : points) {
            if (!p.isFinite()) {
                throw new IllegalArgumentException("a contour point must be finite, not " + p);
            }
        }
        double off = distanceFromPlane(points);
        if (off > PLANAR_MM) {
            throw new IllegalArgumentException(
                    "a planar contour of " + points.size() + " points leaves its plane by " + off + " mm");
        }
    }

    /**
     * Largest distance from the plane through the first point, the point farthest from it and the point farthest from
     * the line of these two. It needs no area, so that a contour that crosses itself has a plane too.
     */
    private static double distanceFromPlane(List<Vector3> points) {
        Vector3 origin = points.get(0);
        Vector3 along = Vector3.ZERO;
        for (Vector3 p : points) {
            if (p.distanceTo(origin) > along.length()) {
                along = p.minus(origin);
            }
        }
        if (along.length() <= PLANAR_MM) {
            return 0;
        }
        Vector3 normal = Vector3.ZERO;
        Vector3 axis = along.normalized();
        for (Vector3 p : points) {
            Vector3 n = axis.cross(p.minus(origin));
            if (n.length() > normal.length()) {
                normal = n;
            }
        }
        // The length of the cross product with a unit vector is the distance from the line.
        if (normal.length() <= PLANAR_MM) {
            return 0;
        }
        Vector3 unit = normal.normalized();
        return points.stream()
                .mapToDouble(p -> Math.abs(p.minus(origin).dot(unit)))
                .max()
                .orElse(0);
    }

    /** The middle of the contour's extent along a unit vector: the position of its plane along that normal. */
    public double positionAlong(Vector3 normal) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Vector3 p : points) {
            double d = p.dot(normal);
            low = Math.min(low, d);
            high = Math.max(high, d);
        }
        return (low + high) / 2;
    }

    /** The contour's whole extent along a unit vector; 0 along the normal of its own plane. */
    public double extentAlong(Vector3 normal) {
        double middle = positionAlong(normal);
        return 2
                * points.stream()
                        .mapToDouble(p -> Math.abs(p.dot(normal) - middle))
                        .max()
                        .orElse(0);
    }
}
