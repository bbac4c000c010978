package org.figtrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.figtrace.measure.pathology.FnclccGrade;
import org.figtrace.measure.pathology.NecrosisExtent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "fnclcc",
        mixinStandardHelpOptions = true,
        description = "FNCLCC grade of a soft-tissue sarcoma from differentiation, mitoses and necrosis.")
final class FnclccCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--differentiation",
            required = true,
            paramLabel = "1|2|3",
            description = "Score of the histological type.")
    private int differentiation;

    @Mixin
    private MitosesCommand.Count count;

    @Option(
            names = "--necrosis",
            required = true,
            paramLabel = "none|<50|>=50",
            description = "Extent of necrosis; <50 means that there is some.")
    private String necrosis;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        FnclccGrade g =
                FnclccGrade.of(OptionalInt.of(differentiation), Optional.of(count.read(spec)), Optional.of(extent()));
        output.print(document(g), lines(g));
        return 0;
    }

    private NecrosisExtent extent() {
        return switch (necrosis.toLowerCase(Locale.ROOT).replaceAll("[\\s%]", "")) {
            case "none", "0" -> NecrosisExtent.NONE;
            case "<50" -> NecrosisExtent.LESS_THAN_HALF;
            case ">=50", "\u226550" -> NecrosisExtent.HALF_OR_MORE;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--necrosis " + necrosis + ": expected none, <50 or >=50");
        };
    }

    private static Map<String, Object> document(FnclccGrade g) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("grade", g.grade());
        d.put("sum", g.sum());
        d.put("differentiationScore", g.differentiation());
        d.put("mitoticScore", g.mitoticScore());
        d.put("necrosisScore", g.necrosis().score());
        d.put("necrosis", g.necrosis().words());
        d.put("mitoses", MitosesCommand.document(g.mitoses()));
        d.put("standardAreaMm2", FnclccGrade.STANDARD_AREA_MM2);
        d.put("mitosesPerStandardArea", Output.orNull(g.mitosesPerStandardArea()));
        d.put(
                "gradeAtStandardArea",
                g.gradeAtStandardArea().isPresent() ? g.gradeAtStandardArea().getAsInt() : null);
        d.put("warnings", g.warnings());
        d.put("definition", FnclccGrade.DEFINITION);
        d.put("source", FnclccGrade.SOURCE);
        return d;
    }

    private static List<String> lines(FnclccGrade g) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "FNCLCC grade %d (differentiation %d + mitoses %d + necrosis %d = %d)",
                g.grade(),
                g.differentiation(),
                g.mitoticScore(),
                g.necrosis().score(),
                g.sum()));
        g.warnings().forEach(w -> lines.add("! " + w));
        lines.add(FnclccGrade.DEFINITION + " (" + FnclccGrade.SOURCE + ")");
        return lines;
    }
}
