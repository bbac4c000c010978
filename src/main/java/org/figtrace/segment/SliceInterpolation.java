package org.figtrace.segment;

import java.util.BitSet;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * Shape-based interpolation between drawn slices (Raya and Udupa 1990, doi 10.1109/42.52980): each drawn slice becomes
 * its signed distance to the outline, positive inside, and a slice between two drawn ones is where their mean, weighted
 * by distance along the normal, is positive. Drawn slices stay as they are; nothing is added beyond the first and the
 * last. Before, each slice is moved onto the line between the centroids of its two neighbours, so that a lesion that
 * drifts across the stack, or a tilted stack, does not thin out between drawn slices.
 */
public final class SliceInterpolation {
    private SliceInterpolation() {}

    /** A mask in which every slice between two slices with voxels is filled in. */
    public static Mask between(Mask drawn, Progress progress) {
        VolumeGeometry g = drawn.geometry();
        Mask out = MaskComponents.copy(drawn);
        int below = -1;
        for (int k = 0; k < g.slices(); k++) {
            if (drawn.slice(k).isEmpty()) {
                continue;
            }
            if (below >= 0 && k - below > 1) {
                fill(drawn, below, k, out, progress);
            }
            below = k;
        }
        return out;
    }

    private static void fill(Mask drawn, int below, int above, Mask out, Progress progress) {
        VolumeGeometry g = drawn.geometry();
        Outline low = new Outline(g, below, drawn.slice(below));
        Outline high = new Outline(g, above, drawn.slice(above));
        double span = g.slicePosition(above) - g.slicePosition(below);
        Slabs.each(above - below - 1, progress, s -> {
            int k = below + 1 + s;
            double t = (g.slicePosition(k) - g.slicePosition(below)) / span;
            Vector3 centre = low.centre.towards(high.centre, t);
            BitSet bits = out.slice(k);
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    Vector3 offset = g.toPatient(i, j, k).minus(centre);
                    if ((1 - t) * low.depth(offset) + t * high.depth(offset) > 0) {
                        bits.set(j * g.columns() + i);
                    }
                }
            }
        });
    }

    /** Signed distance to the outline of one slice, by offset from its centroid. */
    private static final class Outline {
        private final VolumeGeometry geometry;
        private final int slice;
        private final Vector3 centre;
        private final float[] depth;

        Outline(VolumeGeometry g, int slice, BitSet bits) {
            this.geometry = g;
            this.slice = slice;
            double i = 0;
            double j = 0;
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                i += b % g.columns();
                j += b / g.columns();
            }
            this.centre = g.toPatient(i / bits.cardinality(), j / bits.cardinality(), slice);
            int n = g.columns() * g.rows();
            BitSet outside = new BitSet(n);
            outside.set(0, n);
            outside.andNot(bits);
            DistanceTransform distance = new DistanceTransform(g);
            double[] in = distance.inPlane(outside);
            double[] out = distance.inPlane(bits);
            this.depth = new float[n];
            for (int b = 0; b < n; b++) {
                // The outline lies half a pixel from either centre; a slice that is all lesion has no outside.
                double inside = Math.min(Math.sqrt(in[b]), g.columns() * g.columnSpacing() + g.rows() * g.rowSpacing());
                depth[b] = (float) (bits.get(b) ? inside - half() : half() - Math.sqrt(out[b]));
            }
        }

        private double half() {
            return Math.min(geometry.columnSpacing(), geometry.rowSpacing()) / 2;
        }

        double depth(Vector3 offset) {
            Vector3 d = centre.plus(offset).minus(geometry.sliceOrigin(slice));
            double x = d.dot(geometry.rowDirection()) / geometry.columnSpacing();
            double y = d.dot(geometry.columnDirection()) / geometry.rowSpacing();
            double u = Math.max(0, Math.min(x, geometry.columns() - 1.0));
            double v = Math.max(0, Math.min(y, geometry.rows() - 1.0));
            int i = (int) Math.min(u, Math.max(0, geometry.columns() - 2.0));
            int j = (int) Math.min(v, Math.max(0, geometry.rows() - 2.0));
            int i1 = Math.min(i + 1, geometry.columns() - 1);
            int j1 = Math.min(j + 1, geometry.rows() - 1);
            double top = mix(depth[j * geometry.columns() + i], depth[j * geometry.columns() + i1], u - i);
            double bottom = mix(depth[j1 * geometry.columns() + i], depth[j1 * geometry.columns() + i1], u - i);
            double beyond = Math.hypot((x - u) * geometry.columnSpacing(), (y - v) * geometry.rowSpacing());
            return mix(top, bottom, v - j) - beyond;
        }

        private static double mix(double a, double b, double t) {
            return a + (b - a) * t;
        }
    }
}
