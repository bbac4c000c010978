package org.figtrace.exchange;

import java.util.List;
import java.util.Optional;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;

/**
 * One region of a mask file, placed on the grid of a series.
 *
 * @param contours the contours that the mask was drawn from and that lie on slices of the series; absent where the
 *     file holds voxels
 * @param roiName how the file calls the region
 * @param source format and name of the file, for provenance, e.g. "RTSTRUCT RS01.dcm"
 * @param warnings what was left out or matched with a tolerance
 */
public record LesionRegion(
        Mask mask, Optional<List<Contour>> contours, String roiName, String source, List<String> warnings) {
    public LesionRegion {
        contours = contours.map(List::copyOf);
        warnings = List.copyOf(warnings);
    }
}
