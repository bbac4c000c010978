package org.figtrace.segment;

/** Values that a lesion may have, both ends included, in the unit of the volume. */
public record ValueRange(double low, double high) {
    public ValueRange {
        if (!(low <= high)) {
            throw new IllegalArgumentException("a value range goes from low to high, not from " + low + " to " + high);
        }
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
