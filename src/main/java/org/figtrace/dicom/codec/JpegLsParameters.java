package org.figtrace.dicom.codec;

/**
 * The coding parameters of a JPEG-LS scan.
 *
 * @param maxval largest sample value
 * @param near largest difference of a decoded sample from the original; 0 is lossless
 * @param t1 first threshold of local gradients, t2 and t3 the others
 * @param reset count of samples at which the statistics of a context are halved
 */
record JpegLsParameters(int maxval, int near, int t1, int t2, int t3, int reset) {
    /** RESET without an LSE marker (T.87 table C.2). */
    private static final int DEFAULT_RESET = 64;

    /**
     * Preset parameters as an LSE marker of type 1 gives them (T.87 C.2.4.1.1), in which 0 stands for the default.
     *
     * @throws CodecException when they are outside the ranges of T.87 table C.1
     */
    static JpegLsParameters of(int precision, int near, int maxval, int t1, int t2, int t3, int reset)
            throws CodecException {
        int range = (1 << precision) - 1;
        int max = maxval == 0 ? range : maxval;
        if (max > range) {
            throw new CodecException("JPEG-LS MAXVAL " + max + " does not fit in " + precision + " bits");
        }
        if (near > Math.min(255, max / 2)) {
            throw new CodecException("JPEG-LS NEAR " + near + " is too large for samples up to " + max);
        }
        JpegLsParameters defaults = withDefaultThresholds(max, near);
        JpegLsParameters preset = new JpegLsParameters(
                max,
                near,
                t1 == 0 ? defaults.t1 : t1,
                t2 == 0 ? defaults.t2 : t2,
                t3 == 0 ? defaults.t3 : t3,
                reset == 0 ? DEFAULT_RESET : reset);
        if (preset.t1 <= near || preset.t2 < preset.t1 || preset.t3 < preset.t2 || preset.t3 > max) {
            throw new CodecException("JPEG-LS thresholds " + preset.t1 + ", " + preset.t2 + ", " + preset.t3
                    + " do not rise from above NEAR " + near + " to at most " + max);
        }
        if (preset.reset < 3 || preset.reset > Math.max(255, max)) {
            throw new CodecException("JPEG-LS RESET " + preset.reset + " is outside 3 to " + Math.max(255, max));
        }
        return preset;
    }

    /** T.87 C.2.4.1.1.1, with its basic thresholds 3, 7 and 21 for 8 bits. */
    private static JpegLsParameters withDefaultThresholds(int maxval, int near) {
        int t1;
        int t2;
        int t3;
        if (maxval >= 128) {
            int factor = Math.min(maxval, 4095) + 128 >> 8;
            t1 = clamp(factor * (3 - 2) + 2 + 3 * near, near + 1, maxval);
            t2 = clamp(factor * (7 - 3) + 3 + 5 * near, t1, maxval);
            t3 = clamp(factor * (21 - 4) + 4 + 7 * near, t2, maxval);
        } else {
            int factor = 256 / (maxval + 1);
            t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maxval);
            t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maxval);
            t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maxval);
        }
        return new JpegLsParameters(maxval, near, t1, t2, t3, DEFAULT_RESET);
    }

    /** CLAMP of T.87 figure C.3: outside the range it is the lower bound, not the nearer one. */
    private static int clamp(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    /** RANGE of T.87 A.2.1: how many values a prediction error can have. */
    int range() {
        return (maxval + 2 * near) / (2 * near + 1) + 1;
    }

    /** qbpp: bits of a prediction error. */
    int errorBits() {
        return bitsFor(range());
    }

    /** LIMIT: longest Golomb code. */
    int limit() {
        int bits = Math.max(2, bitsFor(maxval + 1));
        return 2 * (bits + Math.max(8, bits));
    }

    /** Bits that tell this many values apart. */
    private static int bitsFor(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }
}
