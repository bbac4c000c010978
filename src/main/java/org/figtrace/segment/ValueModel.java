package org.figtrace.segment;

import java.util.Arrays;

/**
 * How likely a value is in the lesion and around it: two histograms, weighted by how surely each cell belongs to
 * either, smoothed by a Gaussian (Parzen window), with a share of outliers so that no single value decides. Histograms
 * make no assumption about the shape of the distribution, so necrosis beside solid tumour is one lesion.
 */
final class ValueModel {
    private static final double REACH = 10;
    private static final double BIN = 0.2;
    private static final int BINS = (int) (2 * REACH / BIN) + 1;

    /** Standard deviation of the Parzen window in robust standard deviations of the lesion. */
    private static final double WINDOW = 0.4;

    /** Share of cells that follow neither histogram: partial volume, vessels, artefacts. */
    private static final double OUTLIERS = 0.05;

    /**
     * Share of the surroundings that may have the values of the lesion, muscle beside a sarcoma above all. A value unlike
     * the lesion is strong evidence against it, one like the lesion only weak evidence for it: at most a factor of three.
     */
    private static final double ALIKE = 0.3;

    private final double centre;
    private final double scale;
    private final double[] logRatio;

    /**
     * @param inside weight of each cell as lesion
     * @param outside weight of each cell as surroundings
     */
    ValueModel(float[][] values, float[][] inside, float[][] outside) {
        double[] sure = sure(values, inside);
        this.centre = median(sure);
        double[] deviation = Arrays.stream(sure).map(v -> Math.abs(v - centre)).toArray();
        // The median absolute deviation of a normal distribution is 0.6745 of its standard deviation.
        double mad = median(deviation) / 0.6745;
        this.scale = mad > 0 ? mad : Math.max(1e-6, Math.abs(centre) * 1e-3);
        double[] in = histogram(values, inside);
        double[] out = histogram(values, outside);
        this.logRatio = new double[BINS];
        for (int b = 0; b < BINS; b++) {
            double rare = OUTLIERS / BINS;
            double around = ALIKE * in[b] + (1 - ALIKE) * out[b];
            logRatio[b] = Math.log(((1 - OUTLIERS) * in[b] + rare) / ((1 - OUTLIERS) * around + rare));
        }
    }

    /** Values of the cells that are more likely inside than not. */
    private static double[] sure(float[][] values, float[][] inside) {
        double[] sure = new double[1024];
        int n = 0;
        for (int z = 0; z < values.length; z++) {
            for (int i = 0; i < values[z].length; i++) {
                if (inside[z][i] > 0.6 && !Float.isNaN(values[z][i])) {
                    if (n == sure.length) {
                        sure = Arrays.copyOf(sure, 2 * n);
                    }
                    sure[n++] = values[z][i];
                }
            }
        }
        return Arrays.copyOf(sure, n);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double[] histogram(float[][] values, float[][] weights) {
        double[] raw = new double[BINS];
        double total = 0;
        for (int z = 0; z < values.length; z++) {
            for (int i = 0; i < values[z].length; i++) {
                if (!Float.isNaN(values[z][i])) {
                    raw[bin(values[z][i])] += weights[z][i];
                    total += weights[z][i];
                }
            }
        }
        double[] smooth = new double[BINS];
        int reach = (int) Math.ceil(3 * WINDOW / BIN);
        double norm = 0;
        for (int o = -reach; o <= reach; o++) {
            norm += Math.exp(-o * o * BIN * BIN / (2 * WINDOW * WINDOW));
        }
        for (int b = 0; b < BINS; b++) {
            for (int o = -reach; o <= reach; o++) {
                int to = Math.max(0, Math.min(BINS - 1, b + o));
                smooth[to] +=
                        raw[b] * Math.exp(-o * o * BIN * BIN / (2 * WINDOW * WINDOW)) / (norm * Math.max(total, 1e-9));
            }
        }
        return smooth;
    }

    private int bin(double value) {
        double t = Math.max(-REACH, Math.min(REACH, (value - centre) / scale));
        return (int) Math.round((t + REACH) / BIN);
    }

    /** Natural logarithm of how many times likelier the value is inside than outside. */
    double logRatio(double value) {
        return logRatio[bin(value)];
    }

    double centre() {
        return centre;
    }

    double scale() {
        return scale;
    }
}
