package org.figtrace.measure;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The first and last voxel of every row of a region on one slice. Of the points of an outline only these can be
 * vertices of its convex hull.
 */
final class RowExtents {
    private final int firstRow;
    private final int[] first;
    private final int[] last;

    private RowExtents(int firstRow, int rows) {
        this.firstRow = firstRow;
        this.first = new int[rows];
        this.last = new int[rows];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
    }

    /** Extents for rows firstRow to lastRow, empty until runs are added. */
    static RowExtents ofRows(int firstRow, int lastRow) {
        return new RowExtents(firstRow, lastRow - firstRow + 1);
    }

    /** The extents of all bits of a slice, bit j * columns + i for voxel (i, j). */
    static RowExtents of(BitSet slice, int columns) {
        if (slice.isEmpty()) {
            return new RowExtents(0, 0);
        }
        RowExtents extents = ofRows(slice.nextSetBit(0) / columns, (slice.length() - 1) / columns);
        for (int row = 0; row < extents.first.length; row++) {
            int start = (extents.firstRow + row) * columns;
            int low = slice.nextSetBit(start);
            if (low < start + columns) {
                extents.first[row] = low - start;
                extents.last[row] = slice.previousSetBit(start + columns - 1) - start;
            }
        }
        return extents;
    }

    /** Adds the voxels from column first to column last of a row. */
    void add(int row, int firstColumn, int lastColumn) {
        int r = row - firstRow;
        first[r] = Math.min(first[r], firstColumn);
        last[r] = Math.max(last[r], lastColumn);
    }

    /** The rows' extents over both regions. */
    RowExtents union(RowExtents other) {
        if (first.length == 0) {
            return other;
        }
        if (other.first.length == 0) {
            return this;
        }
        RowExtents union = ofRows(
                Math.min(firstRow, other.firstRow),
                Math.max(firstRow + first.length, other.firstRow + other.first.length) - 1);
        for (RowExtents part : new RowExtents[] {this, other}) {
            for (int r = 0; r < part.first.length; r++) {
                union.add(part.firstRow + r, part.first[r], part.last[r]);
            }
        }
        return union;
    }

    boolean isEmpty() {
        return first.length == 0;
    }

    /** Convex hull, in index units, of the outermost voxel centres. */
    PlanarHull hullOfCentres() {
        Points points = new Points(first.length);
        for (int r = 0; r < first.length; r++) {
            points.addPair(first[r], last[r], firstRow + r);
        }
        return points.hull();
    }

    /**
     * Convex hull, in index units, of the outline at level 0.5: the midpoints between every voxel inside and its
     * neighbours outside, in the row and in the column.
     */
    PlanarHull hullOfOutline() {
        Points points = new Points(2 * first.length + 1);
        for (int r = 0; r <= first.length; r++) {
            // Between two rows the outermost voxel of either has a midpoint there, or one that is not on the hull.
            int low =
                    Math.min(r > 0 ? first[r - 1] : Integer.MAX_VALUE, r < first.length ? first[r] : Integer.MAX_VALUE);
            int high = Math.max(r > 0 ? last[r - 1] : -1, r < first.length ? last[r] : -1);
            points.addPair(low, high, firstRow + r - 0.5);
            if (r < first.length && last[r] >= 0) {
                points.addPair(first[r] - 0.5, last[r] + 0.5, firstRow + r);
            }
        }
        return points.hull();
    }

    /** Collects pairs of points row by row. */
    private static final class Points {
        private final double[] u;
        private final double[] v;
        private int n;

        Points(int pairs) {
            u = new double[2 * pairs];
            v = new double[2 * pairs];
        }

        void addPair(double low, double high, double row) {
            if (high < low) {
                return;
            }
            u[n] = low;
            v[n++] = row;
            if (high > low) {
                u[n] = high;
                v[n++] = row;
            }
        }

        PlanarHull hull() {
            return PlanarHull.ofSorted(u, v, n);
        }
    }
}
