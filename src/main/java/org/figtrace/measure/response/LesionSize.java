package org.figtrace.measure.response;

import java.util.OptionalDouble;

/**
 * The size of a lesion on one date. Only the ratio of two sizes matters, so the unit is any, as long as it is one.
 *
 * @param value in the unit of the other size
 * @param standardUncertainty one standard deviation of the measurement in the same unit, where it is known
 */
public record LesionSize(Measure measure, double value, OptionalDouble standardUncertainty) {
    /** What was measured. */
    public enum Measure {
        VOLUME(1),
        /** A diameter stands for a volume that grows with its cube: the shape is taken to stay the same. */
        DIAMETER(3);

        private final int power;

        Measure(int power) {
            this.power = power;
        }

        /** Volume goes with the size to this power. */
        public int power() {
            return power;
        }
    }

    public LesionSize {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a size is a number above 0, not " + value);
        }
        standardUncertainty.ifPresent(u -> {
            if (!(u >= 0) || Double.isInfinite(u)) {
                throw new IllegalArgumentException("an uncertainty is a number from 0 on, not " + u);
            }
        });
    }

    public static LesionSize volume(double value) {
        return new LesionSize(Measure.VOLUME, value, OptionalDouble.empty());
    }

    public static LesionSize diameter(double value) {
        return new LesionSize(Measure.DIAMETER, value, OptionalDouble.empty());
    }

    public LesionSize within(double uncertainty) {
        return new LesionSize(measure, value, OptionalDouble.of(uncertainty));
    }

    /** Standard deviation of the logarithm of the volume, to first order. */
    OptionalDouble logVolumeUncertainty() {
        return standardUncertainty.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(measure.power() * standardUncertainty.getAsDouble() / value);
    }
}
