package org.figtrace.measure.bone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.Quantity;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * How much bone a lesion has destroyed on CT. No accepted score exists for the skull, so the components stand for
 * themselves; the pattern of destruction (modified Lodwick-Madewell) is a reader's choice and SINS is for the spine, so
 * neither is computed. docs/methods-bone.md has every definition with its formula and its known errors.
 *
 * @param plane the mid-sagittal plane, where the reference is mirrored across one
 * @param boneVolumeMm3 bone that remains in the region of {@link BoneLoss}
 * @param referenceVolumeMm3 bone that the reference has there
 * @param lossVolumeMm3 reference minus bone
 * @param lossPercent 100 (1 - bone / reference)
 * @param thickness empty where the reference is no shell
 * @param breach empty where the reference is no shell
 * @param lossMask voxels that lack at least half a voxel of bone; empty for a drawn region of healthy bone elsewhere
 */
public record BoneDestruction(
        BoneReference reference,
        Optional<MidsagittalPlane> plane,
        double thresholdHu,
        double boneVolumeMm3,
        double referenceVolumeMm3,
        double lossVolumeMm3,
        double lossPercent,
        Optional<ShellThickness> thickness,
        Optional<SkullBreach> breach,
        List<BoneSweepPoint> sweep,
        Optional<Mask> lossMask,
        BoneProvenance provenance) {
    public BoneDestruction {
        sweep = List.copyOf(sweep);
    }

    /**
     * Measures the bone that the lesion has destroyed.
     *
     * @param lesion on the grid of the volume
     * @throws NotMeasurableException where the image is no CT in HU, has no spacing or a single slice, the lesion is
     *     empty or meets no bone, or the reference does not exist; one sentence says why, and what remains
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public static BoneDestruction of(Volume volume, Mask lesion, BoneParameters parameters, Progress progress)
            throws NotMeasurableException {
        BoneDestruction measured = new BoneMeasurement(volume, lesion, parameters, progress).measured();
        List<String> definitions =
                measured.quantities().stream().map(Quantity::definition).toList();
        return measured.with(measured.provenance.with(definitions));
    }

    private BoneDestruction with(BoneProvenance complete) {
        return new BoneDestruction(
                reference,
                plane,
                thresholdHu,
                boneVolumeMm3,
                referenceVolumeMm3,
                lossVolumeMm3,
                lossPercent,
                thickness,
                breach,
                sweep,
                lossMask,
                complete);
    }

    /** Known numbers only, in the order of a table. */
    public List<Quantity> quantities() {
        String at = String.format(Locale.ROOT, " (bone at or above %.0f HU)", thresholdHu);
        List<Quantity> list = new ArrayList<>();
        list.add(new Quantity("bone volume", boneVolumeMm3, "mm3", "bone that remains in the region" + at));
        list.add(new Quantity(
                "reference bone volume", referenceVolumeMm3, "mm3", "bone of the " + reference.word() + " reference"));
        list.add(new Quantity("bone loss", lossVolumeMm3, "mm3", "reference bone minus remaining bone"));
        list.add(new Quantity("bone loss, percent", lossPercent, "%", "100 (1 - remaining / reference)"));
        thickness.ifPresent(t -> list.addAll(t.quantities()));
        breach.ifPresent(b -> list.addAll(b.quantities()));
        return List.copyOf(list);
    }

    /** The ratio of residual to reference thickness; empty where either is unknown. */
    public OptionalDouble thicknessRatio() {
        return thickness.isPresent()
                ? OptionalDouble.of(
                        thickness.get().residualMm() / thickness.get().referenceMm())
                : OptionalDouble.empty();
    }
}
