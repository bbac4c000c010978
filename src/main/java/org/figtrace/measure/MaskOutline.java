package org.figtrace.measure;

import java.util.BitSet;

/**
 * The outline of a region of a slice at level 0.5 (marching squares): every square of four voxel centres that holds
 * voxels inside and outside is crossed by lines between the midpoints of its sides. Where two voxels meet only at
 * their corners they are joined, because regions are 8-connected.
 */
final class MaskOutline {
    private MaskOutline() {}

    interface Edge {
        void add(double u1, double v1, double u2, double v2);
    }

    /** Gives every edge of the outline, outer border and holes, in index units. */
    static void of(SliceRegions.Region region, Edge sink) {
        int top = region.runs().get(0)[0];
        int bottom = region.runs().get(region.runs().size() - 1)[0];
        int left = Integer.MAX_VALUE;
        int right = -1;
        for (int[] run : region.runs()) {
            left = Math.min(left, run[1]);
            right = Math.max(right, run[2]);
        }
        // One voxel of margin on every side.
        int width = right - left + 3;
        BitSet bits = new BitSet();
        for (int[] run : region.runs()) {
            int start = (run[0] - top + 1) * width + 1 - left;
            bits.set(start + run[1], start + run[2] + 1);
        }
        for (int j = 0; j < bottom - top + 2; j++) {
            for (int i = 0; i < width - 1; i++) {
                int at = j * width + i;
                boolean[] corners = {bits.get(at), bits.get(at + 1), bits.get(at + width + 1), bits.get(at + width)};
                square(corners, i + left - 1, j + top - 1, sink);
            }
        }
    }

    /** Corners in the order (i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1); side s joins corners s and s + 1. */
    private static void square(boolean[] corners, int i, int j, Edge sink) {
        int[] crossed = new int[4];
        int n = 0;
        for (int side = 0; side < 4; side++) {
            if (corners[side] != corners[(side + 1) % 4]) {
                crossed[n++] = side;
            }
        }
        if (n == 2) {
            edge(crossed[0], crossed[1], i, j, sink);
        } else if (n == 4) {
            for (int corner = 0; corner < 4; corner++) {
                if (!corners[corner]) {
                    edge((corner + 3) % 4, corner, i, j, sink);
                }
            }
        }
    }

    private static void edge(int side1, int side2, int i, int j, Edge sink) {
        sink.add(i + midpointU(side1), j + midpointV(side1), i + midpointU(side2), j + midpointV(side2));
    }

    private static double midpointU(int side) {
        return side == 1 ? 1 : side == 3 ? 0 : 0.5;
    }

    private static double midpointV(int side) {
        return side == 2 ? 1 : side == 0 ? 0 : 0.5;
    }
}
