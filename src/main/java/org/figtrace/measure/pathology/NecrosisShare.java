package org.figtrace.measure.pathology;

import java.util.Optional;

/**
 * How much of the tumour is dead, in percent of its area, with bounds.
 *
 * @param part necrotic area in mm2, or grid points on necrosis
 * @param whole tumour area in the same unit, necrosis included, or grid points on tumour
 * @param bounds from the uncertainty of the areas, or of the points
 * @param method which bounds
 */
public record NecrosisShare(double part, double whole, double percent, PercentBounds bounds, String method) {
    public static final String DEFINITION =
            "100 x necrotic area / tumour area, necrosis included; by points on a grid the shares of points stand for areas"
                    + " (Delesse)";

    /**
     * From drawn areas.
     *
     * @param relativeUncertainty of either area, 0.1 for 10 %; the bounds take both at their worst
     * @throws IllegalArgumentException where the part is not within the whole
     */
    public static NecrosisShare ofAreas(double necroticMm2, double tumourMm2, double relativeUncertainty) {
        if (!(tumourMm2 > 0) || Double.isInfinite(tumourMm2) || !(necroticMm2 >= 0) || necroticMm2 > tumourMm2) {
            throw new IllegalArgumentException(
                    "necrosis of " + necroticMm2 + " mm2 in a tumour of " + tumourMm2 + " mm2 is no share");
        }
        if (!(relativeUncertainty >= 0 && relativeUncertainty < 1)) {
            throw new IllegalArgumentException("an area known to " + relativeUncertainty + " of itself");
        }
        double percent = 100 * necroticMm2 / tumourMm2;
        double worst = (1 + relativeUncertainty) / (1 - relativeUncertainty);
        return new NecrosisShare(
                necroticMm2,
                tumourMm2,
                percent,
                PercentBounds.between(percent / worst, Math.min(100, percent * worst)),
                "both areas at the ends of their uncertainty");
    }

    /**
     * From points of a grid laid at random; bounds are the Clopper-Pearson interval, as if points were independent.
     *
     * @throws IllegalArgumentException where the part is not within the whole
     */
    public static NecrosisShare ofPoints(long onNecrosis, long onTumour, double level) {
        ConfidenceInterval i = ConfidenceInterval.clopperPearson(onNecrosis, onTumour, level);
        return new NecrosisShare(
                onNecrosis,
                onTumour,
                100.0 * onNecrosis / onTumour,
                PercentBounds.between(100 * i.low(), 100 * i.high()),
                i.method().description());
    }

    /** Empty where the bounds hold more than one extent; necrosis that was seen is more than none, whatever they say. */
    public Optional<NecrosisExtent> extent() {
        return NecrosisExtent.of(
                part > 0 && bounds.low() == 0
                        ? new PercentBounds(0, false, bounds.high(), bounds.highIncluded())
                        : bounds);
    }
}
