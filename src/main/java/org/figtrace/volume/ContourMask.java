package org.figtrace.volume;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Contours drawn on the slices of a volume, as voxels.
 *
 * <p>A voxel is inside when its centre is: the ray from the centre towards higher column indices crosses the polygon
 * an odd number of times. An edge belongs to its lower end but not to its upper end (half-open), so a vertex on the
 * ray counts once; a centre exactly on an edge is inside at the low side and outside at the high side, so that contours
 * that share an edge share no voxel. Contours of one slice combine by exclusive or: one inside another is a hole.
 */
public final class ContourMask {
    /** Contours of one slice whose planes differ by more than this part of the step are not of one plane. */
    private static final double SAME_PLANE = 0.1;

    private ContourMask() {}

    /**
     * @param mask the voxels
     * @param contoursBySlice for every slice, the contours that were drawn on it, in the order given
     * @param warnings sentences about contours that were left out or cut off
     */
    public record Result(Mask mask, List<List<Contour>> contoursBySlice, List<String> warnings) {
        public Result {
            contoursBySlice = contoursBySlice.stream().map(List::copyOf).toList();
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Draws contours on the grid. A contour goes to the slice nearest to its plane. It is left out, with a warning, when
     * its plane is farther than half a step from that slice, when it is not parallel to the slices, or when another
     * contour lies on a plane nearer to the same slice: combining two planes by exclusive or would erase what both hold.
     */
    public static Result of(VolumeGeometry geometry, List<Contour> contours) {
        List<String> warnings = new ArrayList<>();
        List<List<Contour>> bySlice = assign(geometry, contours, warnings);
        Mask mask = new Mask(geometry);
        int cut = 0;
        for (int k = 0; k < bySlice.size(); k++) {
            for (Contour contour : bySlice.get(k)) {
                if (!draw(geometry, k, contour, mask.slice(k))) {
                    cut++;
                }
            }
        }
        if (cut > 0) {
            warnings.add(cut + (cut == 1 ? " contour reaches" : " contours reach")
                    + " beyond the image and end at its border");
        }
        return new Result(mask, bySlice, warnings);
    }

    private static List<List<Contour>> assign(VolumeGeometry geometry, List<Contour> contours, List<String> warnings) {
        List<List<Contour>> bySlice = new ArrayList<>();
        for (int k = 0; k < geometry.slices(); k++) {
            bySlice.add(new ArrayList<>());
        }
        for (int c = 0; c < contours.size(); c++) {
            Contour contour = contours.get(c);
            double position = contour.positionAlong(geometry.normal());
            int k = nearestSlice(geometry, position);
            double off = Math.abs(position - geometry.slicePosition(k));
            double half = step(geometry, k, position) / 2;
            // A rounded coordinate must not decide whether a plane exactly half-way counts.
            if (off > half * (1 + 1e-6)) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "contour %d at %.3f %s along the slice normal is %.3f %s from the nearest slice, more than half"
                                + " a step; it is left out",
                        c + 1,
                        position,
                        geometry.unit().symbol(),
                        off,
                        geometry.unit().symbol()));
            } else if (contour.extentAlong(geometry.normal()) > half) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "contour %d is not parallel to the slices: it spans %.3f %s along their normal; it is left out",
                        c + 1,
                        contour.extentAlong(geometry.normal()),
                        geometry.unit().symbol()));
            } else {
                bySlice.get(k).add(contour);
            }
        }
        for (int k = 0; k < bySlice.size(); k++) {
            keepNearestPlane(geometry, k, bySlice.get(k), warnings);
        }
        return bySlice;
    }

    private static void keepNearestPlane(
            VolumeGeometry geometry, int k, List<Contour> contours, List<String> warnings) {
        double slice = geometry.slicePosition(k);
        double nearest = slice;
        double least = Double.POSITIVE_INFINITY;
        for (Contour contour : contours) {
            double position = contour.positionAlong(geometry.normal());
            if (Math.abs(position - slice) < least) {
                least = Math.abs(position - slice);
                nearest = position;
            }
        }
        double plane = nearest;
        double tolerance = SAME_PLANE * step(geometry, k, plane);
        int before = contours.size();
        contours.removeIf(c -> Math.abs(c.positionAlong(geometry.normal()) - plane) > tolerance);
        if (contours.size() < before) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "slice %d has contours on several planes; those at %.3f %s are used, %d farther from the slice left"
                            + " out",
                    k,
                    plane,
                    geometry.unit().symbol(),
                    before - contours.size()));
        }
    }

    private static int nearestSlice(VolumeGeometry geometry, double position) {
        double index = geometry.sliceIndexAt(position);
        return (int) Math.max(0, Math.min(Math.rint(index), geometry.slices() - 1));
    }

    /**
     * The step that a plane near slice k is judged by: the gap on its side, but no more than the median, so that a
     * contour of a missing slice does not fall on a neighbour. One slice has no step; a contour must then lie within
     * half a pixel of it.
     */
    private static double step(VolumeGeometry geometry, int k, double position) {
        OptionalDouble median = geometry.sliceSpacing();
        if (median.isEmpty()) {
            return Math.max(geometry.columnSpacing(), geometry.rowSpacing());
        }
        double[] gaps = geometry.gaps();
        int gap = position < geometry.slicePosition(k) ? k - 1 : k;
        return Math.min(median.getAsDouble(), gaps[Math.max(0, Math.min(gap, gaps.length - 1))]);
    }

    /** Draws by exclusive or; whether the whole contour lies on the image. */
    private static boolean draw(VolumeGeometry geometry, int k, Contour contour, BitSet slice) {
        int n = contour.points().size();
        double[] column = new double[n];
        double[] row = new double[n];
        boolean inside = true;
        for (int p = 0; p < n; p++) {
            Vector3 d = contour.points().get(p).minus(geometry.sliceOrigin(k));
            column[p] = d.dot(geometry.rowDirection()) / geometry.columnSpacing();
            row[p] = d.dot(geometry.columnDirection()) / geometry.rowSpacing();
            inside &= column[p] >= -0.5
                    && row[p] >= -0.5
                    && column[p] <= geometry.columns() - 0.5
                    && row[p] <= geometry.rows() - 0.5;
        }
        for (int p = 0, q = n - 1; p < n; q = p++) {
            flipLeftOf(column[q], row[q], column[p], row[p], geometry, slice);
        }
        return inside;
    }

    /**
     * Flips every voxel centre whose ray crosses the edge. After all edges of a polygon a voxel has been flipped once
     * per crossing, so it is inside when that number is odd.
     */
    private static void flipLeftOf(double x1, double y1, double x2, double y2, VolumeGeometry geometry, BitSet slice) {
        double low = Math.min(y1, y2);
        double high = Math.max(y1, y2);
        int first = (int) Math.max(0, Math.ceil(low));
        int end = (int) Math.min(geometry.rows(), Math.ceil(high));
        for (int j = first; j < end; j++) {
            double crossing = x1 + (j - y1) * (x2 - x1) / (y2 - y1);
            int count = (int) Math.max(0, Math.min(geometry.columns(), Math.ceil(crossing)));
            int start = j * geometry.columns();
            slice.flip(start, start + count);
        }
    }
}
