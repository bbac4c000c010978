package org.figtrace.measure.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NecrosisShareTest {
    @Test
    void areas_have_bounds_from_their_worst_ends() {
        NecrosisShare n = NecrosisShare.ofAreas(30, 120, 0.1);

        assertThat(n.percent()).isEqualTo(25);
        // 27 / 132 and 33 / 108.
        assertThat(n.bounds().low()).isCloseTo(100 * 27 / 132.0, within(1e-9));
        assertThat(n.bounds().high()).isCloseTo(100 * 33 / 108.0, within(1e-9));
        assertThat(n.extent()).contains(NecrosisExtent.LESS_THAN_HALF);
    }

    @Test
    void areas_known_exactly_are_a_value() {
        assertThat(NecrosisShare.ofAreas(60, 120, 0).bounds().isValue()).isTrue();
        assertThat(NecrosisShare.ofAreas(60, 120, 0).extent()).contains(NecrosisExtent.HALF_OR_MORE);
        assertThat(NecrosisShare.ofAreas(0, 120, 0.2).extent()).contains(NecrosisExtent.NONE);
    }

    @Test
    void points_have_the_exact_interval_of_their_share() {
        NecrosisShare n = NecrosisShare.ofPoints(3, 10, 0.95);

        assertThat(n.percent()).isEqualTo(30);
        // scipy 1.10 binomtest(3, 10).proportion_ci(method="exact").
        assertThat(n.bounds().low()).isCloseTo(6.673951, within(1e-6));
        assertThat(n.bounds().high()).isCloseTo(65.245285, within(1e-6));
        assertThat(n.extent()).as("6.7 to 65 % holds two extents").isEmpty();
    }

    @Test
    void shares_about_half_have_no_certain_extent() {
        assertThat(NecrosisShare.ofAreas(58, 120, 0.05).extent()).isEmpty();
        assertThat(NecrosisExtent.of(PercentBounds.parse("<50%"))).isEmpty();
        assertThat(NecrosisExtent.of(new PercentBounds(0, false, 50, false))).contains(NecrosisExtent.LESS_THAN_HALF);
        assertThat(NecrosisExtent.of(PercentBounds.parse(">=50%"))).contains(NecrosisExtent.HALF_OR_MORE);
        assertThat(NecrosisExtent.of(PercentBounds.parse("50"))).contains(NecrosisExtent.HALF_OR_MORE);
        assertThat(NecrosisExtent.of(PercentBounds.parse("0"))).contains(NecrosisExtent.NONE);
    }

    @Test
    void no_point_on_necrosis_does_not_prove_that_there_is_none() {
        assertThat(NecrosisShare.ofPoints(0, 20, 0.95).extent()).isEmpty();
        assertThat(NecrosisShare.ofPoints(1, 200, 0.95).extent()).contains(NecrosisExtent.LESS_THAN_HALF);
    }

    @Test
    void a_part_larger_than_the_whole_is_refused() {
        assertThatThrownBy(() -> NecrosisShare.ofAreas(121, 120, 0)).hasMessageContaining("121.0 mm2");
        assertThatThrownBy(() -> NecrosisShare.ofAreas(1, 120, 1)).hasMessageContaining("known to 1.0");
        assertThatThrownBy(() -> NecrosisShare.ofPoints(5, 0, 0.95)).hasMessage("5 of 0 is no share");
    }
}
