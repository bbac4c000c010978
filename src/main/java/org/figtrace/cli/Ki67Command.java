package org.figtrace.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.measure.pathology.ConfidenceInterval;
import org.figtrace.measure.pathology.Ki67Index;
import org.figtrace.measure.pathology.PercentBounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ki67",
        mixinStandardHelpOptions = true,
        description = "Ki-67 index with its intervals from counted nuclei, or the bounds of a reported one.")
final class Ki67Command implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--positive", paramLabel = "N", description = "Tumour nuclei that stain.")
    private Long positive;

    @Option(names = "--total", paramLabel = "N", description = "All tumour nuclei counted.")
    private Long total;

    @Option(names = "--reported", paramLabel = "TEXT", description = "What a report says, such as \">15%%\": a bound.")
    private String reported;

    @Option(names = "--level", defaultValue = "0.95", paramLabel = "L", description = "Of the intervals, default 0.95.")
    private double level;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (reported == null ? positive == null || total == null : positive != null || total != null) {
            throw new ParameterException(spec.commandLine(), "either --positive and --total, or --reported");
        }
        try {
            if (reported == null) {
                Ki67Index k = Ki67Index.of(positive, total, level);
                output.print(document(k), lines(k));
            } else {
                PercentBounds b = PercentBounds.parse(reported);
                output.print(document(b), List.of("Ki-67 index " + b + ", as reported"));
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return 0;
    }

    private static Map<String, Object> document(Ki67Index k) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("positive", k.positive());
        d.put("total", k.total());
        d.put("percent", k.percent());
        d.put("level", k.wilson().level());
        d.put("wilsonPercent", new double[] {k.wilson().low(), k.wilson().high()});
        d.put("clopperPearsonPercent", new double[] {k.exact().low(), k.exact().high()});
        d.put("lowPercent", null);
        d.put("highPercent", null);
        return sourced(d);
    }

    private static Map<String, Object> document(PercentBounds b) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("positive", null);
        d.put("total", null);
        d.put("percent", b.isValue() ? b.low() : null);
        d.put("level", null);
        d.put("wilsonPercent", null);
        d.put("clopperPearsonPercent", null);
        d.put("lowPercent", b.low());
        d.put("lowIncluded", b.lowIncluded());
        d.put("highPercent", b.high());
        d.put("highIncluded", b.highIncluded());
        return sourced(d);
    }

    private static Map<String, Object> sourced(Map<String, Object> d) {
        d.put("definition", Ki67Index.DEFINITION);
        d.put("source", Ki67Index.SOURCE);
        return d;
    }

    private static List<String> lines(Ki67Index k) {
        return List.of(
                String.format(
                        Locale.ROOT, "Ki-67 index %.2f %% (%d of %d nuclei)", k.percent(), k.positive(), k.total()),
                line(k.wilson()),
                line(k.exact()),
                Ki67Index.DEFINITION + " (" + Ki67Index.SOURCE + ")");
    }

    private static String line(ConfidenceInterval i) {
        return String.format(
                Locale.ROOT,
                "%.2f to %.2f %%: %s at %s %% (%s)",
                i.low(),
                i.high(),
                i.method().description(),
                100 * i.level(),
                i.method().source());
    }
}
