package org.figtrace.segment;

import java.util.Arrays;
import java.util.BitSet;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * The exact squared Euclidean distance, in the length unit of the geometry, from voxel centres to the nearest voxel
 * centre of a mask: the lower envelope of parabolas, one axis after the other (Felzenszwalb and Huttenlocher 2012, doi
 * 10.4086/toc.2012.v008a019), with the spacing of each axis. Where slices are sheared by a gantry tilt the axes are
 * not independent: then each pair of slices within reach is taken with its own offset in the plane.
 */
final class DistanceTransform {
    private final VolumeGeometry geometry;
    private final int columns;
    private final int rows;
    private final int slices;
    private final boolean sheared;

    DistanceTransform(VolumeGeometry geometry) {
        this.geometry = geometry;
        this.columns = geometry.columns();
        this.rows = geometry.rows();
        this.slices = geometry.slices();
        this.sheared = geometry.tiltDeg() > VolumeGeometry.TILT_DEG;
    }

    /** One array per slice; distances beyond the reach may be anything above it, infinite without any voxel. */
    float[][] squared(Mask mask, double reach, Progress progress) {
        float[][] out = new float[slices][];
        if (sheared) {
            Slabs.each(slices, progress, k -> out[k] = sheared(mask, k, reach));
            return out;
        }
        double[][] planes = new double[slices][];
        Slabs.each(slices, progress, k -> planes[k] = plane(mask.slice(k), 0, 0));
        Slabs.each(slices, progress, k -> out[k] = new float[columns * rows]);
        double[] positions = new double[slices];
        Arrays.setAll(positions, geometry::slicePosition);
        Slabs.each(rows, progress, j -> {
            double[] from = new double[slices];
            double[] to = new double[slices];
            for (int i = j * columns; i < (j + 1) * columns; i++) {
                for (int k = 0; k < slices; k++) {
                    from[k] = planes[k][i];
                }
                envelope(positions, from, positions, to);
                for (int k = 0; k < slices; k++) {
                    out[k][i] = (float) to[k];
                }
            }
        });
        return out;
    }

    /** Distances within one slice only. */
    double[] inPlane(BitSet slice) {
        return plane(slice, 0, 0);
    }

    private float[] sheared(Mask mask, int k, double reach) {
        float[] nearest = new float[columns * rows];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        for (int q = 0; q < slices; q++) {
            double gap = geometry.slicePosition(q) - geometry.slicePosition(k);
            if (Math.abs(gap) > reach || mask.slice(q).isEmpty()) {
                continue;
            }
            Vector3 step = geometry.sliceOrigin(q).minus(geometry.sliceOrigin(k));
            double[] plane =
                    plane(mask.slice(q), -step.dot(geometry.rowDirection()), -step.dot(geometry.columnDirection()));
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], (float) (plane[i] + gap * gap));
            }
        }
        return nearest;
    }

    /** Squared distances from every pixel, moved by (dx, dy), to the nearest pixel of the slice. */
    private double[] plane(BitSet slice, double dx, double dy) {
        double[] along = new double[columns * rows];
        if (slice.isEmpty()) {
            Arrays.fill(along, Double.POSITIVE_INFINITY);
            return along;
        }
        double[] x = places(columns, geometry.columnSpacing(), 0);
        double[] movedX = places(columns, geometry.columnSpacing(), dx);
        double[] from = new double[columns];
        double[] to = new double[columns];
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                from[i] = slice.get(j * columns + i) ? 0 : Double.POSITIVE_INFINITY;
            }
            envelope(x, from, movedX, to);
            System.arraycopy(to, 0, along, j * columns, columns);
        }
        double[] y = places(rows, geometry.rowSpacing(), 0);
        double[] movedY = places(rows, geometry.rowSpacing(), dy);
        double[] column = new double[rows];
        double[] nearest = new double[rows];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                column[j] = along[j * columns + i];
            }
            envelope(y, column, movedY, nearest);
            for (int j = 0; j < rows; j++) {
                along[j * columns + i] = nearest[j];
            }
        }
        return along;
    }

    private static double[] places(int n, double step, double offset) {
        double[] places = new double[n];
        Arrays.setAll(places, i -> i * step + offset);
        return places;
    }

    /** to[i] = min over j of (at[i] - x[j])^2 + from[j]; both x and at increase. */
    private static void envelope(double[] x, double[] from, double[] at, double[] to) {
        int[] parabola = new int[x.length];
        double[] begin = new double[x.length];
        int last = -1;
        for (int j = 0; j < x.length; j++) {
            if (from[j] == Double.POSITIVE_INFINITY) {
                continue;
            }
            double start = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                int p = parabola[last];
                start = (from[j] + x[j] * x[j] - from[p] - x[p] * x[p]) / (2 * (x[j] - x[p]));
                if (start > begin[last]) {
                    break;
                }
                last--;
                start = Double.NEGATIVE_INFINITY;
            }
            last++;
            parabola[last] = j;
            begin[last] = start;
        }
        if (last < 0) {
            Arrays.fill(to, Double.POSITIVE_INFINITY);
            return;
        }
        for (int i = 0, p = 0; i < at.length; i++) {
            while (p < last && begin[p + 1] < at[i]) {
                p++;
            }
            double d = at[i] - x[parabola[p]];
            to[i] = d * d + from[parabola[p]];
        }
    }
}
