package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.Optional;

/**
 * A thin plate near nodes of a plane: the surface of least bending energy plus squared distance from the nodes, kernel
 * r^2 log r (Wahba 1990, doi 10.1137/1.9781611970128).
 */
final class ThinPlate {
    private static final int LEAST_NODES = 12;
    private static final int MOST_NODES = 1200;

    private final double[] p;
    private final double[] q;
    private final double[] weights;
    private final double[] plane;

    private ThinPlate(double[] p, double[] q, double[] weights, double[] plane) {
        this.p = p;
        this.q = q;
        this.weights = weights;
        this.plane = plane;
    }

    /** Values at places, thinned evenly where there are more than can be solved at once. */
    static final class Nodes {
        private double[] values = new double[4 * 256];
        private int count;

        /** The stiffness says how far the plate may stay away from the value; 0 goes through it. */
        void add(double p, double q, double value, double stiffness) {
            if (4 * count == values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            values[4 * count] = p;
            values[4 * count + 1] = q;
            values[4 * count + 2] = value;
            values[4 * count + 3] = stiffness;
            count++;
        }
    }

    /** Empty where there are too few nodes or all lie on a line. */
    static Optional<ThinPlate> near(Nodes nodes) {
        if (nodes.count < LEAST_NODES) {
            return Optional.empty();
        }
        int n = Math.min(nodes.count, MOST_NODES);
        double[] p = new double[n];
        double[] q = new double[n];
        double[][] m = new double[n + 3][n + 4];
        for (int r = 0; r < n; r++) {
            int from = 4 * (int) ((long) r * nodes.count / n);
            p[r] = nodes.values[from];
            q[r] = nodes.values[from + 1];
            m[r][n + 3] = nodes.values[from + 2];
            m[r][r] = nodes.values[from + 3];
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                m[r][c] += kernel(p[r] - p[c], q[r] - q[c]);
            }
            m[r][n] = m[n][r] = 1;
            m[r][n + 1] = m[n + 1][r] = p[r];
            m[r][n + 2] = m[n + 2][r] = q[r];
        }
        if (!LinearSystem.solve(m)) {
            return Optional.empty();
        }
        double[] weights = new double[n];
        Arrays.setAll(weights, r -> m[r][n + 3]);
        return Optional.of(new ThinPlate(p, q, weights, new double[] {m[n][n + 3], m[n + 1][n + 3], m[n + 2][n + 3]}));
    }

    private static double kernel(double a, double b) {
        double square = a * a + b * b;
        return square == 0 ? 0 : square * Math.log(square) / 2;
    }

    double at(double a, double b) {
        double sum = plane[0] + plane[1] * a + plane[2] * b;
        for (int n = 0; n < weights.length; n++) {
            sum += weights[n] * kernel(a - p[n], b - q[n]);
        }
        return sum;
    }
}
