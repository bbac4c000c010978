package org.figtrace.segment;

import org.figtrace.volume.Progress;

/**
 * The random walker with priors (Grady 2005, doi 10.1109/CVPR.2005.239): for every cell the probability that it belongs
 * to the lesion, the minimum of
 *
 * <pre>sum over neighbours of w_ij (x_i - x_j)^2 + sum over cells of c_i (x_i - p_i)^2</pre>
 *
 * where p is what shape and value alone say, c how sure that is (very large at seeds), and w couples six neighbours,
 * more where their values are alike: w = (l / h)^2 / (1 + (v_i - v_j)^2 / s^2), h being their distance in the patient
 * and l the length over which p is evened out where no edge lies. The system is symmetric and positive definite and is
 * solved by conjugate gradients with the diagonal as preconditioner.
 */
final class RandomWalker {
    /** Residual, relative to the right side, at which probabilities no longer change in the third decimal. */
    private static final double TOLERANCE = 1e-4;

    private static final int MOST_ITERATIONS = 400;

    private final int nx;
    private final int ny;
    private final int nz;
    private final float[][] wx;
    private final float[][] wy;
    private final float[][] wz;
    private final Progress progress;

    RandomWalker(WorkingGrid grid, float[][] values, double length, double edge, Progress progress) {
        this.nx = grid.nx;
        this.ny = grid.ny;
        this.nz = grid.nz;
        this.progress = progress;
        this.wx = new float[nz][nx * ny];
        this.wy = new float[nz][nx * ny];
        this.wz = new float[nz][nx * ny];
        double ax = square(length / grid.stepX());
        double ay = square(length / grid.stepY());
        Slabs.each(nz, progress, z -> {
            double az = z + 1 < nz ? square(length / grid.stepZ(z)) : 0;
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    int c = y * nx + x;
                    double v = values[z][c];
                    wx[z][c] = x + 1 < nx ? (float) (ax * alike(v - values[z][c + 1], edge)) : 0;
                    wy[z][c] = y + 1 < ny ? (float) (ay * alike(v - values[z][c + nx], edge)) : 0;
                    wz[z][c] = z + 1 < nz ? (float) (az * alike(v - values[z + 1][c], edge)) : 0;
                }
            }
        });
    }

    /** Falls off slowly (Perona and Malik 1990, doi 10.1109/34.56205), so a cell between two tissues is drawn to the nearer value. */
    private static double alike(double difference, double edge) {
        return Double.isNaN(difference) ? 0 : 1 / (1 + square(difference / edge));
    }

    private static double square(double x) {
        return x * x;
    }

    /** The probabilities; starts from the given field and changes it in place. */
    void solve(float[][] x, float[][] p, float[][] c) {
        float[][] r = new float[nz][nx * ny];
        float[][] d = new float[nz][nx * ny];
        float[][] q = new float[nz][nx * ny];
        float[][] diagonal = new float[nz][nx * ny];
        Slabs.each(nz, progress, z -> diagonal(z, c, diagonal[z]));
        double right = Slabs.sum(nz, z -> {
            apply(z, x, diagonal, q[z]);
            double b2 = 0;
            for (int i = 0; i < q[z].length; i++) {
                double b = (double) c[z][i] * p[z][i];
                r[z][i] = (float) (b - q[z][i]);
                d[z][i] = r[z][i] / diagonal[z][i];
                b2 += b * b / diagonal[z][i];
            }
            return b2;
        });
        double rho = Slabs.sum(nz, z -> dot(r[z], d[z]));
        for (int n = 0; n < MOST_ITERATIONS && rho > square(TOLERANCE) * right; n++) {
            progress.checkCancelled();
            double curvature = Slabs.sum(nz, z -> {
                apply(z, d, diagonal, q[z]);
                return dot(d[z], q[z]);
            });
            double alpha = rho / curvature;
            double next = Slabs.sum(nz, z -> {
                double sum = 0;
                for (int i = 0; i < q[z].length; i++) {
                    x[z][i] += (float) (alpha * d[z][i]);
                    r[z][i] -= (float) (alpha * q[z][i]);
                    sum += (double) r[z][i] * r[z][i] / diagonal[z][i];
                }
                return sum;
            });
            double beta = next / rho;
            Slabs.each(nz, progress, z -> {
                for (int i = 0; i < q[z].length; i++) {
                    d[z][i] = (float) (r[z][i] / diagonal[z][i] + beta * d[z][i]);
                }
            });
            rho = next;
        }
    }

    private void diagonal(int z, float[][] c, float[] out) {
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                int i = y * nx + x;
                out[i] = c[z][i]
                        + wx[z][i]
                        + wy[z][i]
                        + wz[z][i]
                        + (x > 0 ? wx[z][i - 1] : 0)
                        + (y > 0 ? wy[z][i - nx] : 0)
                        + (z > 0 ? wz[z - 1][i] : 0);
            }
        }
    }

    private void apply(int z, float[][] v, float[][] diagonal, float[] out) {
        float[] here = v[z];
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                int i = y * nx + x;
                double sum = (double) diagonal[z][i] * here[i];
                if (x > 0) {
                    sum -= wx[z][i - 1] * here[i - 1];
                }
                if (x + 1 < nx) {
                    sum -= wx[z][i] * here[i + 1];
                }
                if (y > 0) {
                    sum -= wy[z][i - nx] * here[i - nx];
                }
                if (y + 1 < ny) {
                    sum -= wy[z][i] * here[i + nx];
                }
                if (z > 0) {
                    sum -= wz[z - 1][i] * v[z - 1][i];
                }
                if (z + 1 < nz) {
                    sum -= wz[z][i] * v[z + 1][i];
                }
                out[i] = (float) sum;
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
