package org.figtrace.dicom.codec.j2k;

/**
 * One subband of a tile-component (T.800 B.5).
 *
 * @param xHigh 1 where it is horizontally high-pass
 * @param bounds in its own grid
 * @param blockWidth exponent of the width of its code blocks, the precincts heeded
 * @param bitPlanes Mb, and those of a region of interest above them (T.800 E-2, H-1)
 * @param step size of one quantization step; 1 for the reversible transform
 */
record Subband(int xHigh, int yHigh, Bounds bounds, int blockWidth, int blockHeight, int bitPlanes, float step) {
    /** Code blocks that its bounds touch. */
    long blocks() {
        return (long) Bounds.cells(bounds.x0(), bounds.x1(), blockWidth)
                * Bounds.cells(bounds.y0(), bounds.y1(), blockHeight);
    }
}
