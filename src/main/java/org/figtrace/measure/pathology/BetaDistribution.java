package org.figtrace.measure.pathology;

/** The beta distribution, by the continued fraction of the incomplete beta function (DLMF 8.17.22). */
final class BetaDistribution {
    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-15;
    /** Steps of the fraction go with the square root of the larger parameter; 2^31 needs less than this. */
    private static final int MOST_STEPS = 1_000_000;

    private BetaDistribution() {}

    /** I_x(a, b), for a and b above 0 and x from 0 to 1. */
    static double cumulative(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(GammaFunction.log(a + b)
                - GammaFunction.log(a)
                - GammaFunction.log(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
        // The fraction converges fast below the mean; above it the other tail does (DLMF 8.17.4).
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** Modified Lentz evaluation, doi 10.1364/AO.15.000668. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < ENOUGH) {
                return value;
            }
        }
        throw new IllegalStateException("the fraction of beta(" + a + ", " + b + ") at " + x + " did not converge");
    }

    private static double notZero(double v) {
        return Math.abs(v) < TINY ? TINY : v;
    }
}
