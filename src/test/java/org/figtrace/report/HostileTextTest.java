package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text made to be slow. A parser that is quadratic anywhere needs minutes for it, a linear one part of a second. */
class HostileTextTest {
    private static final int LENGTH = 300_000;
    /** Some ten times what it takes, so that a busy machine passes and a quadratic step does not. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((((",
                "Fig. 1A, ",
                "(A) ",
                "Figure 1 ",
                "12 cm ",
                "word ",
                "x",
                "arrow (",
                "[(A)",
                "Figure 1. (A) ",
                "FIGURE 1\n",
                "FIGURE 2\n\n(A) x (B) y\n\n",
                "Fig. 1A. x\n",
                "(a) 3 cm (b) arrow ",
                "(Figure 1A) 12 cm arrow (B). ",
                "A\n\n",
                "a-\n",
                ", , ",
                "1 per 10 HPF "
            })
    void long_text_is_read_in_seconds(String unit) {
        String text = unit.repeat(LENGTH / unit.length());
        assertThat(assertTimeoutPreemptively(
                        BOUND, () -> ReportParser.parse(text).text()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(A)",
                "(A) arrow, ",
                "A, ",
                ",",
                " ,",
                "star; ",
                "Arrow: x; ",
                "(A) CT; ",
                "axial (A) ",
                "12 cm ",
                ".)",
                "(a"
            })
    void a_caption_without_an_end_is_read_in_seconds(String unit) {
        String text = "Figure 1. " + unit.repeat(LENGTH / unit.length());
        assertThat(assertTimeoutPreemptively(
                        BOUND, () -> ReportParser.parse(text).text()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(A) arrow, ", "axial (A) ", " ,", "Arrow: x; ", "12 cm "})
    void many_long_captions_are_read_in_seconds(String unit) {
        StringBuilder text = new StringBuilder();
        for (int figure = 1; text.length() < LENGTH; figure++) {
            text.append("Figure ")
                    .append(figure)
                    .append(". ")
                    .append(unit.repeat(9000 / unit.length()))
                    .append("\n\n");
        }
        String report = text.toString();
        assertThat(assertTimeoutPreemptively(
                        BOUND, () -> ReportParser.parse(report).text()))
                .isEqualTo(report);
    }
}
