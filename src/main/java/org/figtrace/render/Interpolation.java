package org.figtrace.render;

/** How a value between voxel centres is found. */
public enum Interpolation {
    /** Of the voxel it lies in: every grey on the picture is a stored value. */
    NEAREST,
    /** Weighted from the four voxels round it in the slice. */
    BILINEAR
}
