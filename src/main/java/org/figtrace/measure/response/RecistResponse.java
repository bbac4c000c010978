package org.figtrace.measure.response;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.measure.NotMeasurableException;

/**
 * Response by RECIST 1.1 (Eisenhauer 2009, doi 10.1016/j.ejca.2008.10.026), date by date, each by the numbers of that
 * date: an earlier response that was confirmed goes on until progression (EORTC, RECIST questions and clarifications),
 * which a best overall response must take into account and this does not.
 */
public record RecistResponse(RecistBaseline baseline, List<RecistAssessment> assessments) {
    public static final String DEFINITION =
            "sum of the longest diameters of target lesions and the short axes of target nodes, 5 mm for what is too"
                    + " small to measure; CR: all gone and nodes < 10 mm; PR: <= -30 % of baseline; PD: >= +20 % and"
                    + " >= +5 mm of the nadir, or a new lesion; else SD";
    public static final String SOURCE = "RECIST 1.1, Eisenhauer 2009, doi 10.1016/j.ejca.2008.10.026";

    private static final double PARTIAL = 0.7;
    private static final double PROGRESSION = 1.2;
    private static final double PROGRESSION_MM = 5;
    private static final double NORMAL_NODE_MM = 10;
    /** Sums of decimal fractions are rounded; what differs by less is equal. */
    private static final double ROUNDING_MM = 1e-9;

    public RecistResponse {
        assessments = List.copyOf(assessments);
    }

    /**
     * @throws NotMeasurableException where the dates are not in order, or a finding is of a lesion that baseline lacks
     */
    public static RecistResponse of(RecistBaseline baseline, List<RecistVisit> visits) throws NotMeasurableException {
        check(baseline, visits);
        double nadir = baseline.sumMm();
        boolean complete = false;
        List<RecistAssessment> assessments = new ArrayList<>();
        for (RecistVisit visit : visits) {
            RecistAssessment a = assess(baseline, visit, nadir, complete);
            assessments.add(a);
            nadir = Math.min(nadir, a.sumMm().orElse(nadir));
            complete = a.overall() == RecistCategory.COMPLETE_RESPONSE;
        }
        return new RecistResponse(baseline, assessments);
    }

    private static void check(RecistBaseline baseline, List<RecistVisit> visits) throws NotMeasurableException {
        LocalDate last = baseline.date();
        for (RecistVisit visit : visits) {
            if (!visit.date().isAfter(last)) {
                throw new NotMeasurableException(
                        "the dates must follow each other; " + visit.date() + " comes after " + last + " in the list");
            }
            last = visit.date();
            for (String name : visit.targets().keySet()) {
                if (baseline.targets().stream().noneMatch(t -> t.name().equals(name))) {
                    throw new NotMeasurableException(visit.date() + ": " + name + " is no target lesion of baseline");
                }
            }
            for (String name : visit.nonTargets().keySet()) {
                if (!baseline.nonTargets().contains(name)) {
                    throw new NotMeasurableException(
                            visit.date() + ": " + name + " is no non-target lesion of baseline");
                }
            }
        }
    }

    private static RecistAssessment assess(
            RecistBaseline baseline, RecistVisit visit, double nadir, boolean wasComplete) {
        List<String> reasons = new ArrayList<>();
        boolean all = true;
        double seen = 0;
        for (RecistBaseline.Target t : baseline.targets()) {
            OptionalDouble mm = visit.target(t).contributionMm();
            all &= mm.isPresent();
            seen += mm.orElse(0);
        }
        Optional<RecistCategory> target = baseline.targets().isEmpty()
                ? Optional.empty()
                : Optional.of(target(baseline, visit, seen, all, nadir, reasons));
        Optional<RecistCategory> nonTarget = nonTarget(baseline, visit, reasons);
        boolean reappeared = wasComplete && reappeared(baseline, visit, reasons);
        switch (visit.newLesion()) {
            case UNEQUIVOCAL -> reasons.add("a new lesion is progression whatever the sum is");
            case EQUIVOCAL ->
                reasons.add(
                        "an equivocal new lesion is not progression; if a later date confirms it, progression is dated back");
            case NONE -> {}
        }
        RecistCategory overall = reappeared || visit.newLesion() == NewLesion.UNEQUIVOCAL
                ? RecistCategory.PROGRESSIVE_DISEASE
                : overall(target, nonTarget);
        boolean sum = all && target.isPresent();
        return new RecistAssessment(
                visit,
                baseline.sumMm(),
                nadir,
                sum ? OptionalDouble.of(seen) : OptionalDouble.empty(),
                sum ? percent(seen, baseline.sumMm()) : OptionalDouble.empty(),
                sum ? percent(seen, nadir) : OptionalDouble.empty(),
                sum ? OptionalDouble.of(seen - nadir) : OptionalDouble.empty(),
                target,
                nonTarget,
                overall,
                reasons);
    }

