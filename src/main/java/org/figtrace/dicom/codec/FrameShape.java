package org.figtrace.dicom.codec;

import org.figtrace.dicom.PixelFormat;

/**
 * What the data set says of one frame, and what its compressed stream has to agree with (PS3.3 C.7.6.3.1).
 *
 * @param columns Columns (0028,0011)
 * @param rows Rows (0028,0010)
 * @param samples Samples per Pixel (0028,0002)
 * @param bitsAllocated Bits Allocated (0028,0100), 8 or 16: decides whether bytes or shorts are delivered
 */
record FrameShape(int columns, int rows, int samples, int bitsAllocated) {
    /** The longest array that every Java machine can make. */
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /** @throws CodecException where a JPEG or JPEG-LS stream cannot hold such a frame */
    static FrameShape of(PixelFormat format) throws CodecException {
        if (format.bitsAllocated() != 8 && format.bitsAllocated() != 16) {
            throw new CodecException("Bits Allocated (0028,0100) is " + format.bitsAllocated()
                    + " where the transfer syntax allows 8 or 16");
        }
        return new FrameShape(format.columns(), format.rows(), format.samples(), format.bitsAllocated());
    }

    /** Samples in the frame. */
    long size() {
        return (long) columns * rows * samples;
    }

    /**
     * Refuses a frame that so few bytes cannot hold, before anything is allocated for it.
     *
     * @param leastBits the fewest bits that the coding can spend on this frame
     */
    void requireBits(long leastBits, int bytes) throws CodecException {
        if (size() > LONGEST_ARRAY) {
            throw new CodecException("a frame of " + columns + " x " + rows + " x " + samples
                    + " samples is larger than an array can be");
        }
        if (leastBits > 8L * bytes) {
            throw new CodecException(bytes + " compressed bytes cannot hold " + columns + " x " + rows + " pixels of "
                    + samples + (samples == 1 ? " sample" : " samples"));
        }
    }
}
