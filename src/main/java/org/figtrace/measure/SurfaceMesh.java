package org.figtrace.measure;

import java.util.BitSet;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Volume and area of the surface of a region: marching cubes on the mask as zeros and ones, level 0.5, padded by one
 * voxel on every side (IBSI morphology, arXiv 1612.07003), in patient coordinates with every slice at its own position.
 * Beyond the ends of the stack slices go on along the last step. The surface is closed and faces outwards.
 *
 * @param volume RNU0, |sum a . (b x c) / 6| over its triangles, in cubed units
 * @param area C0JK, in squared units
 * @param triangles how many
 */
public record SurfaceMesh(double volume, double area, long triangles) {
    /** Takes one triangle after another, corners anticlockwise as seen from outside, in patient coordinates. */
    @FunctionalInterface
    public interface TriangleSink {
        void add(double ax, double ay, double az, double bx, double by, double bz, double cx, double cy, double cz);
    }

    /** Empty for an empty mask and for a geometry of one slice, which has no extent across the slice. */
    public static Optional<SurfaceMesh> of(Mask mask) {
        if (mask.geometry().slices() < 2 || mask.isEmpty()) {
            return Optional.empty();
        }
        Sums sums = new Sums();
        forEachTriangle(mask, sums);
        return Optional.of(new SurfaceMesh(Math.abs(sums.volume) / 6, sums.area / 2, sums.triangles));
    }

    /** QCFX: the area of a sphere of the same volume over the area; 1 for a sphere, less for anything else. */
    public double sphericity() {
        return Math.cbrt(36 * Math.PI * volume * volume) / area;
    }

    /** Gives every triangle once, slab by slab; keeps none. A geometry of one slice has none. */
    public static void forEachTriangle(Mask mask, TriangleSink sink) {
        VolumeGeometry g = mask.geometry();
        if (g.slices() < 2) {
            return;
        }
        long[][] below = new long[g.rows() + 2][];
        for (int k = -1; k < g.slices(); k++) {
            long[][] above = k + 1 < g.slices() ? rows(mask.slice(k + 1), g) : new long[g.rows() + 2][];
            new Slab(g, k, sink).march(below, above);
            below = above;
        }
    }

    /** Bit i + 1 of row j + 1 is voxel (i, j), so that the padding has room; a row without voxels is null. */
    private static long[][] rows(BitSet slice, VolumeGeometry g) {
        long[][] rows = new long[g.rows() + 2][];
        for (int start = slice.nextSetBit(0); start >= 0; ) {
            int j = start / g.columns();
            int end = Math.min(slice.nextClearBit(start), (j + 1) * g.columns());
            if (rows[j + 1] == null) {
                rows[j + 1] = new long[words(g)];
            }
            setBits(rows[j + 1], start - j * g.columns() + 1, end - j * g.columns() + 1);
            start = slice.nextSetBit(end);
        }
        return rows;
    }

    private static void setBits(long[] row, int from, int to) {
        for (int w = from >> 6; w <= to - 1 >> 6; w++) {
            long bits = -1L;
            if (w == from >> 6) {
                bits &= -1L << from;
            }
            if (w == to - 1 >> 6) {
                bits &= -1L >>> -to;
            }
            row[w] |= bits;
        }
    }

    private static int words(VolumeGeometry g) {
        return (g.columns() + 2 + 63) / 64;
    }

    /** The cubes between slice k and the next. Within a slab the way from index to patient is one affine map. */
    private static final class Slab {
        private final TriangleSink sink;
        private final Vector3 origin;
        private final Vector3 column;
        private final Vector3 row;
        private final Vector3 step;
        private final long[] empty;

        Slab(VolumeGeometry g, int k, TriangleSink sink) {
            this.sink = sink;
            this.origin = g.toPatient(0, 0, k);
            this.column = g.rowDirection().times(g.columnSpacing());
            this.row = g.columnDirection().times(g.rowSpacing());
            this.step = g.toPatient(0, 0, k + 1).minus(origin);
            this.empty = new long[words(g)];
        }

