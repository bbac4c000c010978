package org.figtrace.segment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * A lesion from one line across it, from points, or from paint. A {@link RandomWalker} weighs where the lesion is
 * expected against what its values say, so that a weak edge is bridged by shape and a strong one is followed.
 *
 * <p>A line is taken for a longest diameter as RECIST 1.1 draws it: its ends lie on the border, and the lesion is
 * expected to be an ellipsoid about it (see {@link EllipsoidPrior}). Lengths are in the unit of the volume's geometry; a
 * volume in pixels is segmented in pixels. All functions are pure and give the same mask on any number of threads; they
 * throw {@link java.util.concurrent.CancellationException} when the progress asks for it.
 */
public final class LesionSegmentation {
    /** Length over which the random walker evens out, as a share of the lesion's size, for smoothness 1. */
    static final double SMOOTHING = 0.05;

    /** Standard deviation of the Gaussian that takes noise out of the values, as a share of the lesion's size. */
    static final double NOISE = 0.02;

    /** Cells along the size of a lesion. */
    private static final int CELLS = 40;

    /** Most cells along a side of the region, so that a small lesion in a wide region does not take all memory. */
    private static final int MOST_CELLS = 160;

    /** How far the region around a lesion goes from its middle, as a share of its size. */
    private static final double REGION = 0.9;

    /** Ends of a line are on the border by definition, so only this middle share of it is surely inside. */
    private static final double MIDDLE = 0.8;

    /** Largest radius that a lesion is looked for around a point, in mm or pixels, where nothing else is said. */
    private static final double SEED_REACH = 60;

    /** Values within this radius of a point are surely the lesion's, in mm or pixels. */
    private static final double SEED_RADIUS = 3;

    private LesionSegmentation() {}

    /**
     * @param lines each across the lesion from border to border; the longest of each slice is taken for its longest
     *     diameter there, others of that slice tell how wide it is
     * @param outside points that are not in the lesion, may be empty
     * @throws SegmentationException where a line leaves the volume, is too short, or nothing is left of the lesion
     */
    public static SegmentedLesion fromLine(
            Volume volume, List<Segment> lines, List<Vector3> outside, SegmentationOptions options, Progress progress)
            throws SegmentationException {
        VolumeGeometry g = volume.geometry();
        LesionLines drawn = LesionLines.of(g, lines);
        Drawn.requireInside(g, outside, "outside point");
        double size = drawn.size();
        double reach = options.maxExtent().orElse(REGION * size + drawn.spread());
        progress.update(0, "reading the values around the line");
        WorkingGrid grid = region(volume, drawn.middle(), reach, size, progress);
        LesionWalk walk = new LesionWalk(grid, size, options, progress);
        walk.expect(drawn.prior());
        walk.limit(drawn.middle(), reach);
        outside.forEach(p -> walk.seed(g.toIndex(p), false));
        List<Vector3> inside = drawn.points(MIDDLE, size / CELLS / 2);
        inside.forEach(p -> walk.seed(g.toIndex(p), true));
        float[][] probability = walk.solve(
                x -> walk.expect(Drift.of(grid, x, drawn.middle(), g.normal()).applied(drawn.prior())));
        return new Finish(volume, grid, options, progress)
                .of(walk.mask(probability), Drawn.voxels(g, inside), "line", size, reach, List.of());
    }

    /**
     * @param inside points of the lesion, best its middle
     * @param outside points that are not in the lesion, may be empty
     * @throws SegmentationException where a point leaves the volume or nothing is left of the lesion
     */
    public static SegmentedLesion fromSeeds(
            Volume volume, List<Vector3> inside, List<Vector3> outside, SegmentationOptions options, Progress progress)
            throws SegmentationException {
        VolumeGeometry g = volume.geometry();
        if (inside.isEmpty()) {
            throw new SegmentationException("no point inside the lesion was given");
        }
        Drawn.requireInside(g, inside, "seed");
        Drawn.requireInside(g, outside, "outside point");
        progress.update(0, "looking for the extent of the lesion");
        Vector3 middle = inside.get(0);
        double spread = inside.stream().mapToDouble(middle::distanceTo).max().orElse(0);
        double limit = options.maxExtent().orElse(SEED_REACH) + spread;
        SeedExtent extent =
                SeedExtent.of(region(volume, middle, limit, limit, progress), g, inside, SEED_RADIUS, limit, progress);
        double pixel = Math.max(g.columnSpacing(), g.rowSpacing());
        double radius = Math.max(2 * pixel, Math.max(extent.radius(), spread / 2));
        Vector3 centre = extent.centre();
        List<ShapePrior> balls = new ArrayList<>();
        for (double share : new double[] {0.75, 1, 1.3}) {
            Vector3 half = g.rowDirection().times(radius * share);
            Segment diameter = new Segment(centre.minus(half), centre.plus(half));
            double[] like = {0.85, 1, 1.15};
            balls.add(new EllipsoidPrior(diameter, g.normal(), like, like, LesionLines.ROUGHNESS));
        }
        double reach = Math.min(limit, 2 * REGION * radius + spread);
        double size = 2 * radius;
        WorkingGrid grid = region(volume, centre, reach + centre.distanceTo(middle), size, progress);
        LesionWalk walk = new LesionWalk(grid, size, options, progress);
        walk.expect(ShapePrior.oneOf(balls));
        outside.forEach(p -> walk.seed(g.toIndex(p), false));
        inside.forEach(p -> walk.seed(g.toIndex(p), true));
        List<String> warnings = extent.bounded()
                ? List.of()
                : List.of(
                        "the values around the seed hardly change with distance, so the size of the lesion is a guess;"
                                + " draw a line across it");
        return new Finish(volume, grid, options, progress)
                .of(walk.mask(walk.solve(x -> {})), Drawn.voxels(g, inside), "seed", size, reach, warnings);
    }

