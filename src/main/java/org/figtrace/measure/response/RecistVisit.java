package org.figtrace.measure.response;

import java.time.LocalDate;
import java.util.Map;

/**
 * What was seen at a date after baseline, by the names of the lesions. A lesion without an entry was not evaluated.
 *
 * @param tumourMarkerRaised a marker above its normal limit, which forbids a complete response (section 4.3.3)
 */
public record RecistVisit(
        LocalDate date,
        Map<String, TargetFinding> targets,
        Map<String, NonTargetFinding> nonTargets,
        NewLesion newLesion,
        boolean tumourMarkerRaised) {
    public RecistVisit {
        targets = Map.copyOf(targets);
        nonTargets = Map.copyOf(nonTargets);
    }

    TargetFinding target(RecistBaseline.Target target) {
        return targets.getOrDefault(target.name(), TargetFinding.notEvaluated());
    }

    NonTargetFinding nonTarget(String name) {
        return nonTargets.getOrDefault(name, NonTargetFinding.NOT_EVALUATED);
    }
}
