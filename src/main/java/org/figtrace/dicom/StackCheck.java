package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.figtrace.geometry.VolumeGeometry;

/** What is odd about the positions of an ordered stack: tilt, uneven steps, missing slices. */
final class StackCheck {
    /** A step within this fraction of a whole multiple of the median step means that slices are missing. */
    private static final double NEAR_MULTIPLE = 0.1;

    /** Steps are told apart to this many millimetres where they are listed. */
    private static final double LISTED_TO_MM = 0.01;

    private static final int MOST_LISTED = 6;

    private final VolumeGeometry geometry;
    private final List<String> labels;
    private final double[] gaps;
    private final double median;

    StackCheck(VolumeGeometry geometry, List<String> labels) {
        this.geometry = geometry;
        this.labels = labels;
        this.gaps = geometry.gaps();
        this.median = geometry.sliceSpacing().orElse(0);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        double tilt = geometry.tiltDeg();
        if (tilt > VolumeGeometry.TILT_DEG) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "gantry tilt %.2f degrees: slices are sheared by %.3f mm in their plane per %.3f mm step",
                    tilt,
                    median * geometry.shear().length(),
                    median));
        }
        double wander = geometry.offLine();
        if (wander > geometry.gridTolerance()) {
            warnings.add(String.format(
                    Locale.ROOT, "slices leave their common line by up to %.3f mm in their plane", wander));
        }
        if (!geometry.hasEvenGaps()) {
            List<String> missing = missing();
            warnings.addAll(missing);
            if (missing.isEmpty() || unexplained()) {
                warnings.add("uneven steps between slices: " + listed());
            }
        }
        return warnings;
    }

    /** A step lies between two slices, each of which may be off by the tolerance. */
    private boolean isUsual(double gap) {
        return Math.abs(gap - median) <= 2 * geometry.gridTolerance();
    }

    /** How many slices a step leaves out, where it is nearly a whole multiple of the median; 0 otherwise. */
    private long missingIn(double gap) {
        long multiple = Math.round(gap / median);
        return multiple > 1 && Math.abs(gap / median - multiple) <= NEAR_MULTIPLE ? multiple - 1 : 0;
    }

    private boolean unexplained() {
        for (double gap : gaps) {
            if (!isUsual(gap) && missingIn(gap) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Only a stack whose other steps agree can say that one is a multiple of them. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        long usual = Arrays.stream(gaps).filter(this::isUsual).count();
        if (usual * 2 <= gaps.length) {
            return missing;
        }
        for (int k = 0; k < gaps.length; k++) {
            long slices = missingIn(gaps[k]);
            if (slices > 0) {
                missing.add(String.format(
                        Locale.ROOT,
                        "%d %s missing between slice %d (%s) at %.3f mm and slice %d (%s) at %.3f mm: the step is %.3f mm, the median %.3f mm",
                        slices,
                        slices == 1 ? "slice is" : "slices are",
                        k,
                        labels.get(k),
                        geometry.slicePosition(k),
                        k + 1,
                        labels.get(k + 1),
                        geometry.slicePosition(k + 1),
                        gaps[k],
                        median));
            }
        }
        return missing;
    }

    /** "1.081 mm (1x), 4.002 mm (12x), 6.999 mm (14x)", or the range where there are many. */
    private String listed() {
        Map<Long, Integer> counts = new TreeMap<>();
        Map<Long, Double> first = new TreeMap<>();
        double least = Double.MAX_VALUE;
        double most = 0;
        for (double gap : gaps) {
            long step = Math.round(gap / LISTED_TO_MM);
            counts.merge(step, 1, Integer::sum);
            first.putIfAbsent(step, gap);
            least = Math.min(least, gap);
            most = Math.max(most, gap);
        }
        if (counts.size() > MOST_LISTED) {
            return String.format(Locale.ROOT, "%.3f to %.3f mm, median %.3f mm", least, most, median);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((step, count) -> parts.add(String.format(Locale.ROOT, "%.3f mm (%dx)", first.get(step), count)));
        return String.join(", ", parts);
    }
}
