package org.figtrace.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Resamples a stack onto another grid in the patient, for example a tilted, uneven or oblique one onto the regular grid
 * of a multiplanar reformation. Both grids are in patient millimetres, so that distances and volumes stay true. Slices
 * are computed in parallel.
 *
 * <p>A point belongs to a stack as far as its outer voxels reach: half a pixel beyond the centres of the first and last
 * column and row, and half the end step beyond the first and last slice. In that outer half voxel, which has no
 * neighbour, the border voxel goes on. A single slice has no extent, so it cannot be resampled.
 */
public final class Resampler {
    /** Rounding of patient coordinates may not decide whether a point on the very edge belongs to the stack. */
    private static final double EDGE = 1e-9;

    private Resampler() {}

    /**
     * The volume on another grid, each value interpolated linearly in the plane and between slices, along the shear of a
     * tilted stack. Values are 32-bit floats in its unit; what was padding is interpolated like any other value. The
     * result knows no stored images.
     *
     * @param background the value of points outside of the volume, in its unit; NaN says that there is none
     * @throws IllegalArgumentException if one is in pixels and not in millimetres, or the volume is a single slice
     * @throws CancellationException when the progress asks for it
     */
    public static Volume linear(Volume volume, VolumeGeometry grid, double background, Progress progress) {
        return resample(volume, grid, background, progress, "linear", (i, j, s) -> linear(volume, i, j, s));
    }

    /** As {@link #linear(Volume, VolumeGeometry, double, Progress)}, with the value of the nearest voxel. */
    public static Volume nearest(Volume volume, VolumeGeometry grid, double background, Progress progress) {
        return resample(
                volume,
                grid,
                background,
                progress,
                "nearest voxel",
                (i, j, s) -> volume.value(nearest(i), nearest(j), nearest(s)));
    }

    private static Volume resample(
            Volume volume, VolumeGeometry grid, double background, Progress progress, String how, Value value) {
        require(volume.geometry(), grid);
        float[][] values = new float[grid.slices()][];
        each(grid.slices(), progress, k -> {
            float[] slice = new float[grid.columns() * grid.rows()];
            Arrays.fill(slice, (float) background);
            new Sampling(volume.geometry(), grid, k).each((index, i, j, s) -> slice[index] = (float) value.at(i, j, s));
            values[k] = slice;
        });
        double[] slopes = new double[grid.slices()];
        Arrays.fill(slopes, 1);
        Calibration source = volume.calibration();
        List<String> warnings = new ArrayList<>(volume.warnings());
        warnings.add("resampled (" + how + "); what is said of slices holds for the original ones");
        return new Volume(
                        grid,
                        new Voxels.Floats(values),
                        slopes,
                        new double[grid.slices()],
                        volume.valueUnit(),
                        new Calibration("resampled from " + source.spacingSource(), source.valueSource()),
                        List.of(),
                        warnings)
                .withLowWhite(volume.lowIsWhite());
    }

    /** The value at a fractional index within the voxel centres. */
    private interface Value {
        double at(double i, double j, double slice);
    }

    /**
     * The voxels of another grid whose centres lie in a voxel of the mask.
     *
     * @throws IllegalArgumentException if one is in pixels and not in millimetres, or the mask is a single slice
     * @throws CancellationException when the progress asks for it
     */
    public static Mask nearest(Mask mask, VolumeGeometry grid, Progress progress) {
        require(mask.geometry(), grid);
        Mask result = new Mask(grid);
        each(grid.slices(), progress, k -> {
            BitSet bits = result.slice(k);
            new Sampling(mask.geometry(), grid, k).each((index, i, j, s) -> {
                if (mask.get(nearest(i), nearest(j), nearest(s))) {
                    bits.set(index);
                }
            });
        });
        return result;
    }

    private static void require(VolumeGeometry from, VolumeGeometry to) {
        if (from.isCalibrated() != to.isCalibrated()) {
            throw new IllegalArgumentException("one grid is in millimetres and the other in pixels");
        }
        if (from.slices() < 2) {
            throw new IllegalArgumentException("a single slice has no extent across it and cannot be resampled");
        }
    }

    private static int nearest(double index) {
        return (int) Math.floor(index + 0.5);
    }

    private static double linear(Volume volume, double i, double j, double s) {
        VolumeGeometry g = volume.geometry();
        int i0 = below(i, g.columns());
        int j0 = below(j, g.rows());
        int s0 = below(s, g.slices());
        double fs = s - s0;
        double lower = fs < 1 ? inPlane(volume, i, j, i0, j0, s0) : 0;
        double upper = fs > 0 ? inPlane(volume, i, j, i0, j0, s0 + 1) : 0;
        return fs <= 0 ? lower : fs >= 1 ? upper : lower + fs * (upper - lower);
    }

