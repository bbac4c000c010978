package org.figtrace.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * A grid of voxel centres as files describe it: centre of voxel (0, 0, 0) and the step along each of its three axes,
 * in patient millimetres (LPS). Axes may point anywhere and may be left-handed or sheared.
 *
 * @param sizes voxels along each axis
 */
record VoxelGrid(int[] sizes, Vector3 origin, Vector3[] steps) {
    /**
     * A grid that leaves another one by at most this part of a step is taken as the same; header values are written
     * with 4 to 7 digits, and scanners round positions to 0.1 mm.
     */
    static final double TOLERANCE = 0.02;

    /** A step of 1 nm and one of 1 km, in mm: with shorter or longer ones a double cannot tell slices apart. */
    private static final double SHORTEST_STEP = 1e-6;

    private static final double LONGEST_STEP = 1e6;
    private static final double FARTHEST_ORIGIN = 1e8;

    VoxelGrid {
        sizes = sizes.clone();
        steps = steps.clone();
        if (sizes.length != 3 || steps.length != 3 || Arrays.stream(sizes).anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException("a grid has three axes of at least one voxel");
        }
    }

    Vector3 centre(double a, double b, double c) {
        return origin.plus(steps[0].times(a)).plus(steps[1].times(b)).plus(steps[2].times(c));
    }

    /** Below zero for a left-handed grid, such as one whose rows were flipped. */
    double determinant() {
        return steps[0].cross(steps[1]).dot(steps[2]);
    }

    /**
     * The same voxels as a stack of slices along the third axis.
     *
     * @param flippedRows rows run against the second axis: row j is second index rows - 1 - j
     */
    record Stack(VolumeGeometry geometry, boolean flippedRows) {}

    /**
     * Slices must be ordered along row x column direction, so a left-handed grid is read with its rows reversed, which
     * is how dcm2niix flips a DICOM series. A shear of the slice axis is kept in the slice positions; a shear within
     * the slice has no place in a {@link VolumeGeometry} and is refused.
     */
    Stack toStack(String file) throws ExchangeException {
        for (int axis = 0; axis < 3; axis++) {
            double length = steps[axis].length();
            if (!(length >= SHORTEST_STEP && length <= LONGEST_STEP)) {
                throw new ExchangeException(file, "the step along axis " + (axis + 1) + " is " + text(steps[axis]));
            }
        }
        if (!(origin.length() <= FARTHEST_ORIGIN)) {
            throw new ExchangeException(file, "the first voxel lies at " + text(origin));
        }
        double cosine = steps[0].normalized().dot(steps[1].normalized());
        double shear = Math.abs(cosine) * steps[1].length() * (sizes[1] - 1);
        if (Math.abs(cosine) > 0.01 || shear > TOLERANCE * steps[0].length()) {
            throw new ExchangeException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "rows %s and columns %s are not perpendicular (cosine %.4f); such a grid is not supported",
                            text(steps[0]),
                            text(steps[1]),
                            cosine));
        }
        double flatness = determinant() / (steps[0].length() * steps[1].length() * steps[2].length());
        if (Math.abs(flatness) < 0.1) {
            throw new ExchangeException(file, "the step between slices " + text(steps[2]) + " lies in their plane");
        }
        boolean flip = flatness < 0;
        Vector3 first = flip ? centre(0, sizes[1] - 1.0, 0) : origin;
        Vector3[] origins = new Vector3[sizes[2]];
        Arrays.setAll(origins, k -> first.plus(steps[2].times(k)));
        return new Stack(
                VolumeGeometry.ofSlices(
                        sizes[0],
                        sizes[1],
                        steps[0].normalized(),
                        (flip ? steps[1].times(-1) : steps[1]).normalized(),
                        steps[0].length(),
                        steps[1].length(),
                        Arrays.asList(origins)),
                flip);
    }

    /** "(0.977, 0, -3.25)" in mm. */
    static String text(Vector3 v) {
        return "(" + text(v.x()) + ", " + text(v.y()) + ", " + text(v.z()) + ")";
    }

    /** Six significant digits at most, without trailing zeros. */
    static String text(double v) {
        if (!Double.isFinite(v) || Math.abs(v) > 1e12) {
            return Double.toString(v);
        }
        return new BigDecimal(v).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VoxelGrid g
                && Arrays.equals(sizes, g.sizes)
                && origin.equals(g.origin)
                && Arrays.equals(steps, g.steps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sizes) + origin.hashCode();
    }

    @Override
    public String toString() {
        return sizes[0] + " x " + sizes[1] + " x " + sizes[2] + " voxels from " + text(origin) + " in steps of "
                + text(steps[0]) + ", " + text(steps[1]) + " and " + text(steps[2]) + " mm";
    }
}
