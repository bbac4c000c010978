package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.figtrace.measure.response.RecistAssessment;
import org.figtrace.measure.response.RecistCategory;
import org.figtrace.measure.response.RecistResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "response",
        mixinStandardHelpOptions = true,
        description = {
            "Response by RECIST 1.1, date by date, from a table of lesions.",
            "The table is CSV with the columns date,lesion,role,organ,kind,finding. The earliest date is baseline.",
            "role: target, non-target or new; kind: non_nodal, node or bone_soft_tissue (targets at baseline).",
            "finding of a target: a size in mm (node: short axis), absent, too small, not evaluated;",
            "of a non-target: present, absent, progression, not evaluated; of a new lesion: unequivocal, equivocal."
        })
final class ResponseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.csv", description = "The table.")
    private Path file;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        RecistResponse response = ResponseTable.read(file);
        output.print(document(response), lines(response));
        return 0;
    }

    private static Map<String, Object> document(RecistResponse response) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("baselineDate", response.baseline().date().toString());
        d.put(
                "baselineSumMm",
                response.baseline().targets().isEmpty()
                        ? null
                        : response.baseline().sumMm());
        List<Map<String, Object>> dates = new ArrayList<>();
        for (RecistAssessment a : response.assessments()) {
            Map<String, Object> at = new LinkedHashMap<>();
            at.put("date", a.visit().date().toString());
            at.put("sumMm", Output.orNull(a.sumMm()));
            at.put("nadirMm", a.target().isPresent() ? a.nadirMm() : null);
            at.put("changeFromBaselinePercent", Output.orNull(a.changeFromBaselinePercent()));
            at.put("changeFromNadirPercent", Output.orNull(a.changeFromNadirPercent()));
            at.put("changeFromNadirMm", Output.orNull(a.changeFromNadirMm()));
            at.put("target", symbol(a.target()));
            at.put("nonTarget", symbol(a.nonTarget()));
            at.put("newLesion", a.visit().newLesion().name().toLowerCase(Locale.ROOT));
            at.put("overall", a.overall().symbol());
            at.put("reasons", a.reasons());
            dates.add(at);
        }
        d.put("dates", dates);
        d.put("definition", RecistResponse.DEFINITION);
        d.put("source", RecistResponse.SOURCE);
        return d;
    }

    private static String symbol(Optional<RecistCategory> category) {
        return category.map(RecistCategory::symbol).orElse(null);
    }

    private static List<String> lines(RecistResponse response) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Output.row("date", "sum mm", "baseline %", "nadir %", "target", "non-target", "overall"));
        for (RecistAssessment a : response.assessments()) {
            rows.add(Output.row(
                    a.visit().date(),
                    Output.number(a.sumMm()),
                    Output.number(a.changeFromBaselinePercent()),
                    Output.number(a.changeFromNadirPercent()),
                    a.target().map(RecistCategory::symbol).orElse("none"),
                    a.nonTarget().map(RecistCategory::symbol).orElse("none"),
                    a.overall().symbol()));
        }
        List<String> lines = new ArrayList<>(Output.table(rows));
        for (RecistAssessment a : response.assessments()) {
            a.reasons().forEach(r -> lines.add(a.visit().date() + ": " + r));
        }
        lines.add(RecistResponse.DEFINITION + " (" + RecistResponse.SOURCE + ")");
        return lines;
    }
}
