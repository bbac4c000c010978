package org.figtrace.annotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Report;

/** All of a case at one moment: its report, its series, its annotations. It can be read without a display. */
public record Case(CaseReport source, Report report, List<CaseSeries> series, List<Annotation> annotations) {
    public Case {
        series = List.copyOf(series);
        annotations = List.copyOf(annotations);
    }

    public Optional<CaseSeries> series(String seriesInstanceUid) {
        return series.stream()
                .filter(s -> s.seriesInstanceUid().equals(seriesInstanceUid))
                .findFirst();
    }

    /** The annotations under a label, whichever of its pointers they belong to. */
    public List<Annotation> under(FigureLabel label) {
        return annotations.stream()
                .filter(a -> a.links().stream().anyMatch(l -> l.label().equals(label)))
                .toList();
    }

    /** More than one means that images of different patients, or of one patient under two numbers, met here. */
    public Set<String> patientIds() {
        Set<String> ids = new TreeSet<>();
        series.forEach(s -> s.patientId().ifPresent(ids::add));
        return ids;
    }

    public Coverage coverage() {
        return Coverage.of(report, annotations);
    }
}
