package org.figtrace.measure.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.figtrace.measure.response.RecistCategory.COMPLETE_RESPONSE;
import static org.figtrace.measure.response.RecistCategory.NON_CR_NON_PD;
import static org.figtrace.measure.response.RecistCategory.NOT_EVALUABLE;
import static org.figtrace.measure.response.RecistCategory.PARTIAL_RESPONSE;
import static org.figtrace.measure.response.RecistCategory.PROGRESSIVE_DISEASE;
import static org.figtrace.measure.response.RecistCategory.STABLE_DISEASE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.measure.LesionKind;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.response.RecistBaseline.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth: tables and examples of RECIST 1.1 (doi 10.1016/j.ejca.2008.10.026) and of the EORTC's clarifications. */
class RecistResponseTest {
    private static final LocalDate START = LocalDate.of(2020, 1, 31);

    private static Target mass(String name, double mm) {
        return new Target(name, "liver " + name, LesionKind.NON_NODAL, mm);
    }

    private static Target node(String name, double mm) {
        return new Target(name, "neck", LesionKind.NODE, mm);
    }

    private static RecistVisit visit(int month, NewLesion newLesion, Map<String, TargetFinding> targets) {
        return new RecistVisit(START.plusMonths(month), targets, Map.of(), newLesion, false);
    }

    private static List<RecistAssessment> assess(RecistBaseline baseline, RecistVisit... visits) throws Exception {
        return RecistResponse.of(baseline, List.of(visits)).assessments();
    }

    /** One lesion of the given sizes, the first at baseline. */
    private static List<RecistAssessment> one(double... mm) throws Exception {
        List<RecistVisit> visits = new ArrayList<>();
        for (int v = 1; v < mm.length; v++) {
            TargetFinding f = mm[v] == 0 ? TargetFinding.absent() : TargetFinding.measured(mm[v]);
            visits.add(visit(v, NewLesion.NONE, Map.of("a", f)));
        }
        return RecistResponse.of(new RecistBaseline(START, List.of(mass("a", mm[0])), List.of()), visits)
                .assessments();
    }

    private static List<RecistCategory> overall(List<RecistAssessment> assessments) {
        return assessments.stream().map(RecistAssessment::overall).toList();
    }

    @Test
    void thirty_percent_less_than_baseline_is_partial_response() throws Exception {
        assertThat(overall(one(100, 70))).containsExactly(PARTIAL_RESPONSE);
        assertThat(overall(one(100, 70.1))).containsExactly(STABLE_DISEASE);
        // 33.3 x 0.7 has no exact binary form.
        assertThat(overall(one(33.3, 23.31))).containsExactly(PARTIAL_RESPONSE);
    }

    @Test
    void progression_needs_twenty_percent_and_five_millimetres_of_the_nadir() throws Exception {
        assertThat(overall(one(100, 120))).containsExactly(PROGRESSIVE_DISEASE);
        assertThat(overall(one(100, 119.9))).containsExactly(STABLE_DISEASE);
        assertThat(overall(one(20, 24.9))).containsExactly(STABLE_DISEASE);
        assertThat(overall(one(20, 25))).containsExactly(PROGRESSIVE_DISEASE);
        assertThat(one(20, 24.9).get(0).reasons()).anyMatch(r -> r.contains("by less than 5 mm"));
    }

    @Test
    void the_nadir_is_the_smallest_sum_so_far() throws Exception {
        // EORTC: 165 mm, 63 mm at week 8, 65 mm at week 16 goes on as partial response.
        List<RecistAssessment> eortc = one(165, 63, 65);
        assertThat(overall(eortc)).containsExactly(PARTIAL_RESPONSE, PARTIAL_RESPONSE);
        assertThat(eortc.get(1).nadirMm()).isEqualTo(63);
        assertThat(eortc.get(1).changeFromNadirMm().getAsDouble()).isEqualTo(2);

        // Still 40 % below baseline, and progression all the same.
        List<RecistAssessment> regrown = one(100, 50, 60, 55);
        assertThat(overall(regrown)).containsExactly(PARTIAL_RESPONSE, PROGRESSIVE_DISEASE, PARTIAL_RESPONSE);
        assertThat(regrown.get(1).changeFromNadirPercent().getAsDouble()).isCloseTo(20, within(1e-9));
        assertThat(regrown.get(1).changeFromBaselinePercent().getAsDouble()).isCloseTo(-40, within(1e-9));
    }

    @Test
    void nodes_below_ten_millimetres_are_a_complete_response_with_a_sum() throws Exception {
        RecistBaseline baseline = new RecistBaseline(START, List.of(mass("a", 30), node("n", 18)), List.of());
        List<RecistAssessment> a = assess(
                baseline,
                visit(1, NewLesion.NONE, Map.of("a", TargetFinding.absent(), "n", TargetFinding.measured(9.9))),
                visit(2, NewLesion.NONE, Map.of("a", TargetFinding.absent(), "n", TargetFinding.measured(10))));

        assertThat(baseline.sumMm()).isEqualTo(48);
        assertThat(a.get(0).overall()).isEqualTo(COMPLETE_RESPONSE);
        assertThat(a.get(0).sumMm().getAsDouble()).isEqualTo(9.9);
        // EORTC: a target node comes back from 10 mm on, and after a complete response that is progression.
        assertThat(a.get(1).target()).contains(PARTIAL_RESPONSE);
        assertThat(a.get(1).overall()).isEqualTo(PROGRESSIVE_DISEASE);
        assertThat(a.get(1).reasons()).anyMatch(r -> r.startsWith("n came back"));
    }

