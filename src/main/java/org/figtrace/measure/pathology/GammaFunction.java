package org.figtrace.measure.pathology;

/** The logarithm of the gamma function and the distributions that rest on it. Relative error about 1e-13. */
final class GammaFunction {
    private static final double ENOUGH = 1e-16;
    /** Below this, the recurrence leads to where the asymptotic series is exact to double precision. */
    private static final double ASYMPTOTIC = 15;

    private GammaFunction() {}

    /** Stirling's series after the recurrence gamma(x + 1) = x gamma(x) (DLMF 5.11.1, 5.5.1), for x above 0. */
    static double log(double x) {
        double shift = 0;
        double z = x;
        for (; z < ASYMPTOTIC; z++) {
            shift += Math.log(z);
        }
        double w = 1 / (z * z);
        double series = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w / 1188)))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    /** P(a, x), the regularised lower incomplete gamma function, by its series (DLMF 8.11.4), for a above 0. */
    static double regularisedLower(double a, double x) {
        if (x <= 0) {
            return 0;
        }
        double term = 1 / a;
        double sum = term;
        for (double n = a + 1; term > sum * ENOUGH; n++) {
            term *= x / n;
            sum += term;
        }
        return Math.min(1, sum * Math.exp(a * Math.log(x) - x - log(a)));
    }
}
