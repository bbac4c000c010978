package org.figtrace.dicom.codec.j2k;

/** A rectangle of samples, the lower bounds included and the upper ones not, in whatever grid it is said of. */
record Bounds(int x0, int y0, int x1, int y1) {
    int width() {
        return Math.max(0, x1 - x0);
    }

    int height() {
        return Math.max(0, y1 - y0);
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    /** The part inside another rectangle; empty where they do not meet. */
    Bounds within(Bounds other) {
        return new Bounds(
                Math.max(x0, other.x0), Math.max(y0, other.y0), Math.min(x1, other.x1), Math.min(y1, other.y1));
    }

    /** As sampled at every dx-th column and dy-th row (T.800 B-12). */
    Bounds subsampled(int dx, int dy) {
        return new Bounds(ceilDiv(x0, dx), ceilDiv(y0, dy), ceilDiv(x1, dx), ceilDiv(y1, dy));
    }

    /** At a number of decomposition levels further down (T.800 B-14). */
    Bounds lowPass(int levels) {
        return band(levels, 0, 0);
    }

    /**
     * The subband of a decomposition level (T.800 B-15).
     *
     * @param xHigh 1 for horizontal high-pass
     * @param yHigh 1 for vertical high-pass
     */
    Bounds band(int level, int xHigh, int yHigh) {
        return new Bounds(
                shrink(x0, level, xHigh), shrink(y0, level, yHigh), shrink(x1, level, xHigh), shrink(y1, level, yHigh));
    }

    private static int shrink(int value, int level, int high) {
        if (level == 0) {
            return value;
        }
        long offset = high == 0 ? 0 : 1L << level - 1;
        return (int) (value - offset + (1L << level) - 1 >> level);
    }

    private static int ceilDiv(int value, int divisor) {
        return (int) (((long) value + divisor - 1) / divisor);
    }

    /** Cells of a grid of 2^xExponent by 2^yExponent samples that this touches; one axis. */
    static int cells(int low, int high, int exponent) {
        return high <= low ? 0 : (int) ((high + (1L << exponent) - 1 >> exponent) - (low >> exponent));
    }
}
