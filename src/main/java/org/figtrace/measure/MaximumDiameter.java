package org.figtrace.measure;

import java.util.Optional;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * The maximum 3D diameter of a region: the largest distance between two vertices of its marching-cubes mesh (IBSI L0JK,
 * arXiv 1612.07003), that is between midpoints of voxel centres inside and outside. It joins any two points of the
 * region, over islands and bays.
 *
 * <p>The answer is exact. All vertices between the same slices lie in one plane, and of the points of a plane only the
 * vertices of its convex hull can be farthest from any other point; what is left is searched by {@link FarthestPair}.
 */
public final class MaximumDiameter {
    private MaximumDiameter() {}

    /**
     * Empty for an empty mask and for a geometry of one slice, whose extent across the slice no position can tell. The
     * first end is the one on the lower slice, or the first row by row.
     */
    public static Optional<Segment> of(Mask mask) {
        VolumeGeometry g = mask.geometry();
        if (g.slices() < 2 || mask.isEmpty()) {
            return Optional.empty();
        }
        FarthestPair points = new FarthestPair();
        RowExtents below = RowExtents.ofRows(0, -1);
        for (int k = 0; k <= g.slices(); k++) {
            RowExtents here = k < g.slices() ? RowExtents.of(mask.slice(k), g.columns()) : RowExtents.ofRows(0, -1);
            // Half-way between two slices the outermost voxel of either has a vertex, or one that is not on the hull.
            RowExtents between = below.union(here);
            if (!between.isEmpty()) {
                add(between.hullOfCentres(), g, k - 0.5, points);
            }
            if (!here.isEmpty()) {
                add(here.hullOfOutline(), g, k, points);
            }
            below = here;
        }
        return Optional.of(points.find());
    }

    private static void add(PlanarHull hull, VolumeGeometry g, double k, FarthestPair points) {
        for (int p = 0; p < hull.size(); p++) {
            Vector3 point = g.toPatient(hull.u(p), hull.v(p), k);
            points.add(point.x(), point.y(), point.z());
        }
    }
}
