package org.figtrace.dicom.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the bits of one entropy-coded segment, the most significant bit of a byte first. The stuffing is taken out
 * once, when a segment is opened, so that the reservoir can be filled eight bytes at a time. Behind the last bit of a
 * segment only zeros are read; {@link #overrun()} tells that this happened.
 */
final class BitReader {
    /** How a coding keeps markers out of its entropy-coded data. */
    enum Stuffing {
        /** A zero byte follows each 0xFF (T.81 F.1.2.3). */
        ZERO_BYTE,
        /** A zero bit follows each 0xFF (T.87 A.1). */
        ZERO_BIT
    }

    /** Bits that are in the reservoir after {@link #fill()}. */
    static final int FILLED = 56;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int length;
    private long bitLength;
    private int next;
    private long reservoir;
    private int available;

    /** @param longestSegment bytes of the longest segment that will be opened */
    BitReader(int longestSegment) {
        bytes = new byte[longestSegment + 2 * Long.BYTES];
    }

    /**
     * Opens the entropy-coded segment that starts at {@code from}.
     *
     * @return where it ends: at the 0xFF of the next marker, or at {@code to}
     */
    int open(byte[] data, int from, int to, Stuffing stuffing) {
        int end = stuffing == Stuffing.ZERO_BYTE ? dropZeroBytes(data, from, to) : dropZeroBits(data, from, to);
        Arrays.fill(bytes, length, length + Long.BYTES, (byte) 0);
        next = 0;
        reservoir = 0;
        available = 0;
        return end;
    }

    private int dropZeroBytes(byte[] data, int from, int to) {
        int n = 0;
        int i = from;
        while (i < to) {
            byte b = data[i];
            if (b == (byte) 0xFF) {
                if (i + 1 >= to || data[i + 1] != 0) {
                    break;
                }
                i++;
            }
            bytes[n++] = b;
            i++;
        }
        length = n;
        bitLength = 8L * n;
        return i;
    }

    private int dropZeroBits(byte[] data, int from, int to) {
        int n = 0;
        int i = from;
        int pending = 0;
        int pendingBits = 0;
        int width = 8;
        while (i < to) {
            int b = data[i] & 0xFF;
            if (b == 0xFF && (i + 1 >= to || data[i + 1] < 0)) {
                break;
            }
            pending = pending << width | b;
            pendingBits += width;
            if (pendingBits >= 8) {
                pendingBits -= 8;
                bytes[n++] = (byte) (pending >>> pendingBits);
            }
            width = b == 0xFF ? 7 : 8;
            i++;
        }
        bitLength = 8L * n + pendingBits;
        if (pendingBits > 0) {
            bytes[n++] = (byte) (pending << 8 - pendingBits);
        }
        length = n;
        return i;
    }

    /** Makes at least {@link #FILLED} bits available. */
    void fill() {
        if (next < length) {
            reservoir |= (long) BIG_ENDIAN.get(bytes, next) >>> available;
        }
        int taken = 63 - available >>> 3;
        next += taken;
        available += taken << 3;
    }

    /** Makes at least this many bits available, at most {@link #FILLED}. */
    void require(int bits) {
        if (available < bits) {
            fill();
        }
    }

    /** The bits that come next, the first one in the sign bit; as many are valid as were required. */
    long peek() {
        return reservoir;
    }

    /** Drops bits that were required. */
    void skip(int bits) {
        reservoir <<= bits;
        available -= bits;
    }

    /** The next bits as an unsigned number, 0 to 31 of them. */
    int read(int bits) {
        require(bits);
        int value = (int) (reservoir >>> 1 >>> 63 - bits);
        skip(bits);
        return value;
    }

    /** Whether more bits were dropped than the segment has. */
    boolean overrun() {
        return 8L * next - available > bitLength;
    }
}