    @Test
    void a_lesion_too_small_to_measure_counts_five_millimetres_and_is_not_gone() throws Exception {
        RecistAssessment a = assess(
                        new RecistBaseline(START, List.of(mass("a", 30)), List.of()),
                        visit(1, NewLesion.NONE, Map.of("a", TargetFinding.tooSmall())))
                .get(0);

        assertThat(a.sumMm().getAsDouble()).isEqualTo(5);
        assertThat(a.overall()).isEqualTo(PARTIAL_RESPONSE);
    }

    @Test
    void a_new_lesion_is_progression_and_an_equivocal_one_is_not() throws Exception {
        RecistBaseline baseline = new RecistBaseline(START, List.of(mass("a", 30)), List.of());
        Map<String, TargetFinding> gone = Map.of("a", TargetFinding.absent());

        assertThat(overall(assess(baseline, visit(1, NewLesion.UNEQUIVOCAL, gone))))
                .containsExactly(PROGRESSIVE_DISEASE);
        RecistAssessment equivocal =
                assess(baseline, visit(1, NewLesion.EQUIVOCAL, gone)).get(0);
        assertThat(equivocal.overall()).isEqualTo(COMPLETE_RESPONSE);
        assertThat(equivocal.reasons()).anyMatch(r -> r.contains("dated back"));
    }

    @Test
    void a_missing_target_leaves_only_progression_to_be_told() throws Exception {
        // The guideline's example, section 4.4: three lesions of 50 mm, two of them alone are 80 mm.
        RecistBaseline baseline =
                new RecistBaseline(START, List.of(mass("a", 20), mass("b", 15), mass("c", 15)), List.of());
        RecistAssessment grown = assess(
                        baseline,
                        visit(
                                1,
                                NewLesion.NONE,
                                Map.of("a", TargetFinding.measured(50), "b", TargetFinding.measured(30))))
                .get(0);
        RecistAssessment unknown = assess(
                        baseline,
                        visit(1, NewLesion.NONE, Map.of("a", TargetFinding.absent(), "b", TargetFinding.absent())))
                .get(0);

        assertThat(grown.overall()).isEqualTo(PROGRESSIVE_DISEASE);
        assertThat(grown.sumMm()).isEmpty();
        assertThat(grown.changeFromBaselinePercent()).isEmpty();
        assertThat(unknown.overall()).isEqualTo(NOT_EVALUABLE);
    }

    @Test
    void an_incomplete_sum_is_never_the_nadir() throws Exception {
        RecistBaseline baseline = new RecistBaseline(START, List.of(mass("a", 50), mass("b", 50)), List.of());
        List<RecistAssessment> a = assess(
                baseline,
                visit(1, NewLesion.NONE, Map.of("a", TargetFinding.measured(40))),
                visit(2, NewLesion.NONE, Map.of("a", TargetFinding.measured(45), "b", TargetFinding.measured(45))));

        assertThat(a.get(1).nadirMm()).isEqualTo(100);
        assertThat(overall(a)).containsExactly(NOT_EVALUABLE, STABLE_DISEASE);
    }

    @Test
    void a_lesion_that_comes_back_after_a_complete_response_is_progression() throws Exception {
        // 4 mm would be neither 5 mm of growth nor a new lesion.
        assertThat(overall(one(40, 0, 4))).containsExactly(COMPLETE_RESPONSE, PROGRESSIVE_DISEASE);
        assertThat(one(40, 0, 4).get(1).changeFromNadirPercent()).isEmpty();
    }

    /** Table 1 of the guideline, and table 2 for disease without target lesions. */
    @ParameterizedTest
    @CsvSource({
        "COMPLETE_RESPONSE, COMPLETE_RESPONSE, COMPLETE_RESPONSE",
        "COMPLETE_RESPONSE, NON_CR_NON_PD, PARTIAL_RESPONSE",
        "COMPLETE_RESPONSE, NOT_EVALUABLE, PARTIAL_RESPONSE",
        "COMPLETE_RESPONSE, , COMPLETE_RESPONSE",
        "PARTIAL_RESPONSE, NON_CR_NON_PD, PARTIAL_RESPONSE",
        "PARTIAL_RESPONSE, NOT_EVALUABLE, PARTIAL_RESPONSE",
        "PARTIAL_RESPONSE, COMPLETE_RESPONSE, PARTIAL_RESPONSE",
        "STABLE_DISEASE, NON_CR_NON_PD, STABLE_DISEASE",
        "STABLE_DISEASE, NOT_EVALUABLE, STABLE_DISEASE",
        "NOT_EVALUABLE, NON_CR_NON_PD, NOT_EVALUABLE",
        "NOT_EVALUABLE, PROGRESSIVE_DISEASE, PROGRESSIVE_DISEASE",
        "PROGRESSIVE_DISEASE, COMPLETE_RESPONSE, PROGRESSIVE_DISEASE",
        "COMPLETE_RESPONSE, PROGRESSIVE_DISEASE, PROGRESSIVE_DISEASE",
        ", COMPLETE_RESPONSE, COMPLETE_RESPONSE",
        ", NON_CR_NON_PD, NON_CR_NON_PD",
        ", NOT_EVALUABLE, NOT_EVALUABLE",
        ", PROGRESSIVE_DISEASE, PROGRESSIVE_DISEASE"
    })
    void the_overall_response_follows_the_tables(
            RecistCategory target, RecistCategory nonTarget, RecistCategory overall) {
        assertThat(RecistResponse.overall(Optional.ofNullable(target), Optional.ofNullable(nonTarget)))
                .isEqualTo(overall);
    }

