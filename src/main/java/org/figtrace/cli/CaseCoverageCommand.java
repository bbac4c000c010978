package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.annotation.Coverage;
import org.figtrace.annotation.CoverageState;
import org.figtrace.store.CaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Which panels and pointers of the report are linked, measured and verified.")
final class CaseCoverageCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "The case file.")
    private Path file;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Coverage coverage;
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.READ)) {
            coverage = store.read().coverage();
        }
        output.print(document(coverage), lines(coverage));
        return 0;
    }

    static Map<String, Object> document(Coverage coverage) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("total", coverage.panels().size());
        for (CoverageState state : CoverageState.values()) {
            d.put(state.toString(), coverage.count(state));
        }
        d.put(
                "panels",
                coverage.panels().stream()
                        .map(p -> {
                            Map<String, Object> panel = new LinkedHashMap<>();
                            panel.put("label", p.label().toString());
                            panel.put("state", p.state().toString());
                            panel.put("annotations", p.annotations());
                            panel.put("pointers", pointers(p.pointers()));
                            return panel;
                        })
                        .toList());
        d.put("figurePointers", pointers(coverage.untiedPointers()));
        return d;
    }

    private static List<Map<String, Object>> pointers(List<Coverage.PointerCoverage> pointers) {
        return pointers.stream()
                .map(p -> {
                    Map<String, Object> d = new LinkedHashMap<>();
                    d.put("label", p.label().toString());
                    d.put("phrase", p.pointer().phrase());
                    d.put(
                            "target",
                            p.pointer().target().isEmpty() ? null : p.pointer().target());
                    d.put("state", p.state().toString());
                    d.put("annotations", p.annotations());
                    return d;
                })
                .toList();
    }

    static List<String> lines(Coverage coverage) {
        List<String> lines = new ArrayList<>();
        lines.add((coverage.panels().size() - coverage.count(CoverageState.UNLINKED)) + " of "
                + coverage.panels().size() + " panels have annotations; " + coverage.count(CoverageState.LINKED)
                + " linked, " + coverage.count(CoverageState.MEASURED) + " measured, "
                + coverage.count(CoverageState.VERIFIED) + " verified");
        List<List<String>> rows = new ArrayList<>();
        for (Coverage.PanelCoverage p : coverage.panels()) {
            rows.add(Output.row(
                    "  " + p.label(),
                    p.state(),
                    p.annotations().isEmpty() ? "" : p.annotations().size() + " annotations"));
            p.pointers().forEach(q -> rows.add(pointer(q)));
        }
        coverage.untiedPointers().forEach(q -> rows.add(pointer(q)));
        lines.addAll(Output.table(rows));
        return lines;
    }

    private static List<String> pointer(Coverage.PointerCoverage q) {
        return Output.row(
                "  " + q.label() + ", " + q.pointer().phrase(),
                q.state(),
                q.pointer().target());
    }
}
