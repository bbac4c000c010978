package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.Measurement;
import org.figtrace.annotation.ReportLabels;
import org.figtrace.report.FigureLabel;
import org.figtrace.store.CaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Every annotation with its figure labels, geometry, measurements and provenance.")
final class CaseListCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "The case file.")
    private Path file;

    @Option(names = "--figure", paramLabel = "LABEL", description = "Only those under this panel, for example 2A.")
    private String figure;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        List<Annotation> annotations;
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.READ)) {
            Case now = store.read();
            annotations = figure == null ? now.annotations() : now.under(label(now));
        }
        output.print(
                annotations.stream().map(AnnotationJson::toNode).toList(),
                annotations.isEmpty()
                        ? List.of("no annotations")
                        : annotations.stream().flatMap(a -> lines(a).stream()).toList());
        return 0;
    }

    private FigureLabel label(Case now) throws java.io.IOException {
        try {
            FigureLabel label = FigureLabel.parse(figure);
            ReportLabels.require(now.source().fileName(), now.report(), List.of(FigureLink.to(label)));
            return label;
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--figure", e.getMessage());
        }
    }

    static List<String> lines(Annotation a) {
        List<String> lines = new ArrayList<>();
        lines.add(a.links().stream().map(FigureLink::toString).collect(Collectors.joining("; ")) + "  " + a.kind()
                + a.title().map(t -> "  " + t).orElse("")
                + a.text().map(t -> "  \"" + t + "\"").orElse("") + "  " + a.state() + "  " + a.author());
        for (Measurement m : a.measurements()) {
            lines.add(String.format(Locale.ROOT, "    %-24s %.2f %s", m.name(), m.value(), m.unit()));
        }
        lines.add("    " + a.id() + "  version " + a.version() + "  " + a.modified());
        return lines;
    }
}
