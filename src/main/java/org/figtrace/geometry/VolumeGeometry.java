package org.figtrace.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the voxels of a stack of parallel slices lie in the patient.
 *
 * <p>Index (i, j, k) counts columns, rows and slices from zero; (0, 0, k) is the <em>centre</em> of the first voxel of
 * slice k (PS3.3 C.7.6.2.1.1). Slices are parallel and ordered along the normal n = row direction x column direction.
 * Every slice keeps its own position, so that gantry tilt (a shear) and uneven gaps stay true: the step between slices
 * is the difference of their positions projected on n, and what is left in the plane is the shear.
 *
 * <p>In a geometry whose {@link #unit()} is {@link LengthUnit#PIXEL} all spacings are 1 and "patient" coordinates are
 * pixel indices; nothing in it may be called a millimetre.
 */
public final class VolumeGeometry {
    /**
     * A slice that lies farther than this from where the evenly spaced, straight stack has it, in mm, makes the stack
     * uneven. Scanners write positions rounded to 0.1 mm: each coordinate is off by up to 0.05 mm, which the three of
     * an oblique stack add up to 0.087 mm.
     */
    public static final double OFF_GRID_MM = 0.1;

    /** Thin slices must lie closer: within this part of the median step. */
    private static final double OFF_GRID_PART = 0.1;

    /** A stack that leaves its normal by more than this angle, in degrees, is reported as tilted. */
    public static final double TILT_DEG = 0.1;

    private final int columns;
    private final int rows;
    private final LengthUnit unit;
    private final Vector3 rowDirection;
    private final Vector3 columnDirection;
    private final Vector3 normal;
    private final double columnSpacing;
    private final double rowSpacing;
    private final Vector3[] origins;
    private final double[] positions;

    private VolumeGeometry(
            int columns,
            int rows,
            LengthUnit unit,
            Vector3 rowDirection,
            Vector3 columnDirection,
            double columnSpacing,
            double rowSpacing,
            List<Vector3> sliceOrigins) {
        if (columns < 1 || rows < 1 || sliceOrigins.isEmpty()) {
            throw new IllegalArgumentException(
                    "a volume needs voxels, not " + columns + " x " + rows + " x " + sliceOrigins.size());
        }
        if (!(columnSpacing > 0 && rowSpacing > 0)
                || Double.isInfinite(columnSpacing)
                || Double.isInfinite(rowSpacing)) {
            throw new IllegalArgumentException(
                    "spacing must be finite and above zero, not " + columnSpacing + " x " + rowSpacing);
        }
        this.columns = columns;
        this.rows = rows;
        this.unit = unit;
        this.rowDirection = rowDirection.normalized();
        // Direction cosines are written with few digits: keep the row, make the column exactly perpendicular to it.
        Vector3 across = columnDirection.normalized();
        double skew = this.rowDirection.dot(across);
        if (Math.abs(skew) > 0.01) {
            throw new IllegalArgumentException(
                    "row and column direction must be perpendicular; their cosine is " + skew);
        }
        this.columnDirection = across.minus(this.rowDirection.times(skew)).normalized();
        this.normal = this.rowDirection.cross(this.columnDirection);
        this.columnSpacing = columnSpacing;
        this.rowSpacing = rowSpacing;
        this.origins = sliceOrigins.toArray(Vector3[]::new);
        this.positions = Arrays.stream(origins).mapToDouble(o -> o.dot(normal)).toArray();
        for (int k = 1; k < positions.length; k++) {
            if (!(positions[k] > positions[k - 1])) {
                throw new IllegalArgumentException("slices must be ordered along their normal, but slice " + k + " at "
                        + positions[k] + " follows " + positions[k - 1]);
            }
        }
    }

    /**
     * A calibrated stack in millimetres.
     *
     * @param rowDirection unit vector of increasing column index i (first three of ImageOrientationPatient)
     * @param columnDirection unit vector of increasing row index j (last three)
     * @param columnSpacing distance between columns, along the row direction (second value of PixelSpacing)
     * @param rowSpacing distance between rows, along the column direction (first value of PixelSpacing)
     * @param sliceOrigins centre of voxel (0, 0, k), ordered along the normal
     */
    public static VolumeGeometry ofSlices(
            int columns,
            int rows,
            Vector3 rowDirection,
            Vector3 columnDirection,
            double columnSpacing,
            double rowSpacing,
            List<Vector3> sliceOrigins) {
        return new VolumeGeometry(
                columns,
                rows,
                LengthUnit.MILLIMETRE,
                rowDirection,
                columnDirection,
                columnSpacing,
                rowSpacing,
                sliceOrigins);
    }

    /** A regular grid in millimetres: slice k lies at origin + k * sliceSpacing * normal. */
    public static VolumeGeometry regular(
            int columns,
            int rows,
            int slices,
            Vector3 origin,
            Vector3 rowDirection,
            Vector3 columnDirection,
            double columnSpacing,
            double rowSpacing,
            double sliceSpacing) {
        Vector3 n = rowDirection.normalized().cross(columnDirection.normalized());
        Vector3[] origins = new Vector3[slices];
        Arrays.setAll(origins, k -> origin.plus(n.times(k * sliceSpacing)));
        return ofSlices(
                columns, rows, rowDirection, columnDirection, columnSpacing, rowSpacing, Arrays.asList(origins));
    }

    /** An axis-aligned regular grid in millimetres that starts at the given origin. */
    public static VolumeGeometry axial(
            int columns, int rows, int slices, Vector3 origin, double dx, double dy, double dz) {
        return regular(columns, rows, slices, origin, new Vector3(1, 0, 0), new Vector3(0, 1, 0), dx, dy, dz);
    }

    /** A stack without calibration: coordinates are indices and lengths are pixels. */
    public static VolumeGeometry uncalibrated(int columns, int rows, int slices) {
        Vector3[] origins = new Vector3[slices];
        Arrays.setAll(origins, k -> new Vector3(0, 0, k));
        return new VolumeGeometry(
                columns,
                rows,
                LengthUnit.PIXEL,
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                1,
                1,
                Arrays.asList(origins));
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public int slices() {
        return origins.length;
    }

    public LengthUnit unit() {
        return unit;
    }

    public boolean isCalibrated() {
        return unit == LengthUnit.MILLIMETRE;
    }

    public Vector3 rowDirection() {
        return rowDirection;
    }

    public Vector3 columnDirection() {
        return columnDirection;
    }

    public Vector3 normal() {
        return normal;
    }

    /** Distance between columns (dx). */
    public double columnSpacing() {
        return columnSpacing;
    }

    /** Distance between rows (dy). */
    public double rowSpacing() {
        return rowSpacing;
    }

    /** Centre of voxel (0, 0, k). */
    public Vector3 sliceOrigin(int k) {
        return origins[k];
    }

    /** Position of slice k along the normal. */
    public double slicePosition(int k) {
        return positions[k];
    }

    /** Steps along the normal from each slice to the next; empty for one slice. */
    public double[] gaps() {
        double[] gaps = new double[Math.max(0, positions.length - 1)];
        Arrays.setAll(gaps, k -> positions[k + 1] - positions[k]);
        return gaps;
    }

    /** The median step along the normal; empty for one slice, whose extent no position can tell. */
    public OptionalDouble sliceSpacing() {
        double[] gaps = gaps();
        if (gaps.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(gaps);
        int half = gaps.length / 2;
        return OptionalDouble.of(gaps.length % 2 == 1 ? gaps[half] : (gaps[half - 1] + gaps[half]) / 2);
    }

    /** How far, in the unit of the geometry, a slice may lie from the even, straight stack. */
    public double gridTolerance() {
        return Math.min(OFF_GRID_MM, OFF_GRID_PART * sliceSpacing().orElse(Double.POSITIVE_INFINITY));
    }

    /**
     * Whether every slice lies within {@link #gridTolerance()} of a stack of even steps, the one that fits the
     * positions along the normal best (least squares). One slice is even.
     */
    public boolean hasEvenGaps() {
        int n = positions.length;
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(positions).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (int k = 0; k < n; k++) {
            product += (k - middle) * (positions[k] - mean);
            square += (k - middle) * (k - middle);
        }
        double step = n > 1 ? product / square : 0;
        double tolerance = gridTolerance();
        for (int k = 0; k < n; k++) {
            if (Math.abs(positions[k] - mean - (k - middle) * step) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /**
     * How far the stack moves within its plane per unit along the normal, as the straight line that fits all slice
     * origins best has it (least squares): the shear that a gantry tilt leaves. Rounding of single positions does not
     * count. Zero for one slice.
     */
    public Vector3 shear() {
        int n = positions.length;
        double mean = Arrays.stream(positions).average().orElseThrow();
        Vector3 product = Vector3.ZERO;
        double square = 0;
        for (int k = 0; k < n; k++) {
            double along = positions[k] - mean;
            product = product.plus(inPlane(origins[k].minus(origins[0])).times(along));
            square += along * along;
        }
        return n > 1 ? product.times(1 / square) : Vector3.ZERO;
    }

    /** The angle, in degrees, between the line of the slices ({@link #shear}) and the normal. 0 for one slice. */
    public double tiltDeg() {
        return Math.toDegrees(Math.atan(shear().length()));
    }

    /** The largest distance, within its plane, of a slice's origin from the straight line of all ({@link #shear}). */
    public double offLine() {
        Vector3 shear = shear();
        Vector3 mean = Vector3.ZERO;
        Vector3[] left = new Vector3[origins.length];
        for (int k = 0; k < origins.length; k++) {
            left[k] = inPlane(origins[k].minus(origins[0])).minus(shear.times(positions[k] - positions[0]));
            mean = mean.plus(left[k].times(1.0 / origins.length));
        }
        double worst = 0;
        for (Vector3 v : left) {
            worst = Math.max(worst, v.distanceTo(mean));
        }
        return worst;
    }

    private Vector3 inPlane(Vector3 v) {
        return v.minus(normal.times(v.dot(normal)));
    }

    /** Even steps, no tilt and no slice off the line: the stack is a rectangular grid. */
    public boolean isRegular() {
        return hasEvenGaps() && tiltDeg() <= TILT_DEG && offLine() <= gridTolerance();
    }

    /**
     * How far along the normal slice k stands for its content: half the distance to each neighbour; an end slice takes
     * the whole of its only gap. Empty for one slice.
     */
    public OptionalDouble sliceExtent(int k) {
        int last = positions.length - 1;
        if (last == 0) {
            return OptionalDouble.empty();
        }
        double below = k > 0 ? positions[k] - positions[k - 1] : positions[1] - positions[0];
        double above = k < last ? positions[k + 1] - positions[k] : positions[last] - positions[last - 1];
        return OptionalDouble.of((below + above) / 2);
    }

    /** Volume that a voxel of slice k stands for, in cubed units; empty for one slice. */
    public OptionalDouble voxelVolume(int k) {
        OptionalDouble extent = sliceExtent(k);
        return extent.isPresent()
                ? OptionalDouble.of(extent.getAsDouble() * columnSpacing * rowSpacing)
                : OptionalDouble.empty();
    }

    /**
     * The patient point of a fractional index. Between slices the origin is interpolated, beyond the ends it is
     * continued along the last step; a single slice is continued along its normal at unit distance per index.
     */
    public Vector3 toPatient(double i, double j, double k) {
        return originAt(k).plus(rowDirection.times(i * columnSpacing)).plus(columnDirection.times(j * rowSpacing));
    }

    /** The fractional index (i, j, k) of a patient point; the inverse of {@link #toPatient}. */
    public Vector3 toIndex(Vector3 point) {
        double k = sliceIndexAt(point.dot(normal));
        Vector3 inPlane = point.minus(originAt(k));
        return new Vector3(inPlane.dot(rowDirection) / columnSpacing, inPlane.dot(columnDirection) / rowSpacing, k);
    }

    /** Fractional slice index of a position along the normal, continued beyond the ends. */
    public double sliceIndexAt(double position) {
        if (positions.length == 1) {
            return position - positions[0];
        }
        int below = Arrays.binarySearch(positions, position);
        if (below >= 0) {
            return below;
        }
        below = Math.max(0, Math.min(-below - 2, positions.length - 2));
        return below + (position - positions[below]) / (positions[below + 1] - positions[below]);
    }

    private Vector3 originAt(double k) {
        if (origins.length == 1) {
            return origins[0].plus(normal.times(k));
        }
        int below = (int) Math.max(0, Math.min(Math.floor(k), origins.length - 2));
        if (k == below) {
            return origins[below];
        }
        return k == below + 1 ? origins[below + 1] : origins[below].towards(origins[below + 1], k - below);
    }

    public boolean contains(int i, int j, int k) {
        return i >= 0 && j >= 0 && k >= 0 && i < columns && j < rows && k < origins.length;
    }

    /** Whether both describe the same voxels: equal sizes and corners that agree within the tolerance. */
    public boolean sameGridAs(VolumeGeometry other, double tolerance) {
        if (columns != other.columns || rows != other.rows || origins.length != other.origins.length) {
            return false;
        }
        for (int k = 0; k < origins.length; k++) {
            for (int corner = 0; corner < 4; corner++) {
                double i = (corner & 1) * (columns - 1.0);
                double j = (corner >> 1) * (rows - 1.0);
                if (toPatient(i, j, k).distanceTo(other.toPatient(i, j, k)) > tolerance) {
                    return false;
                }
            }
        }
        return true;
    }
}