    /**
     * @param inside voxels that are lesion
     * @param outside voxels that are not, may be empty
     * @throws SegmentationException where nothing is painted inside, or a voxel is both
     */
    public static SegmentedLesion fromPaint(
            Volume volume, Mask inside, Mask outside, SegmentationOptions options, Progress progress)
            throws SegmentationException {
        VolumeGeometry g = volume.geometry();
        Painted paint = Painted.of(g, inside, outside);
        progress.update(0, "reading the values around the paint");
        double size = paint.size();
        double reach = options.maxExtent().orElse(paint.reach() + size / 2);
        WorkingGrid grid = region(volume, paint.middle(), reach, size, progress);
        LesionWalk walk = new LesionWalk(grid, size, options, progress);
        walk.expectNothing();
        walk.limit(paint.middle(), reach);
        paint.each(outside, index -> walk.seed(index, false));
        paint.each(inside, index -> walk.seed(index, true));
        Mask region = walk.mask(walk.solve(x -> {}));
        Mask painted = grid.cut(inside);
        Mask kept = grid.cut(outside);
        for (int k = 0; k < region.geometry().slices(); k++) {
            region.slice(k).or(painted.slice(k));
            region.slice(k).andNot(kept.slice(k));
        }
        return new Finish(volume, grid, options, progress).of(region, inside, "paint", size, reach, List.of());
    }

    private static WorkingGrid region(Volume volume, Vector3 middle, double reach, double size, Progress progress) {
        VolumeGeometry g = volume.geometry();
        Vector3 centre = g.toIndex(middle);
        double position = middle.dot(g.normal());
        // A sheared stack moves in its plane by the tangent of the tilt per unit along the normal.
        double wide = reach * (1 + Math.tan(Math.toRadians(g.tiltDeg())));
        int[] low = {
            (int) Math.floor(centre.x() - wide / g.columnSpacing()),
            (int) Math.floor(centre.y() - wide / g.rowSpacing()),
            (int) Math.floor(g.sliceIndexAt(position - reach))
        };
        int[] high = {
            (int) Math.ceil(centre.x() + wide / g.columnSpacing()),
            (int) Math.ceil(centre.y() + wide / g.rowSpacing()),
            (int) Math.ceil(g.sliceIndexAt(position + reach))
        };
        return new WorkingGrid(volume, low, high, Math.max(size / CELLS, 2 * reach / MOST_CELLS), progress);
    }

    /** From the voxels of the region that the walk took for lesion to the answer. */
    private record Finish(Volume volume, WorkingGrid grid, SegmentationOptions options, Progress progress) {
        SegmentedLesion of(Mask region, Mask seeds, String from, double size, double reach, List<String> before)
                throws SegmentationException {
            progress.update(0.95, "joining the voxels of the lesion");
            Mask piece = MaskComponents.touching(region, grid.cut(seeds), progress);
            Mask whole = MaskComponents.fillHoles(piece, progress);
            boolean cut = grid.reachesLimit(whole);
            Mask mask = grid.paste(whole);
            options.range().ifPresent(range -> keep(mask, range));
            if (mask.isEmpty()) {
                throw new SegmentationException("no lesion was found there"
                        + options.range()
                                .map(r -> " with values from " + r.low() + " to " + r.high())
                                .orElse(""));
            }
            List<String> warnings = new ArrayList<>(before);
            if (cut) {
                warnings.add("the lesion reaches the limit of the region that was searched; it may go on beyond");
            }
            progress.update(1, "segmented");
            return new SegmentedLesion(
                    mask, "random walker with priors from a " + from, parameters(size, reach), warnings);
        }

        private void keep(Mask mask, ValueRange range) {
            int columns = mask.geometry().columns();
            for (int k = 0; k < mask.geometry().slices(); k++) {
                BitSet bits = mask.slice(k);
                for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                    if (!range.contains(volume.value(b % columns, b / columns, k))) {
                        bits.clear(b);
                    }
                }
            }
        }

        private List<SegmentedLesion.Parameter> parameters(double size, double reach) {
            String length = volume.geometry().unit().symbol();
            List<SegmentedLesion.Parameter> all = new ArrayList<>();
            all.add(new SegmentedLesion.Parameter("size", size, length));
            all.add(new SegmentedLesion.Parameter("maxExtent", reach, length));
            all.add(new SegmentedLesion.Parameter("smoothness", options.smoothness(), "1"));
            all.add(new SegmentedLesion.Parameter("smoothingLength", SMOOTHING * options.smoothness() * size, length));
            all.add(new SegmentedLesion.Parameter("noiseFilter", NOISE * size, length));
            all.add(new SegmentedLesion.Parameter("cellColumns", grid.stepX(), length));
            all.add(new SegmentedLesion.Parameter("cellRows", grid.stepY(), length));
            OptionalDouble low =
                    options.range().stream().mapToDouble(ValueRange::low).findFirst();
            if (low.isPresent()) {
                String unit = volume.valueUnit().symbol();
                all.add(new SegmentedLesion.Parameter("low", low.getAsDouble(), unit));
                all.add(new SegmentedLesion.Parameter(
                        "high", options.range().get().high(), unit));
            }
            return all;
        }
    }
}
