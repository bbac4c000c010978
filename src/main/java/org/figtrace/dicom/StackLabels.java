package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.figtrace.geometry.Vector3;

/** Gives each stack of a series a few words that tell it from the others; a single one needs none. */
final class StackLabels {
    /** A normal within 5 degrees of an axis of the patient is not called oblique. */
    private static final double STRAIGHT = Math.cos(Math.toRadians(5));

    /** What may differ between stacks, in the order that it is said. */
    private static final List<Function<StackGrid, String>> WORDS = List.of(
            g -> g.first.modality(),
            g -> g.first.isLocalizer() ? "localizer" : "",
            g -> g.first.isColour() ? "colour" : "",
            g -> g.orientation.map(StackLabels::plane).orElse("no orientation"),
            g -> g.positioned ? "" : "no position",
            g -> g.first.columns() + " x " + g.first.rows(),
            g -> g.spacing
                    .millimetres()
                    .map(mm -> "pixels of " + mm[1] + " x " + mm[0] + " mm")
                    .orElse("no spacing"),
            g -> g.stackId.isEmpty() ? "no stack ID" : "stack " + g.stackId,
            g -> "frame of reference " + g.frameOfReference);

    private final List<StackGrid> grids = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final List<Series> stacks = new ArrayList<>();

    /** @param part what tells it from others of the same grid, or empty */
    void add(StackGrid grid, String part, Series stack) {
        grids.add(grid);
        parts.add(part);
        stacks.add(stack);
    }

    /** The stacks, labelled where there are several. */
    List<Series> series() {
        if (stacks.size() < 2) {
            return List.copyOf(stacks);
        }
        List<Function<StackGrid, String>> differing = WORDS.stream()
                .filter(w -> grids.stream().map(w).distinct().count() > 1)
                .toList();
        Map<String, Integer> used = new HashMap<>();
        List<Series> labelled = new ArrayList<>();
        for (int i = 0; i < stacks.size(); i++) {
            StackGrid grid = grids.get(i);
            List<String> words = new ArrayList<>();
            differing.stream().map(w -> w.apply(grid)).filter(w -> !w.isEmpty()).forEach(words::add);
            if (!parts.get(i).isEmpty()) {
                words.add(parts.get(i));
            }
            String label = words.isEmpty() ? "stack" : String.join(", ", words);
            int number = used.merge(label, 1, Integer::sum);
            labelled.add(stacks.get(i).withStack(number == 1 ? label : label + " (" + number + ")"));
        }
        return labelled;
    }

    private static String plane(Orientation orientation) {
        Vector3 n = orientation.normal();
        double x = Math.abs(n.x());
        double y = Math.abs(n.y());
        double z = Math.abs(n.z());
        double most = Math.max(x, Math.max(y, z));
        String plane = most == z ? "axial" : most == y ? "coronal" : "sagittal";
        return most < STRAIGHT ? "oblique " + plane : plane;
    }
}
