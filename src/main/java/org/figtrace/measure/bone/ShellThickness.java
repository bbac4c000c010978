package org.figtrace.measure.bone;

import java.util.List;
import org.figtrace.measure.Quantity;

/**
 * Thickness of the bone across the defect: along the normal of the outer table, the length of bone between the tables,
 * in shares of voxels. Both are medians over the defect, weighted by its area; where nothing is missing they are medians
 * over the whole footprint of the lesion.
 *
 * @param residualMm 0 where bone is gone in more than half of the defect
 * @param thinnestMm the least of the defect
 * @param referenceMm the same for the reference
 */
public record ShellThickness(double residualMm, double thinnestMm, double referenceMm) {
    List<Quantity> quantities() {
        return List.of(
                new Quantity(
                        "residual thickness",
                        residualMm,
                        "mm",
                        "median over the defect of the bone that remains " + "along the normal of the outer table"),
                new Quantity("thinnest residual", thinnestMm, "mm", "the least of these"),
                new Quantity("reference thickness", referenceMm, "mm", "the same for the reference"),
                new Quantity("thickness ratio", residualMm / referenceMm, "1", "residual / reference thickness"));
    }
}