    private static RecistAssessment nonTargets(boolean marker, Map<String, NonTargetFinding> findings)
            throws Exception {
        return RecistResponse.of(
                        new RecistBaseline(START, List.of(), List.of("ascites", "rib")),
                        List.of(new RecistVisit(START.plusDays(40), Map.of(), findings, NewLesion.NONE, marker)))
                .assessments()
                .get(0);
    }

    @Test
    void non_target_lesions_are_judged_together() throws Exception {
        NonTargetFinding absent = NonTargetFinding.ABSENT;
        assertThat(nonTargets(false, Map.of("ascites", absent, "rib", absent)).overall())
                .isEqualTo(COMPLETE_RESPONSE);
        assertThat(nonTargets(false, Map.of("ascites", absent, "rib", NonTargetFinding.PRESENT))
                        .overall())
                .isEqualTo(NON_CR_NON_PD);
        assertThat(nonTargets(false, Map.of("ascites", absent)).overall()).isEqualTo(NOT_EVALUABLE);
        assertThat(nonTargets(false, Map.of("rib", NonTargetFinding.UNEQUIVOCAL_PROGRESSION))
                        .overall())
                .isEqualTo(PROGRESSIVE_DISEASE);
        RecistAssessment marker = nonTargets(true, Map.of("ascites", absent, "rib", absent));
        assertThat(marker.overall()).isEqualTo(NON_CR_NON_PD);
        assertThat(marker.sumMm()).isEmpty();
        assertThat(marker.target()).isEmpty();
    }

    @Test
    void five_targets_and_two_of_an_organ_are_the_most() {
        assertThatThrownBy(() -> new RecistBaseline(
                        START,
                        List.of(
                                mass("a", 20),
                                mass("b", 20),
                                mass("c", 20),
                                mass("d", 20),
                                mass("e", 20),
                                mass("f", 20)),
                        List.of()))
                .hasMessageContaining("at most 5 target lesions, not 6");
        Target lung = new Target("a", "Lung", LesionKind.NON_NODAL, 20);
        assertThatThrownBy(() -> new RecistBaseline(
                        START,
                        List.of(
                                lung,
                                new Target("b", "lung ", LesionKind.NON_NODAL, 20),
                                new Target("c", "lung", LesionKind.NON_NODAL, 20)),
                        List.of()))
                .hasMessageContaining("at most 2 target lesions of an organ; lung has more");
        // EORTC: all nodes are one organ.
        assertThatThrownBy(() -> new RecistBaseline(
                        START,
                        List.of(
                                new Target("a", "neck", LesionKind.NODE, 20),
                                new Target("b", "groin", LesionKind.NODE, 20),
                                new Target("c", "axilla", LesionKind.NODE, 20)),
                        List.of()))
                .hasMessageContaining("lymph nodes has more");
    }

    @Test
    void what_is_no_target_lesion_is_refused() {
        assertThatThrownBy(() -> node("n", 14)).hasMessageContaining("at least 15 mm");
        assertThatThrownBy(() -> mass("m", 9)).hasMessageContaining("at least 10 mm");
        assertThatThrownBy(() -> new Target("b", "rib", LesionKind.BONE_WITHOUT_SOFT_TISSUE, 40))
                .hasMessageContaining("does not measure");
        assertThatThrownBy(() -> new RecistBaseline(START, List.of(), List.of()))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> new RecistBaseline(START, List.of(mass("a", 20)), List.of("a")))
                .hasMessageContaining("the name a");
    }

    @Test
    void dates_out_of_order_and_unknown_lesions_are_refused() {
        RecistBaseline baseline = new RecistBaseline(START, List.of(mass("a", 20)), List.of());
        assertThatThrownBy(() -> assess(baseline, visit(0, NewLesion.NONE, Map.of())))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessageContaining("dates must follow");
        assertThatThrownBy(() -> assess(baseline, visit(1, NewLesion.NONE, Map.of("z", TargetFinding.measured(3)))))
                .hasMessageContaining("z is no target lesion of baseline");
        assertThatThrownBy(() -> TargetFinding.measured(0)).hasMessageContaining("above 0");
    }
}