    private static OptionalDouble percent(double sum, double reference) {
        return reference > 0 ? OptionalDouble.of(100 * (sum - reference) / reference) : OptionalDouble.empty();
    }

    private static RecistCategory target(
            RecistBaseline baseline, RecistVisit visit, double seen, boolean all, double nadir, List<String> reasons) {
        if (seen >= PROGRESSION * nadir - ROUNDING_MM && seen - nadir >= PROGRESSION_MM - ROUNDING_MM) {
            reasons.add(format(
                    "the sum%s, %.1f mm, is at least 20 %% and 5 mm above the nadir, %.1f mm",
                    all ? "" : " of the lesions that were evaluated alone", seen, nadir));
            return RecistCategory.PROGRESSIVE_DISEASE;
        }
        if (!all) {
            reasons.add("a target lesion was not evaluated, and the others do not show progression by themselves");
            return RecistCategory.NOT_EVALUABLE;
        }
        if (baseline.targets().stream().allMatch(t -> isGone(t, visit.target(t)))) {
            reasons.add("all target lesions are gone, and target nodes are below 10 mm");
            return RecistCategory.COMPLETE_RESPONSE;
        }
        if (seen <= PARTIAL * baseline.sumMm() + ROUNDING_MM) {
            reasons.add(format("the sum, %.1f mm, is at least 30 %% below baseline, %.1f mm", seen, baseline.sumMm()));
            return RecistCategory.PARTIAL_RESPONSE;
        }
        if (seen >= PROGRESSION * nadir - ROUNDING_MM) {
            reasons.add(
                    format("the sum, %.1f mm, is 20 %% above the nadir, %.1f mm, but by less than 5 mm", seen, nadir));
        } else {
            reasons.add("neither -30 % of baseline nor +20 % and +5 mm of the nadir");
        }
        return RecistCategory.STABLE_DISEASE;
    }

    private static boolean isGone(RecistBaseline.Target target, TargetFinding finding) {
        return finding.state() == TargetFinding.State.ABSENT
                || (target.kind().isNode() && finding.contributionMm().orElseThrow() < NORMAL_NODE_MM - ROUNDING_MM);
    }

    private static Optional<RecistCategory> nonTarget(
            RecistBaseline baseline, RecistVisit visit, List<String> reasons) {
        if (baseline.nonTargets().isEmpty() && !visit.tumourMarkerRaised()) {
            return Optional.empty();
        }
        List<NonTargetFinding> findings =
                baseline.nonTargets().stream().map(visit::nonTarget).toList();
        if (findings.contains(NonTargetFinding.UNEQUIVOCAL_PROGRESSION)) {
            reasons.add("a non-target lesion progressed unequivocally");
            return Optional.of(RecistCategory.PROGRESSIVE_DISEASE);
        }
        if (findings.contains(NonTargetFinding.NOT_EVALUATED)) {
            reasons.add("not all non-target lesions were evaluated");
            return Optional.of(RecistCategory.NOT_EVALUABLE);
        }
        if (visit.tumourMarkerRaised()) {
            reasons.add("a raised tumour marker forbids a complete response");
            return Optional.of(RecistCategory.NON_CR_NON_PD);
        }
        return Optional.of(
                findings.contains(NonTargetFinding.PRESENT)
                        ? RecistCategory.NON_CR_NON_PD
                        : RecistCategory.COMPLETE_RESPONSE);
    }

    /** After a complete response any malignant lesion that comes back is progression; a node from 10 mm on. */
    private static boolean reappeared(RecistBaseline baseline, RecistVisit visit, List<String> reasons) {
        for (RecistBaseline.Target t : baseline.targets()) {
            TargetFinding finding = visit.target(t);
            if (finding.state() != TargetFinding.State.NOT_EVALUATED && !isGone(t, finding)) {
                reasons.add(t.name() + " came back after a complete response, which is progression"
                        + (t.kind().isNode() ? "; of a single node, think of imaging again before" : ""));
                return true;
            }
        }
        for (String name : baseline.nonTargets()) {
            if (visit.nonTarget(name) == NonTargetFinding.PRESENT) {
                reasons.add(name + " came back after a complete response, which is progression");
                return true;
            }
        }
        return false;
    }

    /** Tables 1 and 2 of the guideline, without new lesions, which are progression in every row. */
    static RecistCategory overall(Optional<RecistCategory> target, Optional<RecistCategory> nonTarget) {
        if (target.equals(Optional.of(RecistCategory.PROGRESSIVE_DISEASE))
                || nonTarget.equals(Optional.of(RecistCategory.PROGRESSIVE_DISEASE))) {
            return RecistCategory.PROGRESSIVE_DISEASE;
        }
        if (target.isEmpty()) {
            return nonTarget.orElseThrow();
        }
        boolean nothingElse = nonTarget.isEmpty() || nonTarget.get() == RecistCategory.COMPLETE_RESPONSE;
        return target.get() == RecistCategory.COMPLETE_RESPONSE && !nothingElse
                ? RecistCategory.PARTIAL_RESPONSE
                : target.get();
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
