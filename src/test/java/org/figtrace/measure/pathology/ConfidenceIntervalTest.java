package org.figtrace.measure.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth: scipy 1.10 binomtest(k, n).proportion_ci(level, method) and chi2.ppf, to all its digits. */
class ConfidenceIntervalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.27753279986288926, 0.0, 0.30849710781876294",
        "10, 10, 0.7224672001371109, 1.0, 0.6915028921812371, 1.0",
        "3, 10, 0.10779126740630102, 0.6032218525388546, 0.06673951117773447, 0.652452850060008",
        "15, 100, 0.09305985283656634, 0.23283559590832367, 0.08645438564164856, 0.2353075001486212",
        "1, 29, 0.006113214292762667, 0.17175521879320282, 0.0008726468835971072, 0.17764429548841465",
        "150, 1000, 0.12921007251308828, 0.1734686584268003, 0.12842481111620216, 0.17365812856706503",
        "375, 500, 0.7102363265170449, 0.785951503252179, 0.7096339931941306, 0.7873807366857285"
    })
    void shares_have_the_intervals_of_scipy(
            long some, long many, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh) {
        ConfidenceInterval w = ConfidenceInterval.wilson(some, many, 0.95);
        ConfidenceInterval e = ConfidenceInterval.clopperPearson(some, many, 0.95);

        assertThat(w.low()).isCloseTo(wilsonLow, within(1e-11));
        assertThat(w.high()).isCloseTo(wilsonHigh, within(1e-11));
        assertThat(e.low()).isCloseTo(exactLow, within(1e-11));
        assertThat(e.high()).isCloseTo(exactHigh, within(1e-11));
    }

    @Test
    void other_levels_are_other_intervals() {
        assertThat(ConfidenceInterval.wilson(37, 200, 0.9).low()).isCloseTo(0.14414778279176216, within(1e-11));
        assertThat(ConfidenceInterval.clopperPearson(37, 200, 0.99).high())
                .isCloseTo(0.2654682832678216, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0, 3.6888794541139354",
        "3, 0.6186721228956014, 8.767273069742323",
        "10, 4.7953886961324335, 18.39035604201778",
        "25, 16.178681847829328, 36.904931697530365"
    })
    void counts_have_the_exact_poisson_interval(long count, double low, double high) {
        ConfidenceInterval i = ConfidenceInterval.garwood(count, 0.95);

        assertThat(i.low()).isCloseTo(low, within(1e-9));
        assertThat(i.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void a_million_nuclei_are_no_trouble() {
        ConfidenceInterval e = ConfidenceInterval.clopperPearson(200_000, 1_000_000, 0.95);

        // Normal approximation: 0.2 +- 1.96 sqrt(0.16 / 1e6), off by about 1 / n.
        assertThat(e.low()).isCloseTo(0.2 - 1.959964 * 4e-4, within(2e-6));
        assertThat(e.high()).isCloseTo(0.2 + 1.959964 * 4e-4, within(2e-6));
        assertThat(ConfidenceInterval.garwood(1_000_000, 0.95).high()).isCloseTo(1_001_960, within(10.0));
    }

    @Test
    void shares_that_are_none_are_refused() {
        assertThatThrownBy(() -> ConfidenceInterval.wilson(3, 2, 0.95)).hasMessage("3 of 2 is no share");
        assertThatThrownBy(() -> ConfidenceInterval.clopperPearson(0, 0, 0.95)).hasMessage("0 of 0 is no share");
        assertThatThrownBy(() -> ConfidenceInterval.garwood(-1, 0.95)).hasMessageContaining("-1");
        assertThatThrownBy(() -> ConfidenceInterval.wilson(1, 2, 95)).hasMessageContaining("between 0 and 1");
    }
}
