package org.figtrace.measure.bone;

import java.util.List;
import java.util.Optional;
import org.figtrace.volume.Mask;

/**
 * How bone destruction is measured.
 *
 * @param plane the mid-sagittal plane where a reader gives it; otherwise it is found
 * @param drawn the bone that the reader draws, for {@link BoneReference#DRAWN} alone
 * @param thresholdHu bone is at or above this
 * @param sweepHu what is added to the threshold in turn, to see how far the answer depends on it
 * @param closingMm radius of the ball that closes pores of the bone
 * @param marginMm how far beyond the lesion missing bone still belongs to it, and at least one voxel
 * @param contrastEnhanced whether the series says that contrast was given (0018,0010)
 */
public record BoneParameters(
        BoneReference reference,
        Optional<MidsagittalPlane> plane,
        Optional<Mask> drawn,
        double thresholdHu,
        List<Double> sweepHu,
        double closingMm,
        double marginMm,
        boolean contrastEnhanced) {
    public static final double THRESHOLD_HU = 300;
    public static final List<Double> SWEEP_HU = List.of(-100.0, -50.0, 0.0, 50.0, 100.0);
    public static final double CLOSING_MM = 1.5;
    public static final double MARGIN_MM = 1.5;

    public BoneParameters {
        sweepHu = List.copyOf(sweepHu);
        if (!(thresholdHu > 0 && thresholdHu < 3000)) {
            throw new IllegalArgumentException("a bone threshold lies between 0 and 3000 HU, not " + thresholdHu);
        }
        for (double offset : sweepHu) {
            if (!Double.isFinite(offset)) {
                throw new IllegalArgumentException("a step of the sweep must be finite, not " + offset);
            }
        }
        if (!(closingMm >= 0 && closingMm <= 10 && marginMm >= 0 && marginMm <= 20)) {
            throw new IllegalArgumentException(
                    "closing is 0 to 10 mm and margin 0 to 20 mm, not " + closingMm + " and " + marginMm);
        }
        if (drawn.isPresent() != (reference == BoneReference.DRAWN)) {
            throw new IllegalArgumentException("a drawn region goes with the drawn reference and with no other");
        }
    }

    private static BoneParameters of(BoneReference reference, Optional<Mask> drawn) {
        return new BoneParameters(
                reference, Optional.empty(), drawn, THRESHOLD_HU, SWEEP_HU, CLOSING_MM, MARGIN_MM, false);
    }

    public static BoneParameters mirror() {
        return of(BoneReference.MIRROR, Optional.empty());
    }

    public static BoneParameters closed() {
        return of(BoneReference.CLOSED, Optional.empty());
    }

    public static BoneParameters drawn(Mask region) {
        return of(BoneReference.DRAWN, Optional.of(region));
    }

    public BoneParameters withThreshold(double hu) {
        return new BoneParameters(reference, plane, drawn, hu, sweepHu, closingMm, marginMm, contrastEnhanced);
    }

    public BoneParameters withPlane(MidsagittalPlane given) {
        return new BoneParameters(
                reference, Optional.of(given), drawn, thresholdHu, sweepHu, closingMm, marginMm, contrastEnhanced);
    }

    public BoneParameters withContrast(boolean enhanced) {
        return new BoneParameters(reference, plane, drawn, thresholdHu, sweepHu, closingMm, marginMm, enhanced);
    }
}
