package org.figtrace.measure.bone;

import java.util.OptionalDouble;
import org.figtrace.geometry.Vector3;

/**
 * The plane that a skull is mirrored across, in patient millimetres.
 *
 * @param point on the plane
 * @param normal of length one, to the patient's left
 * @param residualMm median distance between the surface of the bone and that of its mirror image, over the part that
 *     matches; empty for a plane that was given and not found
 * @param matched share of the compared bone, 0 to 1, that meets its mirror image; empty for a given plane
 */
public record MidsagittalPlane(Vector3 point, Vector3 normal, OptionalDouble residualMm, OptionalDouble matched) {
    public MidsagittalPlane {
        if (!point.isFinite()) {
            throw new IllegalArgumentException("a plane needs a finite point, not " + point);
        }
        normal = normal.normalized();
        if (normal.x() < 0) {
            normal = normal.times(-1);
        }
    }

    /** A plane that the reader gives, for example the found one after an adjustment. */
    public static MidsagittalPlane given(Vector3 point, Vector3 normal) {
        return new MidsagittalPlane(point, normal, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Whether it was found from the bone, not given by a reader. */
    public boolean isFound() {
        return residualMm.isPresent();
    }

    /** Signed distance of a point in mm, positive to the patient's left. */
    public double distance(Vector3 p) {
        return p.minus(point).dot(normal);
    }

    /** The mirror image of a point. */
    public Vector3 mirror(Vector3 p) {
        return p.minus(normal.times(2 * distance(p)));
    }
}
