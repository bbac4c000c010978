package org.figtrace.measure;

import java.util.List;
import java.util.Locale;

/**
 * How many voxels of a lesion fall into each of equally wide bins (IBSI reference manual, arXiv 1612.07003, section
 * 2.7). Bins count from 0 here, from 1 in IBSI.
 *
 * @param origin lower edge of the first bin, in the value unit
 * @param binWidth in the value unit
 * @param counts one per bin, empty bins included
 */
public record Histogram(Binning binning, double origin, double binWidth, List<Long> counts) {
    private static final int MAX_BINS = 1_000_000;

    public enum Binning {
        FIXED_BIN_SIZE("IBSI fixed bin size: floor((value - origin) / width)"),
        FIXED_BIN_NUMBER(
                "IBSI fixed bin number: floor(bins x (value - min) / (max - min)), the maximum in the last bin");

        private final String definition;

        Binning(String definition) {
            this.definition = definition;
        }

        public String definition() {
            return definition;
        }
    }

    public Histogram {
        counts = List.copyOf(counts);
        checkBins(counts.size());
    }

    static void checkBins(double bins) {
        if (!(bins >= 1 && bins <= MAX_BINS)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a histogram has 1 to %d bins, not %.0f", MAX_BINS, bins));
        }
    }

    public long voxels() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Where a bin begins, in the value unit; the upper edge of the last for {@code bin = counts().size()}. */
    public double edge(int bin) {
        return origin + bin * binWidth;
    }

    /** Intensity histogram entropy in bits, IBSI TLU2. */
    public double entropy() {
        double n = voxels();
        return -counts.stream()
                .filter(c -> c > 0)
                .mapToDouble(c -> c / n * (Math.log(c / n) / Math.log(2)))
                .sum();
    }

    /** Intensity histogram uniformity, IBSI BJ5W. */
    public double uniformity() {
        double n = voxels();
        return counts.stream().mapToDouble(c -> c / n * (c / n)).sum();
    }
}
