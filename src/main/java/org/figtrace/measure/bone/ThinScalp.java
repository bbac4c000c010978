package org.figtrace.measure.bone;

import org.figtrace.geometry.VolumeGeometry;

/**
 * Soft tissue between bone and air that is thinner than a slice is high. Where the skull runs obliquely through thick
 * slices its surface is a ramp many pixels long, and next to a voxel of that ramp, on the slice above, there is air
 * although scalp and not air is what the voxel shares with bone.
 *
 * <p>The scalp shows further down the ramp. From the voxel the slice is followed the way its values fall, until air begins,
 * and back the way they rise, until bone begins. A mixture of bone and air passes every value as fast as any other; scalp between them is a step
 * on the way.
 */
final class ThinScalp {
    private static final double AIR_HU = -850;
    private static final double SOFT_HU = 150;

    /**
     * Part of the way at soft tissue's values that makes a step. From 300 HU to air at -850 HU a mixture of bone and air
     * spends 0.26 of the way between -150 and 150 HU.
     */
    private static final double LEAST_STEP = 0.35;

    /** Fewer pixels on the way than this tell nothing. */
    private static final int LEAST_PIXELS = 4;

    /** How far the way is followed to either side, in heights of a slice. */
    private static final double REACH_SLICES = 6;

    /** Half of the square whose values give the direction in which they fall, pixels. */
    private static final int HALF_SQUARE = 3;

    private final HounsfieldBlock hu;
    private final BitBlock bone;
    private final VoxelBox box;
    private final double dx;
    private final double dy;
    private final double[] reachMm;

    ThinScalp(HounsfieldBlock hu, BitBlock bone) {
        this.hu = hu;
        this.bone = bone;
        this.box = bone.box();
        VolumeGeometry g = hu.grid().geometry;
        this.dx = g.columnSpacing();
        this.dy = g.rowSpacing();
        this.reachMm = new double[box.slices()];
        for (int k = 0; k < reachMm.length; k++) {
            reachMm[k] = REACH_SLICES * g.sliceExtent(box.k0() + k).orElseThrow();
        }
    }

    /** Mean of the soft tissue between that voxel of bone's edge and air; minus infinity where there is none. */
    double at(int i, int j, int k) {
        double alongRow = 0;
        double alongColumn = 0;
        for (int b = -HALF_SQUARE; b <= HALF_SQUARE; b++) {
            for (int a = -HALF_SQUARE; a <= HALF_SQUARE; a++) {
                if (isWithin(i + a, j + b) && isWithin(i - a, j - b)) {
                    double h = value(i + a, j + b, k);
                    alongRow -= a * h;
                    alongColumn -= b * h;
                }
            }
        }
        double x = alongRow / dx;
        double y = alongColumn / dy;
        double length = Math.hypot(x, y);
        if (length == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double step = Math.min(dx, dy);
        double stepI = x / length * step / dx;
        double stepJ = y / length * step / dy;
        Way way = new Way();
        // Down to the air, and back up to the bone.
        follow(way, i, j, k, stepI, stepJ, 0, reachMm[k] / step);
        follow(way, i, j, k, -stepI, -stepJ, 1, reachMm[k] / step);
        return way.mean();
    }

    private void follow(Way way, int i, int j, int k, double stepI, double stepJ, int from, double steps) {
        boolean begun = from > 0;
        for (int n = from; n <= steps; n++) {
            int a = (int) Math.round(i + n * stepI);
            int b = (int) Math.round(j + n * stepJ);
            if (!isWithin(a, b)) {
                return;
            }
            boolean isBone = bone.get(a, b, k);
            if (isBone && begun || value(a, b, k) < AIR_HU) {
                return;
            }
            if (!isBone) {
                begun = true;
                way.add(value(a, b, k));
            }
        }
    }

    /** What lies between bone and air on the slice. */
    private static final class Way {
        private double sum;
        private int soft;
        private int all;

        void add(double h) {
            all++;
            if (Math.abs(h) < SOFT_HU) {
                soft++;
                sum += h;
            }
        }

        double mean() {
            return all >= LEAST_PIXELS && soft > LEAST_STEP * all ? sum / soft : Double.NEGATIVE_INFINITY;
        }
    }

    private boolean isWithin(int i, int j) {
        return i >= 0 && j >= 0 && i < box.columns() && j < box.rows();
    }

    private double value(int i, int j, int k) {
        return hu.at((k * box.rows() + j) * box.columns() + i);
    }
}
