package org.figtrace.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.figtrace.geometry.Vector3;

/**
 * Names of directions in the patient: R and L, A and P, and S (superior) and I (inferior), which readers print where
 * Patient Orientation (0020,0020) says H and F.
 */
public final class PatientDirection {
    /** An axis is named when it carries at least this much of the direction: the sine of 15 degrees. */
    private static final double NAMED = 0.2588;

    private record Part(double size, char letter) {}

    private PatientDirection() {}

    /** The letters of a direction, the strongest first: "R", or "AS" for an oblique one. */
    public static String letters(Vector3 direction) {
        Vector3 d = direction.normalized();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Math.abs(d.x()), d.x() < 0 ? 'R' : 'L'));
        parts.add(new Part(Math.abs(d.y()), d.y() < 0 ? 'A' : 'P'));
        parts.add(new Part(Math.abs(d.z()), d.z() < 0 ? 'I' : 'S'));
        return parts.stream()
                .filter(p -> p.size >= NAMED)
                .sorted(Comparator.comparingDouble(Part::size).reversed())
                .map(p -> String.valueOf(p.letter))
                .collect(Collectors.joining());
    }
}
