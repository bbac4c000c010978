package org.figtrace.exchange;

import java.util.Locale;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Which voxel of a series each voxel of a file is. The two grids must be the same in space, whatever the order and
 * direction of their axes and whichever of them is the larger; nothing is resampled.
 */
final class GridMatch {
    /**
     * Farther than this from the centre of a voxel of the series, in voxels, and the grids are not the same. Half a
     * voxel, the classic corner-for-centre error, must be refused; the 0.19 slices that dcm2niix misplaces the last
     * slice of a stack whose positions were rounded to 0.1 mm must not.
     */
    static final double FARTHEST = 0.25;

    private final int[] axisOf;
    private final int[] sign;
    private final int[] start;
    private final double departure;

    private GridMatch(int[] axisOf, int[] sign, int[] start, double departure) {
        this.axisOf = axisOf;
        this.sign = sign;
        this.start = start;
        this.departure = departure;
    }

    static GridMatch of(VoxelGrid source, VolumeGeometry target, String file) throws ExchangeException {
        return of(source, target, FARTHEST, file);
    }

    /** @param farthestAcross how far, in voxels, the source may lie from the target along the source's third axis */
    static GridMatch of(VoxelGrid source, VolumeGeometry target, double farthestAcross, String file)
            throws ExchangeException {
        if (!target.isCalibrated()) {
            throw new ExchangeException(
                    file, "is placed in mm, but the series has no spacing, so their voxels cannot be matched");
        }
        Indexer indexer = new Indexer(source, target);
        double[] first = indexer.of(0, 0, 0);
        double[][] step = new double[3][];
        for (int d = 0; d < 3; d++) {
            int n = Math.max(1, source.sizes()[d] - 1);
            double[] end = indexer.of(d == 0 ? n : 0, d == 1 ? n : 0, d == 2 ? n : 0);
            step[d] = new double[] {(end[0] - first[0]) / n, (end[1] - first[1]) / n, (end[2] - first[2]) / n};
        }
        int[] axisOf = axes(step);
        int[] sign = new int[3];
        int[] start = new int[3];
        for (int d = 0; d < 3; d++) {
            sign[d] = step[d][axisOf[d]] < 0 ? -1 : 1;
            if (!(Math.abs(first[axisOf[d]]) < 1e6)) {
                throw mismatch(source, target, new int[3], first, file);
            }
            start[d] = (int) Math.rint(first[axisOf[d]]);
        }
        double worst = 0;
        // Corners bound what lies between them in a plane; every slice of the series is asked because they may be
        // uneven.
        int along = axisOf[0] == 2 ? 0 : axisOf[1] == 2 ? 1 : 2;
        int[] voxel = new int[3];
        for (int n = 0; n < source.sizes()[along]; n++) {
            for (int corner = 0; corner < 4; corner++) {
                voxel[along] = n;
                voxel[(along + 1) % 3] = (corner & 1) * (source.sizes()[(along + 1) % 3] - 1);
                voxel[(along + 2) % 3] = (corner >> 1) * (source.sizes()[(along + 2) % 3] - 1);
                double[] at = indexer.of(voxel[0], voxel[1], voxel[2]);
                for (int d = 0; d < 3; d++) {
                    double off = Math.abs(at[axisOf[d]] - start[d] - sign[d] * voxel[d]);
                    if (!(off <= (d == 2 ? farthestAcross : FARTHEST))) {
                        throw mismatch(source, target, voxel, at, file);
                    }
                    worst = Math.max(worst, off);
                }
            }
        }
        return new GridMatch(axisOf, sign, start, worst);
    }

    /** Fractional target indices of source voxels; the target's only slice is taken to be one source step thick. */
    private record Indexer(VoxelGrid source, VolumeGeometry target) {
        double[] of(int a, int b, int c) {
            double[] index = target.toIndex(source.centre(a, b, c)).toArray();
            if (target.slices() == 1) {
                double thickness = 0;
                for (Vector3 s : source.steps()) {
                    thickness = Math.max(thickness, Math.abs(s.dot(target.normal())));
                }
                index[2] /= thickness;
            }
            return index;
        }
    }

    /** The target axis that each source axis runs along: the permutation with the largest product of steps. */
    private static int[] axes(double[][] step) {
        int[][] permutations = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}};
        int[] best = permutations[0];
        double largest = -1;
        for (int[] p : permutations) {
            double product = Math.abs(step[0][p[0]] * step[1][p[1]] * step[2][p[2]]);
            if (product > largest) {
                largest = product;
                best = p;
            }
        }
        return best;
    }

    /** The target index (i, j, k) of source voxel (a, b, c); it may lie outside the target. */
    void toTarget(int a, int b, int c, int[] ijk) {
        ijk[axisOf[0]] = start[0] + sign[0] * a;
        ijk[axisOf[1]] = start[1] + sign[1] * b;
        ijk[axisOf[2]] = start[2] + sign[2] * c;
    }

    /** The largest distance, in voxels of the series, between voxels that were matched. */
    double departure() {
        return departure;
    }

    /** What to tell where matched voxels lie noticeably apart. */
    static Optional<String> warning(double departure) {
        return departure <= VoxelGrid.TOLERANCE
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "its grid leaves that of the series by up to %.3f voxels; voxels were matched to the nearest",
                        departure));
    }

    private static ExchangeException mismatch(
            VoxelGrid source, VolumeGeometry target, int[] voxel, double[] at, String file) {
        return new ExchangeException(
                file,
                "its grid is not that of the series: voxel (" + voxel[0] + ", " + voxel[1] + ", " + voxel[2] + ") at "
                        + VoxelGrid.text(source.centre(voxel[0], voxel[1], voxel[2])) + " mm lies at index ("
                        + thousandths(at[0]) + ", " + thousandths(at[1]) + ", " + thousandths(at[2])
                        + ") of the series, which has " + target.columns() + " x " + target.rows() + " x "
                        + target.slices() + " voxels of " + VoxelGrid.text(target.columnSpacing()) + " x "
                        + VoxelGrid.text(target.rowSpacing())
                        + (target.sliceSpacing().isPresent()
                                ? " x " + VoxelGrid.text(target.sliceSpacing().getAsDouble())
                                : "")
                        + " mm; the file has " + source);
    }

    /** Rounded so that what prints as zero has no sign. */
    private static String thousandths(double v) {
        return Double.isFinite(v) ? String.format(Locale.ROOT, "%.3f", Math.rint(v * 1000) / 1000 + 0.0) : "NaN";
    }
}
