package org.figtrace.measure.pathology;

import java.util.Optional;

/** Tumour necrosis as FNCLCC scores it (doi 10.1002/ijc.2910330108, 10.1200/JCO.1997.15.1.350). */
public enum NecrosisExtent {
    NONE(0, "none"),
    LESS_THAN_HALF(1, "< 50 %"),
    HALF_OR_MORE(2, ">= 50 %");

    private static final double HALF = 50;

    private final int score;
    private final String words;

    NecrosisExtent(int score, String words) {
        this.score = score;
        this.words = words;
    }

    public int score() {
        return score;
    }

    public String words() {
        return words;
    }

    /** Empty where the bounds hold more than one extent: "&lt; 50 %" alone does not say that there is any. */
    public static Optional<NecrosisExtent> of(PercentBounds percent) {
        if (percent.high() == 0) {
            return Optional.of(NONE);
        }
        if (percent.low() >= HALF) {
            return Optional.of(HALF_OR_MORE);
        }
        boolean some = percent.low() > 0 || !percent.lowIncluded();
        boolean belowHalf = percent.high() < HALF || (percent.high() == HALF && !percent.highIncluded());
        return some && belowHalf ? Optional.of(LESS_THAN_HALF) : Optional.empty();
    }
}
