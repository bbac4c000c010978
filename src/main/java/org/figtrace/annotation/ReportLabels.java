package org.figtrace.annotation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.figtrace.report.Figure;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Panel;
import org.figtrace.report.Pointer;
import org.figtrace.report.Report;

/** Which labels and pointers of a report an annotation may hang on. */
public final class ReportLabels {
    private ReportLabels() {}

    /**
     * @param reportName file name of the report, for the message
     * @throws UnknownLabelException naming the label or pointer that is not in the report, and those that are
     */
    public static void require(String reportName, Report report, List<FigureLink> links) throws UnknownLabelException {
        List<FigureLabel> known = report.labels();
        for (FigureLink link : links) {
            if (!known.contains(link.label())) {
                throw new UnknownLabelException(reportName, unknownLabel(link.label(), report, known));
            }
            List<Pointer> pointers = pointersAt(report, link.label());
            if (link.pointer().isPresent() && pointers.stream().noneMatch(p -> link.pointsAt(p.phrase()))) {
                String there =
                        pointers.stream().map(p -> '"' + p.phrase() + '"').collect(Collectors.joining(", "));
                throw new UnknownLabelException(
                        reportName,
                        "the caption of " + link.label() + " has no pointer \""
                                + link.pointer().get() + "\"; "
                                + (there.isEmpty() ? "it names none" : "it has " + there));
            }
        }
    }

    /** The pointers of a panel's caption, then those of its figure's caption that belong to no panel in particular. */
    static List<Pointer> pointersAt(Report report, FigureLabel label) {
        Stream<Pointer> own = report.panel(label).map(Panel::pointers).orElse(List.of()).stream();
        Stream<Pointer> shared = report.find(label).map(Figure::pointers).orElse(List.of()).stream();
        return Stream.concat(own, shared).toList();
    }

    private static String unknownLabel(FigureLabel label, Report report, List<FigureLabel> known) {
        if (known.isEmpty()) {
            return "figure label " + label + " is not in the report, which has no figures";
        }
        String all = known.stream().map(FigureLabel::toString).collect(Collectors.joining(", "));
        return label.panel().isEmpty() && report.find(label).isPresent()
                ? "figure " + label + " has panels; name one of the report's labels: " + all
                : "figure label " + label + " is not in the report; its labels are " + all;
    }
}
