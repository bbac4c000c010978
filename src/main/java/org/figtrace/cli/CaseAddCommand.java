package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.dicom.Series;
import org.figtrace.store.CaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds the series found in files and folders to a case. The images stay where they are.")
final class CaseAddCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case file.")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Folders, files, DICOMDIRs or zips.")
    private List<Path> paths;

    @Mixin
    private EngineOption engine;

    @Mixin
    private Author author;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        List<Map<String, Object>> documents = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.WRITE);
                TerminalProgress progress = new TerminalProgress()) {
            for (Path path : paths) {
                Set<String> done = new LinkedHashSet<>();
                for (Series s : SeriesChoice.scan(List.of(path), engine.engine(), progress)
                        .series()) {
                    if (done.add(s.seriesInstanceUid())) {
                        store.addSeries(caseSeries(s, store.source(path)), author.actor());
                        documents.add(SeriesCommand.document(s));
                        lines.addAll(SeriesCommand.lines(s));
                    }
                }
            }
            Set<String> patients = store.read().patientIds();
            if (patients.size() > 1) {
                System.err.println("figtrace: warning: " + file
                        + ": series of different patients, PatientID (0010,0020) " + String.join(", ", patients));
            }
        }
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("case", file.toString());
        d.put("series", documents);
        output.print(d, lines);
        return 0;
    }

    static CaseSeries caseSeries(Series s, CaseSeries.Source source) {
        return new CaseSeries(
                s.seriesInstanceUid(),
                s.studyInstanceUid(),
                s.modality(),
                s.description(),
                s.patientId(),
                s.frameOfReferenceUid(),
                List.of(source));
    }
}
