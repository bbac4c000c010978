package org.figtrace.volume;

import java.util.Arrays;
import java.util.BitSet;
import org.figtrace.geometry.VolumeGeometry;

/**
 * A set of voxels on the grid of a {@link VolumeGeometry}, one bit each. Bit j * columns + i of slice k is set when
 * the voxel belongs to the region. Not thread-safe while it is being drawn.
 */
public final class Mask {
    private final VolumeGeometry geometry;
    private final BitSet[] slices;

    public Mask(VolumeGeometry geometry) {
        this.geometry = geometry;
        this.slices = new BitSet[geometry.slices()];
        Arrays.setAll(slices, k -> new BitSet());
    }

    public VolumeGeometry geometry() {
        return geometry;
    }

    /** False outside the grid. */
    public boolean get(int i, int j, int k) {
        return geometry.contains(i, j, k) && slices[k].get(j * geometry.columns() + i);
    }

    public void set(int i, int j, int k, boolean inside) {
        if (!geometry.contains(i, j, k)) {
            throw new IndexOutOfBoundsException("voxel (" + i + ", " + j + ", " + k + ") is outside "
                    + geometry.columns() + " x " + geometry.rows() + " x " + geometry.slices());
        }
        slices[k].set(j * geometry.columns() + i, inside);
    }

    /** The bits of slice k; the same object on every call. */
    public BitSet slice(int k) {
        return slices[k];
    }

    public long count() {
        return Arrays.stream(slices).mapToLong(BitSet::cardinality).sum();
    }

    public boolean isEmpty() {
        return Arrays.stream(slices).allMatch(BitSet::isEmpty);
    }
}
