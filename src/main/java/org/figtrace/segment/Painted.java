package org.figtrace.segment;

import java.util.BitSet;
import java.util.function.Consumer;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Where paint lies.
 *
 * @param middle mean of the voxels painted inside
 * @param size longest side of the box around the paint inside
 * @param reach distance from the middle to the farthest painted voxel
 */
record Painted(VolumeGeometry geometry, Vector3 middle, double size, double reach) {
    static Painted of(VolumeGeometry g, Mask inside, Mask outside) throws SegmentationException {
        if (inside.isEmpty()) {
            throw new SegmentationException("nothing is painted inside the lesion");
        }
        if (inside.geometry() != g && !inside.geometry().sameGridAs(g, 1e-3)
                || outside.geometry() != g && !outside.geometry().sameGridAs(g, 1e-3)) {
            throw new SegmentationException("the paint is not on the grid of the volume");
        }
        for (int k = 0; k < g.slices(); k++) {
            if (inside.slice(k).intersects(outside.slice(k))) {
                throw new SegmentationException("slice " + k + " has voxels that are painted both inside and outside");
            }
        }
        Box box = new Box();
        each(g, inside, i -> box.add(i, g));
        Vector3 middle = box.sum.times(1.0 / box.count);
        double pixel = Math.max(g.columnSpacing(), g.rowSpacing());
        Box far = new Box();
        each(g, inside, i -> far.reach(i, g, middle));
        each(g, outside, i -> far.reach(i, g, middle));
        return new Painted(g, middle, Math.max(8 * pixel, box.longest()), far.farthest + pixel);
    }

    void each(Mask mask, Consumer<Vector3> voxel) {
        each(geometry, mask, voxel);
    }

    private static void each(VolumeGeometry g, Mask mask, Consumer<Vector3> voxel) {
        for (int k = 0; k < g.slices(); k++) {
            BitSet bits = mask.slice(k);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                voxel.accept(new Vector3(b % g.columns(), b / g.columns(), k));
            }
        }
    }

    private static final class Box {
        private Vector3 sum = Vector3.ZERO;
        private long count;
        private double farthest;
        private final double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        private final double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};

        void add(Vector3 index, VolumeGeometry g) {
            Vector3 p = g.toPatient(index.x(), index.y(), index.z());
            sum = sum.plus(p);
            count++;
            double[] along = {p.dot(g.rowDirection()), p.dot(g.columnDirection()), p.dot(g.normal())};
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], along[a]);
                high[a] = Math.max(high[a], along[a]);
            }
        }

        void reach(Vector3 index, VolumeGeometry g, Vector3 middle) {
            farthest = Math.max(
                    farthest, g.toPatient(index.x(), index.y(), index.z()).distanceTo(middle));
        }

        double longest() {
            return Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2]));
        }
    }
}
