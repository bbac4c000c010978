package org.figtrace.dicom.codec.j2k;

/**
 * What an image has to be, known before its stream is opened. Nothing is allocated for a stream that says otherwise.
 *
 * @param samples components, the samples of a pixel
 * @param bitsAllocated 8 or 16: decides whether bytes or shorts are delivered
 */
public record ExpectedImage(int columns, int rows, int samples, int bitsAllocated) {
    /** Samples that any stream may hold, however few bytes it has: a blank image takes hardly any. */
    private static final long FREE_SAMPLES = 1 << 24;

    /** Samples beyond those that each byte of a stream may stand for. */
    private static final long SAMPLES_PER_BYTE = 1024;

    public ExpectedImage {
        if (columns < 1 || rows < 1 || samples < 1 || bitsAllocated != 8 && bitsAllocated != 16) {
            throw new IllegalArgumentException(columns + " x " + rows + " x " + samples + ", " + bitsAllocated);
        }
    }

    /** Samples in the image. */
    long size() {
        return (long) columns * rows * samples;
    }

    /** Refuses a large image that so few bytes can only pretend to hold. */
    void requireBytes(int bytes) throws J2kException {
        if (size() > Integer.MAX_VALUE - 8L) {
            throw new J2kException("an image of " + columns + " x " + rows + " x " + samples
                    + " samples is larger than an array can be");
        }
        if (size() > FREE_SAMPLES + SAMPLES_PER_BYTE * bytes) {
            throw new J2kException(bytes + " compressed bytes are too few to be trusted with " + columns + " x " + rows
                    + " pixels of " + samples + (samples == 1 ? " sample" : " samples"));
        }
    }
}
