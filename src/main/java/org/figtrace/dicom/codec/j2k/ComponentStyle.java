package org.figtrace.dicom.codec.j2k;

/**
 * How a tile-component is coded, from COD or COC (T.800 table A.20).
 *
 * @param levels wavelet decompositions, 0 to 32
 * @param blockWidth exponent of the width of a code block
 * @param blockStyle bits of the code block style, table A.19; predictable termination (16) changes nothing in decoding
 * @param reversible the 5/3 transform; else 9/7
 * @param precincts exponents for each resolution: width in the low four bits, height in the high four
 */
record ComponentStyle(
        int levels, int blockWidth, int blockHeight, int blockStyle, boolean reversible, byte[] precincts) {
    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE_ALL = 4;
    static final int VERTICALLY_CAUSAL = 8;
    static final int SEGMENTATION_SYMBOLS = 32;
    private static final int HIGH_THROUGHPUT = 64;
    private static final byte WHOLE = (byte) 0xFF;

    /** @param ownPrecincts whether precinct sizes follow; otherwise each resolution is one precinct, up to 2^15 */
    static ComponentStyle read(SegmentReader in, boolean ownPrecincts) throws J2kException {
        int levels = in.u8();
        int width = in.u8() + 2;
        int height = in.u8() + 2;
        int style = in.u8();
        int transform = in.u8();
        if (levels > 32) {
            throw new J2kException("the JPEG 2000 image has " + levels + " decomposition levels, more than 32");
        }
        if (width > 10 || height > 10 || width + height > 12) {
            throw new J2kException("a JPEG 2000 code block has at most 4096 samples and 1024 columns or rows, not 2^"
                    + width + " x 2^" + height);
        }
        if ((style & HIGH_THROUGHPUT) != 0) {
            throw new J2kException(
                    "its code blocks are High-Throughput JPEG 2000 (HTJ2K, ITU-T T.814), which is not supported");
        }
        if (style > 63) {
            throw new J2kException("code block style " + style + " is not part of JPEG 2000 Part 1");
        }
        if (transform > 1) {
            throw new J2kException("wavelet transform " + transform + " is not part of JPEG 2000 Part 1");
        }
        byte[] precincts = new byte[levels + 1];
        for (int r = 0; r <= levels; r++) {
            precincts[r] = ownPrecincts ? (byte) in.u8() : WHOLE;
            if (r > 0 && ((precincts[r] & 15) == 0 || (precincts[r] & 0xF0) == 0)) {
                throw new J2kException("the precincts of resolution " + r + " are one sample wide or high, which"
                        + " JPEG 2000 allows for resolution 0 only");
            }
        }
        return new ComponentStyle(levels, width, height, style, transform == 1, precincts);
    }

    int precinctWidth(int resolution) {
        return precincts[resolution] & 15;
    }

    int precinctHeight(int resolution) {
        return precincts[resolution] >> 4 & 15;
    }

    boolean has(int blockStyleBit) {
        return (blockStyle & blockStyleBit) != 0;
    }
}
