package org.figtrace.measure;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A convex hull in the plane, strictly convex and counter-clockwise, with its diameter by rotating callipers (Shamos
 * 1978). Coordinates may be any affine image of the plane: hull and antipodal pairs do not depend on the scale of the
 * axes, so half-integer voxel indices keep every comparison exact, and only the distances need the spacing.
 */
final class PlanarHull {
    private final double[] u;
    private final double[] v;

    private PlanarHull(double[] u, double[] v) {
        this.u = u;
        this.v = v;
    }

    /** Hull of at least one point, in any order (monotone chain, Andrew 1979). */
    static PlanarHull of(double[] u, double[] v) {
        Integer[] order = new Integer[u.length];
        Arrays.setAll(order, p -> p);
        Arrays.sort(order, Comparator.comparingDouble((Integer p) -> v[p]).thenComparingDouble(p -> u[p]));
        double[] sortedU = new double[u.length];
        double[] sortedV = new double[u.length];
        for (int p = 0; p < order.length; p++) {
            sortedU[p] = u[order[p]];
            sortedV[p] = v[order[p]];
        }
        return ofSorted(sortedU, sortedV, u.length);
    }

    /** Hull of the first n points, which must be ordered by v and then by u. */
    static PlanarHull ofSorted(double[] u, double[] v, int n) {
        int[] hull = new int[2 * n + 1];
        int size = 0;
        for (int p = 0; p < n; p++) {
            while (size >= 2 && turn(u, v, hull[size - 2], hull[size - 1], p) <= 0) {
                size--;
            }
            hull[size++] = p;
        }
        int lower = size + 1;
        for (int p = n - 2; p >= 0; p--) {
            while (size >= lower && turn(u, v, hull[size - 2], hull[size - 1], p) <= 0) {
                size--;
            }
            hull[size++] = p;
        }
        // The chain ends where it began; equal points leave a hull of one point twice.
        size = Math.max(1, size - 1);
        if (size == 2 && u[hull[0]] == u[hull[1]] && v[hull[0]] == v[hull[1]]) {
            size = 1;
        }
        double[] hullU = new double[size];
        double[] hullV = new double[size];
        for (int p = 0; p < size; p++) {
            hullU[p] = u[hull[p]];
            hullV[p] = v[hull[p]];
        }
        return new PlanarHull(hullU, hullV);
    }

    private static double turn(double[] u, double[] v, int a, int b, int c) {
        return (u[b] - u[a]) * (v[c] - v[a]) - (v[b] - v[a]) * (u[c] - u[a]);
    }

    int size() {
        return u.length;
    }

    double u(int p) {
        return u[p];
    }

    double v(int p) {
        return v[p];
    }

    /**
     * The two vertices farthest apart when u and v are scaled by the spacings; the first such pair in the order of the
     * callipers where several are equally far.
     */
    int[] farthest(double uSpacing, double vSpacing) {
        int n = u.length;
        int[] best = {0, 0};
        if (n == 2) {
            best[1] = 1;
        }
        if (n < 3) {
            return best;
        }
        double longest = -1;
        int opposite = 1;
        for (int p = 0; p < n; p++) {
            int next = (p + 1) % n;
            // Widen the callipers while the next vertex is farther from the line of this edge.
            for (int steps = 0; steps < n && advance(p, next, opposite) > 0; steps++) {
                opposite = (opposite + 1) % n;
            }
            // A parallel edge opposite has two antipodal vertices.
            for (int q : new int[] {opposite, (opposite + 1) % n}) {
                for (int end : new int[] {p, next}) {
                    double squared = squaredDistance(end, q, uSpacing, vSpacing);
                    if (squared > longest) {
                        longest = squared;
                        best[0] = end;
                        best[1] = q;
                    }
                }
            }
        }
        return best;
    }

    private double advance(int p, int next, int opposite) {
        int further = (opposite + 1) % u.length;
        return (u[next] - u[p]) * (v[further] - v[opposite]) - (v[next] - v[p]) * (u[further] - u[opposite]);
    }

    double squaredDistance(int p, int q, double uSpacing, double vSpacing) {
        double du = (u[p] - u[q]) * uSpacing;
        double dv = (v[p] - v[q]) * vSpacing;
        return du * du + dv * dv;
    }
}
