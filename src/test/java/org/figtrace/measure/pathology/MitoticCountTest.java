package org.figtrace.measure.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MitoticCountTest {
    @Test
    void field_number_22_at_40x_is_a_circle_of_0_238_square_millimetres() {
        MicroscopeField f = MicroscopeField.of(22, 40);

        assertThat(f.diameterMm()).isCloseTo(0.55, within(1e-12));
        assertThat(f.areaMm2()).isCloseTo(0.238, within(5e-4));
        assertThat(f.fieldNumberMm().getAsDouble()).isEqualTo(22);
        assertThat(f.objective().getAsDouble()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"0.40, 7.96", "0.55, 4.21", "0.69, 2.67"})
    void ten_in_ten_fields_depend_on_the_field(double diameterMm, double perMm2) {
        MitoticCount c = new MitoticCount(10, 10, Optional.of(MicroscopeField.ofDiameter(diameterMm)));

        assertThat(c.perTenFields()).isEqualTo(10);
        assertThat(c.perMm2().getAsDouble()).isCloseTo(perMm2, within(0.005));
        assertThat(c.perMm2Range())
                .isEqualTo(new MitoticCount.Range(
                        c.perMm2().getAsDouble(), c.perMm2().getAsDouble()));
    }

    @Test
    void without_a_field_size_there_is_a_range_and_no_number() {
        MitoticCount c = new MitoticCount(10, 10, Optional.empty());

        assertThat(c.perMm2()).isEmpty();
        assertThat(c.areaMm2()).isEmpty();
        assertThat(c.perMm2Interval(0.95)).isEmpty();
        assertThat(c.perMm2Range().low()).isCloseTo(2.67, within(0.005));
        assertThat(c.perMm2Range().high()).isCloseTo(7.96, within(0.005));
    }

    @Test
    void other_numbers_of_fields_are_scaled_to_ten() {
        assertThat(new MitoticCount(12, 50, Optional.empty()).perTenFields()).isCloseTo(2.4, within(1e-12));
    }

    @Test
    void the_interval_is_that_of_the_count_over_the_area() {
        MitoticCount c = new MitoticCount(10, 10, Optional.of(MicroscopeField.of(22, 40)));
        double area = 10 * Math.PI * 0.275 * 0.275;

        // chi2.ppf of scipy: 4.7954 to 18.3904 for ten.
        assertThat(c.perMm2Interval(0.95).orElseThrow().low()).isCloseTo(4.795389 / area, within(1e-6));
        assertThat(c.perMm2Interval(0.95).orElseThrow().high()).isCloseTo(18.390356 / area, within(1e-6));
    }

    @Test
    void counts_and_fields_that_are_none_are_refused() {
        assertThatThrownBy(() -> new MitoticCount(-1, 10, Optional.empty())).hasMessageContaining("-1 mitoses");
        assertThatThrownBy(() -> new MitoticCount(1, 0, Optional.empty())).hasMessageContaining("0 fields");
        assertThatThrownBy(() -> MicroscopeField.of(22, 0)).hasMessage("the objective is a number above 0, not 0.0");
        assertThatThrownBy(() -> MicroscopeField.ofDiameter(Double.NaN)).hasMessageContaining("field diameter");
    }
}
