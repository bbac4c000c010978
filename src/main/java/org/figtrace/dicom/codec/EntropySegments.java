package org.figtrace.dicom.codec;

import java.io.IOException;
import java.io.InterruptedIOException;

/** The entropy-coded segments of one scan: one, or several with restart markers between them (T.81 B.2.1). */
final class EntropySegments {
    private final byte[] data;
    private final int limit;
    private final BitReader.Stuffing stuffing;
    private final BitReader bits;
    private int end;
    private int restarts;

    /** @param from where the first segment starts */
    EntropySegments(byte[] data, int from, int limit, BitReader.Stuffing stuffing) {
        this.data = data;
        this.limit = limit;
        this.stuffing = stuffing;
        bits = new BitReader(limit - from);
        end = bits.open(data, from, limit, stuffing);
    }

    BitReader bits() {
        return bits;
    }

    /** Where the marker stands that ends the segment now open. */
    int end() {
        return end;
    }

    /**
     * Refuses a segment whose bits ran out, and stops where the thread is interrupted. To be called for every row.
     *
     * @param row the row being decoded, from 0
     */
    void requireComplete(int row, int rows) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (bits.overrun()) {
            throw new CodecException("the compressed data ends in row " + (row + 1) + " of " + rows);
        }
    }

    /** Goes on to the segment behind the restart marker that is due, RST0 to RST7 in turn. */
    void restart(int row, int rows) throws IOException {
        requireComplete(row, rows);
        int at = end;
        while (at + 1 < limit && data[at + 1] == (byte) 0xFF) {
            at++;
        }
        if (at + 1 >= limit) {
            throw new CodecException("the compressed data ends in row " + (row + 1) + " of " + rows);
        }
        int due = 0xD0 + (restarts & 7);
        int found = data[at + 1] & 0xFF;
        if (found != due) {
            throw new CodecException("marker " + MarkerReader.name(found) + " stands where " + MarkerReader.name(due)
                    + " is due, in row " + (row + 1) + " of " + rows);
        }
        restarts++;
        end = bits.open(data, at + 2, limit, stuffing);
    }
}
