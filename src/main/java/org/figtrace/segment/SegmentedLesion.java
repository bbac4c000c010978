package org.figtrace.segment;

import java.util.List;
import org.figtrace.volume.Mask;

/**
 * A segmentation and how it came about.
 *
 * @param mask on the grid of the volume
 * @param method algorithm and what it started from
 * @param parameters every number that the result depends on
 * @param warnings sentences for the reader
 */
public record SegmentedLesion(Mask mask, String method, List<Parameter> parameters, List<String> warnings) {
    public SegmentedLesion {
        parameters = List.copyOf(parameters);
        warnings = List.copyOf(warnings);
    }

    /** A number that the result depends on; the unit is "1" for a ratio. */
    public record Parameter(String name, double value, String unit) {}
}
