package org.figtrace.segment;

import java.util.List;
import org.figtrace.geometry.Vector3;

/** How likely a point of the patient is in the lesion, from what was drawn alone. */
@FunctionalInterface
interface ShapePrior {
    double inside(Vector3 point);

    /** Of several equally likely shapes, one of them. */
    static ShapePrior oneOf(List<ShapePrior> shapes) {
        return p -> shapes.stream().mapToDouble(s -> s.inside(p)).sum() / shapes.size();
    }

    /** In any of several shapes that are parts of one lesion. */
    static ShapePrior anyOf(List<ShapePrior> shapes) {
        return p -> {
            double outside = 1;
            for (ShapePrior s : shapes) {
                outside *= 1 - s.inside(p);
            }
            return 1 - outside;
        };
    }
}
