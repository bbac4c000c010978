package org.figtrace.measure.bone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.SlicePlane;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/** One measurement of bone destruction, step by step. */
final class BoneMeasurement {
    /** Bone this far around the lesion tells the shape of the skull. */
    static final double RING_MM = 20;

    /** A lesion that reaches this far over the plane crosses it: as exact as a plane is found, and a voxel more. */
    private static final double CROSSING_MM = 1;

    /** A mask of another file is on the same grid when no corner differs by more than this part of a voxel. */
    private static final double SAME_GRID = 0.1;

    private static final String REMAINING = "the references that remain are closed and a drawn region";

    private static final double LEAST_MATCHED = 0.6;
    private static final double MOST_UNKNOWN = 0.05;
    private static final double TELLING_PART = 0.05;

    private final Volume volume;
    private final VolumeGeometry geometry;
    private final BoneParameters parameters;
    private final Progress progress;
    private final Mask lesion;
    private final List<String> warnings;

    BoneMeasurement(Volume volume, Mask lesion, BoneParameters parameters, Progress progress)
            throws NotMeasurableException {
        this.volume = volume;
        this.geometry = volume.geometry();
        this.parameters = parameters;
        this.progress = progress;
        this.warnings = new ArrayList<>(volume.warnings());
        requireCt();
        this.lesion = onGrid(lesion, "the lesion");
        if (this.lesion.isEmpty()) {
            throw new NotMeasurableException("the lesion holds no voxel; there is nothing to measure");
        }
        warnAboutImage();
    }

    private void requireCt() throws NotMeasurableException {
        if (!volume.valueUnit().equals(ValueUnit.HOUNSFIELD)) {
            throw new NotMeasurableException("bone is told by HU, but the values of this image are "
                    + volume.valueUnit().symbol() + ": it is no calibrated CT");
        }
        if (!geometry.isCalibrated()) {
            throw new NotMeasurableException("the image has no spacing in mm, so no volume of bone can be told");
        }
        if (geometry.slices() < 2) {
            throw new NotMeasurableException(
                    "a single slice has no extent across it, so no volume of bone can be told");
        }
    }

    private Mask onGrid(Mask mask, String what) throws NotMeasurableException {
        VolumeGeometry other = mask.geometry();
        if (other == geometry) {
            return mask;
        }
        double finest = Math.min(geometry.columnSpacing(), geometry.rowSpacing());
        for (double gap : geometry.gaps()) {
            finest = Math.min(finest, gap);
        }
        if (geometry.unit() != other.unit() || !geometry.sameGridAs(other, SAME_GRID * finest)) {
            throw new NotMeasurableException(what + " is not on the grid of the image");
        }
        Mask moved = new Mask(geometry);
        for (int k = 0; k < geometry.slices(); k++) {
            moved.slice(k).or(mask.slice(k));
        }
        return moved;
    }

