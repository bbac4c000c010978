package org.figtrace.dicom.codec.j2k;

import java.util.Arrays;

/**
 * Decodes the bit planes of code blocks (T.800 annex D), one block after the other.
 *
 * <p>The state of four coefficients below each other, a column of a stripe, is one int. Six bits, from the row above the
 * four to the row below, are the significance of their own column (bits 0 to 5), of the column to the left (6 to 11) and
 * to the right (12 to 17), and the signs of their own column (18 to 23). Four bits say which were coded in this bit plane
 * already (24 to 27), and which were refined before (28 to 31).
 */
final class BlockDecoder {
    /** Bit planes that a coefficient can hold beside its sign and its reconstruction bit. */
    static final int MOST_BIT_PLANES = 30;

    /** Significance of all that the four coefficients have for neighbours. */
    private static final int NEIGHBOURHOOD = 0x3FFFF;

    /** Rows above to below of a column of significance or signs. */
    private static final int COLUMN = 0x3F;

    private static final int LEFT = 6;
    private static final int RIGHT = 12;
    private static final int SIGNS = 18;
    private static final int CODED = 24;
    private static final int REFINED = 28;
    private static final int FOUR = 15;

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
                default -> {
                    cleanup(plane);
                    // Where passes were left out to save bytes, encoders cut the code word short in the last ones too.
                    boolean whole = block.passes() == 3 * block.bitPlanes - 2;
                    if (style.has(ComponentStyle.SEGMENTATION_SYMBOLS) && !isSegmentationSymbol() && whole) {
                        throw new J2kException("a JPEG 2000 code block is damaged: its segmentation symbol is wrong");
                    }
                }
            }
            if (style.has(ComponentStyle.RESET)) {
                BlockContexts.reset(mq);
            }
        }
    }

    /** T.800 D.3.1. */
    private void significance(int plane) {
        MqDecoder local = new MqDecoder(mq);
        int[] states = flags;
        byte[] contexts = zeroContexts;
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = rows(y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                int state = states[word];
                if ((state & NEIGHBOURHOOD) == 0) {
                    continue;
                }
                int left = candidates(state) & rows;
                while (left != 0) {
                    int i = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                    if (local.decode(contexts[neighbourhood(state, i)]) == 1) {
                        int sign = sign(local, states, word, i);
                        states[word] = state;
                        becomeSignificant(word, i, (y + i) * width + x, value, sign);
                        state = states[word];
                        // The one below may have become a neighbour of something.
                        left = candidates(state) & rows & -2 << i;
                    }
                    state |= 1 << CODED + i;
                }
                states[word] = state;
            }
        }
        mq.continueFrom(local);
    }

    private void significanceRaw(int plane) {
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = rows(y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                int left = candidates(flags[word]) & rows;
                while (left != 0) {
                    int i = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                    flags[word] |= 1 << CODED + i;
                    if (raw.next() == 1) {
                        becomeSignificant(word, i, (y + i) * width + x, value, raw.next());
                        left = candidates(flags[word]) & rows & -2 << i;
                    }
                }
            }
        }
    }

    /** T.800 D.3.3. */
    private void refinement(int plane) {
        MqDecoder local = new MqDecoder(mq);
        int[] states = flags;
        int[] target = magnitudes;
        int half = 1 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            for (int x = 0; x < width; x++) {
                int state = states[row + x];
                int left = toRefine(state);
                if (left == 0) {
                    continue;
                }
                int at = y * width + x;
                int before = state >>> REFINED;
                int around = around(state);
                states[row + x] = state | left << REFINED;
                while (left != 0) {
                    int i = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                    int context = (before >> i & 1) != 0
                            ? BlockContexts.LATER_REFINEMENT
                            : BlockContexts.FIRST_REFINEMENT + (around >> i & 1);
                    // Up by half where the bit is 1, down where it is 0.
                    target[at + i * width] += (local.decode(context) * 2 - 1) * half;
                }
            }
        }
        mq.continueFrom(local);
    }

    private void refinementRaw(int plane) {
        int half = 1 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            for (int x = 0; x < width; x++) {
                int left = toRefine(flags[row + x]);
                flags[row + x] |= left << REFINED;
                while (left != 0) {
                    int i = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                    magnitudes[(y + i) * width + x] += raw.next() == 1 ? half : -half;
                }
            }
        }
    }

    /** Four bits at the end of a cleanup pass by which damage shows (T.800 D.5). */
    private boolean isSegmentationSymbol() {
        int symbol = 0;
        for (int i = 0; i < 4; i++) {
            symbol = symbol << 1 | mq.decode(BlockContexts.UNIFORM);
        }
        return symbol == 0b1010;
    }

    /** T.800 D.3.4. */
    private void cleanup(int plane) {
        MqDecoder local = new MqDecoder(mq);
        int[] states = flags;
        byte[] contexts = zeroContexts;
        int value = 3 << plane;
        for (int y = 0, row = stride + 1; y < height; y += 4, row += stride) {
            int rows = rows(y);
            for (int x = 0; x < width; x++) {
                int word = row + x;
                int state = states[word];
                int left = ~(state >> 1 | state >> CODED) & rows;
                int known = -1;
                if (state == 0 && rows == FOUR) {
                    if (local.decode(BlockContexts.RUN) == 0) {
                        continue;
                    }
                    known = local.decode(BlockContexts.UNIFORM) << 1;
                    known |= local.decode(BlockContexts.UNIFORM);
                    left &= -1 << known;
                }
                while (left != 0) {
                    int i = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                    if (i == known || local.decode(contexts[neighbourhood(state, i)]) == 1) {
                        int sign = sign(local, states, word, i);
                        becomeSignificant(word, i, (y + i) * width + x, value, sign);
                        state = states[word];
                    }
                }
                states[word] = state & ~(FOUR << CODED);
            }
        }
        mq.continueFrom(local);
    }

    /** One bit for each row of the stripe at y that is in the block. */
    private int rows(int y) {
        return height - y >= 4 ? FOUR : (1 << height - y) - 1;
    }

    /** Which of the four have a significant neighbour. */
    private static int around(int state) {
        int sides = (state >> LEFT | state >> RIGHT) & COLUMN;
        int own = state & COLUMN;
        return (sides | sides >> 1 | sides >> 2 | own | own >> 2) & FOUR;
    }

    /** Which of the four are not significant but have a significant neighbour. */
    private static int candidates(int state) {
        return around(state) & ~(state >> 1);
    }

    /** Which of the four were significant before this bit plane. */
    private static int toRefine(int state) {
        return state >> 1 & ~(state >> CODED) & FOUR;
    }

    /** The nine bits by which {@link BlockContexts#zero} tells contexts. */
    private static int neighbourhood(int state, int i) {
        int shifted = state >> i;
        return shifted & 7 | shifted >> LEFT - 3 & 7 << 3 | shifted >> RIGHT - 6 & 7 << 6;
    }

    /** T.800 D.3.2: 1 for a negative coefficient. */
    private static int sign(MqDecoder mq, int[] states, int word, int i) {
        int context = BlockContexts.SIGN[signs(states, word, i)];
        return mq.decode(context >> 1) ^ context & 1;
    }

    /** The index of {@link BlockContexts#SIGN}. */
    private static int signs(int[] states, int word, int i) {
        int state = states[word] >> i;
        return state >> LEFT + 1 & 1
                | state >> RIGHT & 2
                | state << 2 & 4
                | state << 1 & 8
                | (states[word - 1] >> SIGNS + 1 + i & 1) << 4
                | (states[word + 1] >> SIGNS + 1 + i & 1) << 5
                | (state >> SIGNS & 1) << 6
                | (state >> SIGNS + 2 & 1) << 7;
    }

    /** Notes it in its own word and in those of its neighbours. */
    private void becomeSignificant(int word, int i, int at, int value, int sign) {
        int[] states = flags;
        magnitudes[at] = sign << 31 | value;
        int own = 2 << i;
        states[word] |= own | sign << SIGNS + 1 + i;
        states[word - 1] |= own << RIGHT;
        states[word + 1] |= own << LEFT;
        if (i == 3) {
            int below = word + stride;
            states[below] |= 1 | sign << SIGNS;
            states[below - 1] |= 1 << RIGHT;
            states[below + 1] |= 1 << LEFT;
        } else if (i == 0 && !causal) {
            // A stripe does not look at the one below it where contexts are vertically causal (T.800 D.7).
            int above = word - stride;
            states[above] |= 32 | sign << SIGNS + 5;
            states[above - 1] |= 32 << RIGHT;
            states[above + 1] |= 32 << LEFT;
        }
    }
}
