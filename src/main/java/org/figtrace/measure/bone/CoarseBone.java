package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * How much of its surroundings is bone, 0 to 1, on a grid of about 2 mm and smoothed: what the plane of symmetry is
 * sought on. Blocks of voxels are averaged in the index space of the stack, so tilt and uneven gaps stay true.
 */
final class CoarseBone {
    static final double PITCH_MM = 2;

    private static final double COMPACT_HU = 1000;

    /** Teeth and metal count no more than this times compact bone. */
    private static final double DENSEST = 1.5;

    /** Smoothing along the normal in steps: less would leave detail that interpolation between slices cannot follow. */
    private static final double SIGMA_PER_STEP = 0.8;

    private final PatientGrid grid;
    private final float[][] slices;

    private CoarseBone(PatientGrid grid, float[][] slices) {
        this.grid = grid;
        this.slices = slices;
    }

    PatientGrid grid() {
        return grid;
    }

    float at(int i, int j, int k) {
        return slices[k][j * grid.columns + i];
    }

    /**
     * @param smoothingMm standard deviation of the Gaussian
     */
    static CoarseBone of(Volume volume, double smoothingMm, Progress progress) {
        VolumeGeometry g = volume.geometry();
        int bi = Math.max(1, (int) Math.round(PITCH_MM / g.columnSpacing()));
        int bj = Math.max(1, (int) Math.round(PITCH_MM / g.rowSpacing()));
        int bk = Math.max(1, (int) Math.round(PITCH_MM / g.sliceSpacing().orElseThrow()));
        bk = Math.min(bk, Math.max(1, g.slices() / 2));
        int columns = Math.max(1, g.columns() / bi);
        int rows = Math.max(1, g.rows() / bj);
        int count = g.slices() / bk;
        int depth = bk;
        Vector3[] origins = new Vector3[count];
        Arrays.setAll(origins, c -> {
            Vector3 sum = Vector3.ZERO;
            for (int k = c * depth; k < (c + 1) * depth; k++) {
                sum = sum.plus(g.toPatient((bi - 1) / 2.0, (bj - 1) / 2.0, k));
            }
            return sum.times(1.0 / depth);
        });
        VolumeGeometry coarse = VolumeGeometry.ofSlices(
                columns,
                rows,
                g.rowDirection(),
                g.columnDirection(),
                bi * g.columnSpacing(),
                bj * g.rowSpacing(),
                Arrays.asList(origins));
        float[][] slices = new float[count][];
        IntStream.range(0, count).parallel().forEach(c -> {
            progress.checkCancelled();
            slices[c] = averaged(volume, c, bi, bj, depth, columns, rows);
        });
        smooth(slices, coarse, smoothingMm);
        return new CoarseBone(new PatientGrid(coarse), slices);
    }

    private static float[] averaged(Volume volume, int c, int bi, int bj, int bk, int columns, int rows) {
        float[] out = new float[columns * rows];
        int stride = volume.geometry().columns();
        for (int k = c * bk; k < (c + 1) * bk; k++) {
            double slope = volume.slope(k);
            double intercept = volume.intercept(k);
            for (int j = 0; j < rows * bj; j++) {
                int to = j / bj * columns;
                for (int i = 0; i < columns * bi; i++) {
                    double hu = slope * volume.voxels().stored(k, j * stride + i) + intercept;
                    // Linear from water to compact bone: a step would make bone that runs along thick slices thicker
                    // than bone that runs across them.
                    out[to + i / bi] += (float) Math.max(0, Math.min(DENSEST, hu / COMPACT_HU));
                }
            }
        }
        for (int n = 0; n < out.length; n++) {
            out[n] /= bi * bj * bk;
        }
        return out;
    }

