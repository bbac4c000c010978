package org.figtrace.dicom.codec;

/** The decoded samples of one frame, interleaved by pixel, as bytes or as shorts. */
final class SampleBuffer {
    private final int columns;
    private final int samples;
    private final byte[] bytes;
    private final short[] shorts;

    /** The size of the shape must have been checked by {@link FrameShape#requireBits}. */
    SampleBuffer(FrameShape shape) {
        columns = shape.columns();
        samples = shape.samples();
        int size = Math.toIntExact(shape.size());
        bytes = shape.bitsAllocated() == 8 ? new byte[size] : null;
        shorts = shape.bitsAllocated() == 8 ? null : new short[size];
    }

    /** byte[] or short[]. */
    Object array() {
        return bytes != null ? bytes : shorts;
    }

    /**
     * Stores one row of one component.
     *
     * @param line holds the row's samples from {@code from} on, {@code step} apart
     * @param shift a point transform to undo: each sample is multiplied by 2^shift
     */
    void putRow(int row, int component, int[] line, int from, int step, int shift) {
        int to = row * columns * samples + component;
        int at = from;
        if (bytes != null) {
            for (int x = 0; x < columns; x++, at += step, to += samples) {
                bytes[to] = (byte) (line[at] << shift);
            }
        } else {
            for (int x = 0; x < columns; x++, at += step, to += samples) {
                shorts[to] = (short) (line[at] << shift);
            }
        }
    }
}
