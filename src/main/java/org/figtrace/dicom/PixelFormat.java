package org.figtrace.dicom;

/**
 * The pixel description of an image (PS3.3 C.7.6.3) as {@link FrameReader} delivers it.
 *
 * @param samples 1, or 3 for colour (always interleaved in what is delivered)
 * @param signed Pixel Representation (0028,0103) is 1
 * @param photometricInterpretation of the delivered values, e.g. MONOCHROME2 or RGB
 */
public record PixelFormat(
        int columns,
        int rows,
        int samples,
        int bitsAllocated,
        int bitsStored,
        boolean signed,
        String photometricInterpretation) {
    /** The same with another meaning of its values. */
    public PixelFormat withPhotometricInterpretation(String other) {
        return new PixelFormat(columns, rows, samples, bitsAllocated, bitsStored, signed, other);
    }
}
