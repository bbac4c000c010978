package org.figtrace.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.figtrace.dicom.Series;
import org.figtrace.exchange.VolumeWriter;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.measure.VoxelVolume;
import org.figtrace.segment.LesionSegmentation;
import org.figtrace.segment.SegmentationException;
import org.figtrace.segment.SegmentationOptions;
import org.figtrace.segment.SegmentedLesion;
import org.figtrace.segment.ValueRange;
import org.figtrace.volume.Volume;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "segment",
        mixinStandardHelpOptions = true,
        description = "A mask of a lesion from a line across it, a RECIST diameter, or from points inside it.")
final class SegmentCommand implements Callable<Integer> {
    @Mixin
    private SeriesChoice choice;

    @ArgGroup(multiplicity = "1")
    private Start start;

    /** What the lesion is found from: one or the other. */
    static final class Start {
        @Option(
                names = "--line",
                paramLabel = "P/P",
                description = "A line across the lesion from border to border, its longest diameter: x,y,z/x,y,z in mm."
                        + " Several lines cross the same lesion.")
        private List<String> lines;

        @Option(
                names = "--seed",
                paramLabel = "P",
                description = "A point inside the lesion, best its middle: x,y,z in mm. Several are one lesion.")
        private List<String> seeds;
    }

    @Option(names = "--outside", paramLabel = "P", description = "A point that is not in the lesion: x,y,z in mm.")
    private List<String> outside = List.of();

    @Option(names = "--range", paramLabel = "lo,hi", description = "Values that the lesion may have.")
    private String range;

    @Option(
            names = "--smoothness",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 by default; 0.5 follows thin processes, 2 bridges noise.")
    private double smoothness;

    @Option(
            names = "--max-extent",
            paramLabel = "MM",
            description = "How far the lesion may reach from the middle of what was drawn.")
    private Double maxExtent;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "A name that ends in .nii, .nii.gz or .nrrd.")
    private Path out;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Segment> lines = start.lines == null ? List.of() : lines();
        List<Vector3> seeds = start.seeds == null ? List.of() : points("--seed", start.seeds);
        List<Vector3> others = points("--outside", outside);
        SegmentationOptions options = options();
        requireMaskName();
        try (TerminalProgress progress = new TerminalProgress()) {
            Series series = choice.choose(progress);
            if (!series.geometry().isCalibrated()) {
                throw new BadInputException(
                        "series " + series.seriesInstanceUid(),
                        "the images give no spacing, so points in mm have no place in them");
            }
            Volume volume = choice.read(series, progress);
            SegmentedLesion lesion;
            try {
                lesion = lines.isEmpty()
                        ? LesionSegmentation.fromSeeds(volume, seeds, others, options, progress)
                        : LesionSegmentation.fromLine(volume, lines, others, options, progress);
            } catch (SegmentationException e) {
                throw new BadInputException("series " + series.seriesInstanceUid(), e.getMessage());
            }
            progress.close();
            List<String> warnings = new ArrayList<>(volume.warnings());
            warnings.addAll(lesion.warnings());
            warnings.addAll(VolumeWriter.write(lesion.mask(), out));
            warnings.forEach(w -> System.err.println("figtrace: warning: " + w));
            print(series, volume, lesion, warnings);
        }
        return 0;
    }

    private void print(Series series, Volume volume, SegmentedLesion lesion, List<String> warnings) throws Exception {
        long voxels = lesion.mask().count();
        OptionalDouble mm3 = VoxelVolume.of(lesion.mask());
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("voxels", voxels);
        d.put("volumeMm3", Output.orNull(mm3));
        d.put("output", out.toString());
        d.put("provenance", provenance(series, volume, lesion, warnings));
        output.print(
                d,
                List.of("wrote " + out + ": " + voxels + " voxels, " + Output.number(mm3) + " mm3", lesion.method()));
    }

    private Map<String, Object> provenance(
            Series series, Volume volume, SegmentedLesion lesion, List<String> warnings) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("seriesInstanceUid", series.seriesInstanceUid());
        d.put("method", lesion.method());
        Map<String, Object> parameters = new LinkedHashMap<>();
        lesion.parameters().forEach(p -> {
            Map<String, Object> parameter = new LinkedHashMap<>();
            parameter.put("value", p.value());
            parameter.put("unit", p.unit());
            parameters.put(p.name(), parameter);
        });
        d.put("parameters", parameters);
        d.put("lines", start.lines == null ? List.of() : start.lines);
        d.put("seeds", start.seeds == null ? List.of() : start.seeds);
        d.put("outside", outside);
        d.put("spacingSource", volume.calibration().spacingSource());
        d.put("valueSource", volume.calibration().valueSource());
        d.put("valueUnit", volume.valueUnit().symbol());
        d.put("warnings", warnings);
        d.put("reader", Author.systemUser());
        d.put("engine", series.engine());
        d.put("program", Main.Version.text());
        return d;
    }

    /** A name that cannot be written is refused before the work, not after it. */
    private void requireMaskName() throws BadInputException {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".dcm")) {
            throw new BadInputException(out, "masks are written as .nii, .nii.gz or .nrrd, not yet as DICOM SEG");
        }
        if (!name.endsWith(".nii") && !name.endsWith(".nii.gz") && !name.endsWith(".nrrd")) {
            throw new BadInputException(out, "has no known extension for a mask: .nii, .nii.gz or .nrrd");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadInputException(out, "the folder " + folder + " does not exist");
        }
    }

    private SegmentationOptions options() {
        try {
            return new SegmentationOptions(
                    Optional.ofNullable(range).map(this::range),
                    smoothness,
                    maxExtent == null ? OptionalDouble.empty() : OptionalDouble.of(maxExtent));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ValueRange range(String text) {
        double[] n = numbers("--range", "two numbers lo,hi", text, 2);
        return new ValueRange(n[0], n[1]);
    }

    private List<Segment> lines() {
        return start.lines.stream()
                .map(text -> {
                    String[] ends = text.split("/", -1);
                    if (ends.length != 2) {
                        throw wrong("--line needs two points x,y,z/x,y,z, not " + text);
                    }
                    return new Segment(point("--line", ends[0]), point("--line", ends[1]));
                })
                .toList();
    }

    private List<Vector3> points(String option, List<String> texts) {
        return texts.stream().map(t -> point(option, t)).toList();
    }

    private Vector3 point(String option, String text) {
        double[] n = numbers(option, "three numbers x,y,z", text, 3);
        return new Vector3(n[0], n[1], n[2]);
    }

    private double[] numbers(String option, String what, String text, int count) {
        String[] parts = text.split(",", -1);
        double[] numbers = new double[count];
        try {
            if (parts.length != count) {
                throw new NumberFormatException(text);
            }
            for (int i = 0; i < count; i++) {
                numbers[i] = Double.parseDouble(parts[i].strip());
                if (!Double.isFinite(numbers[i])) {
                    throw new NumberFormatException(text);
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(option + " needs " + what + ", not " + text);
        }
        return numbers;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
