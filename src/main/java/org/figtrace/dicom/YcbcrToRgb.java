package org.figtrace.dicom;

/** Full-range YCbCr to RGB, ITU-T T.871 chapter 7, which is YBR_FULL of PS3.3 C.7.6.3.1.2. */
public final class YcbcrToRgb {
    private static final int FRACTION = 16;
    private static final int HALF = 1 << FRACTION - 1;
    private static final int RED_CR = fixed(1.402);
    private static final int GREEN_CB = fixed(0.114 * 1.772 / 0.587);
    private static final int GREEN_CR = fixed(0.299 * 1.402 / 0.587);
    private static final int BLUE_CB = fixed(1.772);

    private final int centre;
    private final int largest;

    /** @param precision bits per sample, at most 12 */
    public YcbcrToRgb(int precision) {
        centre = 1 << precision - 1;
        largest = (1 << precision) - 1;
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << FRACTION));
    }

    /** Converts three samples per pixel in place. */
    public void convert(byte[] pixels) {
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            int y = pixels[i] & 0xFF;
            int cb = (pixels[i + 1] & 0xFF) - centre;
            int cr = (pixels[i + 2] & 0xFF) - centre;
            pixels[i] = (byte) red(y, cr);
            pixels[i + 1] = (byte) green(y, cb, cr);
            pixels[i + 2] = (byte) blue(y, cb);
        }
    }

    /** Converts three samples per pixel in place. */
    public void convert(short[] pixels) {
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            int y = pixels[i] & 0xFFFF;
            int cb = (pixels[i + 1] & 0xFFFF) - centre;
            int cr = (pixels[i + 2] & 0xFFFF) - centre;
            pixels[i] = (short) red(y, cr);
            pixels[i + 1] = (short) green(y, cb, cr);
            pixels[i + 2] = (short) blue(y, cb);
        }
    }

    private int red(int y, int cr) {
        return limit(y + (RED_CR * cr + HALF >> FRACTION));
    }

    private int green(int y, int cb, int cr) {
        return limit(y + (HALF - GREEN_CB * cb - GREEN_CR * cr >> FRACTION));
    }

    private int blue(int y, int cb) {
        return limit(y + (BLUE_CB * cb + HALF >> FRACTION));
    }

    private int limit(int value) {
        return Math.max(0, Math.min(largest, value));
    }
}
