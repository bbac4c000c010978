package org.figtrace.dicom.codec.j2k;

import java.util.Arrays;

/**
 * Decodes the bit planes of code blocks (T.800 annex D), one block after the other.
 *
 * <p>The state of four coefficients below each other, a column of a stripe, is one int: in bits 0 to 17 the significance
 * of the six rows and three columns from above left to below right of them, row by row; in bits 18 to 23 the signs of
 * the middle column; in bits 24 to 27 which of the four were coded in this bit plane already; in bits 28 to 31 which
 * were refined before.
 */
final class BlockDecoder {
    /** Bit planes that a coefficient can hold beside its sign and its reconstruction bit. */
    static final int MOST_BIT_PLANES = 30;

    private static final int NEIGHBOURHOOD = 0x3FFFF;
    /** The eight neighbours in a neighbourhood of 3 x 3. */
    private static final int AROUND = 0x1EF;

    private static final int CENTRE = 1 << 4;
    private static final int SIGN = 19;
    private static final int CODED = 1 << 24;
    private static final int ALL_CODED = 15 << 24;
    private static final int REFINED = 1 << 28;
    /** Significance of the four coefficients themselves. */
    private static final int OWN = 1 << 4 | 1 << 7 | 1 << 10 | 1 << 13;

    private final MqDecoder mq = new MqDecoder(BlockContexts.COUNT);
    private final RawBits raw = new RawBits();
    private final int[] magnitudes = new int[4096];
    private int[] flags = new int[0];
    private byte[] segments = new byte[0];

    private byte[] zeroContexts;
    private int width;
    private int height;
    private int stride;
    private boolean causal;

    /**
     * Decodes a block.
     *
     * @param stream in which its pieces lie
     * @return its coefficients, row by row, valid until the next call: the sign in bit 31, below it the magnitude times
     *     two, the lowest bit that is set being half of the last bit plane decoded
     */
    int[] decode(CodeBlock block, Subband band, ComponentStyle style, byte[] stream) throws J2kException {
        if (block.bitPlanes > MOST_BIT_PLANES) {
            throw new J2kException("a JPEG 2000 code block has " + block.bitPlanes + " bit planes, more than the "
                    + MOST_BIT_PLANES + " that are supported");
        }
        width = block.bounds.width();
        height = block.bounds.height();
        stride = width + 2;
        int words = stride * ((height + 3) / 4 + 2);
        if (flags.length < words) {
            flags = new int[words];
        } else {
            Arrays.fill(flags, 0, words, 0);
        }
        Arrays.fill(magnitudes, 0, width * height, 0);
        zeroContexts = BlockContexts.zero(band);
        causal = style.has(ComponentStyle.VERTICALLY_CAUSAL);
        BlockContexts.reset(mq);
        int pass = 0;
        int piece = 0;
        while (pass < block.passes()) {
            int end = (int) Math.min(block.passes(), (long) pass + CodeBlock.passesToTermination(pass, style));
            int length = 0;
            for (int p = pass; p < end; p += block.piecePasses(piece++)) {
                length = append(stream, block.pieceOffset(piece), block.pieceLength(piece), length);
            }
            decodeSegment(block, style, pass, end, length);
            pass = end;
        }
        return magnitudes;
    }

    private int append(byte[] stream, int offset, int length, int to) {
        if (segments.length < to + length + 2) {
            segments = Arrays.copyOf(segments, 2 * (to + length + 2));
        }
        System.arraycopy(stream, offset, segments, to, length);
        return to + length;
    }

    private void decodeSegment(CodeBlock block, ComponentStyle style, int from, int end, int length)
            throws J2kException {
        segments[length] = (byte) 0xFF;
        segments[length + 1] = (byte) 0xFF;
        boolean isRaw = CodeBlock.isRaw(from, style);
        if (isRaw) {
            raw.start(segments, 0, length);
        } else {
            mq.start(segments, 0);
        }
        for (int pass = from; pass < end; pass++) {
            // The first pass is a cleanup pass, then three for each bit plane.
            int plane = block.bitPlanes - 1 - (pass + 2) / 3;
            switch ((pass + 2) % 3) {
                case 0 -> {
                    if (isRaw) {
                        significanceRaw(plane);
                    } else {
                        significance(plane);
                    }
                }
                case 1 -> {
                    if (isRaw) {
                        refinementRaw(plane);
                    } else {
                        refinement(plane);
                    }
                }
                default -> cleanup(plane, style);
            }
            if (style.has(ComponentStyle.RESET)) {
                BlockContexts.reset(mq);
            }
        }
    }

