package org.figtrace.measure.pathology;

import java.util.function.DoubleUnaryOperator;

/**
 * An interval that holds the true value as often as its level says.
 *
 * @param level 0.95 for 95 %
 */
public record ConfidenceInterval(double low, double high, double level, Method method) {
    private static final int BISECTIONS = 200;

    public enum Method {
        /** Near its level on average; short where counts are small. */
        WILSON("Wilson score interval", "doi 10.1080/01621459.1927.10502953"),
        /** Never below its level. */
        CLOPPER_PEARSON("Clopper-Pearson exact binomial interval", "doi 10.1093/biomet/26.4.404"),
        /** Never below its level. */
        GARWOOD("Garwood exact Poisson interval", "doi 10.1093/biomet/28.3-4.437");

        private final String description;
        private final String source;

        Method(String description, String source) {
            this.description = description;
            this.source = source;
        }

        public String description() {
            return description;
        }

        public String source() {
            return source;
        }
    }

    public ConfidenceInterval {
        checkLevel(level);
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    /** Of a share, 0 to 1, of which some of many were counted. */
    public static ConfidenceInterval wilson(long some, long many, double level) {
        checkShare(some, many, level);
        double z2 = square(normalQuantile(level));
        double p = (double) some / many;
        double middle = (p + z2 / (2.0 * many)) / (1 + z2 / many);
        double half = Math.sqrt(z2 * (p * (1 - p) / many + z2 / (4.0 * many * many))) / (1 + z2 / many);
        return new ConfidenceInterval(
                some == 0 ? 0 : Math.max(0, middle - half),
                some == many ? 1 : Math.min(1, middle + half),
                level,
                Method.WILSON);
    }

    /** Of a share, 0 to 1, of which some of many were counted. */
    public static ConfidenceInterval clopperPearson(long some, long many, double level) {
        checkShare(some, many, level);
        double tail = (1 - level) / 2;
        double low = some == 0 ? 0 : crossing(x -> BetaDistribution.cumulative(some, many - some + 1.0, x), tail, 0, 1);
        double high = some == many
                ? 1
                : crossing(x -> BetaDistribution.cumulative(some + 1.0, many - some, x), 1 - tail, 0, 1);
        return new ConfidenceInterval(low, high, level, Method.CLOPPER_PEARSON);
    }

    /** Of the mean number of events where so many were counted. */
    public static ConfidenceInterval garwood(long count, double level) {
        checkLevel(level);
        if (count < 0) {
            throw new IllegalArgumentException("a count of " + count);
        }
        double tail = (1 - level) / 2;
        double far = count + 20 + 20 * Math.sqrt(count + 1.0) - 2 * Math.log(tail);
        double low = count == 0 ? 0 : crossing(x -> GammaFunction.regularisedLower(count, x), tail, 0, far);
        double high = crossing(x -> GammaFunction.regularisedLower(count + 1.0, x), 1 - tail, 0, far);
        return new ConfidenceInterval(low, high, level, Method.GARWOOD);
    }

    public ConfidenceInterval times(double factor) {
        return new ConfidenceInterval(factor * low, factor * high, level, method);
    }

    /** z with probability level between -z and z: P(1/2, z^2 / 2) = level. */
    private static double normalQuantile(double level) {
        return crossing(z -> GammaFunction.regularisedLower(0.5, z * z / 2), level, 0, 40);
    }

    /** Where a rising function crosses a value. */
    private static double crossing(DoubleUnaryOperator rising, double value, double from, double to) {
        double low = from;
        double high = to;
        for (int step = 0; step < BISECTIONS && low < high; step++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (rising.applyAsDouble(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double square(double v) {
        return v * v;
    }

    private static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level lies between 0 and 1, not at " + level);
        }
    }

    private static void checkShare(long some, long many, double level) {
        checkLevel(level);
        if (many < 1 || some < 0 || some > many) {
            throw new IllegalArgumentException(some + " of " + many + " is no share");
        }
    }
}
