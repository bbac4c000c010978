package org.figtrace.dicom.codec.j2k;

import java.io.IOException;

/** The irreversible 9/7 transform back from subbands (T.800 F.3.8.2, table F.4). */
final class InverseFloatWavelet {
    private static final float K = 1.230174104914001f;

    /** Delta, gamma, beta and alpha, in the order in which they are undone: even samples, odd, even, odd. */
    private static final float[] LIFTING = {
        0.443506852043971f, 0.882911075530934f, -0.052980118572961f, -1.586134342059924f
    };

    private InverseFloatWavelet() {}

    /** As {@link InverseWavelet#join}. */
    static float[] join(Bounds bounds, float[] ll, float[] hl, float[] lh, float[] hh) throws IOException {
        int width = bounds.width();
        int height = bounds.height();
        float[] out = new float[width * height];
        int odd = bounds.x0() & 1;
        int lowWidth = InverseWavelet.lowCount(bounds.x0(), bounds.x1());
        int highWidth = width - lowWidth;
        for (int y = 0, low = 0, high = 0; y < height; y++) {
            Interruption.check();
            boolean isLow = (bounds.y0() + y & 1) == 0;
            // The scaling of the columns is done with that of the rows; a single sample is scaled by 1 or a half.
            float scale = height == 1 ? (isLow ? 1 : 0.5f) : isLow ? K : 1 / K;
            if (isLow) {
                joinRow(ll, low * lowWidth, hl, low * highWidth, odd, scale, out, y * width, width);
                low++;
            } else {
                joinRow(lh, high * lowWidth, hh, high * highWidth, odd, scale, out, y * width, width);
                high++;
            }
        }
        if (height > 1) {
            joinColumns(out, width, height, bounds.y0() & 1);
        }
        return out;
    }

    private static void joinRow(
            float[] low, int lowAt, float[] high, int highAt, int odd, float scale, float[] out, int at, int width) {
        float lowScale = width == 1 ? scale : scale * K;
        float highScale = width == 1 ? scale / 2 : scale / K;
        for (int i = at + odd, end = at + width, from = lowAt; i < end; i += 2) {
            out[i] = lowScale * low[from++];
        }
        for (int i = at + 1 - odd, end = at + width, from = highAt; i < end; i += 2) {
            out[i] = highScale * high[from++];
        }
        if (width == 1) {
            return;
        }
        int last = at + width - 1;
        for (int step = 0; step < LIFTING.length; step++) {
            float factor = LIFTING[step];
            int first = at + (odd + step & 1);
            if (first == at) {
                out[at] -= 2 * factor * out[at + 1];
                first += 2;
            }
            int i = first;
            for (; i < last; i += 2) {
                out[i] -= factor * (out[i - 1] + out[i + 1]);
            }
            if (i == last) {
                out[last] -= 2 * factor * out[last - 1];
            }
        }
    }

    private static void joinColumns(float[] out, int width, int height, int odd) throws IOException {
        // Each step follows the one before it one row behind.
        for (int y = 0; y < height + LIFTING.length - 1; y++) {
            Interruption.check();
            for (int step = 0; step < LIFTING.length; step++) {
                int row = y - step;
                if (row >= 0 && row < height && (row & 1) == (odd + step & 1)) {
                    int above = row == 0 ? 1 : row - 1;
                    int below = row == height - 1 ? row - 1 : row + 1;
                    lift(out, row * width, above * width, below * width, width, LIFTING[step]);
                }
            }
        }
    }

    private static void lift(float[] out, int at, int above, int below, int width, float factor) {
        for (int x = 0; x < width; x++) {
            out[at + x] -= factor * (out[above + x] + out[below + x]);
        }
    }
}