    /** T.800 D.3.1. */
    private void significance(int plane) {
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                if ((flags[word] & NEIGHBOURHOOD) == 0) {
                    continue;
                }
                for (int i = 0; i < rows; i++) {
                    int around = flags[word] >> 3 * i;
                    if ((around & CENTRE) == 0 && (around & AROUND) != 0) {
                        if (mq.decode(zeroContexts[around & 0x1FF]) == 1) {
                            becomeSignificant(word, i, (y + i) * width + x, value, decodeSign(word, i));
                        }
                        flags[word] |= CODED << i;
                    }
                }
            }
        }
    }

    private void significanceRaw(int plane) {
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                for (int i = 0; i < rows; i++) {
                    int around = flags[word] >> 3 * i;
                    if ((around & CENTRE) == 0 && (around & AROUND) != 0) {
                        if (raw.next() == 1) {
                            becomeSignificant(word, i, (y + i) * width + x, value, raw.next());
                        }
                        flags[word] |= CODED << i;
                    }
                }
            }
        }
    }

    /** T.800 D.3.3. */
    private void refinement(int plane) {
        int half = 1 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int flag = flags[row + x];
                if ((flag & OWN) == 0) {
                    continue;
                }
                for (int i = 0; i < rows; i++) {
                    if ((flag >> 3 * i & CENTRE) != 0 && (flag & CODED << i) == 0) {
                        int context = (flag & REFINED << i) != 0
                                ? BlockContexts.LATER_REFINEMENT
                                : BlockContexts.FIRST_REFINEMENT + ((flag >> 3 * i & AROUND) != 0 ? 1 : 0);
                        magnitudes[(y + i) * width + x] += mq.decode(context) == 1 ? half : -half;
                        flag |= REFINED << i;
                    }
                }
                flags[row + x] = flag;
            }
        }
    }

    private void refinementRaw(int plane) {
        int half = 1 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int flag = flags[row + x];
                for (int i = 0; i < rows; i++) {
                    if ((flag >> 3 * i & CENTRE) != 0 && (flag & CODED << i) == 0) {
                        magnitudes[(y + i) * width + x] += raw.next() == 1 ? half : -half;
                        flag |= REFINED << i;
                    }
                }
                flags[row + x] = flag;
            }
        }
    }

    /** T.800 D.3.4, and the segmentation symbol of D.5. */
    private void cleanup(int plane, ComponentStyle style) throws J2kException {
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                int first = 0;
                boolean known = false;
                if (flags[word] == 0 && rows == 4) {
                    if (mq.decode(BlockContexts.RUN) == 0) {
                        continue;
                    }
                    first = mq.decode(BlockContexts.UNIFORM) << 1;
                    first |= mq.decode(BlockContexts.UNIFORM);
                    known = true;
                }
                for (int i = first; i < rows; i++) {
                    int flag = flags[word];
                    if (known || (flag >> 3 * i & CENTRE) == 0 && (flag & CODED << i) == 0) {
                        if (known || mq.decode(zeroContexts[flag >> 3 * i & 0x1FF]) == 1) {
                            becomeSignificant(word, i, (y + i) * width + x, value, decodeSign(word, i));
                        }
                        known = false;
                    }
                }
                flags[word] &= ~ALL_CODED;
            }
        }
        if (style.has(ComponentStyle.SEGMENTATION_SYMBOLS)) {
            int symbol = 0;
            for (int i = 0; i < 4; i++) {
                symbol = symbol << 1 | mq.decode(BlockContexts.UNIFORM);
            }
            if (symbol != 0b1010) {
                throw new J2kException("a JPEG 2000 code block is damaged: its segmentation symbol is wrong");
            }
        }
    }

    /** T.800 D.3.2. */
    private int decodeSign(int word, int i) {
        int flag = flags[word];
        int significant = flag >> 3 * i;
        int neighbours = significant >> 3 & 1
                | significant >> 4 & 2
                | significant << 1 & 4
                | significant >> 4 & 8
                | (flags[word - 1] >> SIGN + i & 1) << 4
                | (flags[word + 1] >> SIGN + i & 1) << 5
                | (flag >> SIGN - 1 + i & 1) << 6
                | (flag >> SIGN + 1 + i & 1) << 7;
        int context = BlockContexts.SIGN[neighbours];
        return mq.decode(context >> 1) ^ context & 1;
    }

    /** Notes it in its own word and in those of its neighbours. */
    private void becomeSignificant(int word, int i, int at, int value, int sign) {
        magnitudes[at] = sign << 31 | value;
        int middle = 1 << 3 * i + 4;
        flags[word] |= middle | sign << SIGN + i;
        flags[word - 1] |= middle << 1;
        flags[word + 1] |= middle >> 1;
        if (i == 3) {
            int below = word + stride;
            flags[below] |= 1 << 1 | sign << SIGN - 1;
            flags[below - 1] |= 1 << 2;
            flags[below + 1] |= 1;
        } else if (i == 0 && !causal) {
            // A stripe does not look at the one below it where contexts are vertically causal (T.800 D.7).
            int above = word - stride;
            flags[above] |= 1 << 16 | sign << SIGN + 4;
            flags[above - 1] |= 1 << 17;
            flags[above + 1] |= 1 << 15;
        }
    }
}
