package org.figtrace.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.ImageReference;
import org.figtrace.annotation.Measurement;
import org.figtrace.annotation.ReportLabels;
import org.figtrace.store.CaseStore;

/**
 * Plugins>Figtrace>Case Table... : the annotations of a case, a row for each measurement, and one for an annotation
 * without any. Macro: {@code run("Case Table...", "case=/data/case.figtrace figure=2A table=/data/2A.csv")}.
 */
public final class Case_Table implements PlugIn {
    @Override
    public void run(String arg) {
        OptionedRun.of(CaseOptions.TABLE_PARAMETERS, arg, values -> {
            CaseOptions.Table wanted = CaseOptions.table(values);
            OwnTable.show(table(wanted), CaseOptions.TABLE, wanted.csv());
        });
    }

    static ResultsTable table(CaseOptions.Table wanted) throws IOException {
        List<Annotation> annotations;
        try (CaseStore store = CaseStore.open(wanted.file(), CaseStore.Access.READ)) {
            Case now = store.read();
            if (wanted.figure().isPresent()) {
                FigureLink link = FigureLink.to(wanted.figure().get());
                ReportLabels.require(now.source().fileName(), now.report(), List.of(link));
            }
            annotations = wanted.figure().map(now::under).orElse(now.annotations());
        }
        Map<String, Integer> slices = slicesOfTheCurrentImage();
        ResultsTable table = new ResultsTable();
        for (Annotation a : annotations) {
            if (a.measurements().isEmpty()) {
                add(table, a, Optional.empty(), slices);
            }
            for (Measurement m : a.measurements()) {
                add(table, a, Optional.of(m), slices);
            }
        }
        return table;
    }

    private static void add(ResultsTable table, Annotation a, Optional<Measurement> m, Map<String, Integer> slices) {
        ResultRow row = new ResultRow(
                table, joined(a.links().stream().map(l -> l.label().toString())));
        // a column of its own, because ImageJ has no commas in labels
        row.text("Pointer", joined(a.links().stream().flatMap(l -> l.pointer().stream())));
        row.text("Kind", a.kind().toString());
        row.text("Title", a.title().orElse(""));
        row.text("Text", a.text().orElse(""));
        row.text("Measure", m.map(Measurement::name).orElse(""));
        row.number("Value", m.map(Measurement::value).orElse(Double.NaN));
        row.text("Unit", m.map(Measurement::unit).orElse(""));
        Optional<ImageReference> image = a.references().stream().findFirst();
        row.number(
                "Slice",
                image.map(r -> slices.get(key(r.sopInstanceUid(), r.frame())))
                        .map(Integer::doubleValue)
                        .orElse(Double.NaN));
        row.text("SOP Instance UID", joined(a.references().stream().map(ImageReference::sopInstanceUid)));
        row.text("Author", a.author());
        row.text("State", a.state().toString());
        row.text("Modified", a.modified().toString());
        row.text("Definition", m.map(Measurement::definition).orElse(""));
        row.text("Annotation", a.id().toString());
    }

    /** Slice numbers, from 1, of the image that is shown; other images of the case have none. */
    private static Map<String, Integer> slicesOfTheCurrentImage() throws ImageException {
        Map<String, Integer> slices = new HashMap<>();
        ImagePlus image = WindowManager.getCurrentImage();
        if (image != null) {
            Optional<StackRecord> record = StackRecord.readFrom(image).flatMap(r -> r.forSlicesOf(image.getStack()));
            record.ifPresent(r -> {
                for (int k = 0; k < r.references().size(); k++) {
                    slices.put(
                            key(
                                    r.references().get(k).sopInstanceUid(),
                                    r.references().get(k).frame()),
                            k + 1);
                }
            });
        }
        return slices;
    }

    private static String joined(Stream<String> words) {
        return words.collect(Collectors.joining("; "));
    }

    private static String key(String sopInstanceUid, int frame) {
        return sopInstanceUid + " " + frame;
    }
}
