package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.report.Figure;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Panel;
import org.figtrace.report.Pointer;
import org.figtrace.report.Report;
import org.figtrace.report.Span;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Report REPORT = new Report(
            List.of(
                    figure("1", List.of(), pointer("arrow", "mass")),
                    figure(
                            "2",
                            List.of(
                                    panel("2A"),
                                    panel(
                                            "2B",
                                            pointer("bottom arrow", "occipital artery"),
                                            pointer("upper arrow", "auricular artery"))),
                            pointer("asterisk", "hole"))),
            List.of(),
            "");

    @Test
    void a_panel_without_annotation_is_unlinked() {
        Coverage coverage = Coverage.of(REPORT, List.of());
        assertThat(coverage.panels()).extracting(p -> p.label().toString()).containsExactly("1", "2A", "2B");
        assertThat(coverage.panels()).extracting(Coverage.PanelCoverage::state).containsOnly(CoverageState.UNLINKED);
        assertThat(coverage.count(CoverageState.UNLINKED)).isEqualTo(3);
    }

    @Test
    void an_arrow_links_its_panel_and_a_length_measures_it() throws Exception {
        Annotation arrow = Samples.arrow(id(1), "2A");
        assertThat(state("2A", arrow)).isEqualTo(CoverageState.LINKED);
        assertThat(state("2A", arrow, Samples.length(id(2), "2A"))).isEqualTo(CoverageState.MEASURED);
        assertThat(state("2B", arrow)).isEqualTo(CoverageState.UNLINKED);
    }

    @Test
    void a_panel_is_verified_only_when_all_under_it_is() throws Exception {
        Annotation verified = Samples.length(id(1), "2A").withState(AnnotationState.VERIFIED);
        assertThat(state("2A", verified)).isEqualTo(CoverageState.VERIFIED);
        assertThat(state("2A", verified, Samples.arrow(id(2), "2A"))).isEqualTo(CoverageState.MEASURED);
        Annotation finished = Samples.length(id(3), "2A").withState(AnnotationState.FINAL);
        assertThat(state("2A", verified, finished)).isEqualTo(CoverageState.MEASURED);
        Annotation verifiedArrow = Samples.arrow(id(4), "2A").withState(AnnotationState.VERIFIED);
        assertThat(state("2A", verifiedArrow, Samples.arrow(id(5), "2A"))).isEqualTo(CoverageState.LINKED);
    }

    @Test
    void a_pointer_is_linked_only_by_its_own_phrase_but_its_panel_by_any() throws Exception {
        Annotation bottom = Samples.length(id(1), "2B, Bottom  arrow");
        Coverage coverage = Coverage.of(REPORT, List.of(bottom));
        Coverage.PanelCoverage b = coverage.panels().get(2);
        assertThat(b.state()).isEqualTo(CoverageState.MEASURED);
        assertThat(b.pointers())
                .extracting(p -> p.pointer().phrase() + ": " + p.state())
                .containsExactly("bottom arrow: measured", "upper arrow: unlinked");
        assertThat(b.pointers().get(0).annotations()).containsExactly(id(1));
        Annotation whole = Samples.length(id(2), "2B");
        assertThat(Coverage.of(REPORT, List.of(whole)).panels().get(2).pointers())
                .extracting(Coverage.PointerCoverage::state)
                .containsOnly(CoverageState.UNLINKED);
    }

    @Test
    void one_annotation_covers_every_label_it_carries() throws Exception {
        Annotation both = Samples.length(id(1), "1", "2A");
        assertThat(state("1", both)).isEqualTo(CoverageState.MEASURED);
        assertThat(state("2A", both)).isEqualTo(CoverageState.MEASURED);
    }

    @Test
    void a_pointer_of_no_panel_in_particular_is_covered_from_any_panel_of_its_figure() throws Exception {
        Coverage none = Coverage.of(REPORT, List.of(Samples.arrow(id(1), "2A")));
        assertThat(none.untiedPointers()).hasSize(1);
        assertThat(none.untiedPointers().get(0).label()).isEqualTo(new FigureLabel("2", ""));
        assertThat(none.untiedPointers().get(0).state()).isEqualTo(CoverageState.UNLINKED);
        Coverage some = Coverage.of(REPORT, List.of(Samples.arrow(id(1), "2A, asterisk")));
        assertThat(some.untiedPointers().get(0).state()).isEqualTo(CoverageState.LINKED);
    }

    @Test
    void a_figure_without_panels_owns_the_pointers_of_its_caption() throws Exception {
        Coverage coverage = Coverage.of(REPORT, List.of(Samples.arrow(id(1), "1, arrow")));
        assertThat(coverage.panels().get(0).pointers().get(0).state()).isEqualTo(CoverageState.LINKED);
    }

    @Test
    void an_unknown_label_is_refused_with_the_labels_there_are() {
        refused("9Z", "r.txt: figure label 9Z is not in the report; its labels are 1, 2A, 2B");
        refused("1A", "r.txt: figure label 1A is not in the report; its labels are 1, 2A, 2B");
        refused("2", "r.txt: figure 2 has panels; name one of the report's labels: 1, 2A, 2B");
        assertThatThrownBy(() -> ReportLabels.require(
                        "r.txt", new Report(List.of(), List.of(), ""), List.of(FigureLink.parse("2A"))))
                .hasMessage("r.txt: figure label 2A is not in the report, which has no figures");
    }

    @Test
    void an_unknown_pointer_is_refused_with_the_pointers_there_are() {
        refused(
                "2B, left arrow",
                "r.txt: the caption of 2B has no pointer \"left arrow\"; it has \"bottom arrow\", \"upper arrow\","
                        + " \"asterisk\"");
        assertThatCode(() -> ReportLabels.require("r.txt", REPORT, List.of(FigureLink.parse("2B, UPPER arrow"))))
                .doesNotThrowAnyException();
    }

    private static void refused(String link, String message) {
        assertThatThrownBy(() -> ReportLabels.require("r.txt", REPORT, List.of(FigureLink.parse(link))))
                .isInstanceOf(UnknownLabelException.class)
                .hasMessage(message);
    }

    private static CoverageState state(String label, Annotation... annotations) {
        return Coverage.of(REPORT, List.of(annotations)).panels().stream()
                .filter(p -> p.label().toString().equals(label))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static UUID id(int n) {
        return new UUID(0, n);
    }

    private static Figure figure(String number, List<Panel> panels, Pointer... pointers) {
        return new Figure(number, "", List.of(), Optional.empty(), panels, List.of(pointers), List.of());
    }

    private static Panel panel(String label, Pointer... pointers) {
        return new Panel(FigureLabel.parse(label), "", Optional.empty(), false, List.of(pointers), List.of());
    }

    private static Pointer pointer(String phrase, String target) {
        return new Pointer(phrase, target, new Span(0, 0));
    }
}
