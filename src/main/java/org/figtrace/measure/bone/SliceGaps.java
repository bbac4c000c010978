package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;

/**
 * The openings of a shell on the slices of a scan: where a slice cuts a layer of the shell, the layer is followed in
 * steps of half a pixel, and the longest stretch without bone has a straight distance between its two edges. Edges are
 * found between steps, where the bone's share of the voxel passes half of the reference's.
 */
final class SliceGaps {
    private static final int NEWTON_STEPS = 6;
    private static final int LEADING_LAYERS = 4;

    private final SkullShell shell;
    private final BoneContent bone;
    private final BoneContent reference;
    private final BitBlock near;

    SliceGaps(SkullShell shell, BoneContent bone, BoneContent reference, BitBlock near) {
        this.shell = shell;
        this.bone = bone;
        this.reference = reference;
        this.near = near;
    }

    /**
     * The gaps of one slice.
     *
     * @param mm of each layer from the outer table inwards, 0 where it is closed
     */
    record OnSlice(int slice, double[] mm) {
        /** At the outer table. */
        double outer() {
            return continued(mm, 0);
        }

        /** At the inner table. */
        double inner() {
            return continued(mm, 1);
        }
    }

    /** Slices of the box of the lesion's surroundings that have an opening. */
    List<OnSlice> all(Progress progress) {
        VoxelBox box = bone.box();
        return IntStream.range(box.k0(), box.k1())
                .parallel()
                .mapToObj(k -> {
                    progress.checkCancelled();
                    return new OnSlice(k, onSlice(k));
                })
                .filter(s -> Arrays.stream(s.mm()).anyMatch(mm -> mm > 0))
                .toList();
    }

    private double[] onSlice(int k) {
        VolumeGeometry g = bone.grid().geometry;
        double[] gaps = new double[ShellDefect.LAYERS];
        double height = g.slicePosition(k) - shell.centre.dot(g.normal());
        Vector3 middle = shell.centre.plus(g.normal().times(height));
        double typical = Math.sqrt(shell.radius * shell.radius - height * height);
        if (!(typical > shell.radius / 10)) {
            return gaps;
        }
        double step = Math.min(g.columnSpacing(), g.rowSpacing()) / 2 / typical;
        int count = (int) Math.ceil(2 * Math.PI / step);
        for (int l = 0; l < gaps.length; l++) {
            gaps[l] = widest(k, middle, typical, (l + 0.5) / gaps.length, count);
        }
        return gaps;
    }

    private double widest(int k, Vector3 middle, double typical, double depth, int count) {
        VolumeGeometry g = bone.grid().geometry;
        double[] at = new double[3];
        double[] ijk = new double[3];
        double widest = 0;
        Vector3 start = null;
        Vector3 before = null;
        double surplusBefore = 1;
        // One round and a quarter, so that a gap over the starting angle is followed to its end.
        for (int n = 0; n < count + count / 4; n++) {
            double angle = 2 * Math.PI * n / count;
            Vector3 e = g.rowDirection()
                    .times(Math.cos(angle))
                    .plus(g.columnDirection().times(Math.sin(angle)));
            Vector3 x = onLayer(middle, e, typical, depth, at);
            double surplus = x == null ? 1 : surplus(x, k, ijk);
            if (surplus < 0 && start == null) {
                // Where the shell itself begins with an opening, the bone's edge is not known: the opening is that
                // wide.
                start = before == null ? x : before.towards(x, surplusBefore / (surplusBefore - surplus));
            } else if (surplus >= 0 && start != null) {
                Vector3 end = x == null ? before : before.towards(x, surplusBefore / (surplusBefore - surplus));
                widest = Math.max(widest, end.distanceTo(start));
                start = null;
            }
            before = x;
            surplusBefore = surplus;
        }
        return widest;
    }

    /** The point of the layer in that direction on the slice, by Newton's method; null where there is none. */
    private Vector3 onLayer(Vector3 middle, Vector3 e, double typical, double depth, double[] at) {
        double s = typical;
        Vector3 x = middle.plus(e.times(s));
        for (int n = 0; n < NEWTON_STEPS; n++) {
            if (!shell.locate(x.x(), x.y(), x.z(), at)) {
                return null;
            }
            double wanted = at[1] + depth * (at[2] - at[1]);
            double slope = e.dot(x.minus(shell.centre)) / at[0];
            if (slope < 0.1) {
                return null;
            }
            double change = (wanted - at[0]) / slope;
            s += change;
            x = middle.plus(e.times(s));
            if (Math.abs(change) < 1e-3) {
                return x;
            }
        }
        return null;
    }

    /** Below zero where bone is missing. */
    private double surplus(Vector3 x, int k, double[] ijk) {
        PatientGrid grid = bone.grid();
        grid.index(x.x(), x.y(), x.z(), ijk);
        ijk[2] = k;
        VoxelBox box = bone.box();
        if (!near.get((int) Math.round(ijk[0]) - box.i0(), (int) Math.round(ijk[1]) - box.j0(), k - box.k0())) {
            return 1;
        }
        double surplus = bone.sample(ijk) - reference.sample(ijk) / 2;
        return Double.isNaN(surplus) ? 1 : surplus;
    }

    /**
     * The value of evenly spaced layers continued to a table, depth 0 or 1: a parabola through all layers where all are
     * open, else a line through the open layers next to the table; 0 where that table's layer is closed.
     */
    static double continued(double[] layers, double depth) {
        int n = layers.length;
        int leading = 0;
        while (leading < n && layers[depth == 0 ? leading : n - 1 - leading] > 0) {
            leading++;
        }
        if (leading < 2) {
            return layers[depth == 0 ? 0 : n - 1];
        }
        int terms = leading == n ? 3 : 2;
        int used = leading == n ? n : Math.min(leading, LEADING_LAYERS);
        double[][] m = new double[terms][terms + 1];
        for (int a = 0; a < used; a++) {
            double away = (a + 0.5) / n;
            double value = layers[depth == 0 ? a : n - 1 - a];
            for (int r = 0; r < terms; r++) {
                for (int c = 0; c < terms; c++) {
                    m[r][c] += Math.pow(away, r + c);
                }
                m[r][terms] += Math.pow(away, r) * value;
            }
        }
        double nearest = layers[depth == 0 ? 0 : n - 1];
        double step = Math.abs(nearest - layers[depth == 0 ? 1 : n - 2]);
        // Half a layer's way: more than a whole layer's change is no continuation.
        return LinearSystem.solve(m)
                ? Math.max(Math.max(0, nearest - step), Math.min(nearest + step, m[0][terms]))
                : nearest;
    }
}
