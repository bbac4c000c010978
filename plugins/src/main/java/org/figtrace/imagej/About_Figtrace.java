package org.figtrace.imagej;

import ij.IJ;
import ij.plugin.PlugIn;
import java.util.Optional;

/** Plugins>Figtrace>About Figtrace... : the version, and what the numbers of this jar mean. */
public final class About_Figtrace implements PlugIn {
    static final String DEFINITIONS = """
            Longest axial: the two most distant points of one region on one slice, the longest over all slices
            (RECIST 1.1, doi 10.1016/j.ejca.2008.10.026). From selections these are points of the drawn outline,
            where integer coordinates are pixel corners, as in ImageJ's Feret diameter; from a mask image they lie
            half-way between the centres of the voxels inside and outside.
            Short axis: the longest line perpendicular to it on the same slice; "hull" bridges a bay, "inside"
            stays in the lesion.
            Max 3D diameter: the largest distance between mesh vertices (IBSI L0JK, arXiv 1612.07003).
            Volume: area x half the distance to each neighbouring slice, summed; never Slice Thickness.
            Segment: a random walker in 3D with priors from the drawn line or points (docs/methods-segmentation.md).
            Bone loss: reference bone (the other side across the mid-sagittal plane, the closed skull, or a drawn
            region) minus the bone that remains, in shares of voxels; a threshold sweep stands beside it.
            Growth: doubling time t ln2 / ln(V2/V1); specific growth rate ln2 / doubling time.
            Mitoses: field area = pi (field number / objective / 2)^2; without a field size a range, not a number.
            Distances are taken in patient millimetres, so gantry tilt and uneven gaps stay true. Without a
            spacing they are pixels (px). Values are HU only where the image says so.
            """;

    @Override
    public void run(String arg) {
        IJ.showMessage("About Figtrace", "Figtrace " + version().orElse("(unpackaged)") + "\n \n" + DEFINITIONS);
    }

    /** The version in the jar's manifest; empty where the classes did not come from a jar. */
    static Optional<String> version() {
        return Optional.ofNullable(About_Figtrace.class.getPackage().getImplementationVersion());
    }
}
