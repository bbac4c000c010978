package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.report.Claim;
import org.figtrace.report.Figure;
import org.figtrace.report.FigureLabel;
import org.figtrace.report.Mention;
import org.figtrace.report.Panel;
import org.figtrace.report.Pointer;
import org.figtrace.report.Report;
import org.figtrace.report.ReportReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reads a report's figures, panels, captions, pointers and claims.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The report, text or PDF.")
    private Path file;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Report report = ReportReader.read(file);
        output.print(document(report), lines(report));
        return 0;
    }

    static Map<String, Object> document(Report report) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("figures", report.figures().stream().map(ReportCommand::figure).toList());
        d.put("claims", report.claims().stream().map(ReportCommand::claim).toList());
        return d;
    }

    private static Map<String, Object> figure(Figure f) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("number", f.number());
        d.put("caption", f.caption());
        f.modality().ifPresent(m -> d.put("modality", m.toString()));
        d.put("pointers", pointers(f.pointers()));
        d.put("mentions", f.mentions().stream().map(Mention::text).toList());
        d.put("panels", f.panels().stream().map(ReportCommand::panel).toList());
        return d;
    }

    private static Map<String, Object> panel(Panel p) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("label", p.label().toString());
        d.put("caption", p.caption());
        d.put("modality", p.modality().map(Object::toString).orElse(null));
        d.put("reconstruction3d", p.reconstruction3d());
        d.put("pointers", pointers(p.pointers()));
        d.put("mentions", p.mentions().stream().map(Mention::text).toList());
        return d;
    }

    private static List<Map<String, Object>> pointers(List<Pointer> pointers) {
        return pointers.stream()
                .map(p -> {
                    Map<String, Object> d = new LinkedHashMap<>();
                    d.put("phrase", p.phrase());
                    d.put("target", p.target().isEmpty() ? null : p.target());
                    return d;
                })
                .toList();
    }

    private static Map<String, Object> claim(Claim c) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("text", c.text());
        d.put("quantity", c.quantity());
        d.put("value", c.value());
        d.put("high", Output.orNull(c.high()));
        d.put("unit", c.unit());
        d.put("comparator", c.comparator());
        d.put("figures", c.figures().stream().map(FigureLabel::toString).toList());
        return d;
    }

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        for (Figure f : report.figures()) {
            lines.add("Figure " + f.number() + "  "
                    + (f.panels().isEmpty()
                            ? f.modality().map(Object::toString).orElse("")
                            : f.panels().size() + " panels"));
            if (f.panels().isEmpty()) {
                lines.add("    " + shorten(f.caption()));
            }
            f.pointers().forEach(p -> lines.add("    -> " + pointer(p)));
            for (Panel p : f.panels()) {
                lines.add("  %-4s %-12s %s"
                        .formatted(
                                p.label(),
                                p.modality().map(Object::toString).orElse("-") + (p.reconstruction3d() ? " 3D" : ""),
                                shorten(p.caption())));
                p.pointers().forEach(q -> lines.add("       -> " + pointer(q)));
            }
        }
        lines.add(report.claims().isEmpty() ? "No claims." : "Claims");
        report.claims()
                .forEach(c -> lines.add("  %-16s %s %s%s %s  %s"
                        .formatted(
                                c.quantity(),
                                c.comparator(),
                                plain(c.value()),
                                c.high().isPresent() ? " to " + plain(c.high().getAsDouble()) : "",
                                c.unit(),
                                c.figures().isEmpty() ? "" : c.figures())));
        return lines;
    }

    private static String pointer(Pointer p) {
        return p.phrase() + ": " + (p.target().isEmpty() ? "(the words do not say what)" : p.target());
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String shorten(String text) {
        return text.length() <= 90 ? text : text.substring(0, 87) + "...";
    }
}
