package org.figtrace.measure.bone;

import java.util.List;

/**
 * How a measurement of bone came about.
 *
 * @param spacingSource where the spacing comes from, tags included
 * @param valueSource where HU come from
 * @param slicePlane the plane of the slices, e.g. "axial"
 * @param spacingMm between columns, rows and (median) slices
 * @param tiltDeg shear of the stack, 0 for none
 * @param parameters what the reader chose, defaults included
 * @param definitions of the quantities, in their order
 * @param warnings sentences about the image and the measurement
 */
public record BoneProvenance(
        String spacingSource,
        String valueSource,
        String slicePlane,
        List<Double> spacingMm,
        double tiltDeg,
        BoneParameters parameters,
        List<String> definitions,
        List<String> warnings) {
    public BoneProvenance {
        spacingMm = List.copyOf(spacingMm);
        definitions = List.copyOf(definitions);
        warnings = List.copyOf(warnings);
    }

    BoneProvenance with(List<String> complete) {
        return new BoneProvenance(
                spacingSource, valueSource, slicePlane, spacingMm, tiltDeg, parameters, complete, warnings);
    }
}
