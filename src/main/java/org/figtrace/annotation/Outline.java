package org.figtrace.annotation;

import java.util.List;
import java.util.OptionalInt;
import org.figtrace.geometry.Vector3;

/** Area, perimeter and simplicity of a flat closed outline in space. */
final class Outline {
    private Outline() {}

    /**
     * Twice the area as a vector along the outline's normal (Newell's method). Taken relative to the first point, so
     * that a small outline far from the origin keeps its digits.
     */
    static Vector3 doubledArea(List<Vector3> points) {
        Vector3 first = points.get(0);
        Vector3 sum = Vector3.ZERO;
        for (int i = 1; i + 1 < points.size(); i++) {
            sum = sum.plus(points.get(i).minus(first).cross(points.get(i + 1).minus(first)));
        }
        return sum;
    }

    static double perimeter(List<Vector3> points) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += points.get(i).distanceTo(points.get((i + 1) % points.size()));
        }
        return sum;
    }

    /** The number, from 1, of the first edge that crosses or touches a later one; empty where the outline is simple. */
    static OptionalInt firstCrossing(List<Vector3> points) {
        int n = points.size();
        double[][] flat = flatten(points);
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                boolean neighbours = b == a + 1 || (a == 0 && b == n - 1);
                if (neighbours ? foldsBack(flat, a, b, n) : meet(flat, a, b, n)) {
                    return OptionalInt.of(a + 1);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static double[][] flatten(List<Vector3> points) {
        Vector3 normal = doubledArea(points).normalized();
        Vector3 origin = points.get(0);
        Vector3 u = points.get(1).minus(origin);
        u = u.minus(normal.times(u.dot(normal))).normalized();
        Vector3 v = normal.cross(u);
        double[][] flat = new double[points.size()][];
        for (int i = 0; i < flat.length; i++) {
            Vector3 p = points.get(i).minus(origin);
            flat[i] = new double[] {p.dot(u), p.dot(v)};
        }
        return flat;
    }

    /** Two edges that share a corner overlap only when the second runs back along the first. */
    private static boolean foldsBack(double[][] p, int a, int b, int n) {
        int before = b == a + 1 ? a : b;
        int corner = (before + 1) % n;
        int after = (corner + 1) % n;
        double inX = p[corner][0] - p[before][0];
        double inY = p[corner][1] - p[before][1];
        double outX = p[after][0] - p[corner][0];
        double outY = p[after][1] - p[corner][1];
        return inX * outY - inY * outX == 0 && inX * outX + inY * outY < 0;
    }

    private static boolean meet(double[][] p, int a, int b, int n) {
        double[] a1 = p[a];
        double[] a2 = p[(a + 1) % n];
        double[] b1 = p[b];
        double[] b2 = p[(b + 1) % n];
        boolean apart = Math.max(a1[0], a2[0]) < Math.min(b1[0], b2[0])
                || Math.max(b1[0], b2[0]) < Math.min(a1[0], a2[0])
                || Math.max(a1[1], a2[1]) < Math.min(b1[1], b2[1])
                || Math.max(b1[1], b2[1]) < Math.min(a1[1], a2[1]);
        return !apart && side(a1, a2, b1) * side(a1, a2, b2) <= 0 && side(b1, b2, a1) * side(b1, b2, a2) <= 0;
    }

    private static double side(double[] from, double[] to, double[] point) {
        return Math.signum((to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]));
    }
}
