package org.figtrace.segment;

import java.util.BitSet;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * The part of a volume around a lesion on cells of whole voxels: each cell is the mean of its voxels, and cells are
 * about as large in every direction as the lesion needs, never smaller than a voxel. Cells keep their place in the
 * patient, so tilt and uneven gaps stay true.
 */
final class WorkingGrid {
    final int nx;
    final int ny;
    final int nz;
    final float[][] values;

    private final VolumeGeometry geometry;
    private final int[] first;
    private final int[] factor;

    /**
     * @param low first voxel index of the region, clipped to the volume
     * @param high last voxel index of the region, clipped to the volume
     * @param cell wanted size of a cell in the length unit
     */
    WorkingGrid(Volume volume, int[] low, int[] high, double cell, Progress progress) {
        this.geometry = volume.geometry();
        VolumeGeometry g = geometry;
        int[] size = {g.columns(), g.rows(), g.slices()};
        double[] step = {g.columnSpacing(), g.rowSpacing(), g.sliceSpacing().orElse(Double.POSITIVE_INFINITY)};
        this.first = new int[3];
        this.factor = new int[3];
        int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            first[a] = Math.max(0, low[a]);
            int last = Math.min(size[a] - 1, high[a]);
            factor[a] = (int) Math.max(1, Math.min(last - first[a] + 1, Math.floor(cell / step[a])));
            n[a] = (last - first[a] + factor[a]) / factor[a];
        }
        this.nx = n[0];
        this.ny = n[1];
        this.nz = n[2];
        this.values = new float[nz][nx * ny];
        Slabs.each(nz, progress, z -> average(volume, z));
    }

    private void average(Volume volume, int z) {
        int columns = geometry.columns();
        double[] sum = new double[nx * ny];
        int[] count = new int[nx * ny];
        for (int k = start(2, z); k < Math.min(start(2, z + 1), geometry.slices()); k++) {
            double slope = volume.slope(k);
            double intercept = volume.intercept(k);
            for (int j = first[1]; j < end(1); j++) {
                for (int i = first[0]; i < end(0); i++) {
                    double value = slope * volume.voxels().stored(k, j * columns + i) + intercept;
                    if (Double.isFinite(value)) {
                        int cell = (j - first[1]) / factor[1] * nx + (i - first[0]) / factor[0];
                        sum[cell] += value;
                        count[cell]++;
                    }
                }
            }
        }
        for (int c = 0; c < sum.length; c++) {
            values[z][c] = count[c] == 0 ? Float.NaN : (float) (sum[c] / count[c]);
        }
    }

    private int start(int axis, int cell) {
        return first[axis] + cell * factor[axis];
    }

    /** One past the last voxel of the region. */
    private int end(int axis) {
        int size = axis == 0 ? geometry.columns() : axis == 1 ? geometry.rows() : geometry.slices();
        return Math.min(size, first[axis] + factor[axis] * (axis == 0 ? nx : axis == 1 ? ny : nz));
    }

    private double centre(int axis, int cell) {
        return start(axis, cell) + (factor[axis] - 1) / 2.0;
    }

    int cells() {
        return nx * ny * nz;
    }

    /** Patient position of the centre of a cell. */
    Vector3 centreOf(int x, int y, int z) {
        return geometry.toPatient(centre(0, x), centre(1, y), centre(2, z));
    }

    /** Size of a cell along the rows. */
    double stepX() {
        return factor[0] * geometry.columnSpacing();
    }

    /** Size of a cell along the columns. */
    double stepY() {
        return factor[1] * geometry.rowSpacing();
    }

    /** Distance from cell layer z to the next. */
    double stepZ(int z) {
        return geometry.toPatient(0, 0, centre(2, z + 1))
                .minus(geometry.toPatient(0, 0, centre(2, z)))
                .dot(geometry.normal());
    }

    /** The cell that holds a voxel, as {x, y, z}; may lie outside the grid. */
    int[] cellOf(double i, double j, double k) {
        return new int[] {
            Math.floorDiv((int) Math.round(i) - first[0], factor[0]),
            Math.floorDiv((int) Math.round(j) - first[1], factor[1]),
            Math.floorDiv((int) Math.round(k) - first[2], factor[2])
        };
    }

    boolean contains(int[] cell) {
        return cell[0] >= 0 && cell[1] >= 0 && cell[2] >= 0 && cell[0] < nx && cell[1] < ny && cell[2] < nz;
    }

    /**
     * The voxels of the region where a field given at the centres of the cells, interpolated linearly, is above one
     * half. The mask is as large as the region and has no place in the patient; {@link #paste} puts it back.
     */
    Mask above(float[][] field, Progress progress) {
        Mask mask = new Mask(VolumeGeometry.uncalibrated(end(0) - first[0], end(1) - first[1], end(2) - first[2]));
        Slabs.each(end(2) - first[2], progress, s -> {
            int k = first[2] + s;
            double z = clamp((k - centre(2, 0)) / factor[2], nz);
            int z0 = (int) Math.min(z, Math.max(0, nz - 2));
            int z1 = Math.min(z0 + 1, nz - 1);
            double fz = z - z0;
            BitSet bits = mask.slice(s);
            for (int j = first[1]; j < end(1); j++) {
                double y = clamp((j - centre(1, 0)) / factor[1], ny);
                int y0 = (int) Math.min(y, Math.max(0, ny - 2));
                int y1 = Math.min(y0 + 1, ny - 1);
                double fy = y - y0;
                for (int i = first[0]; i < end(0); i++) {
                    double x = clamp((i - centre(0, 0)) / factor[0], nx);
                    int x0 = (int) Math.min(x, Math.max(0, nx - 2));
                    int x1 = Math.min(x0 + 1, nx - 1);
                    double fx = x - x0;
                    double v = mix(
                            mix(
                                    mix(field[z0][y0 * nx + x0], field[z0][y0 * nx + x1], fx),
                                    mix(field[z0][y1 * nx + x0], field[z0][y1 * nx + x1], fx),
                                    fy),
                            mix(
                                    mix(field[z1][y0 * nx + x0], field[z1][y0 * nx + x1], fx),
                                    mix(field[z1][y1 * nx + x0], field[z1][y1 * nx + x1], fx),
                                    fy),
                            fz);
                    if (v > 0.5) {
                        bits.set((j - first[1]) * mask.geometry().columns() + i - first[0]);
                    }
                }
            }
        });
        return mask;
    }

    /** The mask of the region on the grid of the volume. */
    Mask paste(Mask region) {
        Mask mask = new Mask(geometry);
        int width = region.geometry().columns();
        for (int s = 0; s < region.geometry().slices(); s++) {
            BitSet from = region.slice(s);
            for (int b = from.nextSetBit(0); b >= 0; b = from.nextSetBit(b + 1)) {
                mask.slice(first[2] + s).set((b / width + first[1]) * geometry.columns() + b % width + first[0]);
            }
        }
        return mask;
    }

    /** The part of a mask of the volume that lies in the region. */
    Mask cut(Mask mask) {
        Mask region = new Mask(VolumeGeometry.uncalibrated(end(0) - first[0], end(1) - first[1], end(2) - first[2]));
        int width = region.geometry().columns();
        for (int s = 0; s < region.geometry().slices(); s++) {
            BitSet from = mask.slice(first[2] + s);
            for (int b = from.nextSetBit(0); b >= 0; b = from.nextSetBit(b + 1)) {
                int i = b % geometry.columns() - first[0];
                int j = b / geometry.columns() - first[1];
                if (i >= 0 && j >= 0 && i < width && j < region.geometry().rows()) {
                    region.slice(s).set(j * width + i);
                }
            }
        }
        return region;
    }

    /** Whether a mask of the region reaches a side of it where the image goes on. */
    boolean reachesLimit(Mask region) {
        int[] size = {geometry.columns(), geometry.rows(), geometry.slices()};
        int width = region.geometry().columns();
        for (int s = 0; s < region.geometry().slices(); s++) {
            BitSet bits = region.slice(s);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                int[] voxel = {b % width + first[0], b / width + first[1], s + first[2]};
                for (int a = 0; a < 3; a++) {
                    if (voxel[a] == first[a] && first[a] > 0 || voxel[a] == end(a) - 1 && end(a) < size[a]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static double clamp(double x, int n) {
        return Math.max(0, Math.min(x, n - 1));
    }
}
