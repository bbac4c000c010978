package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelGrammarTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a mass (Figure 1) | 1",
                "destruction (Figures 2A-C) | 2A 2B 2C",
                "embolization (Figures 3D, E) | 3D 3E",
                "expression (Figures 4D-F). | 4D 4E 4F",
                "Fig. 3a-c | 3A 3B 3C",
                "Figs. 2(a) and (b) show | 2A 2B",
                "Figs 1A and 2B-D | 1A 2B 2C 2D",
                "Figure 2A, B, and D | 2A 2B 2D",
                "Fig. 1, A and B | 1A 1B",
                "Figure 3 (A-C) | 3A 3B 3C",
                "Figs. 2(a)-(c) | 2A 2B 2C",
                "Figure 3A-3C | 3A 3B 3C",
                "Figure 2AB | 2A 2B",
                "Figures 1-3 | 1 2 3",
                "Figures 1 and 3 | 1 3",
                "Fig 1A/B | 1A 1B",
                "Figure 2A to D | 2A 2B 2C 2D",
                "Supplementary Figure S1 | S1",
                "Supplementary Fig. 2b | S2B",
                "FIGURE 4B | 4B",
                "Fig.5 | 5"
            })
    void citations_read_as_reports_write_them(String words, String labels) {
        assertThat(labels(words)).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Figure 2, a mass of 3 cm | 2",
                "Figure 2A and a mass | 2A",
                "Figure 1 A 45-year-old man | 1",
                "Figure 1, 12 cm long | 1",
                "Figures 1A, 3 months later | 1A",
                "Figure 2A and B cells | 2A",
                "Figure 2 and 30% necrosis | 2",
                "Figure 2A and B-mode ultrasound | 2A",
                "Table 2A, Grade 3B, the figure 39 | 39",
                "It figures 3 times |",
                "mitotic figures 12 per 10 HPF |",
                "mitotic figures 3 |",
                "configuration 2A |"
            })
    void words_counts_and_lengths_after_a_number_are_no_panels(String words, String labels) {
        assertThat(labels(words)).isEqualTo(labels == null ? "" : labels);
    }

    @Test
    void several_citations_keep_their_places() {
        String words = "seen (Figure 1A; Figure 2) and later (Fig. 3)";
        List<Citation> found = LabelGrammar.citations(words);
        assertThat(found.stream().map(c -> words.substring(c.start(), c.end())))
                .containsExactly("Figure 1A", "Figure 2", "Fig. 3");
    }

    private static String labels(String words) {
        return LabelGrammar.citations(words).stream()
                .flatMap(c -> c.labels().stream())
                .map(FigureLabel::toString)
                .collect(Collectors.joining(" "));
    }
}
