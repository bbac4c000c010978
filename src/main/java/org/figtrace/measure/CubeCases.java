package org.figtrace.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The triangles of marching cubes (Lorensen and Cline 1987, doi 10.1145/37402.37422) for level 0.5 between voxels that
 * are 0 or 1: one list for each of the 256 ways in which the eight corners of a cube can be inside.
 *
 * <p>The table is derived, not listed. On every face of the cube the border between inside and outside corners is drawn
 * by one rule that looks at the four corners of that face alone, so that two cubes that share a face draw the same
 * lines on it and the surface has no gaps. A face whose diagonal corners are inside is ambiguous; there the inside
 * corners are kept apart. The lines of the six faces close to loops, and each loop is filled with triangles: a loop of
 * three or four vertices is flat; a longer one may be bent and is filled from its centre, which favours no diagonal, so
 * that turning or mirroring a region changes neither area nor volume.
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
        java.util.Arrays.fill(next, -1);
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

    private static void fill(List<double[]> loop, List<double[]> triangles) {
        int n = loop.size();
        if (n <= 4) {
            for (int p = 1; p + 1 < n; p++) {
                triangles.add(triangle(loop.get(0), loop.get(p), loop.get(p + 1)));
            }
            return;
        }
        double[] centre = new double[3];
        for (double[] point : loop) {
            for (int axis = 0; axis < 3; axis++) {
                centre[axis] += point[axis] / n;
            }
        }
        for (int p = 0; p < n; p++) {
            triangles.add(triangle(centre, loop.get(p), loop.get((p + 1) % n)));
        }
    }

    private static double[] triangle(double[] a, double[] b, double[] c) {
        return new double[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
    }
}
