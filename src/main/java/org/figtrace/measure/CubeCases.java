package org.figtrace.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.figtrace.geometry.Vector3;

/**
 * The triangles of marching cubes (Lorensen and Cline 1987, doi 10.1145/37402.37422) for level 0.5 between voxels that
 * are 0 or 1: one list for each of the 256 ways in which the eight corners of a cube can be inside.
 *
 * <p>The table is derived, not listed. On every face of the cube the border between inside and outside corners is drawn
 * by one rule that looks at the four corners of that face alone, so that two cubes that share a face draw the same
 * lines on it and the surface has no gaps. A face whose diagonal corners are inside is ambiguous; there the inside
 * corners are kept apart. The lines of the six faces close to loops, and each loop is filled with triangles whose
 * diagonals lie inside the cube. A loop of five or more vertices may be bent; of its fills the one with the largest area
 * is taken, which is the one of the usual tables: the loop round three corners becomes a level triangle and a flat
 * trapezium. The reference areas of IBSI (C0JK) rest on it; the smallest fill is 1 % short of them.
 *
 * <p>Corner c lies at (c & 1, c >> 1 & 1, c >> 2) in steps of column, row and slice.
 */
final class CubeCases {
    /** For each case the corners of its triangles in the unit cube: nine numbers each, seen from outside anticlockwise. */
    private static final double[][] TRIANGLES = new double[256][];

    static {
        for (int inside = 0; inside < 256; inside++) {
            TRIANGLES[inside] = triangles(inside);
        }
    }

    private static final double ROUNDING = 1e-9;

    private CubeCases() {}

    /** Not to be changed by the caller. */
    static double[] of(int inside) {
        return TRIANGLES[inside];
    }

    private static double[] triangles(int inside) {
        int[] next = borderLines(inside);
        List<double[]> found = new ArrayList<>();
        boolean[] used = new boolean[next.length];
        for (int start = 0; start < next.length; start++) {
            if (next[start] < 0 || used[start]) {
                continue;
            }
            List<double[]> loop = new ArrayList<>();
            for (int edge = start; !used[edge]; edge = next[edge]) {
                used[edge] = true;
                loop.add(midpoint(edge));
            }
            fill(loop, found);
        }
        double[] all = new double[9 * found.size()];
        for (int t = 0; t < found.size(); t++) {
            System.arraycopy(found.get(t), 0, all, 9 * t, 9);
        }
        return all;
    }

    /**
     * For each crossed edge, the edge that its border line leads to; -1 for an edge that is not crossed. An edge from
     * corner c along axis a is number 8 a + c, where c is the end with the lower coordinate.
     */
    private static int[] borderLines(int inside) {
        int[] next = new int[24];
        Arrays.fill(next, -1);
        for (int axis = 0; axis < 3; axis++) {
            int u = 1 << (axis + 1) % 3;
            int v = 1 << (axis + 2) % 3;
            // Anticlockwise as seen from outside, for the far face and for the near one.
            face(inside, new int[] {1 << axis, 1 << axis | u, 1 << axis | u | v, 1 << axis | v}, next);
            face(inside, new int[] {0, v, u | v, u}, next);
        }
        return next;
    }

    /** Each run of inside corners is cut off by a line from where the ring enters it to where the ring leaves it. */
    private static void face(int inside, int[] ring, int[] next) {
        for (int r = 0; r < 4; r++) {
            if (isInside(inside, ring[r]) && !isInside(inside, ring[(r + 3) % 4])) {
                int end = r;
                while (isInside(inside, ring[(end + 1) % 4])) {
                    end = (end + 1) % 4;
                }
                next[edge(ring[(r + 3) % 4], ring[r])] = edge(ring[end], ring[(end + 1) % 4]);
            }
        }
    }

    private static boolean isInside(int inside, int corner) {
        return (inside >> corner & 1) == 1;
    }

    private static int edge(int corner1, int corner2) {
        int axis = Integer.numberOfTrailingZeros(corner1 ^ corner2);
        return 8 * axis + Math.min(corner1, corner2);
    }

    private static double[] midpoint(int edge) {
        int axis = edge / 8;
        int corner = edge % 8;
        double[] point = {corner & 1, corner >> 1 & 1, corner >> 2};
        point[axis] = 0.5;
        return point;
    }

    /** Adds the triangles of the fill with the largest area; of equal ones that with the middle volume. */
    private static void fill(List<double[]> loop, List<double[]> triangles) {
        List<Fill> fills = new ArrayList<>();
        for (List<int[]> corners : triangulations(0, loop.size() - 1, loop)) {
            fills.add(Fill.of(corners, loop));
        }
        double largest = fills.stream().mapToDouble(Fill::area).max().orElseThrow();
        fills.removeIf(f -> f.area() < largest - ROUNDING);
        DoubleSummaryStatistics volumes =
                fills.stream().mapToDouble(Fill::volume).summaryStatistics();
        double middle = (volumes.getMin() + volumes.getMax()) / 2;
        triangles.addAll(fills.stream()
                .min(Comparator.comparingDouble(f -> Math.round(Math.abs(f.volume() - middle) / ROUNDING)))
                .orElseThrow()
                .triangles());
    }

    /** Every way to cut the part of a loop from one vertex to another into triangles, as numbers of vertices. */
    private static List<List<int[]>> triangulations(int from, int to, List<double[]> loop) {
        List<List<int[]>> all = new ArrayList<>();
        if (to - from < 2) {
            all.add(List.of());
            return all;
        }
        for (int apex = from + 1; apex < to; apex++) {
            if (isOnFace(from, apex, loop) || isOnFace(apex, to, loop)) {
                continue;
            }
            for (List<int[]> left : triangulations(from, apex, loop)) {
                for (List<int[]> right : triangulations(apex, to, loop)) {
                    List<int[]> together = new ArrayList<>(left);
                    together.addAll(right);
                    together.add(new int[] {from, apex, to});
                    all.add(together);
                }
            }
        }
        return all;
    }

    /** Whether a diagonal lies on a face of the cube, where the next cube could have the same one. */
    private static boolean isOnFace(int p, int q, List<double[]> loop) {
        if (q - p == 1) {
            return false;
        }
        for (int axis = 0; axis < 3; axis++) {
            double c = loop.get(p)[axis];
            if (c != 0.5 && c == loop.get(q)[axis]) {
                return true;
            }
        }
        return false;
    }

    /** One way to fill a loop, measured in the unit cube. */
    private record Fill(List<double[]> triangles, double area, double volume) {
        static Fill of(List<int[]> corners, List<double[]> loop) {
            List<double[]> triangles = new ArrayList<>();
            double area = 0;
            double volume = 0;
            for (int[] t : corners) {
                Vector3 a = vector(loop.get(t[0]));
                Vector3 b = vector(loop.get(t[1]));
                Vector3 c = vector(loop.get(t[2]));
                area += b.minus(a).cross(c.minus(a)).length() / 2;
                volume += a.dot(b.cross(c)) / 6;
                triangles.add(new double[] {a.x(), a.y(), a.z(), b.x(), b.y(), b.z(), c.x(), c.y(), c.z()});
            }
            return new Fill(triangles, area, volume);
        }

        private static Vector3 vector(double[] point) {
            return new Vector3(point[0], point[1], point[2]);
        }
    }
}
