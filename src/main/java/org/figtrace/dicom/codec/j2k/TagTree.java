package org.figtrace.dicom.codec.j2k;

/** Tells the values of a grid by how far they exceed the least of ever smaller groups (T.800 B.10.2). */
final class TagTree {
    private final int width;

    /** Where each level starts, the leaves first; last, the number of nodes. */
    private final int[] starts;

    private final int[] widths;

    /** The lower bound of a node's value that is known so far. */
    private final int[] least;

    /** Whether the bound is the value. */
    private final boolean[] exact;

    TagTree(int width, int height) {
        this.width = width;
        int levels = 1;
        for (int w = width, h = height; w > 1 || h > 1; w = w + 1 >> 1, h = h + 1 >> 1) {
            levels++;
        }
        starts = new int[levels + 1];
        widths = new int[levels];
        int w = width;
        int h = height;
        for (int level = 0; level < levels; level++) {
            widths[level] = w;
            starts[level + 1] = starts[level] + w * h;
            w = w + 1 >> 1;
            h = h + 1 >> 1;
        }
        least = new int[starts[levels]];
        exact = new boolean[starts[levels]];
    }

    /**
     * Reads as many bits as it takes to know whether the value of a leaf is below a threshold.
     *
     * @param leaf row by row
     */
    boolean isBelow(int leaf, int threshold, PacketBits bits) throws J2kException {
        int x = leaf % width;
        int y = leaf / width;
        int bound = 0;
        int node = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            bound = Math.max(bound, least[node]);
            while (bound < threshold && !exact[node]) {
                if (bits.next() == 1) {
                    exact[node] = true;
                } else {
                    bound++;
                }
            }
            least[node] = bound;
        }
        return exact[node] && bound < threshold;
    }

    /** The value of a leaf, however many bits it takes. */
    int value(int leaf, int most, PacketBits bits) throws J2kException {
        int threshold = 1;
        while (!isBelow(leaf, threshold, bits)) {
            if (threshold > most) {
                throw new J2kException("a JPEG 2000 packet header gives a code block more than " + most
                        + " empty bit planes, which is all it has");
            }
            threshold++;
        }
        return threshold - 1;
    }
}
