package org.figtrace.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a measurement came about.
 *
 * @param spacingSource where the spacing comes from, tags included
 * @param valueSource where the voxel values come from
 * @param plane the plane of the slices, e.g. "axial" or "axial, turned by 7.7 degrees"
 * @param sliceSpacing median step along the slice normal in the length unit; empty for one slice
 * @param tiltDeg shear of the stack, 0 for none
 * @param endPointRule what the ends of the in-plane diameters lie on
 * @param shortAxisRule which perpendicular is the short axis
 * @param definitions names of the definitions used, in the order of the quantities
 * @param warnings sentences about the image and the measurement
 */
public record Provenance(
        String spacingSource,
        String valueSource,
        String plane,
        OptionalDouble sliceSpacing,
        double tiltDeg,
        String endPointRule,
        String shortAxisRule,
        List<String> definitions,
        List<String> warnings) {
    public Provenance {
        definitions = List.copyOf(definitions);
        warnings = List.copyOf(warnings);
    }
}
