package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * Finds the mid-sagittal plane by matching the bone with its own mirror image: the plane whose mirror image of the
 * smoothed bone differs least from the bone itself, every difference counting at most {@link #MOST_DIFFERENCE}, so that a
 * defect on one side costs the same wherever the plane lies. All planes within {@link #SEARCH_DEG} of the patient's
 * sagittal plane are tried first, the best are then refined by the simplex method (Nelder and Mead 1965, doi
 * 10.1093/comjnl/7.4.308).
 */
final class SymmetryPlaneSearch {
    static final double SEARCH_DEG = 25;
    private static final double STEP_DEG = 5;
    private static final double SEARCH_MM = 30;
    private static final double STEP_MM = 5;
    static final double MOST_DIFFERENCE = 0.25;

    /** Smoothed bone below this is background. */
    private static final double BONE = 0.15;

    private static final double COARSE_SMOOTHING_MM = 6;
    private static final double FINE_SMOOTHING_MM = 3;
    private static final int COARSE_POINTS = 2500;
    private static final int FINE_POINTS = 120_000;
    private static final int CANDIDATES = 4;
    private static final int CHUNKS = 16;

    /** A plane that leaves more of the bone without a mirror image in the scan than this is none. */
    private static final double LEAST_INSIDE = 0.4;

    private final CoarseBone bone;
    private final double[] points;
    private final double[] values;
    private final Vector3 centre;

    private SymmetryPlaneSearch(CoarseBone bone, int most, Vector3 centre) {
        this.bone = bone;
        PatientGrid grid = bone.grid();
        int[] found = IntStream.range(0, grid.columns * grid.rows * grid.slices)
                .filter(n ->
                        bone.at(n % grid.columns, n / grid.columns % grid.rows, n / (grid.columns * grid.rows)) > BONE)
                .toArray();
        int count = Math.min(most, found.length);
        points = new double[3 * count];
        values = new double[count];
        double[] xyz = new double[3];
        for (int n = 0; n < count; n++) {
            int v = found[(int) ((long) n * found.length / count)];
            int i = v % grid.columns;
            int j = v / grid.columns % grid.rows;
            int k = v / (grid.columns * grid.rows);
            grid.patient(i, j, k, xyz);
            System.arraycopy(xyz, 0, points, 3 * n, 3);
            values[n] = bone.at(i, j, k);
        }
        if (centre != null) {
            this.centre = centre;
        } else {
            Vector3 sum = Vector3.ZERO;
            for (int n = 0; n < count; n++) {
                sum = sum.plus(new Vector3(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            }
            this.centre = count == 0 ? sum : sum.times(1.0 / count);
        }
    }

    /** Empty where the scan holds no bone to match or no plane leaves enough of it inside the scan. */
    static Optional<MidsagittalPlane> find(Volume volume, Progress progress) {
        SymmetryPlaneSearch coarse =
                new SymmetryPlaneSearch(CoarseBone.of(volume, COARSE_SMOOTHING_MM, progress), COARSE_POINTS, null);
        if (coarse.values.length < 100) {
            return Optional.empty();
        }
        progress.checkCancelled();
        double[][] best = coarse.best(progress);
        progress.checkCancelled();
        SymmetryPlaneSearch fine =
                new SymmetryPlaneSearch(CoarseBone.of(volume, FINE_SMOOTHING_MM, progress), FINE_POINTS, coarse.centre);
        double[] winner = null;
        for (double[] start : best) {
            progress.checkCancelled();
            double[] refined = coarse.refined(start, 0.04, 2, progress);
            if (winner == null || fine.cost(refined) < fine.cost(winner)) {
                winner = refined;
            }
        }
        winner = fine.refined(winner, 0.01, 0.5, progress);
        if (!(fine.cost(winner) < Double.MAX_VALUE)) {
            return Optional.empty();
        }
        return fine.described(winner);
    }

    private double[][] best(Progress progress) {
        int angles = (int) (2 * SEARCH_DEG / STEP_DEG) + 1;
        int offsets = (int) (2 * SEARCH_MM / STEP_MM) + 1;
        double[][] all = new double[angles * angles * offsets][];
        double[] costs = new double[all.length];
        IntStream.range(0, all.length).parallel().forEach(n -> {
            progress.checkCancelled();
            double a = Math.toRadians(-SEARCH_DEG + STEP_DEG * (n % angles));
            double b = Math.toRadians(-SEARCH_DEG + STEP_DEG * (n / angles % angles));
            all[n] = new double[] {a, b, -SEARCH_MM + STEP_MM * (n / (angles * angles))};
            costs[n] = cost(all[n]);
        });
        return IntStream.range(0, all.length)
                .boxed()
                .sorted((p, q) -> Double.compare(costs[p], costs[q]))
                .limit(CANDIDATES)
                .map(n -> all[n])
                .toArray(double[][]::new);
    }

    /** Yaw and roll in radians and the offset from the centre in mm, as a plane. */
    private Vector3 normal(double[] p) {
        return new Vector3(Math.cos(p[0]) * Math.cos(p[1]), Math.sin(p[0]), Math.cos(p[0]) * Math.sin(p[1]));
    }

    private double cost(double[] p) {
        Vector3 n = normal(p);
        double d = centre.dot(n) + p[2];
        int chunks = values.length > 4 * COARSE_POINTS ? CHUNKS : 1;
        double[][] sums = new double[chunks][];
        IntStream.range(0, chunks)
                .parallel()
                .forEach(c -> sums[c] = cost(n, d, c * values.length / chunks, (c + 1) * values.length / chunks));
        // Added in order, so that the answer does not depend on which thread was first.
        double sum = 0;
        double inside = 0;
        for (double[] s : sums) {
            sum += s[0];
            inside += s[1];
        }
        return inside < LEAST_INSIDE * values.length ? Double.MAX_VALUE : sum / inside;
    }

    private double[] cost(Vector3 n, double d, int from, int to) {
        double[] xyz = new double[3];
        double[] ijk = new double[3];
        double sum = 0;
        int inside = 0;
        for (int v = from; v < to; v++) {
            double difference = values[v] - mirrored(v, n, d, xyz, ijk);
            if (!Double.isNaN(difference)) {
                double share = Math.min(1, Math.abs(difference) / MOST_DIFFERENCE);
                // Tukey's biweight: quadratic near zero, flat beyond.
                double left = 1 - share * share;
                sum += 1 - left * left * left;
                inside++;
            }
        }
        return new double[] {sum, inside};
    }

    private double mirrored(int v, Vector3 n, double d, double[] xyz, double[] ijk) {
        double x = points[3 * v];
        double y = points[3 * v + 1];
        double z = points[3 * v + 2];
        double t = 2 * (x * n.x() + y * n.y() + z * n.z() - d);
        xyz[0] = x - t * n.x();
        xyz[1] = y - t * n.y();
        xyz[2] = z - t * n.z();
        bone.grid().index(xyz[0], xyz[1], xyz[2], ijk);
        return bone.sample(ijk);
    }

    private double[] refined(double[] start, double angle, double offset, Progress progress) {
        double[][] simplex = {
            start.clone(), start.clone(), start.clone(), start.clone(),
        };
        simplex[1][0] += angle;
        simplex[2][1] += angle;
        simplex[3][2] += offset;
        double[] costs =
                Arrays.stream(simplex).parallel().mapToDouble(this::cost).toArray();
        for (int step = 0; step < 150; step++) {
            progress.checkCancelled();
            order(simplex, costs);
            if (spread(simplex) < 1e-5) {
                break;
            }
            double[] middle = new double[3];
            for (int c = 0; c < 3; c++) {
                middle[c] = (simplex[0][c] + simplex[1][c] + simplex[2][c]) / 3;
            }
            double[] reflected = along(middle, simplex[3], -1);
            double reflectedCost = cost(reflected);
            if (reflectedCost < costs[0]) {
                double[] expanded = along(middle, simplex[3], -2);
                double expandedCost = cost(expanded);
                boolean further = expandedCost < reflectedCost;
                simplex[3] = further ? expanded : reflected;
                costs[3] = further ? expandedCost : reflectedCost;
            } else if (reflectedCost < costs[2]) {
                simplex[3] = reflected;
                costs[3] = reflectedCost;
            } else {
                double[] contracted = along(middle, simplex[3], reflectedCost < costs[3] ? -0.5 : 0.5);
                double contractedCost = cost(contracted);
                if (contractedCost < Math.min(costs[3], reflectedCost)) {
                    simplex[3] = contracted;
                    costs[3] = contractedCost;
                } else {
                    for (int n = 1; n < 4; n++) {
                        simplex[n] = along(simplex[0], simplex[n], 0.5);
                        costs[n] = cost(simplex[n]);
                    }
                }
            }
        }
        order(simplex, costs);
        return simplex[0];
    }

    private static double[] along(double[] from, double[] to, double t) {
        double[] p = new double[3];
        Arrays.setAll(p, c -> from[c] + t * (to[c] - from[c]));
        return p;
    }

    /** One hundredth of a degree weighs as much as 0.01 mm at 60 mm from the centre. */
    private static double spread(double[][] simplex) {
        double most = 0;
        for (double[] p : simplex) {
            most = Math.max(
                    most,
                    Math.abs(p[0] - simplex[0][0])
                            + Math.abs(p[1] - simplex[0][1])
                            + Math.abs(p[2] - simplex[0][2]) / 60);
        }
        return most;
    }

    private static void order(double[][] simplex, double[] costs) {
        for (int a = 1; a < 4; a++) {
            for (int b = a; b > 0 && costs[b] < costs[b - 1]; b--) {
                double c = costs[b];
                costs[b] = costs[b - 1];
                costs[b - 1] = c;
                double[] p = simplex[b];
                simplex[b] = simplex[b - 1];
                simplex[b - 1] = p;
            }
        }
    }

    /**
     * The residual: difference over slope is how far the mirrored surface lies from the bone, wherever the smoothed bone
     * has a slope to speak of.
     */
    private Optional<MidsagittalPlane> described(double[] p) {
        Vector3 n = normal(p);
        double d = centre.dot(n) + p[2];
        double[] xyz = new double[3];
        double[] ijk = new double[3];
        double[] distances = new double[values.length];
        int count = 0;
        int inside = 0;
        int matched = 0;
        double h = CoarseBone.PITCH_MM / 2;
        for (int v = 0; v < values.length; v++) {
            double image = mirrored(v, n, d, xyz, ijk);
            if (Double.isNaN(image)) {
                continue;
            }
            inside++;
            if (Math.abs(values[v] - image) >= MOST_DIFFERENCE) {
                continue;
            }
            matched++;
            double gx = slope(xyz, h, 0, 0, ijk);
            double gy = slope(xyz, 0, h, 0, ijk);
            double gz = slope(xyz, 0, 0, h, ijk);
            double gradient = Math.sqrt(gx * gx + gy * gy + gz * gz);
            if (gradient > 0.03) {
                distances[count++] = Math.abs(values[v] - image) / gradient;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(distances, 0, count);
        return Optional.of(new MidsagittalPlane(
                centre.plus(n.times(p[2])),
                n,
                OptionalDouble.of(distances[count / 2]),
                OptionalDouble.of(matched / (double) inside)));
    }

    private double slope(double[] xyz, double hx, double hy, double hz, double[] ijk) {
        bone.grid().index(xyz[0] + hx, xyz[1] + hy, xyz[2] + hz, ijk);
        double up = bone.sample(ijk);
        bone.grid().index(xyz[0] - hx, xyz[1] - hy, xyz[2] - hz, ijk);
        double down = bone.sample(ijk);
        double g = (up - down) / (2 * (hx + hy + hz));
        return Double.isNaN(g) ? 0 : g;
    }
}
