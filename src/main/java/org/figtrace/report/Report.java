package org.figtrace.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report says about its pictures.
 *
 * @param figures in the order in which a reader counts, supplements last
 * @param claims in the order of the text; which numbers count as claims is said at {@link ReportParser}
 * @param text the text that was read; every {@link Span} is a stretch of it
 */
public record Report(List<Figure> figures, List<Claim> claims, String text) {
    public Report {
        figures = List.copyOf(figures);
        claims = List.copyOf(claims);
        Objects.requireNonNull(text);
    }

    /** Every label that an annotation may hang on: each panel, or the number of a figure without panels. */
    public List<FigureLabel> labels() {
        return figures.stream().flatMap(f -> f.labels().stream()).toList();
    }

    /** The figure that a panel label or a number belongs to, if the report has that figure and that panel. */
    public Optional<Figure> find(FigureLabel label) {
        return figures.stream()
                .filter(f -> f.number().equals(label.figure()))
                .filter(f -> label.panel().isEmpty() || panel(label).isPresent())
                .findFirst();
    }

    /** The panel of a label, if the report has it. */
    public Optional<Panel> panel(FigureLabel label) {
        return figures.stream()
                .flatMap(f -> f.panels().stream())
                .filter(p -> p.label().equals(label))
                .findFirst();
    }
}
