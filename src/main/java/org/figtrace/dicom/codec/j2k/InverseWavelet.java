package org.figtrace.dicom.codec.j2k;

import java.io.IOException;

/**
 * The reversible 5/3 transform back from subbands (T.800 annex F): rows first, then columns, as rounding asks for.
 */
final class InverseWavelet {
    private InverseWavelet() {}

    /**
     * Joins four subbands to the resolution above them.
     *
     * @param bounds of the result in its own grid, whose parities say where low-pass samples stand
     */
    static int[] join(Bounds bounds, int[] ll, int[] hl, int[] lh, int[] hh) throws IOException {
        int width = bounds.width();
        int height = bounds.height();
        int[] out = new int[width * height];
        int lowWidth = lowCount(bounds.x0(), bounds.x1());
        int highWidth = width - lowWidth;
        for (int y = 0, low = 0, high = 0; y < height; y++) {
            Interruption.check();
            if ((bounds.y0() + y & 1) == 0) {
                joinRow(ll, low * lowWidth, hl, low * highWidth, bounds.x0() & 1, out, y * width, width);
                low++;
            } else {
                joinRow(lh, high * lowWidth, hh, high * highWidth, bounds.x0() & 1, out, y * width, width);
                high++;
            }
        }
        joinColumns(out, width, height, bounds.y0() & 1);
        return out;
    }

    /** Samples at even places. */
    static int lowCount(int from, int to) {
        return (int) (((long) to + 1 >> 1) - ((long) from + 1 >> 1));
    }

    /** @param odd 1 where the first sample is high-pass */
    private static void joinRow(int[] low, int lowAt, int[] high, int highAt, int odd, int[] out, int at, int width) {
        for (int i = at + odd, end = at + width, from = lowAt; i < end; i += 2) {
            out[i] = low[from++];
        }
        for (int i = at + 1 - odd, end = at + width, from = highAt; i < end; i += 2) {
            out[i] = high[from++];
        }
        if (width == 1) {
            out[at] >>= odd;
            return;
        }
        int last = at + width - 1;
        // T.800 F-5 and F-6; beyond its ends a signal goes on mirrored.
        for (int i = at + odd; i <= last; i += 2) {
            int left = out[i == at ? i + 1 : i - 1];
            int right = out[i == last ? i - 1 : i + 1];
            out[i] -= left + right + 2 >> 2;
        }
        for (int i = at + 1 - odd; i <= last; i += 2) {
            int left = out[i == at ? i + 1 : i - 1];
            int right = out[i == last ? i - 1 : i + 1];
            out[i] += left + right >> 1;
        }
    }

    private static void joinColumns(int[] out, int width, int height, int odd) throws IOException {
        if (height == 1) {
            for (int x = 0; x < width; x++) {
                out[x] >>= odd;
            }
            return;
        }
        // The second step follows the first one row behind, while its rows are in the cache.
        for (int y = 0; y <= height; y++) {
            Interruption.check();
            if (y < height && (y & 1) == odd) {
                undoUpdate(
                        out, width * y, width * (y == 0 ? 1 : y - 1), width * (y == height - 1 ? y - 1 : y + 1), width);
            }
            int behind = y - 1;
            if (behind >= 0 && (behind & 1) != odd) {
                undoPrediction(
                        out,
                        width * behind,
                        width * (behind == 0 ? 1 : behind - 1),
                        width * (behind == height - 1 ? behind - 1 : behind + 1),
                        width);
            }
        }
    }

    private static void undoUpdate(int[] out, int at, int above, int below, int width) {
        for (int x = 0; x < width; x++) {
            out[at + x] -= out[above + x] + out[below + x] + 2 >> 2;
        }
    }

    private static void undoPrediction(int[] out, int at, int above, int below, int width) {
        for (int x = 0; x < width; x++) {
            out[at + x] += out[above + x] + out[below + x] >> 1;
        }
    }
}
