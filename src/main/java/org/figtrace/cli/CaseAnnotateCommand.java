package org.figtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.Drawing;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.MaskReference;
import org.figtrace.annotation.MeasuredLesion;
import org.figtrace.annotation.Measurement;
import org.figtrace.annotation.ReportLabels;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.store.CaseStore;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        description = "Stores an annotation under one or more figure labels.")
final class CaseAnnotateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "The case file.")
    private Path file;

    @Option(
            names = "--figure",
            required = true,
            paramLabel = "LABEL",
            description = "The panel, 2A, and where its caption has pointers, which one: \"3C, bottom arrow\". "
                    + "May be given more than once.")
    private List<String> figures;

    @Option(
            names = "--series",
            paramLabel = "UID",
            description = "Series Instance UID; may be left out where the case has one series.")
    private String seriesUid;

    @Option(
            names = "--tool",
            required = true,
            paramLabel = "TOOL",
            description = "length, bidirectional, arrow (tail, then tip), point, text, ellipse, polygon or mask.")
    private String tool;

    @Option(
            names = "--points",
            paramLabel = "x,y,z;...",
            description = "Points in patient mm (LPS); column,row,slice where the images have no spacing.")
    private String points;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "The region of a mask annotation; with length or bidirectional, the lesion to measure.")
    private Path mask;

    @Option(names = "--roi", paramLabel = "NAME", description = "Which region of FILE.")
    private String roi;

    @Option(
            names = "--short-axis",
            paramLabel = "hull|inside",
            defaultValue = "hull",
            description = "As in measure diameter; used with --mask.")
    private ShortAxisRule rule;

    @Option(names = "--text", paramLabel = "T", description = "What is written beside the drawing.")
    private String text;

    @Option(names = "--title", paramLabel = "T", description = "A title for lists.")
    private String title;

    @Option(names = "--note", paramLabel = "T", description = "A note of the reader.")
    private String note;

    @Mixin
    private EngineOption engine;

    @Mixin
    private Author author;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AnnotationKind kind = parsed(() -> AnnotationKind.parse(tool.strip().toLowerCase(java.util.Locale.ROOT)));
        List<FigureLink> links = new ArrayList<>();
        for (String figure : figures) {
            links.add(label(figure));
        }
        if ((points == null) == (mask == null)) {
            throw new ParameterException(spec.commandLine(), "give either --points or --mask");
        }
        Annotation kept;
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.WRITE);
                TerminalProgress progress = new TerminalProgress()) {
            Case now = store.read();
            ReportLabels.require(now.source().fileName(), now.report(), links);
            Series series = CaseImages.find(file, now, seriesUid, engine.engine(), progress);
            Annotation drawn = mask == null
                    ? words(AnnotationGeometry.of(kind, series.geometry().unit(), pointsOf(kind, series)), links)
                            .on(CaseImages.stack(series), UUID.randomUUID(), author.actor(), Instant.now())
                    : measured(kind, links, series, store, progress);
            kept = store.add(drawn, author.actor());
        }
        output.print(AnnotationJson.toNode(kept), CaseListCommand.lines(kept));
        return 0;
    }

    private Annotation measured(
            AnnotationKind kind, List<FigureLink> links, Series series, CaseStore store, TerminalProgress progress)
            throws Exception {
        LesionRegion region = Regions.read(mask, Optional.ofNullable(roi), series, engine.engine());
        Volume volume = SeriesReader.read(series, engine.decoder(series), progress);
        LesionMeasurement lesion = DiameterCommand.measure(volume, series, region, mask, rule);
        AnnotatedStack stack = CaseImages.stack(series);
        Actor who = author.actor();
        MeasuredLesion measured = MeasuredLesion.of(lesion, stack, region.roiName() + " of " + region.source(), who);
        return switch (kind) {
            case MASK -> {
                MaskReference reference = store.addMask(Files.readAllBytes(mask), format(mask), who);
                yield words(AnnotationGeometry.of(reference, LengthUnit.MILLIMETRE), links)
                        .on(stack, region.mask(), measured.all(), UUID.randomUUID(), who, Instant.now());
            }
            case BIDIRECTIONAL -> drawn(measured.bidirectional(), links, stack, who, measured.diameters(kind));
            case LENGTH -> drawn(measured.length(), links, stack, who, measured.diameters(kind));
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--mask goes with --tool mask, bidirectional or length, not " + kind);
        };
    }

    private Annotation drawn(
            AnnotationGeometry geometry,
            List<FigureLink> links,
            AnnotatedStack stack,
            Actor who,
            List<Measurement> numbers)
            throws IOException {
        return words(geometry, links)
                .on(stack, UUID.randomUUID(), who, Instant.now())
                .withMeasurements(numbers);
    }

    private Drawing words(AnnotationGeometry geometry, List<FigureLink> links) {
        return new Drawing(
                geometry, links, Optional.ofNullable(text), Optional.ofNullable(title), Optional.ofNullable(note));
    }

    private FigureLink label(String text) throws BadInputException {
        try {
            return FigureLink.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--figure", e.getMessage());
        }
    }

    private List<Vector3> pointsOf(AnnotationKind kind, Series series) throws BadInputException {
        List<Vector3> list = new ArrayList<>();
        for (String triple : points.split(";")) {
            String[] parts = triple.split(",", -1);
            try {
                if (parts.length != 3) {
                    throw new NumberFormatException(triple);
                }
                list.add(new Vector3(
                        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
            } catch (NumberFormatException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--points needs x,y,z;x,y,z;... in numbers, not \"" + triple.strip() + "\"");
            }
        }
        // The geometry checks itself; say what was given, not where in the code it failed.
        try {
            AnnotationGeometry.of(kind, series.geometry().unit(), list);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--points " + points, e.getMessage());
        }
        return list;
    }

    private <T> T parsed(java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static String format(Path mask) {
        String name = mask.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".nii.gz")) {
            return "nii.gz";
        }
        int dot = name.lastIndexOf('.');
        return dot >= 0 && dot < name.length() - 1 ? name.substring(dot + 1) : "dcm";
    }
}
