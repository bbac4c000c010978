package org.figtrace.volume;

/** The unit of a voxel value, "HU" only where the image says so. */
public record ValueUnit(String symbol) {
    public static final ValueUnit HOUNSFIELD = new ValueUnit("HU");

    /** MR signal and anything else without a physical unit. */
    public static final ValueUnit ARBITRARY = new ValueUnit("arbitrary");

    public ValueUnit {
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("a value unit needs a symbol");
        }
    }
}
