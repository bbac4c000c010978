package org.figtrace.measure;

import java.util.Optional;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Volume;

/**
 * The values of a volume inside a mask, in its value unit.
 *
 * @param voxels how many finite values were counted
 * @param notFinite how many were not numbers and were left out
 * @param padding how many only fill what the scanner did not see and were left out
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
        long padding,
        double mean,
        double standardDeviation,
        double min,
        double max,
        double median,
        double percentile10,
        double percentile90) {

    /** Empty where the mask holds no finite value that is not padding. The mask must be on the grid of the volume. */
    public static Optional<ValueStatistics> of(Volume volume, Mask mask) {
        return ValueDistribution.of(volume, mask).map(ValueDistribution::statistics);
    }
}
