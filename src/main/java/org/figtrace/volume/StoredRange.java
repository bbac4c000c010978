package org.figtrace.volume;

/** Stored values from the lowest to the highest, both included. */
public record StoredRange(double low, double high) {
    public StoredRange {
        if (!(low <= high)) {
            throw new IllegalArgumentException("a range must ascend, not from " + low + " to " + high);
        }
    }

    public boolean contains(double stored) {
        return stored >= low && stored <= high;
    }
}
