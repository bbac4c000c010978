package org.figtrace.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.figtrace.measure.response.LesionGrowth;
import org.figtrace.measure.response.LesionSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = "Volume doubling time and specific growth rate from two sizes of a lesion.")
final class GrowthCommand implements Callable<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)"
            + "(?:\\s*(?:\\+-|\u00b1)\\s*(\\d{1,12}(?:\\.\\d{1,9})?))?"
            + "\\s*(mm3|cm3|ml|mm|cm)(?:/(\\d{4}-\\d{2}-\\d{2}))?");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "SIZE[/DATE]",
            description = "Earlier size: a diameter (mm, cm) or a volume (mm3, cm3, ml), perhaps with one standard"
                    + " deviation and a date: 3cm, 30+-0.5mm/2001-05-31.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "SIZE[/DATE]", description = "Later size, of the same kind.")
    private String to;

    @Option(names = "--days", paramLabel = "N", description = "Days between the sizes, in place of dates.")
    private Double days;

    @Option(names = "--years", paramLabel = "N", description = "Years of 365.25 days, in place of dates.")
    private Double years;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Dated earlier = read("--from", from);
        Dated later = read("--to", to);
        boolean dated = earlier.date.isPresent() && later.date.isPresent();
        boolean half = earlier.date.isPresent() != later.date.isPresent();
        if (half || (dated ? 1 : 0) + (days != null ? 1 : 0) + (years != null ? 1 : 0) != 1) {
            throw wrong("the time between the sizes is said once: a date on both, or --days, or --years");
        }
        LesionGrowth growth = dated
                ? LesionGrowth.between(earlier.size, earlier.date.get(), later.size, later.date.get())
                : LesionGrowth.between(
                        earlier.size, later.size, days != null ? days : years * LesionGrowth.DAYS_PER_YEAR);
        output.print(document(growth), lines(growth));
        return 0;
    }

    private record Dated(LesionSize size, Optional<LocalDate> date) {}

    private Dated read(String option, String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw wrong(option + " " + text + ": expected for example 3cm, 14.5+-0.7ml or 30mm/2001-05-31");
        }
        String unit = m.group(3);
        boolean volume = !unit.equals("mm") && !unit.equals("cm");
        double factor = switch (unit) {
            case "cm" -> 10;
            case "cm3", "ml" -> 1000;
            default -> 1;
        };
        try {
            double value = factor * Double.parseDouble(m.group(1));
            LesionSize size = volume ? LesionSize.volume(value) : LesionSize.diameter(value);
            return new Dated(
                    m.group(2) == null ? size : size.within(factor * Double.parseDouble(m.group(2))),
                    Optional.ofNullable(m.group(4)).map(LocalDate::parse));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw wrong(option + " " + text + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    static Map<String, Object> document(LesionGrowth g) {
        String unit = g.earlier().measure() == LesionSize.Measure.VOLUME ? "mm3" : "mm";
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("measure", g.earlier().measure().name().toLowerCase(Locale.ROOT));
        d.put("earlier", g.earlier().value());
        d.put("later", g.later().value());
        d.put("sizeUnit", unit);
        d.put("earlierUncertainty", Output.orNull(g.earlier().standardUncertainty()));
        d.put("laterUncertainty", Output.orNull(g.later().standardUncertainty()));
        d.put("days", g.days());
        d.put("volumeRatio", g.volumeRatio());
        d.put("doublings", g.doublings());
        d.put("volumeDoublingTimeDays", Output.orNull(g.volumeDoublingTimeDays()));
        d.put("volumeDoublingTimeInterval95", interval(g.volumeDoublingTimeInterval()));
        d.put("halvingTimeDays", Output.orNull(g.halvingTimeDays()));
        d.put("specificGrowthRatePercentPerDay", g.specificGrowthRatePercentPerDay());
        d.put("specificGrowthRateInterval95", interval(g.specificGrowthRateInterval()));
        d.put("notes", g.notes());
        d.put("definition", LesionGrowth.DEFINITION);
        d.put("source", LesionGrowth.SOURCE);
        return d;
    }

    private static double[] interval(Optional<LesionGrowth.Interval> i) {
        return i.map(v -> new double[] {v.low(), v.high()}).orElse(null);
    }

    private static List<String> lines(LesionGrowth g) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Output.row("time", Output.number(g.days()), "d"));
        rows.add(Output.row("volume ratio", Output.number(g.volumeRatio()), ""));
        rows.add(Output.row("doublings", Output.number(g.doublings()), ""));
        rows.add(Output.row("volume doubling time", Output.number(g.volumeDoublingTimeDays()), "d"));
        rows.add(Output.row(
                "specific growth rate",
                String.format(Locale.ROOT, "%.4f", g.specificGrowthRatePercentPerDay()),
                "%/d"));
        List<String> lines = new ArrayList<>(Output.table(rows));
        g.notes().forEach(n -> lines.add("! " + n));
        lines.add(LesionGrowth.DEFINITION + " (" + LesionGrowth.SOURCE + ")");
        return lines;
    }
}
