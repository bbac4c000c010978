package org.figtrace.measure;

import java.util.OptionalDouble;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Volume by counting voxels (IBSI YEKZ): each stands for its pixel area times the extent of its slice, half the
 * distance to each neighbour, never SliceThickness, so that uneven gaps count as what they are.
 */
public final class VoxelVolume {
    private VoxelVolume() {}

    /** In cubed units of the geometry, 0 for an empty mask; empty for a geometry of one slice, whose extent is unknown. */
    public static OptionalDouble of(Mask mask) {
        VolumeGeometry g = mask.geometry();
        if (g.slices() < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int k = 0; k < g.slices(); k++) {
            sum += mask.slice(k).cardinality() * g.voxelVolume(k).orElseThrow();
        }
        return OptionalDouble.of(sum);
    }
}
