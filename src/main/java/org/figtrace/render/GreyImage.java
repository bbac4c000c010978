package org.figtrace.render;

/**
 * A picture of square pixels.
 *
 * @param pixels 0 black to 255 white as unsigned bytes, row by row
 */
public record GreyImage(int width, int height, byte[] pixels) {
    public GreyImage {
        if (width < 1 || height < 1 || pixels.length != width * height) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels do not make a picture of " + width + " x " + height);
        }
    }

    /** Grey of a pixel, 0 to 255. */
    public int grey(int x, int y) {
        return pixels[y * width + x] & 0xff;
    }
}
