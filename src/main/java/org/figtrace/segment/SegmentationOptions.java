package org.figtrace.segment;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a reader may set.
 *
 * @param range values that the lesion may have; voxels outside are never part of it
 * @param smoothness 1 is the default; the length over which noise is evened out, in twentieths of the lesion's size.
 *     Half of it follows thin processes, twice of it bridges noise
 * @param maxExtent how far, in the length unit of the volume, the lesion may reach from the middle of what was drawn
 */
public record SegmentationOptions(Optional<ValueRange> range, double smoothness, OptionalDouble maxExtent) {
    public static final SegmentationOptions DEFAULT =
            new SegmentationOptions(Optional.empty(), 1, OptionalDouble.empty());

    public SegmentationOptions {
        if (!(smoothness > 0 && smoothness <= 10)) {
            throw new IllegalArgumentException("smoothness must be above 0 and at most 10, not " + smoothness);
        }
        if (maxExtent.isPresent() && !(maxExtent.getAsDouble() > 0 && Double.isFinite(maxExtent.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "the largest extent must be finite and above zero, not " + maxExtent.getAsDouble());
        }
    }

    public SegmentationOptions withRange(ValueRange values) {
        return new SegmentationOptions(Optional.of(values), smoothness, maxExtent);
    }
}
