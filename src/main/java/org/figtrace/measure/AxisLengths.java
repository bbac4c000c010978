package org.figtrace.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Lengths of the principal axes of a region, major >= minor >= least: 4 sqrt(lambda) of the covariance of its voxel
 * centres (IBSI TDIC, P9VJ, 7J51; arXiv 1612.07003). For a solid ellipsoid this is 2 / sqrt(5) = 0.894 of its axes, not the
 * axes themselves. The covariance is divided by N - 1, as the reference values of IBSI require.
 */
public record AxisLengths(double major, double minor, double least) {

    /** Empty for fewer than two voxels and for a geometry of one slice. A region of one plane has a least axis of 0. */
    public static Optional<AxisLengths> of(Mask mask) {
        VolumeGeometry g = mask.geometry();
        long n = mask.count();
        if (n < 2 || g.slices() < 2) {
            return Optional.empty();
        }
        SliceMoments[] slices = new SliceMoments[g.slices()];
        Vector3 centre = Vector3.ZERO;
        for (int k = 0; k < slices.length; k++) {
            slices[k] = SliceMoments.of(mask.slice(k), g.columns());
            if (slices[k].count > 0) {
                Vector3 mean = g.toPatient(slices[k].meanI, slices[k].meanJ, k);
                centre = centre.plus(mean.times((double) slices[k].count / n));
            }
        }
        double[][] covariance = new double[3][3];
        double[] u = g.rowDirection().times(g.columnSpacing()).toArray();
        double[] v = g.columnDirection().times(g.rowSpacing()).toArray();
        for (int k = 0; k < slices.length; k++) {
            SliceMoments s = slices[k];
            if (s.count > 0) {
                double[] d = g.toPatient(s.meanI, s.meanJ, k).minus(centre).toArray();
                for (int a = 0; a < 3; a++) {
                    for (int b = 0; b < 3; b++) {
                        covariance[a][b] += (s.count * d[a] * d[b]
                                        + s.ii * u[a] * u[b]
                                        + s.ij * (u[a] * v[b] + v[a] * u[b])
                                        + s.jj * v[a] * v[b])
                                / (n - 1);
                    }
                }
            }
        }
        double[] lambda = eigenvalues(covariance);
        return Optional.of(new AxisLengths(length(lambda[2]), length(lambda[1]), length(lambda[0])));
    }

    private static double length(double lambda) {
        // Rounding can leave the eigenvalue of a flat region just below zero.
        return 4 * Math.sqrt(Math.max(0, lambda));
    }

    /** Sums of one slice about its own mean, in index units. */
    private record SliceMoments(long count, double meanI, double meanJ, double ii, double ij, double jj) {
        static SliceMoments of(BitSet slice, int columns) {
            long count = 0;
            double sumI = 0;
            double sumJ = 0;
            for (int at = slice.nextSetBit(0); at >= 0; at = slice.nextSetBit(at + 1)) {
                count++;
                sumI += at % columns;
                sumJ += at / columns;
            }
            double meanI = sumI / count;
            double meanJ = sumJ / count;
            double ii = 0;
            double ij = 0;
            double jj = 0;
            for (int at = slice.nextSetBit(0); at >= 0; at = slice.nextSetBit(at + 1)) {
                double i = at % columns - meanI;
                double j = at / columns - meanJ;
                ii += i * i;
                ij += i * j;
                jj += j * j;
            }
            return new SliceMoments(count, meanI, meanJ, ii, ij, jj);
        }
    }

    /** Ascending eigenvalues of a symmetric matrix of three rows, which is changed (Jacobi rotations, 1846). */
    private static double[] eigenvalues(double[][] m) {
        for (int sweep = 0; sweep < 50; sweep++) {
            double off = Math.abs(m[0][1]) + Math.abs(m[0][2]) + Math.abs(m[1][2]);
            double scale = Math.abs(m[0][0]) + Math.abs(m[1][1]) + Math.abs(m[2][2]);
            if (off <= 1e-15 * scale) {
                break;
            }
            for (int p = 0; p < 2; p++) {
                for (int q = p + 1; q < 3; q++) {
                    rotate(m, p, q);
                }
            }
        }
        double[] lambda = {m[0][0], m[1][1], m[2][2]};
        Arrays.sort(lambda);
        return lambda;
    }

    /** Turns the plane of axes p and q so that their common entry becomes zero. */
    private static void rotate(double[][] m, int p, int q) {
        if (m[p][q] == 0) {
            return;
        }
        double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double c = 1 / Math.hypot(t, 1);
        double s = t * c;
        for (int r = 0; r < 3; r++) {
            double rp = m[r][p];
            double rq = m[r][q];
            m[r][p] = c * rp - s * rq;
            m[r][q] = s * rp + c * rq;
        }
        for (int r = 0; r < 3; r++) {
            double pr = m[p][r];
            double qr = m[q][r];
            m[p][r] = c * pr - s * qr;
            m[q][r] = s * pr + c * qr;
        }
    }
}
