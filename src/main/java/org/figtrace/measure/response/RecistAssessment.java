package org.figtrace.measure.response;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer of RECIST 1.1 at one date.
 *
 * @param sumMm empty where a target lesion was not evaluated
 * @param nadirMm smallest complete sum before this date, baseline included
 * @param changeFromNadirPercent empty without a sum, and for a nadir of 0
 * @param target empty where baseline has no target lesion
 * @param nonTarget empty where baseline has no non-target lesion and no marker is raised
 * @param reasons sentences: which rule gave each answer, and what weakens it
 */
public record RecistAssessment(
        RecistVisit visit,
        double baselineMm,
        double nadirMm,
        OptionalDouble sumMm,
        OptionalDouble changeFromBaselinePercent,
        OptionalDouble changeFromNadirPercent,
        OptionalDouble changeFromNadirMm,
        Optional<RecistCategory> target,
        Optional<RecistCategory> nonTarget,
        RecistCategory overall,
        List<String> reasons) {
    public RecistAssessment {
        reasons = List.copyOf(reasons);
    }
}
