package org.figtrace.measure.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Ki67IndexTest {
    @Test
    void the_index_keeps_its_counts_and_both_intervals() {
        Ki67Index k = Ki67Index.of(15, 100, 0.95);

        assertThat(k.percent()).isEqualTo(15);
        assertThat(k.positive()).isEqualTo(15);
        assertThat(k.total()).isEqualTo(100);
        // scipy 1.10 binomtest(15, 100).proportion_ci.
        assertThat(k.wilson().low()).isCloseTo(9.305985, within(1e-6));
        assertThat(k.wilson().method()).isEqualTo(ConfidenceInterval.Method.WILSON);
        assertThat(k.exact().high()).isCloseTo(23.530750, within(1e-6));
        assertThat(k.exact().method()).isEqualTo(ConfidenceInterval.Method.CLOPPER_PEARSON);
    }

    @Test
    void no_nuclei_have_no_index() {
        assertThatThrownBy(() -> Ki67Index.of(0, 0, 0.95)).hasMessage("0 positive of 0 nuclei is no index");
        assertThatThrownBy(() -> Ki67Index.of(6, 5, 0.95)).hasMessageContaining("6 positive of 5");
    }

    @Test
    void a_reported_more_than_15_percent_is_a_bound() {
        PercentBounds b = PercentBounds.parse("> 15 %");

        assertThat(b.isValue()).isFalse();
        assertThat(b.contains(15)).isFalse();
        assertThat(b.contains(15.01)).isTrue();
        assertThat(b.contains(100)).isTrue();
        assertThat(b).hasToString("(15, 100] %");
    }

    @Test
    void every_comparator_has_its_ends() {
        assertThat(PercentBounds.parse(">=15%")).isEqualTo(new PercentBounds(15, true, 100, true));
        assertThat(PercentBounds.parse("\u2264 20")).isEqualTo(new PercentBounds(0, true, 20, true));
        assertThat(PercentBounds.parse("<50%")).isEqualTo(new PercentBounds(0, true, 50, false));
        assertThat(PercentBounds.parse("12.5 %").isValue()).isTrue();
        assertThat(PercentBounds.parse("12.5 %")).hasToString("12.5 %");
        assertThatThrownBy(() -> PercentBounds.parse("about 15")).hasMessageContaining("not a percentage");
        assertThatThrownBy(() -> PercentBounds.parse("120")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PercentBounds.parse("> 100")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PercentBounds.parse("< 0")).isInstanceOf(IllegalArgumentException.class);
    }
}
