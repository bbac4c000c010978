package org.figtrace.dicom.codec;

import java.util.Arrays;

/**
 * The inverse discrete cosine transform of 8 x 8 blocks (T.81 A.3.3), in floating point: rows, then columns, each split
 * into its even and its odd half. Not safe for use by several threads at once.
 */
final class InverseDct {
    private static final float HALF_ROOT = (float) (Math.sqrt(0.5) / 2);
    private static final float C1 = halfCosine(1);
    private static final float C2 = halfCosine(2);
    private static final float C3 = halfCosine(3);
    private static final float C5 = halfCosine(5);
    private static final float C6 = halfCosine(6);
    private static final float C7 = halfCosine(7);

    private final float[] work = new float[64];
    private final int shift;
    private final int largest;

    /** @param precision bits per sample */
    InverseDct(int precision) {
        shift = 1 << precision - 1;
        largest = (1 << precision) - 1;
    }

    private static float halfCosine(int sixteenths) {
        return (float) (Math.cos(sixteenths * Math.PI / 16) / 2);
    }

    /**
     * Transforms one block and shifts it to unsigned samples, which are rounded and limited to the precision.
     *
     * @param coefficients 64 dequantized coefficients, row by row
     * @param out the first of the eight rows of the block starts at {@code at}, the others {@code stride} further on
     */
    void transform(int[] coefficients, short[] out, int at, int stride) {
        for (int i = 0; i < 64; i += 8) {
            for (int j = i; j < i + 8; j++) {
                work[j] = coefficients[j];
            }
            oneDimension(i, 1);
        }
        for (int i = 0; i < 8; i++) {
            oneDimension(i, 8);
        }
        int to = at;
        for (int i = 0; i < 64; i += 8) {
            for (int j = 0; j < 8; j++) {
                out[to + j] = (short) limit(work[i + j]);
            }
            to += stride;
        }
    }

    /** What {@link #transform} gives for a block that has only a mean. */
    void fill(int dc, short[] out, int at, int stride) {
        short value = (short) limit(dc / 8f);
        for (int y = 0, to = at; y < 8; y++, to += stride) {
            Arrays.fill(out, to, to + 8, value);
        }
    }

    private int limit(float value) {
        return Math.max(0, Math.min(largest, (int) Math.floor(value + 0.5f) + shift));
    }

    private void oneDimension(int at, int step) {
        float[] w = work;
        float x0 = w[at];
        float x1 = w[at + step];
        float x2 = w[at + 2 * step];
        float x3 = w[at + 3 * step];
        float x4 = w[at + 4 * step];
        float x5 = w[at + 5 * step];
        float x6 = w[at + 6 * step];
        float x7 = w[at + 7 * step];

        float sum = (x0 + x4) * HALF_ROOT;
        float difference = (x0 - x4) * HALF_ROOT;
        float outer = x2 * C2 + x6 * C6;
        float inner = x2 * C6 - x6 * C2;
        float even0 = sum + outer;
        float even1 = difference + inner;
        float even2 = difference - inner;
        float even3 = sum - outer;

        float odd0 = x1 * C1 + x3 * C3 + x5 * C5 + x7 * C7;
        float odd1 = x1 * C3 - x3 * C7 - x5 * C1 - x7 * C5;
        float odd2 = x1 * C5 - x3 * C1 + x5 * C7 + x7 * C3;
        float odd3 = x1 * C7 - x3 * C5 + x5 * C3 - x7 * C1;

        w[at] = even0 + odd0;
        w[at + step] = even1 + odd1;
        w[at + 2 * step] = even2 + odd2;
        w[at + 3 * step] = even3 + odd3;
        w[at + 4 * step] = even3 - odd3;
        w[at + 5 * step] = even2 - odd2;
        w[at + 6 * step] = even1 - odd1;
        w[at + 7 * step] = even0 - odd0;
    }
}
