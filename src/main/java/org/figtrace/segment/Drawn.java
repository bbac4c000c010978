package org.figtrace.segment;

import java.util.List;
import java.util.Locale;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/** Points that a reader drew, checked and as voxels. */
final class Drawn {
    private Drawn() {}

    static void requireInside(VolumeGeometry g, List<Vector3> points, String what) throws SegmentationException {
        for (Vector3 p : points) {
            Vector3 v = g.toIndex(p);
            if (!p.isFinite()
                    || !g.contains((int) Math.round(v.x()), (int) Math.round(v.y()), (int) Math.round(v.z()))) {
                throw new SegmentationException(String.format(
                        Locale.ROOT,
                        "the %s (%.2f, %.2f, %.2f) %s lies outside the volume: its voxel would be (%.1f, %.1f, %.1f) of"
                                + " %d x %d x %d",
                        what,
                        p.x(),
                        p.y(),
                        p.z(),
                        g.unit().symbol(),
                        v.x(),
                        v.y(),
                        v.z(),
                        g.columns(),
                        g.rows(),
                        g.slices()));
            }
        }
    }

    /** The voxels that hold the points; all must lie in the volume. */
    static Mask voxels(VolumeGeometry g, List<Vector3> points) {
        Mask mask = new Mask(g);
        for (Vector3 p : points) {
            Vector3 v = g.toIndex(p);
            mask.set((int) Math.round(v.x()), (int) Math.round(v.y()), (int) Math.round(v.z()), true);
        }
        return mask;
    }
}
