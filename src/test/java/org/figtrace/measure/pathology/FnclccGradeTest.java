package org.figtrace.measure.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalInt;
import org.figtrace.measure.NotMeasurableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table of Trojani 1984, doi 10.1002/ijc.2910330108. */
class FnclccGradeTest {
    private static FnclccGrade grade(int differentiation, int mitoses, NecrosisExtent necrosis, double fieldMm)
            throws Exception {
        return FnclccGrade.of(
                OptionalInt.of(differentiation),
                Optional.of(new MitoticCount(
                        mitoses,
                        10,
                        fieldMm > 0 ? Optional.of(MicroscopeField.ofDiameter(fieldMm)) : Optional.empty())),
                Optional.of(necrosis));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, NONE, 2, 1",
        "1, 9, LESS_THAN_HALF, 3, 1",
        "1, 10, LESS_THAN_HALF, 4, 2",
        "2, 19, LESS_THAN_HALF, 5, 2",
        "2, 20, LESS_THAN_HALF, 6, 3",
        "3, 9, NONE, 4, 2",
        "3, 10, HALF_OR_MORE, 7, 3",
        "3, 20, HALF_OR_MORE, 8, 3"
    })
    void scores_add_up_to_a_grade(int differentiation, int mitoses, NecrosisExtent necrosis, int sum, int grade)
            throws Exception {
        FnclccGrade g = grade(differentiation, mitoses, necrosis, 0);

        assertThat(g.sum()).isEqualTo(sum);
        assertThat(g.grade()).isEqualTo(grade);
        assertThat(g.differentiation()).isEqualTo(differentiation);
        assertThat(g.mitoses().mitoses()).isEqualTo(mitoses);
        assertThat(g.necrosis()).isEqualTo(necrosis);
    }

    @Test
    void a_larger_field_than_that_of_the_definition_is_said() throws Exception {
        // 10 in 10 fields of 0.2376 mm2 are 7.3 in 1.734 mm2: score 1, sum 4 all the same grade 2.
        FnclccGrade g = grade(2, 10, NecrosisExtent.LESS_THAN_HALF, 0.55);

        assertThat(g.mitoticScore()).isEqualTo(2);
        assertThat(g.mitosesPerStandardArea().getAsDouble())
                .isCloseTo(10 * 1.734 / (10 * Math.PI * 0.275 * 0.275), within(1e-9));
        assertThat(g.gradeAtStandardArea()).hasValue(2);
        assertThat(g.warnings())
                .containsExactly("the ten fields have 2.38 mm2; in the 1.73 mm2 of the definition 7.3 mitoses would be"
                        + " expected, score 1, grade 2");
    }

    @Test
    void the_field_of_the_definition_gives_one_grade() throws Exception {
        FnclccGrade g = grade(2, 10, NecrosisExtent.NONE, 2 * Math.sqrt(0.1734 / Math.PI));

        assertThat(g.warnings()).isEmpty();
        assertThat(g.gradeAtStandardArea()).hasValue(g.grade());
    }

    @Test
    void an_unknown_field_is_warned_of_with_what_it_could_change() throws Exception {
        assertThat(grade(2, 10, NecrosisExtent.NONE, 0).warnings())
                .containsExactly("the field size is not known; in 1.73 mm2 the mitotic score would be 1 to 2");
        assertThat(grade(2, 0, NecrosisExtent.NONE, 0).warnings()).containsExactly("the field size is not known");
        assertThat(grade(2, 0, NecrosisExtent.NONE, 0).mitosesPerStandardArea()).isEmpty();
    }

    @Test
    void no_grade_without_all_inputs() {
        assertThatThrownBy(() -> FnclccGrade.of(
                        OptionalInt.empty(), Optional.of(new MitoticCount(1, 10, Optional.empty())), Optional.empty()))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessage("no FNCLCC grade without the differentiation score and the extent of necrosis");
        assertThatThrownBy(() -> grade(4, 1, NecrosisExtent.NONE, 0)).hasMessageContaining("not 4");
        assertThatThrownBy(() -> FnclccGrade.of(
                        OptionalInt.of(2),
                        Optional.of(new MitoticCount(25, 50, Optional.empty())),
                        Optional.of(NecrosisExtent.NONE)))
                .hasMessage("FNCLCC counts mitoses in 10 successive fields (1.73 mm2 where it was defined), not in 50");
    }
}
