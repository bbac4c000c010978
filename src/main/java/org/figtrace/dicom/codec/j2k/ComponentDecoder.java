package org.figtrace.dicom.codec.j2k;

import java.io.IOException;
import java.util.List;

/** Turns the code blocks of a tile-component into its samples (T.800 annexes D, E, F and H). */
final class ComponentDecoder {
    private static final int SIGN = 1 << 31;

    private final byte[] stream;
    private final BlockDecoder blocks = new BlockDecoder();

    ComponentDecoder(byte[] stream) {
        this.stream = stream;
    }

    /**
     * @param precincts for each resolution
     * @throws J2kException when a code block is damaged
     */
    ComponentPlane decode(TileComponent tile, List<List<Precinct>> precincts) throws IOException {
        boolean reversible = tile.style().reversible();
        int[] whole = null;
        float[] real = null;
        for (Resolution resolution : tile.resolutions()) {
            int count = resolution.bands().size();
            int[][] wholes = new int[count][];
            float[][] reals = new float[count][];
            for (int b = 0; b < count; b++) {
                Bounds bounds = resolution.bands().get(b).bounds();
                wholes[b] = reversible ? new int[bounds.width() * bounds.height()] : null;
                reals[b] = reversible ? null : new float[bounds.width() * bounds.height()];
            }
            for (Precinct precinct : precincts.get(resolution.index())) {
                for (Precinct.Blocks inBand : precinct.blocks()) {
                    int b = resolution.bands().indexOf(inBand.band());
                    decodeBlocks(tile, inBand, wholes[b], reals[b]);
                }
            }
            if (resolution.index() == 0) {
                whole = wholes[0];
                real = reals[0];
            } else if (reversible) {
                whole = InverseWavelet.join(resolution.bounds(), whole, wholes[0], wholes[1], wholes[2]);
            } else {
                real = InverseFloatWavelet.join(resolution.bounds(), real, reals[0], reals[1], reals[2]);
            }
        }
        return new ComponentPlane(tile.component(), tile.bounds(), whole, real);
    }

    private void decodeBlocks(TileComponent tile, Precinct.Blocks inBand, int[] whole, float[] real)
            throws IOException {
        for (CodeBlock block : inBand.all()) {
            if (block != null && block.passes() > 0) {
                Interruption.check();
                int[] decoded = blocks.decode(block, inBand.band(), tile.style(), stream);
                if (tile.roiShift() > 0) {
                    shiftDown(decoded, block.bounds, tile.roiShift());
                }
                if (whole != null) {
                    store(decoded, block.bounds, inBand.band().bounds(), whole);
                } else {
                    store(decoded, block.bounds, inBand.band(), real);
                }
            }
        }
    }

    /** Coefficients of a region of interest stand above all others by its shift (T.800 H.1). */
    private static void shiftDown(int[] decoded, Bounds block, int shift) {
        // Beyond all bit planes there can be no coefficient of the region.
        if (shift >= BlockDecoder.MOST_BIT_PLANES) {
            return;
        }
        for (int i = 0; i < block.width() * block.height(); i++) {
            int magnitude = decoded[i] & ~SIGN;
            // Magnitudes are doubled here. What is cut off is the reconstruction bit at most.
            if (magnitude >> shift >= 2) {
                int rest = (magnitude & (1 << shift) - 1) != 0 ? 1 : 0;
                decoded[i] = decoded[i] & SIGN | magnitude >> shift | rest;
            }
        }
    }

    private static void store(int[] decoded, Bounds block, Bounds band, int[] target) {
        int from = 0;
        for (int y = block.y0(); y < block.y1(); y++) {
            int to = (y - band.y0()) * band.width() + block.x0() - band.x0();
            for (int end = from + block.width(); from < end; from++, to++) {
                int magnitude = decoded[from] >>> 1 & SIGN - 1 >> 1;
                target[to] = decoded[from] < 0 ? -magnitude : magnitude;
            }
        }
    }

    /** T.800 E-6; a coefficient is taken to be in the middle of what its missing bits allow. */
    private static void store(int[] decoded, Bounds block, Subband band, float[] target) {
        float half = band.step() / 2;
        Bounds all = band.bounds();
        int from = 0;
        for (int y = block.y0(); y < block.y1(); y++) {
            int to = (y - all.y0()) * all.width() + block.x0() - all.x0();
            for (int end = from + block.width(); from < end; from++, to++) {
                int magnitude = decoded[from] & ~SIGN;
                target[to] = half * (decoded[from] < 0 ? -magnitude : magnitude);
            }
        }
    }
}
