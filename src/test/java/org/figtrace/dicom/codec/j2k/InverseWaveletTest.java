package org.figtrace.dicom.codec.j2k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Signals that the forward transforms of T.800 F.4 took apart, written down here sample by sample, come back. */
class InverseWaveletTest {
    private static final double[] LIFTING = {
        -1.586134342059924, -0.052980118572961, 0.882911075530934, 0.443506852043971
    };
    private static final double K = 1.230174104914001;

    /** The index of a sample of the mirrored signal (T.800 F.3.7). */
    private static int mirror(int i, int from, int to) {
        int period = 2 * (to - from - 1);
        int within = Math.floorMod(i - from, period);
        return from + Math.min(within, period - within);
    }

    /** F-9 and F-10; the signal stands at from, from + 1, ... */
    private static double[] forward53(double[] signal, int from) {
        int to = from + signal.length;
        double[] out = signal.clone();
        if (signal.length == 1) {
            out[0] *= from % 2 == 0 ? 1 : 2;
            return out;
        }
        for (int parity = 1; parity >= 0; parity--) {
            for (int i = from; i < to; i++) {
                if (i % 2 == parity) {
                    double sum = out[mirror(i - 1, from, to) - from] + out[mirror(i + 1, from, to) - from];
                    out[i - from] += parity == 1 ? -Math.floor(sum / 2) : Math.floor((sum + 2) / 4);
                }
            }
        }
        return out;
    }

    /** F-11. */
    private static double[] forward97(double[] signal, int from) {
        int to = from + signal.length;
        double[] out = signal.clone();
        if (signal.length == 1) {
            out[0] *= from % 2 == 0 ? 1 : 2;
            return out;
        }
        for (int step = 0; step < 4; step++) {
            for (int i = from; i < to; i++) {
                if (i % 2 == 1 - step % 2) {
                    out[i - from] +=
                            LIFTING[step] * (out[mirror(i - 1, from, to) - from] + out[mirror(i + 1, from, to) - from]);
                }
            }
        }
        for (int i = from; i < to; i++) {
            out[i - from] *= i % 2 == 0 ? 1 / K : K;
        }
        return out;
    }

    /** Columns, then rows; four subbands LL, HL, LH, HH, row by row. */
    private static double[][] forward(
            double[] image, Bounds at, UnaryOperator<double[]> columns, UnaryOperator<double[]> rows) {
        int width = at.width();
        int height = at.height();
        double[] out = image.clone();
        for (int x = 0; x < width; x++) {
            double[] column = new double[height];
            for (int y = 0; y < height; y++) {
                column[y] = out[y * width + x];
            }
            column = columns.apply(column);
            for (int y = 0; y < height; y++) {
                out[y * width + x] = column[y];
            }
        }
        double[][] bands = new double[4][width * height];
        int[] counts = new int[4];
        for (int y = 0; y < height; y++) {
            double[] row = new double[width];
            System.arraycopy(out, y * width, row, 0, width);
            row = rows.apply(row);
            for (int x = 0; x < width; x++) {
                int band = (at.x0() + x) % 2 + 2 * ((at.y0() + y) % 2);
                bands[band][counts[band]++] = row[x];
            }
        }
        return bands;
    }

    private static int[] whole(double[] values) {
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) values[i];
        }
        return out;
    }

    private static float[] real(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    /** 10, 20, 30, 50: high 20 - 20 = 0 and 50 - 30 = 20; low 10 + floor(2 / 4) = 10 and 30 + floor(22 / 4) = 35. */
    @Test
    void four_samples_are_put_together_by_hand() throws IOException {
        int[] empty = {};
        int[] low = {10, 35};
        int[] high = {0, 20};
        assertThat(InverseWavelet.join(new Bounds(0, 0, 4, 1), low, high, empty, empty))
                .containsExactly(10, 20, 30, 50);
        assertThat(InverseWavelet.join(new Bounds(0, 0, 1, 4), low, empty, high, empty))
                .containsExactly(10, 20, 30, 50);
    }

    @Test
    void every_small_image_comes_back_from_the_reversible_transform() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 600; i++) {
            Bounds at = place(random);
            double[] image = random.ints((long) at.width() * at.height(), -40000, 40000)
                    .asDoubleStream()
                    .toArray();
            double[][] bands = forward(image, at, s -> forward53(s, at.y0()), s -> forward53(s, at.x0()));
            assertThat(InverseWavelet.join(at, whole(bands[0]), whole(bands[1]), whole(bands[2]), whole(bands[3])))
                    .as("%s", at)
                    .isEqualTo(whole(image));
        }
    }

    @Test
    void every_small_image_comes_back_from_the_irreversible_transform() throws IOException {
        Random random = new Random(8);
        for (int i = 0; i < 600; i++) {
            Bounds at = place(random);
            double[] image =
                    random.doubles((long) at.width() * at.height(), -2000, 2000).toArray();
            double[][] bands = forward(image, at, s -> forward97(s, at.y0()), s -> forward97(s, at.x0()));
            float[] joined =
                    InverseFloatWavelet.join(at, real(bands[0]), real(bands[1]), real(bands[2]), real(bands[3]));
            for (int p = 0; p < image.length; p++) {
                // Floats of some thousands are exact to 0.0002; some twenty operations add up to ten times that.
                assertThat((double) joined[p]).as("%s", at).isCloseTo(image[p], within(0.005));
            }
        }
    }

    private static Bounds place(Random random) {
        int x = random.nextInt(4);
        int y = random.nextInt(4);
        return new Bounds(x, y, x + 1 + random.nextInt(9), y + 1 + random.nextInt(9));
    }
}
