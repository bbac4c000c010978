package org.figtrace.dicom.codec.j2k;

/**
 * The MQ arithmetic decoder (T.800 annex C).
 *
 * <p>The state of a context has its probability Qe in the upper 16 bits, below it twice its index in table C.2, and its more
 * probable symbol in the lowest bit.
 */
final class MqDecoder {
    /** Columns of table C.2: Qe, NMPS, NLPS, SWITCH. */
    private static final int[][] TABLE = {
        {0x5601, 1, 1, 1},
        {0x3401, 2, 6, 0},
        {0x1801, 3, 9, 0},
        {0x0AC1, 4, 12, 0},
        {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0},
        {0x5601, 7, 6, 1},
        {0x5401, 8, 14, 0},
        {0x4801, 9, 14, 0},
        {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0},
        {0x2401, 12, 18, 0},
        {0x1C01, 13, 20, 0},
        {0x1601, 29, 21, 0},
        {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0},
        {0x5101, 17, 15, 0},
        {0x4801, 18, 16, 0},
        {0x3801, 19, 17, 0},
        {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0},
        {0x2801, 22, 19, 0},
        {0x2401, 23, 20, 0},
        {0x2201, 24, 21, 0},
        {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0},
        {0x1601, 27, 24, 0},
        {0x1401, 28, 25, 0},
        {0x1201, 29, 26, 0},
        {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0},
        {0x09C1, 32, 29, 0},
        {0x08A1, 33, 30, 0},
        {0x0521, 34, 31, 0},
        {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0},
        {0x0221, 37, 34, 0},
        {0x0141, 38, 35, 0},
        {0x0111, 39, 36, 0},
        {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0},
        {0x0025, 42, 39, 0},
        {0x0015, 43, 40, 0},
        {0x0009, 44, 41, 0},
        {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0},
        {0x5601, 46, 46, 0}
    };

    /** By low bits of a state: the state that follows. */
    private static final int[] AFTER_MPS = new int[2 * TABLE.length];

    private static final int[] AFTER_LPS = new int[2 * TABLE.length];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            for (int mps = 0; mps < 2; mps++) {
                AFTER_MPS[2 * i + mps] = state(TABLE[i][1], mps);
                AFTER_LPS[2 * i + mps] = state(TABLE[i][2], mps ^ TABLE[i][3]);
            }
        }
    }

    private final int[] states;
    private byte[] data;
    private int at;
    private int a;
    private int c;
    private int ct;

    MqDecoder(int contexts) {
        states = new int[contexts];
    }

    /**
     * Goes on where another one is; the contexts are shared with it. Made at the start of a loop and given back by
     * {@link #continueFrom} at its end, the registers are local to that loop and the machine can hold them in its own.
     */
    MqDecoder(MqDecoder other) {
        states = other.states;
        continueFrom(other);
    }

    /** Takes over the place of another one. */
    void continueFrom(MqDecoder other) {
        data = other.data;
        at = other.at;
        a = other.a;
        c = other.c;
        ct = other.ct;
    }

    private static int state(int index, int mps) {
        return TABLE[index][0] << 16 | 2 * index + mps;
    }

    /** Sets a context to an index of table C.2, its more probable symbol being 0. */
    void setState(int context, int index) {
        states[context] = state(index, 0);
    }

    /** Starts a codeword segment (T.800 C.3.5). Two bytes FF must stand behind its last byte. */
    void start(byte[] bytes, int from) {
        data = bytes;
        at = from;
        c = (bytes[from] & 0xFF) << 16;
        readByte();
        c <<= 7;
        ct -= 7;
        a = 0x8000;
    }

    /** Decodes one decision (T.800 C.3.2). */
    int decode(int context) {
        int state = states[context];
        int qe = state >>> 16;
        int bit = state & 1;
        a -= qe;
        if (c >>> 16 < qe) {
            if (a < qe) {
                states[context] = AFTER_MPS[state & 0x7F];
            } else {
                states[context] = AFTER_LPS[state & 0x7F];
                bit ^= 1;
            }
            a = qe;
        } else {
            c -= qe << 16;
            if ((a & 0x8000) != 0) {
                return bit;
            }
            if (a < qe) {
                states[context] = AFTER_LPS[state & 0x7F];
                bit ^= 1;
            } else {
                states[context] = AFTER_MPS[state & 0x7F];
            }
        }
        int shift = Integer.numberOfLeadingZeros(a) - 16;
        while (shift > ct) {
            a <<= ct;
            c <<= ct;
            shift -= ct;
            readByte();
        }
        a <<= shift;
        c <<= shift;
        ct -= shift;
        return bit;
    }

    /** T.800 C.3.4: behind a marker, which the end of a segment is taken for, come ones. */
    private void readByte() {
        if (data[at] == (byte) 0xFF) {
            int next = data[at + 1] & 0xFF;
            if (next > 0x8F) {
                c += 0xFF00;
                ct = 8;
            } else {
                at++;
                c += next << 9;
                ct = 7;
            }
        } else {
            at++;
            c += (data[at] & 0xFF) << 8;
            ct = 8;
        }
    }
}
