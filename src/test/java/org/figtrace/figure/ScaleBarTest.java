package org.figtrace.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleBarTest {
    @Test
    void the_bar_is_the_longest_of_one_two_five_that_fits_a_third() {
        assertThat(ScaleBar.fitting(600, 0.3)).isEqualTo(new ScaleBar(50, 50 / 0.3));
        assertThat(ScaleBar.fitting(600, 0.2)).isEqualTo(new ScaleBar(20, 100));
        assertThat(ScaleBar.fitting(600, 0.05)).isEqualTo(new ScaleBar(10, 200));
        assertThat(ScaleBar.fitting(300, 0.0125)).isEqualTo(new ScaleBar(1, 80));
    }

    @Test
    void a_length_is_named_in_the_unit_that_readers_use() {
        assertThat(new ScaleBar(50, 1).label()).isEqualTo("5 cm");
        assertThat(new ScaleBar(10, 1).label()).isEqualTo("1 cm");
        assertThat(new ScaleBar(5, 1).label()).isEqualTo("5 mm");
        assertThat(new ScaleBar(0.5, 1).label()).isEqualTo("0.5 mm");
    }
}
