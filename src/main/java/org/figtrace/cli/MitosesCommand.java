package org.figtrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.figtrace.measure.pathology.MicroscopeField;
import org.figtrace.measure.pathology.MitoticCount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "mitoses",
        mixinStandardHelpOptions = true,
        description = "Mitoses per 10 high-power fields and per mm2; a range where the field size is not known.")
final class MitosesCommand implements Callable<Integer> {
    private static final double LEVEL = 0.95;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Count count;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        MitoticCount c = count.read(spec);
        output.print(document(c), lines(c));
        return 0;
    }

    static Map<String, Object> document(MitoticCount c) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("mitoses", c.mitoses());
        d.put("fields", c.fields());
        d.put(
                "fieldNumberMm",
                c.field().map(f -> Output.orNull(f.fieldNumberMm())).orElse(null));
        d.put("objective", c.field().map(f -> Output.orNull(f.objective())).orElse(null));
        d.put("fieldDiameterMm", c.field().map(MicroscopeField::diameterMm).orElse(null));
        d.put("fieldAreaMm2", c.field().map(MicroscopeField::areaMm2).orElse(null));
        d.put("areaMm2", Output.orNull(c.areaMm2()));
        d.put("perTenFields", c.perTenFields());
        d.put("perMm2", Output.orNull(c.perMm2()));
        d.put(
                "perMm2Range",
                new double[] {c.perMm2Range().low(), c.perMm2Range().high()});
        d.put(
                "perMm2Interval95",
                c.perMm2Interval(LEVEL)
                        .map(i -> new double[] {i.low(), i.high()})
                        .orElse(null));
        d.put("definition", MitoticCount.DEFINITION);
        d.put("source", MitoticCount.SOURCE);
        return d;
    }

    private static List<String> lines(MitoticCount c) {
        List<String> lines = new ArrayList<>();
        lines.add(Output.number(c.perTenFields()) + " per 10 HPF");
        lines.add(
                c.perMm2().isPresent()
                        ? Output.number(c.perMm2()) + " per mm2, counted in " + Output.number(c.areaMm2()) + " mm2"
                        : Output.number(c.perMm2Range().low()) + " to "
                                + Output.number(c.perMm2Range().high()) + " per mm2: the field size is not known");
        lines.add(MitoticCount.DEFINITION + " (" + MitoticCount.SOURCE + ")");
        return lines;
    }

    /** A count with its fields, for every command that starts from mitoses. */
    static final class Count {
        @Option(names = "--mitoses", required = true, paramLabel = "N", description = "Mitoses counted.")
        private int mitoses;

        @Option(
                names = "--fields",
                defaultValue = "10",
                paramLabel = "N",
                description = "High-power fields counted (default 10).")
        private int fields;

        @Option(
                names = "--field-number",
                paramLabel = "MM",
                description = "Field number of the eyepiece, for example 22.")
        private Double fieldNumber;

        @Option(
                names = "--objective",
                paramLabel = "X",
                description = "Magnification of the objective, for example 40.")
        private Double objective;

        @Option(names = "--field-diameter", paramLabel = "MM", description = "Diameter of the field on the specimen.")
        private Double diameter;

        MitoticCount read(CommandSpec spec) {
            if ((fieldNumber == null) != (objective == null) || (fieldNumber != null && diameter != null)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "a field is said by --field-number with --objective, or by --field-diameter alone");
            }
            try {
                Optional<MicroscopeField> field = fieldNumber != null
                        ? Optional.of(MicroscopeField.of(fieldNumber, objective))
                        : Optional.ofNullable(diameter).map(MicroscopeField::ofDiameter);
                return new MitoticCount(mitoses, fields, field);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
        }
    }
}
