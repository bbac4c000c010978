package org.figtrace.segment;

import org.figtrace.volume.Progress;

/** Gaussian smoothing of cell values along rows and columns and, where slices are close enough, across slices. */
final class Smoothing {
    private Smoothing() {}

    /** @param sigma standard deviation in the length unit; cells without a value stay without */
    static float[][] gaussian(WorkingGrid grid, float[][] values, double sigma, Progress progress) {
        int nx = grid.nx;
        int ny = grid.ny;
        float[][] rows = new float[grid.nz][nx * ny];
        Slabs.each(grid.nz, progress, z -> {
            float[] along = new float[nx * ny];
            line(values[z], along, nx, ny, 1, nx, sigma / grid.stepX());
            line(along, rows[z], ny, nx, nx, 1, sigma / grid.stepY());
        });
        float[][] out = new float[grid.nz][nx * ny];
        Slabs.each(grid.nz, progress, z -> across(grid, rows, z, sigma, out[z]));
        return out;
    }

    private static void line(float[] from, float[] to, int n, int lines, int step, int jump, double sigma) {
        double[] kernel = kernel(sigma);
        for (int l = 0; l < lines; l++) {
            for (int i = 0; i < n; i++) {
                int here = l * jump + i * step;
                double sum = 0;
                double weight = 0;
                for (int o = Math.max(-i, 1 - kernel.length); o <= Math.min(n - 1 - i, kernel.length - 1); o++) {
                    float v = from[here + o * step];
                    if (!Float.isNaN(v)) {
                        sum += kernel[Math.abs(o)] * v;
                        weight += kernel[Math.abs(o)];
                    }
                }
                to[here] = Float.isNaN(from[here]) ? Float.NaN : (float) (sum / weight);
            }
        }
    }

    private static double[] kernel(double sigma) {
        double[] kernel = new double[1 + (int) Math.ceil(3 * sigma)];
        for (int o = 0; o < kernel.length; o++) {
            kernel[o] = Math.exp(-o * o / (2 * sigma * sigma));
        }
        return kernel;
    }

    private static void across(WorkingGrid grid, float[][] from, int z, double sigma, float[] to) {
        double[] sum = new double[to.length];
        double[] weight = new double[to.length];
        for (int direction = -1; direction <= 1; direction += 2) {
            double distance = 0;
            for (int q = direction < 0 ? z : z + 1; q >= 0 && q < grid.nz; q += direction) {
                if (q != z) {
                    distance += grid.stepZ(direction < 0 ? q : q - 1);
                }
                if (distance > 3 * sigma) {
                    break;
                }
                double k = Math.exp(-distance * distance / (2 * sigma * sigma));
                for (int i = 0; i < to.length; i++) {
                    if (!Float.isNaN(from[q][i])) {
                        sum[i] += k * from[q][i];
                        weight[i] += k;
                    }
                }
            }
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = Float.isNaN(from[z][i]) ? Float.NaN : (float) (sum[i] / weight[i]);
        }
    }
}