    private void warnAboutImage() {
        if (parameters.contrastEnhanced()) {
            warnings.add("contrast was given (0018,0010): enhanced vessels have the HU of bone and may count as bone");
        }
        double tilt = geometry.tiltDeg();
        if (tilt > VolumeGeometry.TILT_DEG && noWarningHas("tilt")) {
            warnings.add(String.format(Locale.ROOT, "the stack is tilted by %.1f degrees", tilt));
        }
        if (!geometry.hasEvenGaps() && noWarningHas("uneven")) {
            warnings.add("the gaps between slices are uneven");
        }
        double thickest = 0;
        for (double gap : geometry.gaps()) {
            thickest = Math.max(thickest, gap);
        }
        if (thickest > 3) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "slices are up to %.1f mm apart: bone that runs along them shows only as partial volume",
                    thickest));
        }
        if (!lesion.slice(0).isEmpty() || !lesion.slice(geometry.slices() - 1).isEmpty()) {
            warnings.add("the lesion reaches the first or last slice and may go on beyond it");
        }
    }

    private boolean noWarningHas(String word) {
        return volume.warnings().stream()
                .noneMatch(w -> w.toLowerCase(Locale.ROOT).contains(word));
    }

    BoneDestruction measured() throws NotMeasurableException {
        if (parameters.drawn().isPresent()) {
            Mask drawn = onGrid(parameters.drawn().get(), "the drawn reference");
            if (drawn.isEmpty()) {
                throw new NotMeasurableException("the drawn reference holds no voxel");
            }
            if (IntStream.range(0, geometry.slices())
                    .noneMatch(k -> lesion.slice(k).intersects(drawn.slice(k)))) {
                return againstHealthyBone(drawn);
            }
        }
        Optional<MidsagittalPlane> plane =
                parameters.reference() == BoneReference.MIRROR ? Optional.of(plane()) : Optional.empty();
        VoxelBox box = VoxelBox.around(lesion).grownBy(RING_MM, 2, geometry);
        PatientGrid grid = new PatientGrid(geometry);
        HounsfieldBlock hu = new HounsfieldBlock(grid, box, volume, progress);
        progress.update(0.4, "bone beside the lesion");
        BoneContent bone = content(hu, parameters.thresholdHu());
        Optional<HounsfieldBlock> opposite = plane.map(
                p -> new HounsfieldBlock(grid, box.mirrored(geometry, p).grownBy(3, 2, geometry), volume, progress));
        boolean isClosed = parameters.reference() == BoneReference.CLOSED;
        Optional<SkullShell> closed = isClosed ? Optional.of(closedShell(bone)) : Optional.empty();
        BoneContent reference = isClosed
                ? closed.orElseThrow().content(grid, box, progress)
                : reference(bone, plane, opposite, parameters.thresholdHu());
        BoneLoss loss = loss(bone, reference);
        check(loss);
        progress.update(0.6, "breach of the tables");
        Optional<SkullShell> shell = closed.or(() -> SkullShell.ofReference(reference, lesion, progress));
        Optional<ShellDefect> defect = shell.map(s -> ShellDefect.of(s, bone, reference, lesion, progress));
        defect.ifPresent(d -> warnings.addAll(d.doubts()));
        List<BoneSweepPoint> sweep = new ArrayList<>();
        // The shell is closed from the bone around the lesion; the other references need only the lesion itself.
        VoxelBox close =
                VoxelBox.around(lesion).grownBy(3 * parameters.marginMm() + parameters.closingMm(), 5, geometry);
        HounsfieldBlock sweepHu = isClosed ? hu : new HounsfieldBlock(grid, close, volume, progress);
        Optional<HounsfieldBlock> sweepOpposite = plane.map(
                p -> new HounsfieldBlock(grid, close.mirrored(geometry, p).grownBy(3, 2, geometry), volume, progress));
        for (double step : parameters.sweepHu()) {
            progress.update(0.7 + 0.3 * sweep.size() / parameters.sweepHu().size(), "other thresholds");
            sweep.add(sweepPoint(step, loss, sweepHu, plane, sweepOpposite));
        }
        return result(plane, loss, defect, sweep);
    }

    /** A region that was drawn elsewhere stands for what the lesion's bone was: volumes are compared, not voxels. */
    private BoneDestruction againstHealthyBone(Mask drawn) throws NotMeasurableException {
        warnings.add("the drawn reference lies apart from the lesion: its bone volume is compared, and no single voxel "
                + "is known to be lost");
        PatientGrid grid = new PatientGrid(geometry);
        HounsfieldBlock here =
                new HounsfieldBlock(grid, VoxelBox.around(lesion).grownBy(3, 2, geometry), volume, progress);
        HounsfieldBlock there =
                new HounsfieldBlock(grid, VoxelBox.around(drawn).grownBy(3, 2, geometry), volume, progress);
        double bone = BoneLoss.boneMm3(content(here, parameters.thresholdHu()), lesion);
        double healthy = BoneLoss.boneMm3(content(there, parameters.thresholdHu()), drawn);
        if (!(healthy > 0)) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT, "the drawn reference holds no bone at or above %.0f HU", parameters.thresholdHu()));
        }
        List<BoneSweepPoint> sweep = new ArrayList<>();
        for (double step : parameters.sweepHu()) {
            double threshold = parameters.thresholdHu() + step;
            double b = BoneLoss.boneMm3(content(here, threshold), lesion);
            double r = BoneLoss.boneMm3(content(there, threshold), drawn);
            sweep.add(new BoneSweepPoint(
                    threshold, r - b, r > 0 ? OptionalDouble.of(100 * (1 - b / r)) : OptionalDouble.empty()));
        }
        return new BoneDestruction(
                parameters.reference(),
                Optional.empty(),
                parameters.thresholdHu(),
                bone,
                healthy,
                healthy - bone,
                100 * (1 - bone / healthy),
                Optional.empty(),
                Optional.empty(),
                sweep,
                Optional.empty(),
                provenance());
    }

    /** Without definitions: the result itself knows which quantities it has. */
    private BoneProvenance provenance() {
        return new BoneProvenance(
                volume.calibration().spacingSource(),
                volume.calibration().valueSource(),
                SlicePlane.of(geometry),
                List.of(
                        geometry.columnSpacing(),
                        geometry.rowSpacing(),
                        geometry.sliceSpacing().orElseThrow()),
                geometry.tiltDeg(),
                parameters,
                List.of(),
                warnings);
    }

    private BoneDestruction result(
            Optional<MidsagittalPlane> plane, BoneLoss loss, Optional<ShellDefect> defect, List<BoneSweepPoint> sweep) {
        return new BoneDestruction(
                parameters.reference(),
                plane,
                parameters.thresholdHu(),
                loss.boneMm3(),
                loss.referenceMm3(),
                loss.lossMm3(),
                loss.percent(),
                defect.map(ShellDefect::thickness),
                defect.map(ShellDefect::breach),
                sweep,
                Optional.of(loss.missing()),
                provenance());
    }

    private MidsagittalPlane plane() throws NotMeasurableException {
        progress.update(0, "mid-sagittal plane");
        MidsagittalPlane plane = parameters
                .plane()
                .or(() -> SymmetryPlaneSearch.find(volume, progress))
                .orElseThrow(() -> new NotMeasurableException(
                        "no mid-sagittal plane was found: the scan holds too little bone on both sides; give the plane, "
                                + REMAINING));
        double left = 0;
        double right = 0;
        for (int k = 0; k < geometry.slices(); k++) {
            for (int b = lesion.slice(k).nextSetBit(0);
                    b >= 0;
                    b = lesion.slice(k).nextSetBit(b + 1)) {
                double d = plane.distance(geometry.toPatient(b % geometry.columns(), b / geometry.columns(), k));
                left = Math.max(left, d);
                right = Math.max(right, -d);
            }
        }
        if (left > CROSSING_MM && right > CROSSING_MM) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT,
                    "the lesion crosses the mid-sagittal plane (%.1f mm to the left and %.1f mm to the right of it), so "
                            + "its mirror image is no healthy bone; %s",
                    left,
                    right,
                    REMAINING));
        }
        if (plane.matched().orElse(1) < LEAST_MATCHED) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "only %.0f %% of the bone meets its mirror image: look at the mid-sagittal plane before you trust it",
                    100 * plane.matched().orElseThrow()));
        }
        return plane;
    }

    private BoneContent content(HounsfieldBlock hu, double thresholdHu) {
        return BoneContent.of(hu, thresholdHu, parameters.closingMm(), progress);
    }

    private BoneContent reference(
            BoneContent bone, Optional<MidsagittalPlane> plane, Optional<HounsfieldBlock> opposite, double thresholdHu)
            throws NotMeasurableException {
        switch (parameters.reference()) {
            case MIRROR -> {
                return content(opposite.orElseThrow(), thresholdHu).mirrored(bone.box(), plane.orElseThrow(), progress);
            }
            case CLOSED -> {
                return closedShell(bone).content(bone.grid(), bone.box(), progress);
            }
            default -> {
                Mask drawn = onGrid(parameters.drawn().orElseThrow(), "the drawn reference");
                BitBlock bits = BoneLoss.block(drawn, bone.box());
                float[] share = new float[bone.box().voxels()];
                for (int n = 0; n < share.length; n++) {
                    int columns = bone.box().columns();
                    int rows = bone.box().rows();
                    share[n] = bits.get(n % columns, n / columns % rows, n / (columns * rows)) ? 1 : 0;
                }
                return BoneContent.known(bone.grid(), bone.box(), share);
            }
        }
    }

    private SkullShell closedShell(BoneContent bone) throws NotMeasurableException {
        return SkullShell.closed(bone, lesion, parameters.marginMm() + parameters.closingMm(), progress)
                .orElseThrow(() -> new NotMeasurableException("the bone within " + (int) RING_MM
                        + " mm of the lesion is no shell that can be closed over it; the references that remain are mirror "
                        + "and a drawn region"));
    }

    private BoneLoss loss(BoneContent bone, BoneContent reference) {
        return BoneLoss.of(
                bone, reference, lesion, parameters.marginMm(), parameters.reference() == BoneReference.DRAWN);
    }

    private void check(BoneLoss loss) throws NotMeasurableException {
        if (loss.unknown() > MOST_UNKNOWN * lesion.count()) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT,
                    "the mirror image of the lesion lies outside the scan for %.0f %% of it; the references that remain "
                            + "are closed and a drawn region",
                    100.0 * loss.unknown() / lesion.count()));
        }
        if (loss.touching() == 0 || !(loss.referenceMm3() > 0)) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT,
                    "the lesion touches no bone: neither the image at or above %.0f HU nor the %s reference has any in it",
                    parameters.thresholdHu(),
                    parameters.reference().word()));
        }
        if (loss.unknown() > 0) {
            warnings.add("voxels of the lesion whose mirror image lies outside the scan, left out: " + loss.unknown());
        }
        if (loss.beyondMm3() > TELLING_PART * loss.referenceMm3()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "bone is missing beyond the lesion too (%.0f mm3 just outside its margin): the outline may be too "
                            + "small",
                    loss.beyondMm3()));
        }
        if (loss.outsideReferenceMm3() > TELLING_PART * loss.referenceMm3()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the lesion holds %.0f mm3 of bone where the reference has none: new bone or asymmetry hides part of "
                            + "the loss",
                    loss.outsideReferenceMm3()));
        }
    }

    private BoneSweepPoint sweepPoint(
            double step,
            BoneLoss measured,
            HounsfieldBlock hu,
            Optional<MidsagittalPlane> plane,
            Optional<HounsfieldBlock> opposite)
            throws NotMeasurableException {
        double threshold = parameters.thresholdHu() + step;
        BoneLoss loss = measured;
        if (step != 0) {
            BoneContent bone = content(hu, threshold);
            loss = loss(bone, reference(bone, plane, opposite, threshold));
        }
        return new BoneSweepPoint(
                threshold,
                loss.lossMm3(),
                loss.referenceMm3() > 0 ? OptionalDouble.of(loss.percent()) : OptionalDouble.empty());
    }
}
