package org.figtrace.measure;

import org.figtrace.geometry.Segment;

/**
 * The longest diameter of a lesion on one slice and the short axis perpendicular to it on the same slice (RECIST 1.1,
 * doi 10.1016/j.ejca.2008.10.026; WHO handbook for reporting results of cancer treatment, 1979). Lengths and points
 * are in the unit of the geometry they were taken from.
 *
 * @param slice counts from 0 along the normal
 */
public record Bidirectional(
        Segment longAxis, Segment shortAxis, int slice, ShortAxisRule shortAxisRule, EndPointRule endPointRule) {
    public Bidirectional {
        if (slice < 0) {
            throw new IllegalArgumentException("slices count from 0, not " + slice);
        }
    }

    /** Longest diameter x greatest perpendicular, in square units. */
    public double whoProduct() {
        return longAxis.length() * shortAxis.length();
    }
}