    /**
     * A slice blurs along its normal by its extent, so it is smoothed more in its plane: an image whose blur depends on
     * direction is not its own mirror image when the head lies turned.
     */
    private static void smooth(float[][] slices, VolumeGeometry g, double leastSigmaMm) {
        double step = g.sliceSpacing().orElseThrow();
        double sigmaMm = Math.max(leastSigmaMm, SIGMA_PER_STEP * step);
        alongSlices(slices, g, sigmaMm);
        double[] alongI = kernel(inPlane(sigmaMm, step, g.columnSpacing()) / g.columnSpacing());
        double[] alongJ = kernel(inPlane(sigmaMm, step, g.rowSpacing()) / g.rowSpacing());
        int columns = g.columns();
        int rows = g.rows();
        IntStream.range(0, slices.length).parallel().forEach(k -> {
            float[] line = new float[Math.max(columns, rows)];
            for (int j = 0; j < rows; j++) {
                convolve(slices[k], j * columns, 1, columns, alongI, line);
            }
            for (int i = 0; i < columns; i++) {
                convolve(slices[k], i, columns, rows, alongJ, line);
            }
        });
    }

    /** A box of width w has the variance w^2 / 12. */
    private static double inPlane(double sigmaMm, double step, double spacing) {
        return Math.sqrt(Math.max(1, sigmaMm * sigmaMm + (step * step - spacing * spacing) / 12));
    }

    private static void alongSlices(float[][] slices, VolumeGeometry g, double sigmaMm) {
        float[][] in = new float[slices.length][];
        Arrays.setAll(in, k -> slices[k].clone());
        IntStream.range(0, slices.length).parallel().forEach(k -> {
            double[] weight = new double[slices.length];
            double sum = 0;
            for (int n = 0; n < weight.length; n++) {
                double away = (g.slicePosition(n) - g.slicePosition(k)) / sigmaMm;
                weight[n] = away * away > 9
                        ? 0
                        : Math.exp(-away * away / 2) * g.sliceExtent(n).orElseThrow();
                sum += weight[n];
            }
            Arrays.fill(slices[k], 0);
            for (int n = 0; n < weight.length; n++) {
                if (weight[n] > 0) {
                    float w = (float) (weight[n] / sum);
                    for (int v = 0; v < slices[k].length; v++) {
                        slices[k][v] += w * in[n][v];
                    }
                }
            }
        });
    }

    private static double[] kernel(double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] w = new double[reach + 1];
        double sum = 0;
        for (int n = 0; n <= reach; n++) {
            w[n] = Math.exp(-n * n / (2 * sigma * sigma));
            sum += n == 0 ? w[n] : 2 * w[n];
        }
        for (int n = 0; n <= reach; n++) {
            w[n] /= sum;
        }
        return w;
    }

    private static void convolve(float[] data, int start, int step, int length, double[] w, float[] line) {
        for (int n = 0; n < length; n++) {
            line[n] = data[start + n * step];
        }
        for (int n = 0; n < length; n++) {
            double sum = w[0] * line[n];
            for (int r = 1; r < w.length; r++) {
                sum += w[r] * (line[Math.max(0, n - r)] + line[Math.min(length - 1, n + r)]);
            }
            data[start + n * step] = (float) sum;
        }
    }

    /** Interpolated at a fractional index; NaN outside the stack. */
    double sample(double[] ijk) {
        int columns = grid.columns;
        int i = (int) Math.floor(ijk[0]);
        int j = (int) Math.floor(ijk[1]);
        int k = (int) Math.floor(ijk[2]);
        if (i < 0 || j < 0 || k < 0 || i >= columns - 1 || j >= grid.rows - 1 || k >= grid.slices - 1) {
            return Double.NaN;
        }
        double t = ijk[2] - k;
        double u = 1 - t;
        // Catmull and Rom 1974, doi 10.1016/B978-0-12-079050-0.50020-5; slices beyond the ends repeat the last.
        return -t * u * u / 2 * bilinear(Math.max(0, k - 1), ijk, i, j)
                + (1 + t * t * (3 * t - 5) / 2) * bilinear(k, ijk, i, j)
                + (1 + u * u * (3 * u - 5) / 2) * bilinear(k + 1, ijk, i, j)
                - u * t * t / 2 * bilinear(Math.min(grid.slices - 1, k + 2), ijk, i, j);
    }

    private double bilinear(int k, double[] ijk, int i, int j) {
        double a = ijk[0] - i;
        double b = ijk[1] - j;
        float[] s = slices[k];
        int at = j * grid.columns + i;
        int below = at + grid.columns;
        return (1 - b) * ((1 - a) * s[at] + a * s[at + 1]) + b * ((1 - a) * s[below] + a * s[below + 1]);
    }
}
