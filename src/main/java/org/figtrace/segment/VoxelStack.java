package org.figtrace.segment;

import java.util.Arrays;

/** Voxels that are still to be visited, last in, first out. */
final class VoxelStack {
    private long[] voxels = new long[1024];
    private int size;

    void push(long voxel) {
        if (size == voxels.length) {
            voxels = Arrays.copyOf(voxels, 2 * size);
        }
        voxels[size++] = voxel;
    }

    long pop() {
        return voxels[--size];
    }

    boolean isEmpty() {
        return size == 0;
    }
}
