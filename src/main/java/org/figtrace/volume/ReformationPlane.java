package org.figtrace.volume;

import java.util.function.ToDoubleFunction;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * The direction of the pictures of a multiplanar reformation, with the patient's left on the picture's right and, where
 * it shows them, the head on top and the back on the right.
 */
public record ReformationPlane(Vector3 row, Vector3 column) {
    public static final ReformationPlane AXIAL = new ReformationPlane(new Vector3(1, 0, 0), new Vector3(0, 1, 0));
    public static final ReformationPlane CORONAL = new ReformationPlane(new Vector3(1, 0, 0), new Vector3(0, 0, -1));
    public static final ReformationPlane SAGITTAL = new ReformationPlane(new Vector3(0, 1, 0), new Vector3(0, 0, -1));

    /** A grid of more voxels than this is refused: 16 GB as floats. */
    private static final long MOST_VOXELS = 1L << 32;

    /** A rounding error must not add a row of voxels. */
    private static final double WHOLE = 1e-6;

    /**
     * @param row direction of increasing column index; any length
     * @param column direction of increasing row index, perpendicular to the row
     */
    public ReformationPlane {
        row = row.normalized();
        column = column.normalized();
        if (Math.abs(row.dot(column)) > WHOLE) {
            throw new IllegalArgumentException(
                    "row and column direction must be perpendicular; their cosine is " + row.dot(column));
        }
    }

    /**
     * The regular grid in this plane that just covers a stack, centred on it.
     *
     * @param columnSpacing distance of columns in mm
     * @param rowSpacing distance of rows in mm
     * @param sliceSpacing distance of slices in mm
     * @throws IllegalArgumentException for a stack in pixels or of one slice, a spacing that is not above zero, or more
     *     than 2^32 voxels
     */
    public VolumeGeometry covering(VolumeGeometry stack, double columnSpacing, double rowSpacing, double sliceSpacing) {
        if (!stack.isCalibrated() || stack.slices() < 2) {
            throw new IllegalArgumentException("only a stack in millimetres of two slices or more can be reformatted");
        }
        Vector3 normal = row.cross(column);
        Axis x = Axis.covering(stack, p -> p.dot(row), columnSpacing);
        Axis y = Axis.covering(stack, p -> p.dot(column), rowSpacing);
        Axis z = Axis.covering(stack, p -> p.dot(normal), sliceSpacing);
        if ((double) x.count * y.count > Integer.MAX_VALUE - 16 || (double) x.count * y.count * z.count > MOST_VOXELS) {
            throw new IllegalArgumentException(
                    "a grid of " + x.count + " x " + y.count + " x " + z.count + " voxels is too large");
        }
        Vector3 origin = row.times(x.first).plus(column.times(y.first)).plus(normal.times(z.first));
        return VolumeGeometry.regular(
                x.count, y.count, z.count, origin, row, column, columnSpacing, rowSpacing, sliceSpacing);
    }

    /** Centre of the first voxel, and their number. */
    private record Axis(double first, int count) {
        static Axis covering(VolumeGeometry stack, ToDoubleFunction<Vector3> place, double spacing) {
            if (!(spacing > 0) || Double.isInfinite(spacing)) {
                throw new IllegalArgumentException("spacing must be finite and above zero, not " + spacing);
            }
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            int last = stack.slices() - 1;
            for (int k = 0; k < stack.slices(); k++) {
                // Voxels of the end slices reach half a step beyond their centres.
                double slice = k == 0 ? -0.5 : k == last ? last + 0.5 : k;
                for (int corner = 0; corner < 4; corner++) {
                    double i = (corner & 1) * stack.columns() - 0.5;
                    double j = (corner >> 1) * stack.rows() - 0.5;
                    double at = place.applyAsDouble(stack.toPatient(i, j, slice));
                    low = Math.min(low, at);
                    high = Math.max(high, at);
                }
            }
            double count = Math.max(1, Math.ceil((high - low) / spacing - WHOLE));
            double middle = (low + high) / 2;
            return new Axis(middle - (count - 1) / 2 * spacing, (int) Math.min(count, Integer.MAX_VALUE));
        }
    }
}
