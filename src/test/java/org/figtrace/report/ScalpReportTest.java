package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.figtrace.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real case report as a PDF reader leaves it, doi 10.3389/fonc.2025.1533114; read by eye for the expectations. */
class ScalpReportTest {
    private Report report;

    @BeforeEach
    void read() throws IOException {
        report = ReportReader.read(SharedData.require("reports/scalp-leiomyosarcoma.txt"));
    }

    @Test
    void has_four_figures_and_nineteen_panels() {
        assertThat(report.labels().stream().map(FigureLabel::toString))
                .containsExactly(
                        "1A", "1B", "2A", "2B", "2C", "2D", "3A", "3B", "3C", "3D", "3E", "3F", "3G", "4A", "4B", "4C",
                        "4D", "4E", "4F");
        assertThat(report.figures()).hasSize(4);
    }

    @Test
    void captions_torn_apart_by_the_page_are_whole_again() {
        assertThat(report.figures().get(0).caption())
                .startsWith("(A) Local cutis")
                .endsWith("during the operation (B).");
        assertThat(report.figures().get(1).caption())
                .startsWith("The computed tomography (CT) scan (A, B)")
                .endsWith(
                        "neighboring brain tissue was compressed, poorly circumscribed lesion with infiltrative border.");
        assertThat(report.figures().get(2).caption())
                .startsWith("(A) CT angiography")
                .endsWith("tumor were removed.");
        assertThat(report.figures().get(3).caption()).startsWith("H&E staining").endsWith("were positive.");
    }

    @Test
    void each_panel_has_its_own_words() {
        assertThat(panel("1A").caption()).contains("12cm hard, painless mass").contains("burgeoning");
        assertThat(panel("1B").caption()).isEqualTo("The tumor was exposed during the operation");
        assertThat(panel("2A").caption())
                .isEqualTo(panel("2B").caption())
                .contains("right side")
                .doesNotContain("skull");
        assertThat(panel("2C").caption()).isEqualTo("3D reconstruction revealed the skull was severely destroyed.");
        assertThat(panel("2D").caption()).startsWith("Magnetic resonance imaging");
        assertThat(panel("3E").caption()).isEqualTo("the patient accepted embolization therapy of occipital.");
        assertThat(panel("3G").caption()).isEqualTo("most parts of the tumor were removed.");
        assertThat(panel("4B").caption()).contains("moderate mitosis").doesNotContain("H&E");
        assertThat(panel("4C").caption()).isEqualTo("marked nuclear atypia and tumoral necrosis");
        assertThat(panel("4E").caption()).isEqualTo("vimentin");
    }

    @Test
    void modalities_are_those_that_the_words_tell() {
        assertThat(panel("2A").modality()).contains(Modality.CT);
        assertThat(panel("2C").modality()).contains(Modality.CT);
        assertThat(panel("2C").reconstruction3d()).isTrue();
        assertThat(panel("2D").modality()).contains(Modality.MR);
        assertThat(panel("3C").modality()).contains(Modality.CTA);
        assertThat(panel("4A").modality()).contains(Modality.HISTOLOGY);
        assertThat(panel("4F").modality()).contains(Modality.IMMUNOHISTOCHEMISTRY);
        assertThat(panel("1A").modality()).isEqualTo(Optional.empty());
        assertThat(panel("3F").modality()).isEqualTo(Optional.empty());
    }

    @Test
    void arrows_point_where_the_caption_says() {
        assertThat(panel("3C").pointers().stream().map(p -> p.phrase() + " -> " + p.target()))
                .containsExactly("bottom arrow -> occipital artery", "upper arrow -> arteriae auricularis posterior");
        assertThat(panel("4B").pointers().stream().map(p -> p.phrase() + " -> " + p.target()))
                .containsExactly("arrows -> mitosis");
        assertThat(report.figures().stream().flatMap(f -> f.panels().stream()).flatMap(p -> p.pointers().stream()))
                .describedAs("and nowhere else")
                .hasSize(3);
    }

    @Test
    void claims_are_the_patients_numbers_and_no_statistics() {
        assertThat(report.claims().stream()
                        .map(c -> c.quantity() + " " + c.comparator() + " " + c.value() + " " + c.unit()))
                .containsExactly(
                        "duration = 15.0 years",
                        "diameter ~ 3.0 cm",
                        "diameter = 12.0 cm",
                        "diameter = 12.0 cm",
                        "mitotic count = 10.0 per 10 HPF",
                        "necrosis < 50.0 %",
                        "Ki-67 > 15.0 %",
                        "size = 12.0 cm");
        assertThat(report.claims().get(4).figures().stream().map(FigureLabel::toString))
                .containsExactly("4B", "4C");
        assertThat(report.claims().get(7).figures().stream().map(FigureLabel::toString))
                .containsExactly("1A");
    }

    @Test
    void mentions_are_the_sentences_that_cite() {
        assertThat(panel("4F").mentions()).hasSize(1);
        assertThat(panel("4F").mentions().get(0).text()).startsWith("Immunohistochemical staining revealed diffuse");
        assertThat(panel("3D").mentions().get(0).text())
                .describedAs("a sentence torn in two by a heading")
                .isEqualTo("To obstruct the tumor's blood supply, the patient underwent occipital artery embolization"
                        + " (Figures 3D, E).");
    }

    @Test
    void spans_lead_back_to_the_text() {
        Claim necrosis = report.claims().get(5);
        assertThat(report.text()
                        .substring(necrosis.span().start(), necrosis.span().end()))
                .isEqualTo("50%");
        Pointer bottom = panel("3C").pointers().get(0);
        assertThat(report.text().substring(bottom.span().start(), bottom.span().end()))
                .isEqualTo("bottom arrow");
        Mention mention = panel("4F").mentions().get(0);
        assertThat(report.text()
                        .substring(mention.span().start(), mention.span().end()))
                .startsWith("Immunohistochemical staining")
                .contains("H-\ncalmodulin")
                .endsWith("(Figures 4D-\nF).");
    }

    private Panel panel(String label) {
        return report.panel(FigureLabel.parse(label)).orElseThrow();
    }
}
