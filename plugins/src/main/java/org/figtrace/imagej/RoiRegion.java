package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;

/**
 * A region drawn with ImageJ selections, on one slice or several: the pixels that ImageJ counts as inside, and the
 * outlines as they were drawn, from which diameters are taken.
 */
public record RoiRegion(Mask mask, List<Contour> contours) {
    public RoiRegion {
        contours = List.copyOf(contours);
    }

    /**
     * The union of area selections that name their slices in an image.
     *
     * @throws ImageException for a selection that is no area, covers no pixel or names no slice of this image
     */
    static RoiRegion of(List<Roi> rois, ImagePlus image, VolumeGeometry geometry) throws ImageException {
        RoiRegion region = new RoiRegion(new Mask(geometry), List.of());
        for (Roi roi : rois) {
            region = region.with(roi, RoiMask.slice(roi, image));
        }
        return region;
    }

    /** This region and one more selection on slice k, from 0. */
    RoiRegion with(Roi roi, int k) throws ImageException {
        RoiMask.draw(roi, mask, k);
        List<Contour> more = new ArrayList<>(contours);
        more.addAll(RoiContours.of(roi, mask.geometry(), k));
        return new RoiRegion(mask, more);
    }
}
