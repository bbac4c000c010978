package org.figtrace.dicom;

/**
 * A picture in colour: for display, not for measuring values.
 *
 * @param rgb red, green and blue of each pixel, 0 to 255, row by row
 */
public record ColourImage(int columns, int rows, byte[] rgb) {
    public ColourImage {
        if (columns < 1 || rows < 1 || rgb.length != 3L * columns * rows) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are no " + columns + " x " + rows + " pixels in colour");
        }
    }
}
