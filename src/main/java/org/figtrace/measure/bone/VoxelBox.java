package org.figtrace.measure.bone;

import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/** A block of voxels of a grid, first index included, last excluded. */
record VoxelBox(int i0, int j0, int k0, int i1, int j1, int k1) {
    int columns() {
        return i1 - i0;
    }

    int rows() {
        return j1 - j0;
    }

    int slices() {
        return k1 - k0;
    }

    int voxels() {
        return Math.multiplyExact(Math.multiplyExact(columns(), rows()), slices());
    }

    boolean isEmpty() {
        return i1 <= i0 || j1 <= j0 || k1 <= k0;
    }

    int offset(int i, int j, int k) {
        return ((k - k0) * rows() + j - j0) * columns() + i - i0;
    }

    boolean contains(int i, int j, int k) {
        return i >= i0 && i < i1 && j >= j0 && j < j1 && k >= k0 && k < k1;
    }

    /** The smallest box that holds the mask, which must not be empty. */
    static VoxelBox around(Mask mask) {
        VolumeGeometry g = mask.geometry();
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < g.slices(); k++) {
            for (int b = mask.slice(k).nextSetBit(0); b >= 0; b = mask.slice(k).nextSetBit(b + 1)) {
                widen(low, high, b % g.columns(), b / g.columns(), k);
            }
        }
        return new VoxelBox(low[0], low[1], low[2], high[0] + 1, high[1] + 1, high[2] + 1);
    }

    /** The box of the grid that holds this box of the same grid mirrored, wider by one voxel; may be empty. */
    VoxelBox mirrored(VolumeGeometry g, MidsagittalPlane plane) {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int k = k0; k < k1; k++) {
            for (int corner = 0; corner < 4; corner++) {
                Vector3 p = g.toPatient((corner & 1) == 0 ? i0 : i1 - 1, corner < 2 ? j0 : j1 - 1, k);
                Vector3 m = g.toIndex(plane.mirror(p));
                widen(low, high, (int) Math.floor(m.x()), (int) Math.floor(m.y()), (int) Math.floor(m.z()));
            }
        }
        return new VoxelBox(low[0] - 1, low[1] - 1, low[2] - 1, high[0] + 3, high[1] + 3, high[2] + 3).within(g);
    }

    private static void widen(int[] low, int[] high, int i, int j, int k) {
        int[] at = {i, j, k};
        for (int a = 0; a < 3; a++) {
            low[a] = Math.min(low[a], at[a]);
            high[a] = Math.max(high[a], at[a]);
        }
    }

    /** Wider by so many millimetres on each side, and by at least so many voxels, as far as the grid goes. */
    VoxelBox grownBy(double mm, int voxels, VolumeGeometry g) {
        int di = Math.max(voxels, (int) Math.ceil(mm / g.columnSpacing()));
        int dj = Math.max(voxels, (int) Math.ceil(mm / g.rowSpacing()));
        int first = k0;
        while (first > 0 && (k0 - first < voxels || g.slicePosition(k0) - g.slicePosition(first) < mm)) {
            first--;
        }
        int last = k1 - 1;
        while (last < g.slices() - 1
                && (last - k1 + 1 < voxels || g.slicePosition(last) - g.slicePosition(k1 - 1) < mm)) {
            last++;
        }
        return new VoxelBox(i0 - di, j0 - dj, first, i1 + di, j1 + dj, last + 1).within(g);
    }

    private VoxelBox within(VolumeGeometry g) {
        return new VoxelBox(
                Math.max(0, i0),
                Math.max(0, j0),
                Math.max(0, k0),
                Math.min(g.columns(), i1),
                Math.min(g.rows(), j1),
                Math.min(g.slices(), k1));
    }
}
