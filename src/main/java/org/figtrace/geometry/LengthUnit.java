package org.figtrace.geometry;

/** What a length is in. An image without a spacing is measured in pixels, never in guessed millimetres. */
public enum LengthUnit {
    MILLIMETRE("mm"),
    PIXEL("px");

    private final String symbol;

    LengthUnit(String symbol) {
        this.symbol = symbol;
    }

    /** The UCUM symbol for millimetres, "px" for pixels. */
    public String symbol() {
        return symbol;
    }
}
