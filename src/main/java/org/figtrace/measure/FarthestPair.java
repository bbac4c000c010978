package org.figtrace.measure;

import java.util.Arrays;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;

/**
 * The two points of a set that are farthest apart, exactly, by branch and bound: points are sorted into a tree of
 * boxes, and two boxes are compared point by point only while their farthest corners are farther apart than the best
 * pair known.
 */
final class FarthestPair {
    private static final int LEAF = 8;

    private double[] coordinates = new double[3 * 1024];
    private int n;
    private int[] order;
    /** Six numbers for each node of a heap-shaped tree: lowest x, y, z, then highest. */
    private double[] boxes;

    private double best;
    private int bestFrom;
    private int bestTo;

    void add(double x, double y, double z) {
        if (3 * n + 3 > coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
        }
        coordinates[3 * n] = x;
        coordinates[3 * n + 1] = y;
        coordinates[3 * n + 2] = z;
        n++;
    }

    /** Needs at least one point. Of the two ends the one added first comes first. */
    Segment find() {
        order = new int[n];
        Arrays.setAll(order, p -> p);
        int leaves = 1;
        while (leaves * LEAF < n) {
            leaves *= 2;
        }
        boxes = new double[6 * 2 * leaves];
        build(1, 0, n);
        startFromFarPoints();
        search(1, 0, n, 1, 0, n);
        return new Segment(point(Math.min(bestFrom, bestTo)), point(Math.max(bestFrom, bestTo)));
    }

    private Vector3 point(int p) {
        return new Vector3(coordinates[3 * p], coordinates[3 * p + 1], coordinates[3 * p + 2]);
    }

    /** A long pair to begin with: walk from a point to the one farthest from it, a few times. */
    private void startFromFarPoints() {
        int from = 0;
        for (int step = 0; step < 4; step++) {
            int far = from;
            double distance = 0;
            for (int p = 0; p < n; p++) {
                double d = squaredDistance(from, p);
                if (d > distance) {
                    distance = d;
                    far = p;
                }
            }
            consider(from, far);
            from = far;
        }
    }

    private void consider(int p, int q) {
        double d = squaredDistance(p, q);
        if (d > best) {
            best = d;
            bestFrom = p;
            bestTo = q;
        }
    }

    private double squaredDistance(int p, int q) {
        double x = coordinates[3 * p] - coordinates[3 * q];
        double y = coordinates[3 * p + 1] - coordinates[3 * q + 1];
        double z = coordinates[3 * p + 2] - coordinates[3 * q + 2];
        return x * x + y * y + z * z;
    }

    private static boolean isLeaf(int from, int to) {
        return to - from <= LEAF;
    }

    private void build(int node, int from, int to) {
        int widest = 0;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int p = from; p < to; p++) {
                double c = coordinates[3 * order[p] + axis];
                low = Math.min(low, c);
                high = Math.max(high, c);
            }
            boxes[6 * node + axis] = low;
            boxes[6 * node + 3 + axis] = high;
            if (high - low > boxes[6 * node + 3 + widest] - boxes[6 * node + widest]) {
                widest = axis;
            }
        }
        if (!isLeaf(from, to)) {
            int middle = (from + to) >>> 1;
            select(from, to - 1, middle, widest);
            build(2 * node, from, middle);
            build(2 * node + 1, middle, to);
        }
    }

    /** Puts the points in order so that none before the middle is higher on the axis than any after it (Hoare 1961). */
    private void select(int from, int to, int middle, int axis) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = coordinates[3 * order[(low + high) >>> 1] + axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (coordinates[3 * order[i] + axis] < pivot) {
                    i++;
                }
                while (coordinates[3 * order[j] + axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = order[i];
                    order[i++] = order[j];
                    order[j--] = swap;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private double bound(int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double one = boxes[6 * a + 3 + axis] - boxes[6 * b + axis];
            double two = boxes[6 * b + 3 + axis] - boxes[6 * a + axis];
            double widest = Math.max(one, two);
            sum += widest * widest;
        }
        return sum;
    }

    /** Splits the box with more points, and visits the more promising half first. */
    private void search(int a, int aFrom, int aTo, int b, int bFrom, int bTo) {
        if (bound(a, b) <= best) {
            return;
        }
        if (isLeaf(aFrom, aTo) && isLeaf(bFrom, bTo)) {
            for (int p = aFrom; p < aTo; p++) {
                for (int q = bFrom; q < bTo; q++) {
                    consider(order[p], order[q]);
                }
            }
        } else if (a == b) {
            int middle = (aFrom + aTo) >>> 1;
            search(2 * a, aFrom, middle, 2 * a + 1, middle, aTo);
            search(2 * a, aFrom, middle, 2 * a, aFrom, middle);
            search(2 * a + 1, middle, aTo, 2 * a + 1, middle, aTo);
        } else if (aTo - aFrom >= bTo - bFrom) {
            splitFirst(a, aFrom, aTo, b, bFrom, bTo);
        } else {
            splitFirst(b, bFrom, bTo, a, aFrom, aTo);
        }
    }

    private void splitFirst(int a, int aFrom, int aTo, int b, int bFrom, int bTo) {
        int middle = (aFrom + aTo) >>> 1;
        if (bound(2 * a, b) >= bound(2 * a + 1, b)) {
            search(2 * a, aFrom, middle, b, bFrom, bTo);
            search(2 * a + 1, middle, aTo, b, bFrom, bTo);
        } else {
            search(2 * a + 1, middle, aTo, b, bFrom, bTo);
            search(2 * a, aFrom, middle, b, bFrom, bTo);
        }
    }
}
