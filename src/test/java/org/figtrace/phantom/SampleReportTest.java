package org.figtrace.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.figtrace.report.Claim;
import org.figtrace.report.Figure;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Panel;
import org.figtrace.report.Report;
import org.figtrace.report.ReportParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample report against what a person wrote down after reading it, and its claims against the phantom. */
class SampleReportTest {
    private static Report report;
    private static List<String[]> truth;

    @BeforeAll
    static void read() throws IOException {
        report = ReportParser.parse(Files.readString(Path.of("test-images/sample-report.txt")));
        truth = Files.readAllLines(Path.of("test-images/report-truth.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(truth).allMatch(cells -> cells.length == 6);
    }

    private static List<String> rows(String kind) {
        return truth.stream()
                .filter(cells -> cells[0].equals(kind))
                .map(cells -> String.join(",", List.of(cells).subList(1, 6)))
                .toList();
    }

    @Test
    void every_panel_is_found_with_the_modality_that_the_words_tell() {
        List<String> found = report.figures().stream()
                .flatMap(f -> f.panels().stream())
                .map(p -> p.label() + ",modality,"
                        + p.modality().map(Object::toString).orElse("") + ",,")
                .toList();
        assertThat(found).containsExactlyElementsOf(rows("panel"));
    }

    @Test
    void every_pointer_is_found_on_its_panel_with_its_target() {
        assertThat(report.figures()).allMatch(f -> f.pointers().isEmpty());
        List<String> found = report.figures().stream()
                .flatMap(f -> f.panels().stream())
                .flatMap(p -> p.pointers().stream().map(q -> p.label() + "," + q.phrase() + "," + q.target() + ",,"))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(rows("pointer"));
    }

    @Test
    void every_claim_about_the_patient_is_found_and_none_of_the_literature() {
        List<String> found = report.claims().stream()
                .map(c -> labels(c) + "," + c.quantity() + "," + number(c.value()) + "," + c.unit() + ","
                        + c.comparator())
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(rows("claim"));
    }

    @Test
    void captions_torn_by_the_furniture_of_the_page_are_whole_again() {
        Figure two = report.find(FigureLabel.parse("2")).orElseThrow();
        assertThat(two.caption())
                .endsWith("(D) Oblique coronal T1-weighted magnetic resonance imaging (MRI)"
                        + " showed the mass darker than the brain, with a sharp border.");
        assertThat(report.figures())
                .extracting(Figure::caption)
                .noneMatch(c -> c.contains("example.org") || c.contains("Phantom et al."));
        Panel b = report.panel(FigureLabel.parse("1B")).orElseThrow();
        assertThat(b.caption()).isEqualTo("The tumor was lifted off together with the overlying skin");
    }

    /** A report rounds: 6.1 cm stands for 6.05 to 6.15 cm. */
    @Test
    void the_images_confirm_the_claims_about_them() throws IOException {
        Map<String, Double> images = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("test-images/truth.csv"))) {
            String[] cells = line.split(",");
            if (!cells[0].equals("series")) {
                images.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2]));
            }
        }
        assertThat(claimMm("2A")).isEqualTo(Math.rint(images.get("ct mass_longest_axial_diameter")));
        assertThat(claimMm("2B")).isEqualTo(Math.rint(images.get("ct hole_gap_outer_table_in_plane")));
        assertThat(claimMm("2D")).isEqualTo(Math.rint(images.get("mr mass_longest_axial_diameter")));
    }

    private static double claimMm(String label) {
        Claim claim = report.claims().stream()
                .filter(c -> c.figures().equals(List.of(FigureLabel.parse(label))))
                .findFirst()
                .orElseThrow();
        return Math.rint(claim.unit().equals("cm") ? claim.value() * 10 : claim.value());
    }

    private static String labels(Claim claim) {
        return claim.figures().stream().map(FigureLabel::toString).collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
