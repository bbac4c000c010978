package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.figtrace.measure.RecistEligibility.Verdict;
import org.junit.jupiter.api.Test;

/** The limits of RECIST 1.1, doi 10.1016/j.ejca.2008.10.026, sections 3.1 and appendix II. */
class RecistEligibilityTest {
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    private static RecistEligibility judge(double longest, double shortAxis, double thickness, LesionKind kind) {
        return RecistEligibility.of(
                longest, shortAxis, thickness > 0 ? OptionalDouble.of(thickness) : UNKNOWN, UNKNOWN, kind);
    }

    @Test
    void ten_millimetres_are_measurable_on_slices_of_up_to_five() {
        assertThat(judge(10, 4, 5, LesionKind.NON_NODAL).verdict()).isEqualTo(Verdict.TARGET);
        assertThat(judge(9.99, 4, 5, LesionKind.NON_NODAL).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(judge(10, 4, 5, LesionKind.NON_NODAL).reason())
                .isEqualTo("Longest diameter 10.0 mm is at least 10 mm, on slices of at most 5 mm.");
    }

    @Test
    void thicker_slices_ask_for_twice_their_thickness() {
        assertThat(judge(13.9, 4, 7, LesionKind.NON_NODAL).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(judge(14, 4, 7, LesionKind.NON_NODAL).verdict()).isEqualTo(Verdict.TARGET);
        assertThat(judge(13.9, 4, 7, LesionKind.NON_NODAL).reason())
                .isEqualTo("Longest diameter 13.9 mm is below 14.0 mm, twice the slice, which is thicker than 5 mm.");
    }

    @Test
    void a_gap_between_slices_counts_as_slice() {
        RecistEligibility gaps =
                RecistEligibility.of(15, 4, OptionalDouble.of(4), OptionalDouble.of(8), LesionKind.NON_NODAL);

        assertThat(gaps.verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(gaps.reason()).contains("16.0 mm");
    }

    @Test
    void nodes_go_by_their_short_axis() {
        assertThat(judge(30, 15, 3, LesionKind.NODE).verdict()).isEqualTo(Verdict.TARGET);
        assertThat(judge(30, 14.9, 3, LesionKind.NODE).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(judge(30, 10, 3, LesionKind.NODE).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(judge(30, 9.9, 3, LesionKind.NODE).verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(judge(30, 15, 8, LesionKind.NODE).reason()).contains("slices of 8.0 mm");
        assertThat(judge(30, 15, 0, LesionKind.NODE).reason()).contains("thickness is unknown");
    }

    @Test
    void bone_counts_by_its_soft_tissue_alone() {
        assertThat(judge(10, 4, 3, LesionKind.BONE_SOFT_TISSUE).verdict()).isEqualTo(Verdict.TARGET);
        assertThat(judge(9, 4, 3, LesionKind.BONE_SOFT_TISSUE).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(judge(10, 4, 3, LesionKind.BONE_SOFT_TISSUE).reason()).startsWith("Soft-tissue part");
        assertThat(judge(80, 40, 3, LesionKind.BONE_WITHOUT_SOFT_TISSUE).verdict())
                .isEqualTo(Verdict.NON_TARGET);
    }

    @Test
    void an_unknown_slice_thickness_is_said_and_not_guessed() {
        RecistEligibility unknown = judge(40, 30, 0, LesionKind.NON_NODAL);

        assertThat(unknown.verdict()).isEqualTo(Verdict.CANNOT_BE_JUDGED);
        assertThat(unknown.reason()).contains("slice thickness is unknown");
        // What no slice could make measurable is judged all the same.
        assertThat(judge(9, 4, 0, LesionKind.NON_NODAL).verdict()).isEqualTo(Verdict.NON_TARGET);
        assertThat(RecistEligibility.of(19, 4, UNKNOWN, OptionalDouble.of(10), LesionKind.NON_NODAL)
                        .verdict())
                .isEqualTo(Verdict.NON_TARGET);
    }

    @Test
    void sizes_that_are_none_are_refused() {
        assertThatThrownBy(() -> judge(Double.NaN, 4, 3, LesionKind.NODE)).hasMessageContaining("longest diameter");
        assertThatThrownBy(() -> judge(10, 12, 3, LesionKind.NODE)).hasMessageContaining("longer than the longest");
        assertThatThrownBy(() -> RecistEligibility.of(10, 5, OptionalDouble.of(0), UNKNOWN, LesionKind.NODE))
                .hasMessageContaining("slice thickness of 0.0 mm");
    }
}
