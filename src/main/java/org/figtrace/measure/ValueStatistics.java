package org.figtrace.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Volume;

/**
 * The values of a volume inside a mask, in its value unit.
 *
 * @param voxels how many finite values were counted
 * @param notFinite how many were not numbers and were left out
 * @param mean arithmetic mean
 * @param standardDeviation of the population (divided by N, as IBSI ECT3 does for the variance)
 * @param median the 50th percentile
 * @param percentile10 with linear interpolation between order statistics (type 7 of Hyndman and Fan, doi
 *     10.1080/00031305.1996.10473566)
 * @param percentile90 likewise
 */
public record ValueStatistics(
        long voxels,
        long notFinite,
        double mean,
        double standardDeviation,
        double min,
        double max,
        double median,
        double percentile10,
        double percentile90) {

    /** Empty where the mask holds no finite value. The mask must be on the grid of the volume. */
    public static Optional<ValueStatistics> of(Volume volume, Mask mask) {
        double[] values = new double[Math.toIntExact(mask.count())];
        int n = 0;
        for (int k = 0; k < volume.geometry().slices(); k++) {
            BitSet slice = mask.slice(k);
            double slope = volume.slope(k);
            double intercept = volume.intercept(k);
            for (int index = slice.nextSetBit(0); index >= 0; index = slice.nextSetBit(index + 1)) {
                double value = slope * volume.voxels().stored(k, index) + intercept;
                if (Double.isFinite(value)) {
                    values[n++] = value;
                }
            }
        }
        if (n == 0) {
            return Optional.empty();
        }
        Arrays.parallelSort(values, 0, n);
        double sum = 0;
        for (int p = 0; p < n; p++) {
            sum += values[p];
        }
        double mean = sum / n;
        double squares = 0;
        for (int p = 0; p < n; p++) {
            squares += (values[p] - mean) * (values[p] - mean);
        }
        return Optional.of(new ValueStatistics(
                n,
                values.length - n,
                mean,
                Math.sqrt(squares / n),
                values[0],
                values[n - 1],
                percentile(values, n, 0.5),
                percentile(values, n, 0.1),
                percentile(values, n, 0.9)));
    }

    private static double percentile(double[] sorted, int n, double fraction) {
        double rank = fraction * (n - 1);
        int below = (int) rank;
        double rest = rank - below;
        return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }
}
