package org.figtrace.dicom.codec.j2k;

import java.util.Arrays;

/** A code block and the pieces of its bit stream that the packets bring (T.800 B.10.7). */
final class CodeBlock {
    private static final int FIRST_ARITHMETIC_PASSES = 10;

    final Bounds bounds;
    final int bitPlanes;
    private int lengthBits = 3;
    private int passes;

    /** Place, length and passes of each piece. */
    private int[] pieces = new int[3];

    private int pieceCount;

    /**
     * @param bounds in its subband
     * @param bitPlanes those that are coded, the empty ones above them left out
     */
    CodeBlock(Bounds bounds, int bitPlanes) {
        this.bounds = bounds;
        this.bitPlanes = bitPlanes;
    }

    /** Coding passes that have come so far. */
    int passes() {
        return passes;
    }

    /** The state variable Lblock. */
    int lengthBits() {
        return lengthBits;
    }

    void raiseLengthBits() {
        lengthBits++;
    }

    int pieces() {
        return pieceCount;
    }

    int pieceOffset(int piece) {
        return pieces[3 * piece];
    }

    int pieceLength(int piece) {
        return pieces[3 * piece + 1];
    }

    int piecePasses(int piece) {
        return pieces[3 * piece + 2];
    }

    /** The place is not known before the whole packet header is read; see {@link #place}. */
    void addPiece(int length, int itsPasses) {
        if (3 * pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieces.length);
        }
        pieces[3 * pieceCount + 1] = length;
        pieces[3 * pieceCount + 2] = itsPasses;
        pieceCount++;
        passes += itsPasses;
    }

    void place(int piece, int offset) {
        pieces[3 * piece] = offset;
    }

    /**
     * How many passes, from a given one on, belong to the same codeword segment (T.800 D.4.2 and table D.9).
     *
     * @param pass index from 0
     */
    static int passesToTermination(int pass, ComponentStyle style) {
        if (style.has(ComponentStyle.TERMINATE_ALL)) {
            return 1;
        }
        if (!style.has(ComponentStyle.BYPASS)) {
            return Integer.MAX_VALUE;
        }
        if (pass < FIRST_ARITHMETIC_PASSES) {
            return FIRST_ARITHMETIC_PASSES - pass;
        }
        // Two raw passes, then a cleanup pass.
        return switch ((pass - FIRST_ARITHMETIC_PASSES) % 3) {
            case 0 -> 2;
            default -> 1;
        };
    }

    /** Whether a pass is raw bits instead of arithmetically coded. */
    static boolean isRaw(int pass, ComponentStyle style) {
        return style.has(ComponentStyle.BYPASS)
                && pass >= FIRST_ARITHMETIC_PASSES
                && (pass - FIRST_ARITHMETIC_PASSES) % 3 != 2;
    }
}