    /** The lower of the two neighbours that a value is interpolated from; the only voxel where there is one. */
    private static int below(double index, int size) {
        return (int) Math.max(0, Math.min(index, size - 2.0));
    }

    private static double inPlane(Volume volume, double i, double j, int i0, int j0, int s) {
        double upper = alongRow(volume, i, i0, j0, s);
        double fj = j - j0;
        return fj <= 0 ? upper : upper + fj * (alongRow(volume, i, i0, j0 + 1, s) - upper);
    }

    private static double alongRow(Volume volume, double i, int i0, int j, int s) {
        double left = volume.value(i0, j, s);
        double fi = i - i0;
        return fi <= 0 ? left : left + fi * (volume.value(i0 + 1, j, s) - left);
    }

    private static void each(int slices, Progress progress, IntConsumer work) {
        progress.checkCancelled();
        AtomicInteger done = new AtomicInteger();
        Thread caller = Thread.currentThread();
        IntStream.range(0, slices).parallel().forEach(k -> {
            if (progress.isCancelled() || caller.isInterrupted()) {
                throw new CancellationException("cancelled");
            }
            work.accept(k);
            int count = done.incrementAndGet();
            progress.update((double) count / slices, "resampling slice " + count + " of " + slices);
        });
    }

    /** What is done with a voxel of the new grid that lies in the old one, at these indices, within its centres. */
    private interface Visitor {
        void at(int index, double i, double j, double slice);
    }

    /**
     * Where the voxels of one slice of a grid lie in another. Along a row of the new grid the place on each axis of the
     * old one changes evenly; only the origin of the old slices has to be looked up.
     */
    private static final class Sampling {
        private final VolumeGeometry from;
        private final VolumeGeometry grid;
        private final int k;
        private final double[] originOnRow;
        private final double[] originOnColumn;
        private final double belowFirst;
        private final double aboveLast;

        Sampling(VolumeGeometry from, VolumeGeometry grid, int k) {
            this.from = from;
            this.grid = grid;
            this.k = k;
            int n = from.slices();
            originOnRow = new double[n];
            originOnColumn = new double[n];
            Arrays.setAll(originOnRow, s -> from.sliceOrigin(s).dot(from.rowDirection()));
            Arrays.setAll(originOnColumn, s -> from.sliceOrigin(s).dot(from.columnDirection()));
            double[] gaps = from.gaps();
            belowFirst = from.slicePosition(0) - gaps[0] / 2;
            aboveLast = from.slicePosition(n - 1) + gaps[n - 2] / 2;
        }

        void each(Visitor visitor) {
            Vector3 step = grid.rowDirection().times(grid.columnSpacing());
            double stepOnRow = step.dot(from.rowDirection());
            double stepOnColumn = step.dot(from.columnDirection());
            double stepAlong = step.dot(from.normal());
            for (int y = 0; y < grid.rows(); y++) {
                Vector3 start = grid.toPatient(0, y, k);
                double onRow = start.dot(from.rowDirection());
                double onColumn = start.dot(from.columnDirection());
                double along = start.dot(from.normal());
                int gap = 0;
                for (int x = 0; x < grid.columns(); x++) {
                    double a = along + x * stepAlong;
                    if (a < belowFirst - EDGE || a > aboveLast + EDGE) {
                        continue;
                    }
                    gap = gapAt(a, gap);
                    double below = from.slicePosition(gap);
                    double part = (a - below) / (from.slicePosition(gap + 1) - below);
                    double i = (onRow + x * stepOnRow - between(originOnRow, gap, part)) / from.columnSpacing();
                    double j = (onColumn + x * stepOnColumn - between(originOnColumn, gap, part)) / from.rowSpacing();
                    if (isInside(i, from.columns()) && isInside(j, from.rows())) {
                        visitor.at(
                                y * grid.columns() + x,
                                within(i, from.columns()),
                                within(j, from.rows()),
                                within(gap + part, from.slices()));
                    }
                }
            }
        }

        /** The step between slices that a place lies in, found from that of its neighbour; beyond the ends the last. */
        private int gapAt(double along, int near) {
            int gap = near;
            while (gap < from.slices() - 2 && along >= from.slicePosition(gap + 1)) {
                gap++;
            }
            while (gap > 0 && along < from.slicePosition(gap)) {
                gap--;
            }
            return gap;
        }

        private static double between(double[] values, int below, double part) {
            return values[below] + part * (values[below + 1] - values[below]);
        }

        private static boolean isInside(double index, int size) {
            return index >= -0.5 - EDGE && index <= size - 0.5 + EDGE;
        }

        private static double within(double index, int size) {
            return Math.max(0, Math.min(size - 1.0, index));
        }
    }
}
