package org.figtrace.annotation;

/** Keys of {@link Measurement#provenance()}. */
public final class Provenance {
    /** The tags that the millimetres come from, or "none" for a number in pixels. */
    public static final String SPACING_SOURCE = "spacingSource";

    /** "axial", "coronal", "sagittal" or "oblique, N deg from ..." and whether it leaves the acquired slice. */
    public static final String PLANE = "plane";

    public static final String SLICE_THICKNESS_MM = "sliceThicknessMm";

    /** Shear between the slices, as found in their positions. */
    public static final String GANTRY_TILT_DEG = "gantryTiltDeg";

    public static final String SERIES = "seriesInstanceUid";

    /** Who drew or measured. */
    public static final String READER = "reader";

    /** Name and version of the program that computed the value. */
    public static final String PROGRAM = "program";

    private Provenance() {}
}
