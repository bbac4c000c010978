package org.figtrace.measure.bone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * What the lesion has done to the shell of the skull: thickness, breach, gaps, area.
 *
 * <p>The shell is cut in {@link #LAYERS} layers between the tables. Bone is missing at a place of a layer where its share
 * of the voxels is less than half of the share that the reference has there, so that partial volume at the tables does
 * not look like a defect. Gaps and areas at the tables themselves are the layers' values continued to depth 0 and 1.
 *
 * <p>A table that merely lies deeper than the reference's is not open: the bone behind it must be thinner as well, by more
 * than partial volume can feign, and over more than a slice can hide.
 *
 * @param doubts one sentence for each opening that is not called one for these reasons
 */
record ShellDefect(ShellThickness thickness, SkullBreach breach, List<String> doubts) {
    static final int LAYERS = 7;

    /** Compact bone of a table: a surface that lies deeper than the reference's by less than this is asymmetry. */
    private static final double TABLE_MM = 1.5;

    /** A table is open where at least this much of it, in voxels of the slice, is missing. */
    private static final double LEAST_OPENING_VOXELS = 4;

    /** Bone this far beyond the reference's tables is the same bone, shifted: no head is its own mirror image. */
    private static final double SHIFT_MM = 3;

    /** Part of a voxel's width along the normal by which thick voxels may misjudge the thickness of a shell. */
    private static final double UNSURE_VOXELS = 0.5;

    /** Where more than this part of the reference is gone, no thickness of voxels explains it. */
    private static final double CERTAIN = 0.75;

    /** Directions whose thickness lacks at least this much belong to the defect. */
    private static final double THINNED = 0.15;

    /** A smaller part of the footprint than this is no defect. */
    private static final double LEAST_DEFECT = 0.02;

    static ShellDefect of(SkullShell shell, BoneContent bone, BoneContent reference, Mask lesion, Progress progress) {
        return new Measure(shell, bone, reference, lesion, progress).measured();
    }

    /**
     * One direction of the shell.
     *
     * @param showsMm less bone than this cannot be told from none
     * @param thinner whether the bone, shifted or not, is thinner than the reference beyond doubt
     * @param sliceMm what a slice takes up across itself
     */
    private record Ray(
            double areaMm2,
            double referenceMm,
            double residualMm,
            double showsMm,
            double depthMm,
            int missingLayers,
            boolean thinner,
            double sliceMm) {
        boolean lacks(int layer) {
            return (missingLayers >> layer & 1) != 0;
        }

        boolean opensFully() {
            return missingLayers == (1 << LAYERS) - 1 || residualMm < showsMm;
        }

        /** Whether a table is gone to its own depth, counted from the outside or from the inside. */
        boolean opens(boolean outer) {
            int layers = (int) Math.ceil(TABLE_MM / depthMm * LAYERS);
            for (int l = 0; l < Math.min(LAYERS, Math.max(2, layers)); l++) {
                if (!lacks(outer ? l : LAYERS - 1 - l)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Measure {
        private final SkullShell shell;
        private final BoneContent bone;
        private final BoneContent reference;
        private final Progress progress;
        private final PatientGrid grid;
        private final VoxelBox box;
        private final BitBlock near;
        private final double finest;

        Measure(SkullShell shell, BoneContent bone, BoneContent reference, Mask lesion, Progress progress) {
            this.shell = shell;
            this.bone = bone;
            this.reference = reference;
            this.progress = progress;
            this.grid = bone.grid();
            this.box = bone.box();
            this.near = BoneLoss.block(lesion, box).dilated(grid.geometry, BoneParameters.MARGIN_MM, 1);
            this.finest = Math.min(grid.geometry.columnSpacing(), grid.geometry.rowSpacing());
        }

        ShellDefect measured() {
            List<Ray> rays = IntStream.range(0, shell.size())
                    .parallel()
                    .mapToObj(this::rays)
                    .flatMap(List::stream)
                    .toList();
            double[] open = new double[LAYERS];
            for (Ray r : rays) {
                for (int l = 0; l < LAYERS; l++) {
                    open[l] += r.lacks(l) ? r.areaMm2() : 0;
                }
            }
            List<SliceGaps.OnSlice> gaps = new SliceGaps(shell, bone, reference, near).all(progress);
            Optional<SkullBreach.Gap> outer = widest(gaps, SliceGaps.OnSlice::outer);
            Optional<SkullBreach.Gap> inner = widest(gaps, SliceGaps.OnSlice::inner);
            Optional<SkullBreach.Gap> full = narrowest(gaps, outer, inner);
            List<String> doubts = new ArrayList<>();
            boolean outerOpen = outer.isPresent() && isOpen(rays, r -> r.opens(true), "the outer table", doubts);
            boolean innerOpen = inner.isPresent() && isOpen(rays, r -> r.opens(false), "the inner table", doubts);
            boolean fullOpen = full.isPresent() && isOpen(rays, Ray::opensFully, "the whole thickness", doubts);
            double through = area(rays, Ray::opensFully);
            int slices = IntStream.range(0, LAYERS)
                    .map(l ->
                            (int) gaps.stream().filter(g -> g.mm()[l] > finest).count())
                    .min()
                    .orElse(0);
            return new ShellDefect(
                    thickness(rays),
                    new SkullBreach(
                            outerOpen,
                            innerOpen,
                            fullOpen,
                            fullOpen ? full : Optional.empty(),
                            outerOpen ? outer : Optional.empty(),
                            innerOpen ? inner : Optional.empty(),
                            fullOpen ? slices : 0,
                            outerOpen ? SliceGaps.continued(open, 0) : 0,
                            fullOpen ? through : 0),
                    doubts);
        }

        /** A place is open where bone is missing beyond doubt over more than a slice can hide. */
        private boolean isOpen(List<Ray> rays, Predicate<Ray> opens, String what, List<String> doubts) {
            double slice =
                    rays.stream().filter(opens).mapToDouble(Ray::sliceMm).max().orElse(0);
            double pixels = LEAST_OPENING_VOXELS * grid.geometry.columnSpacing() * grid.geometry.rowSpacing();
            boolean open = area(rays, opens.and(Ray::thinner)) > Math.max(pixels, slice * slice);
            double seeming = area(rays, opens);
            if (!open && seeming > pixels) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "%s of the bone seems to be missing over %.0f mm2, but asymmetry or partial volume of slices of "
                                + "%.1f mm explains it: it is not called open",
                        what,
                        seeming,
                        slice));
            }
            return open;
        }

        private static double area(List<Ray> rays, Predicate<Ray> of) {
            return rays.stream().filter(of).mapToDouble(Ray::areaMm2).sum();
        }

        private Optional<SkullBreach.Gap> widest(List<SliceGaps.OnSlice> gaps, ToDoubleFunction<SliceGaps.OnSlice> of) {
            return gaps.stream()
                    .max(Comparator.comparingDouble(of))
                    .map(g -> new SkullBreach.Gap(of.applyAsDouble(g), g.slice()))
                    .filter(g -> g.mm() > finest);
        }

        /**
         * A hole lets through what passes its narrowest layer: of the widest gaps of the layers and the tables the least.
         * A hole that climbs through the bone is widest on other slices at each layer.
         */
        private Optional<SkullBreach.Gap> narrowest(
                List<SliceGaps.OnSlice> gaps, Optional<SkullBreach.Gap> outer, Optional<SkullBreach.Gap> inner) {
            List<Optional<SkullBreach.Gap>> all = new ArrayList<>(List.of(outer, inner));
            for (int l = 0; l < LAYERS; l++) {
                int layer = l;
                all.add(widest(gaps, g -> g.mm()[layer]));
            }
            return all.stream().anyMatch(Optional::isEmpty)
                    ? Optional.empty()
                    : all.stream().map(Optional::get).min(Comparator.comparingDouble(SkullBreach.Gap::mm));
        }

        private List<Ray> rays(int q) {
            progress.checkCancelled();
            List<Ray> rays = new ArrayList<>();
            double[] ijk = new double[3];
            for (int p = 1; p < shell.size() - 1; p++) {
                if (q < 1 || q >= shell.size() - 1) {
                    continue;
                }
                Vector3 d = shell.direction(p, q);
                double outer = shell.outer(p, q);
                double inner = shell.inner(p, q);
                Vector3 across =
                        at(p + 1, q).minus(at(p - 1, q)).cross(at(p, q + 1).minus(at(p, q - 1)));
                if (Double.isNaN(outer + inner) || !across.isFinite() || !(across.length() > 0)) {
                    continue;
                }
                Vector3 n = across.normalized();
                double cosine = Math.abs(n.dot(d));
                if (n.dot(d) < 0) {
                    n = n.times(-1);
                }
                Vector3 surface = shell.centre.plus(d.times(outer));
                double depth = (outer - inner) * cosine;
                if (meetsLesion(surface, n, depth, ijk)) {
                    rays.add(ray(
                            surface, n, depth, shell.solidAngle(p, q) * outer * outer / Math.max(0.2, cosine), ijk));
                }
            }
            return rays;
        }

        private Vector3 at(int p, int q) {
            return shell.centre.plus(shell.direction(p, q).times(shell.outer(p, q)));
        }

        private boolean meetsLesion(Vector3 surface, Vector3 n, double depth, double[] ijk) {
            for (double s = 0; s <= depth; s += finest / 2) {
                if (isNear(surface.minus(n.times(s)), ijk)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isNear(Vector3 x, double[] ijk) {
            grid.index(x.x(), x.y(), x.z(), ijk);
            return near.get(
                    (int) Math.round(ijk[0]) - box.i0(),
                    (int) Math.round(ijk[1]) - box.j0(),
                    (int) Math.round(ijk[2]) - box.k0());
        }

        private Ray ray(Vector3 surface, Vector3 n, double depth, double area, double[] ijk) {
            int missing = 0;
            for (int l = 0; l < LAYERS; l++) {
                Vector3 x = surface.minus(n.times(depth * fraction(l)));
                grid.index(x.x(), x.y(), x.z(), ijk);
                if (bone.sample(ijk) < reference.sample(ijk) / 2) {
                    missing |= 1 << l;
                }
            }
            int k = Math.max(0, Math.min(grid.slices - 1, (int) Math.round(ijk[2])));
            // Half a voxel of partial volume on either side belongs to the bone.
            double width = grid.widthAlong(n.x(), n.y(), n.z(), k);
            double pad = 0.75 * width;
            double step = finest / 4;
            double wide = Math.max(pad, SHIFT_MM);
            double referenceMm = 0;
            double residualMm = 0;
            double lostMm = 0;
            for (double s = -wide; s < depth + wide; s += step) {
                Vector3 x = surface.minus(n.times(s + step / 2));
                grid.index(x.x(), x.y(), x.z(), ijk);
                double r = reference.sample(ijk);
                double b = bone.sample(ijk);
                if (!Double.isNaN(r + b)) {
                    lostMm += (r - b) * step;
                    if (s >= -pad && s < depth + pad) {
                        referenceMm += r * step;
                        residualMm += b * step;
                    }
                }
            }
            double telling = Math.min(CERTAIN * referenceMm, Math.max(TABLE_MM, UNSURE_VOXELS * width));
            return new Ray(
                    area,
                    referenceMm,
                    residualMm,
                    pad / 3,
                    depth,
                    missing,
                    lostMm >= telling,
                    grid.geometry.sliceExtent(k).orElseThrow());
        }

        private static double fraction(int layer) {
            return (layer + 0.5) / LAYERS;
        }

        private static ShellThickness thickness(List<Ray> rays) {
            List<Ray> defect = rays.stream()
                    .filter(r -> r.residualMm() < (1 - THINNED) * r.referenceMm())
                    .toList();
            double all = rays.stream().mapToDouble(Ray::areaMm2).sum();
            double thinned = defect.stream().mapToDouble(Ray::areaMm2).sum();
            List<Ray> used = thinned > LEAST_DEFECT * all ? defect : rays;
            return new ShellThickness(
                    median(used, Comparator.comparingDouble(Ray::residualMm)).residualMm(),
                    used.stream().mapToDouble(Ray::residualMm).min().orElse(0),
                    median(used, Comparator.comparingDouble(Ray::referenceMm)).referenceMm());
        }

        private static Ray median(List<Ray> rays, Comparator<Ray> order) {
            List<Ray> sorted = rays.stream().sorted(order).toList();
            double half = sorted.stream().mapToDouble(Ray::areaMm2).sum() / 2;
            double sum = 0;
            for (Ray r : sorted) {
                sum += r.areaMm2();
                if (sum >= half) {
                    return r;
                }
            }
            return sorted.get(sorted.size() - 1);
        }
    }
}
