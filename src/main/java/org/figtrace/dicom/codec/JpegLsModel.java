package org.figtrace.dicom.codec;

/**
 * The adaptive model of a JPEG-LS scan (T.87 annex A): prediction, the statistics of 365 contexts and two more for the
 * ends of runs, and the Golomb codes whose lengths follow from them. One model serves all components of a scan.
 */
final class JpegLsModel {
    /** What is delivered where the code that comes next cannot be one. */
    static final int INVALID = -1;

    private static final int CONTEXTS = 365;
    /** Bits that hold nearly every code. */
    private static final int MOSTLY_ENOUGH = 48;

    private static final int MIN_C = -128;
    private static final int MAX_C = 127;

    /** Fields of a context, one after the other: A, B, C and N. The two run contexts hold Nn in the place of B. */
    private static final int FIELDS = 4;

    /** J of T.87 table A.1: binary order of the run length that one bit stands for. */
    private static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final BitReader bits;
    private final int[] contexts = new int[(CONTEXTS + 2) * FIELDS];
    private final byte[] quantized;
    private final int t3;
    private final int near;
    private final int step;
    private final int maxval;
    private final int range;
    private final int wrap;
    private final boolean powerOfTwo;
    private final int errorBits;
    private final int limit;
    private final int reset;

    JpegLsModel(JpegLsParameters parameters, BitReader bits) {
        this.bits = bits;
        t3 = parameters.t3();
        near = parameters.near();
        step = 2 * near + 1;
        maxval = parameters.maxval();
        range = parameters.range();
        wrap = range * step;
        powerOfTwo = near == 0 && (maxval & maxval + 1) == 0;
        errorBits = parameters.errorBits();
        limit = parameters.limit();
        reset = parameters.reset();
        quantized = new byte[2 * t3 + 1];
        for (int d = -t3; d <= t3; d++) {
            quantized[d + t3] = (byte) region(d, parameters);
        }
        restart();
    }

    /** Code segment A.4 of T.87: the region of a local gradient, -4 to 4. */
    private static int region(int gradient, JpegLsParameters p) {
        int size = Math.abs(gradient);
        int region = size <= p.near() ? 0 : size < p.t1() ? 1 : size < p.t2() ? 2 : size < p.t3() ? 3 : 4;
        return gradient < 0 ? -region : region;
    }

    /** Forgets all statistics (T.87 A.2.1). */
    void restart() {
        int a = Math.max(2, range + 32 >> 6);
        for (int i = 0; i < contexts.length; i += FIELDS) {
            contexts[i] = a;
            contexts[i + 1] = 0;
            contexts[i + 2] = 0;
            contexts[i + 3] = 1;
        }
    }

    /** The region of a local gradient, -4 to 4; beyond T3 they are all the same. */
    int quantize(int gradient) {
        return quantized[Math.max(-t3, Math.min(t3, gradient)) + t3];
    }

    /**
     * Decodes a sample in regular mode (T.87 A.4 to A.6).
     *
     * @param q the context, negative where its gradients have the opposite sign
     * @param ra left, {@code rb} above, {@code rc} above and left
     * @return the sample, or {@link #INVALID}
     */
    int regular(int q, int ra, int rb, int rc) {
        int sign = q >> 31;
        int at = ((q ^ sign) - sign) * FIELDS;
        int a = contexts[at];
        int b = contexts[at + 1];
        int c = contexts[at + 2];
        int n = contexts[at + 3];

        int predicted = Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
        predicted = Math.max(0, Math.min(maxval, predicted + ((c ^ sign) - sign)));

        int k = golombOrder(n, a);
        int mapped = golomb(k, limit);
        if (mapped < 0) {
            return INVALID;
        }
        int error = mapped >>> 1 ^ -(mapped & 1);
        if (k == 0 && near == 0 && 2 * b <= -n) {
            error = ~error;
        }
        update(at, a + Math.abs(error), b + error * step, c, n);
        return reconstruct(predicted + ((error ^ sign) - sign) * step);
    }

    /** Code segments A.12 and A.13 of T.87. */
    private void update(int at, int newA, int newB, int oldC, int oldN) {
        int a = newA;
        int b = newB;
        int c = oldC;
        int n = oldN;
        if (n == reset) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        // Without branches, which half of the samples would mispredict: all ones where b <= -n, or where b > 0.
        int below = b + n - 1 >> 31;
        int above = -b >> 31;
        b = Math.max(1 - n, Math.min(0, b + (n & below) - (n & above)));
        c = Math.max(MIN_C, Math.min(MAX_C, c + below - above));
        contexts[at] = a;
        contexts[at + 1] = b;
        contexts[at + 2] = c;
        contexts[at + 3] = n;
    }

