package org.figtrace.dicom.codec.j2k;

/** The contexts of coefficient bits (T.800 D.3), as tables over the neighbourhood of a coefficient. */
final class BlockContexts {
    static final int COUNT = 19;
    static final int RUN = 17;
    static final int UNIFORM = 18;

    /** First refinement without, and with, a significant neighbour; 16 for later refinements (table D.4). */
    static final int FIRST_REFINEMENT = 14;

    static final int LATER_REFINEMENT = 16;

    /**
     * Bits of a neighbourhood, column by column from above to below: bits 0 to 2 its own column, of which bit 1 is the
     * coefficient itself, bits 3 to 5 the column to the left, bits 6 to 8 to the right.
     */
    private static final int NEIGHBOURHOODS = 512;

    /** Table D.1, one row for LL and LH, HL, HH. */
    private static final byte[][] ZERO = new byte[3][NEIGHBOURHOODS];

    /**
     * Tables D.2 and D.3: twice the context, plus the bit to flip. The index has the significance of left, right, above
     * and below in bits 0 to 3, and their signs in bits 4 to 7.
     */
    static final byte[] SIGN = new byte[256];

    static {
        for (int n = 0; n < NEIGHBOURHOODS; n++) {
            int horizontal = (n >> 4 & 1) + (n >> 7 & 1);
            int vertical = (n & 1) + (n >> 2 & 1);
            int diagonal = (n >> 3 & 1) + (n >> 5 & 1) + (n >> 6 & 1) + (n >> 8 & 1);
            ZERO[0][n] = (byte) lowPass(horizontal, vertical, diagonal);
            ZERO[1][n] = (byte) lowPass(vertical, horizontal, diagonal);
            ZERO[2][n] = (byte) highPass(horizontal + vertical, diagonal);
        }
        for (int n = 0; n < SIGN.length; n++) {
            int horizontal = contribution(n, 0, 1);
            int vertical = contribution(n, 2, 3);
            boolean flip = horizontal < 0 || horizontal == 0 && vertical < 0;
            int h = flip ? -horizontal : horizontal;
            int v = flip ? -vertical : vertical;
            int context = h == 0 ? 9 + v : 12 + v;
            SIGN[n] = (byte) (2 * context + (flip ? 1 : 0));
        }
    }

    private BlockContexts() {}

    private static int lowPass(int along, int across, int diagonal) {
        if (along == 2) {
            return 8;
        }
        if (along == 1) {
            return across > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return across > 0 ? 2 + across : Math.min(2, diagonal);
    }

    private static int highPass(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(2, straight);
            case 1 -> 3 + Math.min(2, straight);
            case 2 -> 6 + Math.min(1, straight);
            default -> 8;
        };
    }

    /** 1 where the significant ones of two neighbours are positive, -1 negative, 0 where they cancel or are none. */
    private static int contribution(int n, int one, int other) {
        int sum = (n >> one & 1) * (1 - 2 * (n >> one + 4 & 1)) + (n >> other & 1) * (1 - 2 * (n >> other + 4 & 1));
        return Integer.signum(sum);
    }

    /** The zero coding contexts of a band, by neighbourhood. */
    static byte[] zero(Subband band) {
        return ZERO[band.xHigh() == 0 ? 0 : 1 + band.yHigh()];
    }

    /** The state in which every context starts (table D.7). */
    static void reset(MqDecoder mq) {
        for (int i = 0; i < COUNT; i++) {
            mq.setState(i, 0);
        }
        mq.setState(0, 4);
        mq.setState(RUN, 3);
        mq.setState(UNIFORM, 46);
    }
}
