package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureLabelTest {
    @ParameterizedTest
    @CsvSource({"2A,2A", "2a,2A", "Figure 3C,3C", "Fig. 2(a),2A", "'FIGURE 4 (D)',4D", "5,5", "S2b,S2B", "12F,12F"})
    void a_label_reads_as_reports_write_it(String written, String label) {
        assertThat(FigureLabel.parse(written)).hasToString(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "0A", "2AB", "2-C", "two", "9999"})
    void anything_else_is_refused_with_the_text_itself(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FigureLabel.parse(written))
                .withMessageContaining('"' + written);
    }

    @Test
    void labels_sort_as_a_reader_counts_with_supplements_last() {
        assertThat(Stream.of("S1", "10A", "2B", "2A", "2", "1")
                        .map(FigureLabel::parse)
                        .sorted()
                        .map(Object::toString))
                .isEqualTo(List.of("1", "2", "2A", "2B", "10A", "S1"));
    }
}