        void march(long[][] below, long[][] above) {
            for (int j = 0; j + 1 < below.length; j++) {
                if (below[j] != null || below[j + 1] != null || above[j] != null || above[j + 1] != null) {
                    marchRow(j - 1, orEmpty(below[j]), orEmpty(below[j + 1]), orEmpty(above[j]), orEmpty(above[j + 1]));
                }
            }
        }

        private long[] orEmpty(long[] row) {
            return row == null ? empty : row;
        }

        private void marchRow(int j, long[] r00, long[] r10, long[] r01, long[] r11) {
            for (int w = 0; w < empty.length; w++) {
                long n00 = shifted(r00, w);
                long n10 = shifted(r10, w);
                long n01 = shifted(r01, w);
                long n11 = shifted(r11, w);
                long some = r00[w] | r10[w] | r01[w] | r11[w] | n00 | n10 | n01 | n11;
                long all = r00[w] & r10[w] & r01[w] & r11[w] & n00 & n10 & n01 & n11;
                for (long mixed = some & ~all; mixed != 0; mixed &= mixed - 1) {
                    int b = Long.numberOfTrailingZeros(mixed);
                    int inside = bit(r00[w], b)
                            | bit(n00, b) << 1
                            | bit(r10[w], b) << 2
                            | bit(n10, b) << 3
                            | bit(r01[w], b) << 4
                            | bit(n01, b) << 5
                            | bit(r11[w], b) << 6
                            | bit(n11, b) << 7;
                    cube(inside, 64 * w + b - 1, j);
                }
            }
        }

        /** The same row seen from one column on. */
        private static long shifted(long[] row, int w) {
            return row[w] >>> 1 | (w + 1 < row.length ? row[w + 1] << 63 : 0);
        }

        private static int bit(long bits, int b) {
            return (int) (bits >>> b & 1);
        }

        private void cube(int inside, int i, int j) {
            double[] t = CubeCases.of(inside);
            double x = origin.x() + i * column.x() + j * row.x();
            double y = origin.y() + i * column.y() + j * row.y();
            double z = origin.z() + i * column.z() + j * row.z();
            for (int p = 0; p < t.length; p += 9) {
                sink.add(
                        x + t[p] * column.x() + t[p + 1] * row.x() + t[p + 2] * step.x(),
                        y + t[p] * column.y() + t[p + 1] * row.y() + t[p + 2] * step.y(),
                        z + t[p] * column.z() + t[p + 1] * row.z() + t[p + 2] * step.z(),
                        x + t[p + 3] * column.x() + t[p + 4] * row.x() + t[p + 5] * step.x(),
                        y + t[p + 3] * column.y() + t[p + 4] * row.y() + t[p + 5] * step.y(),
                        z + t[p + 3] * column.z() + t[p + 4] * row.z() + t[p + 5] * step.z(),
                        x + t[p + 6] * column.x() + t[p + 7] * row.x() + t[p + 8] * step.x(),
                        y + t[p + 6] * column.y() + t[p + 7] * row.y() + t[p + 8] * step.y(),
                        z + t[p + 6] * column.z() + t[p + 7] * row.z() + t[p + 8] * step.z());
            }
        }
    }

    private static final class Sums implements TriangleSink {
        private double volume;
        private double area;
        private long triangles;
        private double ox;
        private double oy;
        private double oz;

        @Override
        public void add(
                double ax, double ay, double az, double bx, double by, double bz, double cx, double cy, double cz) {
            if (triangles == 0) {
                // Any point will do for a closed surface; one of its own keeps the terms small.
                ox = ax;
                oy = ay;
                oz = az;
            }
            triangles++;
            double ux = bx - ax;
            double uy = by - ay;
            double uz = bz - az;
            double vx = cx - ax;
            double vy = cy - ay;
            double vz = cz - az;
            double nx = uy * vz - uz * vy;
            double ny = uz * vx - ux * vz;
            double nz = ux * vy - uy * vx;
            area += Math.sqrt(nx * nx + ny * ny + nz * nz);
            // a . (b x c) = a . ((b - a) x (c - a))
            volume += (ax - ox) * nx + (ay - oy) * ny + (az - oz) * nz;
        }
    }
}