    /**
     * Decodes the length of a run up to what ends it (T.87 A.7.1.2).
     *
     * @param runIndex the run index, by component
     * @param component whose index is used and moved on
     * @param longest samples left in the line
     * @return the length; less than {@code longest} where an interrupting sample follows
     */
    int run(int[] runIndex, int component, int longest) {
        int length = 0;
        while (bits.read(1) == 1) {
            int full = 1 << RUN_ORDER[runIndex[component]];
            if (full <= longest - length && runIndex[component] < 31) {
                runIndex[component]++;
            }
            length += Math.min(full, longest - length);
            if (length == longest) {
                return length;
            }
        }
        int rest = bits.read(RUN_ORDER[runIndex[component]]);
        return rest < longest - length ? length + rest : INVALID;
    }

    /** Moves a run index on behind the samples that interrupted a run (T.87 code segment A.16). */
    static void endRun(int[] runIndex, int component) {
        runIndex[component] = Math.max(0, runIndex[component] - 1);
    }

    /**
     * Decodes the sample that interrupts a run (T.87 A.7.2).
     *
     * @param alike whether it is predicted from a context in which left and above are alike (RItype 1)
     * @return the sample, or {@link #INVALID}
     */
    int interruption(int ra, int rb, boolean alike, int runIndex) {
        int type = alike ? 1 : 0;
        int at = (CONTEXTS + type) * FIELDS;
        int a = contexts[at];
        int negative = contexts[at + 1];
        int n = contexts[at + 3];
        int k = golombOrder(n, alike ? a + (n >> 1) : a);
        int mapped = golomb(k, limit - RUN_ORDER[runIndex] - 1);
        if (mapped < 0) {
            return INVALID;
        }
        // Code segments A.21 and A.22, read backwards: the parity tells the sign.
        int twice = mapped + type;
        int size = twice + 1 >> 1;
        boolean odd = (twice & 1) != 0;
        int error = odd == (k != 0 || 2 * negative >= n) ? -size : size;

        if (error < 0) {
            negative++;
        }
        a += mapped + 1 - type >> 1;
        if (n == reset) {
            a >>= 1;
            n >>= 1;
            negative >>= 1;
        }
        contexts[at] = a;
        contexts[at + 1] = negative;
        contexts[at + 3] = n + 1;
        if (alike) {
            return reconstruct(ra + error * step);
        }
        return reconstruct(rb + (ra > rb ? -error : error) * step);
    }

    /** k of T.87 code segment A.10: the smallest with n * 2^k at least a. */
    private static int golombOrder(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        return k + ((n << k) - a >>> 31);
    }

    /** A limited-length Golomb code (T.87 A.5.3), or {@link #INVALID} where no encoder writes such a one. */
    private int golomb(int k, int longest) {
        bits.require(MOSTLY_ENOUGH);
        int zeros = Long.numberOfLeadingZeros(bits.peek());
        if (zeros >= MOSTLY_ENOUGH) {
            // LIMIT is 64 and NEAR at most 255, so that an escape is 55 zeros and a one at most.
            bits.require(BitReader.FILLED);
            zeros = Long.numberOfLeadingZeros(bits.peek());
        }
        int most = longest - errorBits - 1;
        if (zeros < most) {
            if (zeros + k < MOSTLY_ENOUGH) {
                int value = zeros << k | (int) (bits.peek() << zeros + 1 >>> 1 >>> 63 - k);
                bits.skip(zeros + 1 + k);
                return value <= 2 * range ? value : INVALID;
            }
            bits.skip(zeros + 1);
            int value = zeros << k | bits.read(k);
            return value <= 2 * range ? value : INVALID;
        }
        bits.skip(most + 1);
        if (zeros > most) {
            return INVALID;
        }
        int value = bits.read(errorBits) + 1;
        return value <= 2 * range ? value : INVALID;
    }

    /** Takes a sample back into its range (T.87 A.4.4 and code segment A.8), as errors are coded modulo RANGE. */
    private int reconstruct(int sample) {
        if (powerOfTwo) {
            return sample & maxval;
        }
        int value = sample;
        if (value < -near) {
            value += wrap;
        } else if (value > maxval + near) {
            value -= wrap;
        }
        return Math.max(0, Math.min(maxval, value));
    }
}
