package org.figtrace.measure.bone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.measure.Quantity;

/**
 * Where the lesion has broken through the bone.
 *
 * @param outer whether the outer table is open
 * @param inner whether the inner table is open
 * @param full whether a hole goes through the whole thickness
 * @param largestGap of the full-thickness hole: the largest distance between bone edges on a slice, at the depth where
 *     that is least; empty where there is no such hole
 * @param outerGap between the edges of the outer table
 * @param innerGap between the edges of the inner table
 * @param slices number of slices on which the full-thickness hole is open
 * @param defectAreaMm2 area of the outer skull surface without bone
 * @param fullAreaMm2 area of the outer skull surface over the full-thickness hole
 */
public record SkullBreach(
        boolean outer,
        boolean inner,
        boolean full,
        Optional<Gap> largestGap,
        Optional<Gap> outerGap,
        Optional<Gap> innerGap,
        int slices,
        double defectAreaMm2,
        double fullAreaMm2) {
    /** A straight distance between bone edges on a slice. */
    public record Gap(double mm, int slice) {}

    List<Quantity> quantities() {
        List<Quantity> list = new ArrayList<>();
        largestGap.ifPresent(g -> list.add(new Quantity(
                "largest gap",
                g.mm(),
                "mm",
                "largest distance on a slice between the edges of the full-thickness hole, at its narrowest depth")));
        outerGap.ifPresent(g -> list.add(
                new Quantity("gap in the outer table", g.mm(), "mm", "largest distance on a slice between its edges")));
        innerGap.ifPresent(g -> list.add(
                new Quantity("gap in the inner table", g.mm(), "mm", "largest distance on a slice between its edges")));
        list.add(new Quantity("defect slices", slices, "1", "slices on which the full-thickness hole is open"));
        list.add(new Quantity(
                "defect area", defectAreaMm2, "mm2", "area of the outer skull surface where the outer table is gone"));
        list.add(new Quantity(
                "full-thickness area", fullAreaMm2, "mm2", "area of the outer skull surface over the hole"));
        return list;
    }
}
