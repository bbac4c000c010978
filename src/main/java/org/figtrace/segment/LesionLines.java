package org.figtrace.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/** The lines that a reader drew across one lesion, grouped by slice. */
final class LesionLines {
    /**
     * Width of a lesion as a share of its longest diameter, where no second line tells: an assumption about compact
     * lesions, 0.78 +- 0.13, as three equally likely values of a normal distribution; never above 1, since the line is the longest
     * diameter.
     */
    private static final double[] WIDTHS = spread(0.78, 0.13, 1);

    /** Height along the slice normal as a share of the line: as high as long, but less sure than the width. */
    private static final double[] HEIGHTS = spread(1, 0.33, 2);

    /** How rough the surface is: the share of the semi-axis over which an ellipsoid fades. */
    static final double ROUGHNESS = 0.08;

    private final List<Segment> lines;
    private final Segment longest;
    private final ShapePrior prior;

    private LesionLines(List<Segment> lines, Segment longest, ShapePrior prior) {
        this.lines = lines;
        this.longest = longest;
        this.prior = prior;
    }

    /** Medians of the three thirds of a normal distribution lie at 0 and 0.967 standard deviations to either side. */
    private static double[] spread(double mean, double deviation, double most) {
        double[] quantiles = {-0.967, 0, 0.967};
        for (int q = 0; q < quantiles.length; q++) {
            quantiles[q] = Math.min(most, mean + deviation * quantiles[q]);
        }
        return quantiles;
    }

    static LesionLines of(VolumeGeometry g, List<Segment> lines) throws SegmentationException {
        if (lines.isEmpty()) {
            throw new SegmentationException("no line was drawn");
        }
        double shortest = 2 * Math.max(g.columnSpacing(), g.rowSpacing());
        Map<Integer, List<Segment>> bySlice = new TreeMap<>();
        for (Segment line : lines) {
            Drawn.requireInside(g, List.of(line.from(), line.to()), "end of the line");
            if (line.length() < shortest) {
                throw new SegmentationException(String.format(
                        java.util.Locale.ROOT,
                        "a line of %.2f %s is too short to segment from: it must cross at least two pixels, %.2f %s",
                        line.length(),
                        g.unit().symbol(),
                        shortest,
                        g.unit().symbol()));
            }
            int slice = (int) Math.round(g.toIndex(line.midpoint()).z());
            bySlice.computeIfAbsent(slice, k -> new ArrayList<>()).add(line);
        }
        Comparator<Segment> byLength = Comparator.comparingDouble(Segment::length);
        List<ShapePrior> priors = new ArrayList<>();
        for (List<Segment> drawn : bySlice.values()) {
            priors.add(prior(g, drawn.stream().max(byLength).orElseThrow(), drawn));
        }
        return new LesionLines(
                List.copyOf(lines), lines.stream().max(byLength).orElseThrow(), ShapePrior.anyOf(priors));
    }

    private static ShapePrior prior(VolumeGeometry g, Segment longest, List<Segment> drawn) {
        Vector3 along = longest.to().minus(longest.from()).normalized();
        double widest = 0;
        for (Segment other : drawn) {
            Vector3 d = other.to().minus(other.from());
            widest = Math.max(widest, d.minus(along.times(d.dot(along))).length());
        }
        double width = widest / longest.length();
        // A second line that crosses the first steeply enough is a width; a nearly parallel one is the same line again.
        double[] widths = width > 0.25 ? new double[] {Math.min(1, width)} : WIDTHS;
        return new EllipsoidPrior(longest, g.normal(), widths, HEIGHTS, ROUGHNESS);
    }

    ShapePrior prior() {
        return prior;
    }

    /** Length of the longest line. */
    double size() {
        return longest.length();
    }

    Vector3 middle() {
        return longest.midpoint();
    }

    /** How far the midpoint of any line lies from that of the longest. */
    double spread() {
        return lines.stream()
                .mapToDouble(l -> l.midpoint().distanceTo(middle()))
                .max()
                .orElse(0);
    }

    /** Points along the middle share of each line, no farther apart than the step. */
    List<Vector3> points(double share, double step) {
        List<Vector3> points = new ArrayList<>();
        for (Segment line : lines) {
            int n = (int) Math.ceil(share * line.length() / step);
            for (int s = 0; s <= n; s++) {
                points.add(line.from().towards(line.to(), (1 - share) / 2 + share * s / n));
            }
        }
        return points;
    }
}
