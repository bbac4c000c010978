package org.figtrace.measure.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Random;
import org.figtrace.measure.NotMeasurableException;
import org.junit.jupiter.api.Test;

class LesionGrowthTest {
    @Test
    void three_to_twelve_centimetres_in_fifteen_years_are_six_doublings() throws Exception {
        LesionGrowth g =
                LesionGrowth.between(LesionSize.diameter(3), LesionSize.diameter(12), 15 * LesionGrowth.DAYS_PER_YEAR);

        assertThat(g.days()).isEqualTo(5478.75);
        assertThat(g.volumeRatio()).isCloseTo(64, within(1e-9));
        assertThat(g.doublings()).isCloseTo(6, within(1e-12));
        // 5478.75 / 6 and 100 ln 2 / 913.125.
        assertThat(g.volumeDoublingTimeDays().getAsDouble()).isCloseTo(913.125, within(1e-9));
        assertThat(g.specificGrowthRatePercentPerDay()).isCloseTo(0.0759, within(5e-5));
        assertThat(g.notes()).containsExactly("from one diameter: the lesion is taken to have kept its shape");
        assertThat(g.halvingTimeDays()).isEmpty();
    }

    @Test
    void volumes_and_the_diameters_of_their_spheres_grow_alike() throws Exception {
        LesionGrowth v =
                LesionGrowth.between(LesionSize.volume(Math.PI / 6 * 8), LesionSize.volume(Math.PI / 6 * 27), 90);
        LesionGrowth d = LesionGrowth.between(LesionSize.diameter(2), LesionSize.diameter(3), 90);

        assertThat(v.volumeDoublingTimeDays().getAsDouble())
                .isCloseTo(d.volumeDoublingTimeDays().getAsDouble(), within(1e-9));
        assertThat(v.volumeDoublingTimeDays().getAsDouble())
                .isCloseTo(90 * Math.log(2) / Math.log(27.0 / 8), within(1e-9));
        assertThat(v.notes()).isEmpty();
    }

    @Test
    void dates_count_their_days_over_a_leap_day() throws Exception {
        LesionGrowth g = LesionGrowth.between(
                LesionSize.volume(1), LocalDate.of(2024, 2, 1), LesionSize.volume(2), LocalDate.of(2024, 3, 1));

        assertThat(g.days()).isEqualTo(29);
        assertThat(g.volumeDoublingTimeDays().getAsDouble()).isCloseTo(29, within(1e-9));
    }

    @Test
    void equal_sizes_have_no_doubling_time_and_a_rate_of_zero() throws Exception {
        LesionGrowth g = LesionGrowth.between(LesionSize.volume(7), LesionSize.volume(7), 30);

        assertThat(g.volumeDoublingTimeDays()).isEmpty();
        assertThat(g.specificGrowthRatePercentPerDay()).isEqualTo(0);
        assertThat(g.notes()).containsExactly("both sizes are equal: the doubling time is infinite");
    }

    @Test
    void a_shrinking_lesion_has_a_halving_time() throws Exception {
        LesionGrowth g = LesionGrowth.between(LesionSize.volume(8), LesionSize.volume(2), 60);

        assertThat(g.volumeDoublingTimeDays().getAsDouble()).isCloseTo(-30, within(1e-9));
        assertThat(g.halvingTimeDays().getAsDouble()).isCloseTo(30, within(1e-9));
        assertThat(g.specificGrowthRatePercentPerDay()).isCloseTo(-100 * Math.log(2) / 30, within(1e-9));
        assertThat(g.notes()).anyMatch(n -> n.contains("halving time"));
    }

    @Test
    void days_that_are_none_and_sizes_that_are_none_are_refused() {
        for (double days : new double[] {0, -3, Double.NaN}) {
            assertThatThrownBy(() -> LesionGrowth.between(LesionSize.volume(1), LesionSize.volume(2), days))
                    .isInstanceOf(NotMeasurableException.class)
                    .hasMessageContaining("days apart");
        }
        assertThatThrownBy(() -> LesionGrowth.between(LesionSize.volume(1), LesionSize.diameter(2), 9))
                .hasMessage("a diameter cannot be compared with a volume");
        assertThatThrownBy(() -> LesionSize.volume(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> LesionSize.volume(1).within(-1)).hasMessageContaining("uncertainty");
    }

    @Test
    void the_interval_of_the_rate_holds_the_truth_as_often_as_it_says() throws Exception {
        // Volumes 1000 and 1600 mm3 known to 5 %, 100 days apart, measured 4000 times.
        Random random = new Random(4);
        double truth = 100 * Math.log(1.6) / 100;
        int held = 0;
        for (int run = 0; run < 4000; run++) {
            double one = 1000 + 50 * random.nextGaussian();
            double two = 1600 + 80 * random.nextGaussian();
            LesionGrowth.Interval i = LesionGrowth.between(
                            LesionSize.volume(one).within(0.05 * one),
                            LesionSize.volume(two).within(0.05 * two),
                            100)
                    .specificGrowthRateInterval()
                    .orElseThrow();
            held += i.low() <= truth && truth <= i.high() ? 1 : 0;
        }
        // 95 %, within three standard deviations of 4000 draws and the first order's share.
        assertThat(held / 4000.0).isBetween(0.935, 0.965);
    }

    @Test
    void a_diameter_carries_three_times_its_relative_uncertainty() throws Exception {
        LesionGrowth g = LesionGrowth.between(
                LesionSize.diameter(20).within(0.3), LesionSize.diameter(30).within(0.6), 50);

        double spread = 1.959964 * 3 * Math.hypot(0.3 / 20, 0.6 / 30);
        double log = 3 * Math.log(1.5);
        assertThat(g.specificGrowthRateInterval().orElseThrow().low()).isCloseTo(2 * (log - spread), within(1e-6));
        assertThat(g.specificGrowthRateInterval().orElseThrow().high()).isCloseTo(2 * (log + spread), within(1e-6));
        assertThat(g.volumeDoublingTimeInterval().orElseThrow().low())
                .isCloseTo(50 * Math.log(2) / (log + spread), within(1e-6));
        assertThat(g.volumeDoublingTimeInterval().orElseThrow().high())
                .isCloseTo(50 * Math.log(2) / (log - spread), within(1e-6));
    }

    @Test
    void a_shrinking_lesion_keeps_the_order_of_its_interval() throws Exception {
        LesionGrowth g = LesionGrowth.between(
                LesionSize.volume(1600).within(80), LesionSize.volume(1000).within(50), 100);

        LesionGrowth.Interval i = g.volumeDoublingTimeInterval().orElseThrow();
        assertThat(g.volumeDoublingTimeDays().getAsDouble()).isBetween(i.low(), i.high());
    }

    @Test
    void a_change_within_the_uncertainty_has_no_bound_of_its_doubling_time() throws Exception {
        LesionGrowth g = LesionGrowth.between(
                LesionSize.diameter(20).within(1), LesionSize.diameter(21).within(1), 50);

        assertThat(g.volumeDoublingTimeInterval()).isEmpty();
        assertThat(g.notes())
                .contains(
                        "the change is not larger than the uncertainty of the sizes",
                        "the interval of the growth rate holds 0: the doubling time has no bound");
    }
}
