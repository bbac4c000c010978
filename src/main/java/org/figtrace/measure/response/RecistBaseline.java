package org.figtrace.measure.response;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.figtrace.measure.LesionKind;

/**
 * Disease before treatment as RECIST 1.1 (doi 10.1016/j.ejca.2008.10.026) records it: at most five target lesions, at
 * most two of an organ, all nodes being one organ and so the two of a pair (EORTC, RECIST questions and
 * clarifications), and the non-target lesions by name.
 *
 * @param targets may be empty where all disease is non-target
 */
public record RecistBaseline(LocalDate date, List<Target> targets, List<String> nonTargets) {
    private static final int MOST_TARGETS = 5;
    private static final int MOST_OF_AN_ORGAN = 2;
    private static final double LEAST_MM = 10;
    private static final double LEAST_NODE_MM = 15;
    private static final double ROUNDING_MM = 1e-9;

    /**
     * A target lesion.
     *
     * @param organ without its side
     * @param sizeMm longest diameter, or short axis of a node
     */
    public record Target(String name, String organ, LesionKind kind, double sizeMm) {
        public Target {
            if (name.isBlank() || organ.isBlank()) {
                throw new IllegalArgumentException("a target lesion needs a name and an organ");
            }
            if (kind == LesionKind.BONE_WITHOUT_SOFT_TISSUE) {
                throw new IllegalArgumentException(
                        name + " is bone without a soft-tissue part, which RECIST 1.1 does not measure");
            }
            double least = kind.isNode() ? LEAST_NODE_MM : LEAST_MM;
            if (!(sizeMm >= least - ROUNDING_MM) || Double.isInfinite(sizeMm)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s of %s mm is too small for a target lesion, %s at least %.0f mm",
                        name,
                        sizeMm,
                        kind.isNode() ? "a node of short axis" : "of longest diameter",
                        least));
            }
        }

        String organOrNodes() {
            return kind.isNode() ? "lymph nodes" : organ.strip().toLowerCase(Locale.ROOT);
        }
    }

    public RecistBaseline {
        targets = List.copyOf(targets);
        nonTargets = List.copyOf(nonTargets);
        if (targets.isEmpty() && nonTargets.isEmpty()) {
            throw new IllegalArgumentException("response needs at least one lesion at baseline");
        }
        if (targets.size() > MOST_TARGETS) {
            throw new IllegalArgumentException(
                    "RECIST 1.1 takes at most 5 target lesions, not " + targets.size() + "; the others are non-target");
        }
        Set<String> names = new HashSet<>(nonTargets);
        if (names.size() < nonTargets.size()) {
            throw new IllegalArgumentException("two non-target lesions have one name");
        }
        Map<String, Integer> organs = new HashMap<>();
        for (Target t : targets) {
            if (!names.add(t.name)) {
                throw new IllegalArgumentException("two lesions have the name " + t.name);
            }
            if (organs.merge(t.organOrNodes(), 1, Integer::sum) > MOST_OF_AN_ORGAN) {
                throw new IllegalArgumentException("RECIST 1.1 takes at most 2 target lesions of an organ; "
                        + t.organOrNodes() + " has more; the others are non-target");
            }
        }
    }

    /** Longest diameters and short axes of nodes together. */
    public double sumMm() {
        return targets.stream().mapToDouble(Target::sizeMm).sum();
    }
}
