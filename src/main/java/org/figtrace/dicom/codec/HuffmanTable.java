package org.figtrace.dicom.codec;

/**
 * A Huffman table (T.81 annex C), decoded by look-up of the next {@value #LOOKUP_BITS} bits. Where a code and the
 * additional bits of its value both lie within them, one look-up gives the value.
 */
final class HuffmanTable {
    /** What {@link #decode} gives when no code starts with the bits that come next. */
    static final int INVALID = Integer.MIN_VALUE;

    private static final int LOOKUP_BITS = 12;
    private static final int LONGEST_CODE = 16;

    /** Set in an entry whose additional bits have still to be read. */
    private static final int UNFINISHED = 0x80;

    /**
     * By the next bits: the value in the upper half, the run of zeros in the second byte, the number of bits in the
     * lowest. Unfinished: the size of the value in the upper half, and only the code's bits counted. 0: a longer code.
     */
    private final int[] entries = new int[1 << LOOKUP_BITS];

    private final int[] codeLimit = new int[LONGEST_CODE + 1];
    private final int[] valueOffset = new int[LONGEST_CODE + 1];
    private final int[] symbols;
    private final boolean runs;

    /**
     * @param counts how many codes have 1, 2, ... 16 bits
     * @param symbols of the codes, in increasing order of the codes
     * @param runs whether a symbol is a run and a size (AC coefficients) or a size alone
     */
    HuffmanTable(int[] counts, int[] symbols, boolean runs) throws CodecException {
        this.symbols = symbols.clone();
        this.runs = runs;
        int code = 0;
        int k = 0;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            int count = counts[length - 1];
            valueOffset[length] = k - code;
            if (code + count > 1 << length || k + count > symbols.length) {
                throw new CodecException("a Huffman table has more codes of " + length + " bits than there can be");
            }
            for (int i = 0; i < count; i++) {
                enter(code + i, length, symbols[k + i]);
            }
            code += count;
            k += count;
            codeLimit[length] = code << LONGEST_CODE - length;
            code <<= 1;
        }
    }

    private int size(int symbol) {
        return runs ? symbol & 15 : symbol;
    }

    private int run(int symbol) {
        return runs ? symbol >> 4 : 0;
    }

    private void enter(int code, int length, int symbol) {
        int size = size(symbol);
        if (length > LOOKUP_BITS || size > 16) {
            return;
        }
        int from = code << LOOKUP_BITS - length;
        int to = code + 1 << LOOKUP_BITS - length;
        boolean complete = length + size <= LOOKUP_BITS;
        for (int i = from; i < to; i++) {
            if (complete) {
                int additional = i >> LOOKUP_BITS - length - size & (1 << size) - 1;
                entries[i] = extend(additional, size) << 16 | run(symbol) << 8 | length + size;
            } else {
                entries[i] = size << 16 | run(symbol) << 8 | UNFINISHED | length;
            }
        }
    }

    /** The EXTEND procedure of T.81 F.2.2.1: the lower half of the numbers of a size stands for negative values. */
    private static int extend(int additional, int size) {
        return size > 0 && additional < 1 << size - 1 ? additional - (1 << size) + 1 : additional;
    }

    /**
     * Decodes one symbol with its value.
     *
     * @return the value times 256, plus the run of zeros before it; or {@link #INVALID}
     */
    int decode(BitReader bits) {
        bits.require(2 * LONGEST_CODE);
        int entry = entries[(int) (bits.peek() >>> 64 - LOOKUP_BITS)];
        if ((entry & UNFINISHED) == 0 && entry != 0) {
            bits.skip(entry & 0x7F);
            return entry >> 8;
        }
        return entry != 0 ? finish(bits, entry) : decodeLong(bits);
    }

    private static int finish(BitReader bits, int entry) {
        bits.skip(entry & 0x7F);
        return value(bits, entry >> 16) << 8 | entry >> 8 & 0xFF;
    }

    /** Size 16 occurs for differences only, means 32768 and has no additional bits (T.81 H.1.2.2). */
    private static int value(BitReader bits, int size) {
        return size == 16 ? 1 << 15 : extend(bits.read(size), size);
    }

    private int decodeLong(BitReader bits) {
        int ahead = (int) (bits.peek() >>> 64 - LONGEST_CODE);
        int length = 1;
        while (length <= LONGEST_CODE && ahead >= codeLimit[length]) {
            length++;
        }
        if (length > LONGEST_CODE) {
            bits.skip(LONGEST_CODE);
            return INVALID;
        }
        int symbol = symbols[valueOffset[length] + (ahead >> LONGEST_CODE - length)];
        if (size(symbol) > 16) {
            return INVALID;
        }
        bits.skip(length);
        return value(bits, size(symbol)) << 8 | run(symbol);
    }
}
