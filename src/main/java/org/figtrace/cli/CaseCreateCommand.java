package org.figtrace.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.annotation.CaseReport;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Report;
import org.figtrace.store.CaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a case for a report. An existing file is never overwritten.")
final class CaseCreateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "The case file to make, name.figtrace.")
    private Path file;

    @Option(names = "--report", required = true, paramLabel = "FILE", description = "The report, text or PDF.")
    private Path report;

    @Mixin
    private Author author;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        CaseReport source = CaseReport.read(report);
        Report parsed = source.parsed();
        CaseStore.create(file, source, author.actor()).close();
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("case", file.toString());
        d.put("report", source.fileName());
        d.put("figures", parsed.figures().size());
        d.put("labels", parsed.labels().stream().map(FigureLabel::toString).toList());
        output.print(
                d,
                List.of("made " + file + " for " + source.fileName() + ": "
                        + parsed.figures().size() + " figures, labels " + parsed.labels()));
        return 0;
    }
}
