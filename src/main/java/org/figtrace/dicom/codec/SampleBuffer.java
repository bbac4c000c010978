package org.figtrace.dicom.codec;

import java.util.Arrays;

/**
 * The decoded samples of one frame, interleaved by pixel, as bytes or as shorts. A frame far larger than its stream is
 * allocated as its rows arrive, since a few bytes may claim to be a long run of one value.
 */
final class SampleBuffer {
    /** Bytes of samples that are allocated for each byte of the stream before any is decoded. */
    private static final int TRUSTED_RATIO = 256;

    private final int columns;
    private final int rows;
    private final int samples;
    private int allocatedRows;
    private byte[] bytes;
    private short[] shorts;

    /**
     * The size of the shape must have been checked by {@link FrameShape#requireBits}.
     *
     * @param streamBytes length of the stream that is decoded
     */
    SampleBuffer(FrameShape shape, int streamBytes) {
        columns = shape.columns();
        rows = shape.rows();
        samples = shape.samples();
        long rowBytes = (long) columns * samples * shape.bitsAllocated() / 8;
        allocatedRows = (int) Math.max(1, Math.min(rows, (long) TRUSTED_RATIO * streamBytes / rowBytes));
        int size = allocatedRows * columns * samples;
        bytes = shape.bitsAllocated() == 8 ? new byte[size] : null;
        shorts = shape.bitsAllocated() == 8 ? null : new short[size];
    }

    /** byte[] or short[], to be asked for when every row is stored. */
    Object array() {
        return bytes != null ? bytes : shorts;
    }

    private void makeRoom(int row) {
        if (row < allocatedRows) {
            return;
        }
        allocatedRows = (int) Math.min(rows, 2L * allocatedRows);
        int size = allocatedRows * columns * samples;
        if (bytes != null) {
            bytes = Arrays.copyOf(bytes, size);
        } else {
            shorts = Arrays.copyOf(shorts, size);
        }
    }

    /**
     * Stores one row of one component. The rows of a component come in order.
     *
     * @param line holds the row's samples from {@code from} on, {@code step} apart
     * @param shift a point transform to undo: each sample is multiplied by 2^shift
     */
    void putRow(int row, int component, int[] line, int from, int step, int shift) {
        makeRoom(row);
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
