package org.figtrace.annotation;

import java.util.List;
import java.util.UUID;
import org.figtrace.report.Figure;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Pointer;
import org.figtrace.report.Report;

/**
 * How much of a report is backed by annotations.
 *
 * @param panels one for each label of the report, in its order
 * @param untiedPointers pointers of a caption that names panels without saying on which of them the pointer is; they
 *     carry the figure's number as label, and a link from any of its panels counts
 */
public record Coverage(List<PanelCoverage> panels, List<PointerCoverage> untiedPointers) {
    /**
     * @param annotations ids of all annotations under the label, with or without pointer
     * @param pointers those of the panel's caption
     */
    public record PanelCoverage(
            FigureLabel label, CoverageState state, List<UUID> annotations, List<PointerCoverage> pointers) {
        public PanelCoverage {
            annotations = List.copyOf(annotations);
            pointers = List.copyOf(pointers);
        }
    }

    /** @param annotations ids of those that name the pointer */
    public record PointerCoverage(FigureLabel label, Pointer pointer, CoverageState state, List<UUID> annotations) {
        public PointerCoverage {
            annotations = List.copyOf(annotations);
        }
    }

    public Coverage {
        panels = List.copyOf(panels);
        untiedPointers = List.copyOf(untiedPointers);
    }

    public static Coverage of(Report report, List<Annotation> annotations) {
        List<PanelCoverage> panels =
                report.labels().stream().map(l -> panel(report, l, annotations)).toList();
        List<PointerCoverage> untied = report.figures().stream()
                .filter(f -> !f.panels().isEmpty())
                .flatMap(f -> f.pointers().stream()
                        .map(p -> pointer(new FigureLabel(f.number(), ""), p, f.labels(), annotations)))
                .toList();
        return new Coverage(panels, untied);
    }

    public long count(CoverageState state) {
        return panels.stream().filter(p -> p.state() == state).count();
    }

    private static PanelCoverage panel(Report report, FigureLabel label, List<Annotation> annotations) {
        List<Annotation> here = annotations.stream()
                .filter(a -> a.links().stream().anyMatch(l -> l.label().equals(label)))
                .toList();
        List<Pointer> pointers = label.panel().isEmpty()
                ? report.find(label).map(Figure::pointers).orElseThrow()
                : report.panel(label).orElseThrow().pointers();
        return new PanelCoverage(
                label,
                CoverageState.of(here),
                ids(here),
                pointers.stream()
                        .map(p -> pointer(label, p, List.of(label), here))
                        .toList());
    }

    private static PointerCoverage pointer(
            FigureLabel label, Pointer pointer, List<FigureLabel> linkedFrom, List<Annotation> annotations) {
        List<Annotation> here = annotations.stream()
                .filter(a -> a.links().stream()
                        .anyMatch(l -> linkedFrom.contains(l.label()) && l.pointsAt(pointer.phrase())))
                .toList();
        return new PointerCoverage(label, pointer, CoverageState.of(here), ids(here));
    }

    private static List<UUID> ids(List<Annotation> annotations) {
        return annotations.stream().map(Annotation::id).toList();
    }
}
