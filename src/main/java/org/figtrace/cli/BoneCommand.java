package org.figtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.Tag;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.VolumeWriter;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.Quantity;
import org.figtrace.measure.bone.BoneDestruction;
import org.figtrace.measure.bone.BoneParameters;
import org.figtrace.measure.bone.BoneProvenance;
import org.figtrace.measure.bone.BoneSweepPoint;
import org.figtrace.measure.bone.MidsagittalPlane;
import org.figtrace.measure.bone.ShellThickness;
import org.figtrace.measure.bone.SkullBreach;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bone",
        mixinStandardHelpOptions = true,
        description = "How much bone a lesion has destroyed on CT: loss, thickness, breach of the tables.")
final class BoneCommand implements Callable<Integer> {
    @Mixin
    private SeriesChoice choice;

    @Option(
            names = "--lesion",
            required = true,
            paramLabel = "FILE",
            description = "The lesion: RTSTRUCT, SEG, NIfTI, NRRD or an ImageJ ROI zip.")
    private Path lesionFile;

    @Option(names = "--roi", paramLabel = "NAME", description = "Which region; may be left out where FILE holds one.")
    private String roi;

    @Option(
            names = "--reference",
            paramLabel = "mirror|closed|FILE",
            defaultValue = "mirror",
            description = "What the bone is compared with: the other side (mirror, the default), the skull closed over "
                    + "the hole (closed), or a region that a reader drew (FILE).")
    private String reference;

    @Option(
            names = "--threshold",
            paramLabel = "HU",
            defaultValue = "300",
            description = "Bone is at or above this, ${DEFAULT-VALUE} HU unless told.")
    private double thresholdHu;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where to write the missing bone as a mask: .nii, .nii.gz or .nrrd.")
    private Path out;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        try (TerminalProgress progress = new TerminalProgress()) {
            Series series = choice.choose(progress);
            LesionRegion region = Regions.read(lesionFile, Optional.ofNullable(roi), series, choice.engine());
            BoneParameters parameters = parameters(series);
            Volume volume = choice.read(series, progress);
            BoneDestruction bone;
            try {
                bone = BoneDestruction.of(volume, region.mask(), parameters, progress);
            } catch (NotMeasurableException e) {
                throw new BadInputException(lesionFile, e.getMessage());
            }
            progress.close();
            if (out != null) {
                if (bone.lossMask().isEmpty()) {
                    throw new BadInputException(
                            out, "a reference drawn apart from the lesion gives volumes, but no missing bone to write");
                }
                for (String warning : VolumeWriter.write(bone.lossMask().get(), out)) {
                    System.err.println("figtrace: warning: " + warning);
                }
            }
            output.print(document(bone, series, region), lines(bone));
        }
        return 0;
    }

    private BoneParameters parameters(Series series) throws IOException {
        BoneParameters chosen = switch (reference) {
            case "mirror" -> BoneParameters.mirror();
            case "closed" -> BoneParameters.closed();
            default ->
                BoneParameters.drawn(Regions.read(Path.of(reference), Optional.empty(), series, choice.engine())
                        .mask());
        };
        return chosen.withThreshold(thresholdHu).withContrast(isContrastEnhanced(series));
    }

    static boolean isContrastEnhanced(Series series) {
        return series.images().stream()
                .anyMatch(i -> i.dataSet()
                        .string(Tag.ContrastBolusAgent)
                        .filter(a -> !a.isBlank() && !a.strip().equalsIgnoreCase("none"))
                        .isPresent());
    }

    static Map<String, Object> document(BoneDestruction b, Series series, LesionRegion region) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("reference", b.reference().word());
        d.put("plane", b.plane().map(BoneCommand::plane).orElse(null));
        d.put("thresholdHu", b.thresholdHu());
        d.put("boneVolumeMm3", b.boneVolumeMm3());
        d.put("referenceVolumeMm3", b.referenceVolumeMm3());
        d.put("lossVolumeMm3", b.lossVolumeMm3());
        d.put("lossPercent", b.lossPercent());
        d.put(
                "residualThicknessMm",
                b.thickness().map(ShellThickness::residualMm).orElse(null));
        d.put(
                "thinnestResidualMm",
                b.thickness().map(ShellThickness::thinnestMm).orElse(null));
        d.put(
                "referenceThicknessMm",
                b.thickness().map(ShellThickness::referenceMm).orElse(null));
        d.put("thicknessRatio", Output.orNull(b.thicknessRatio()));
        d.put("breach", b.breach().map(BoneCommand::breach).orElse(null));
        List<Map<String, Object>> sweep = new ArrayList<>();
        for (BoneSweepPoint p : b.sweep()) {
            Map<String, Object> at = new LinkedHashMap<>();
            at.put("thresholdHu", p.thresholdHu());
            at.put("lossVolumeMm3", p.lossVolumeMm3());
            at.put("lossPercent", Output.orNull(p.lossPercent()));
            sweep.add(at);
        }
        d.put("sweep", sweep);
        List<String> warnings = new ArrayList<>(b.provenance().warnings());
        region.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        d.put("warnings", warnings);
        d.put("provenance", provenance(b, series, region));
        return d;
    }

    private static Map<String, Object> plane(MidsagittalPlane p) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("point", Output.point(p.point()));
        d.put("normal", Output.point(p.normal()));
        d.put("residualMm", Output.orNull(p.residualMm()));
        d.put("matchedShare", Output.orNull(p.matched()));
        d.put("source", p.isFound() ? "found from the bone" : "given");
        return d;
    }

    private static Map<String, Object> breach(SkullBreach b) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("outer", b.outer());
        d.put("inner", b.inner());
        d.put("full", b.full());
        d.put("largestGapMm", gap(b.largestGap()));
        d.put("slice", b.largestGap().map(SkullBreach.Gap::slice).orElse(null));
        d.put("slices", b.slices());
        d.put("outerGapMm", gap(b.outerGap()));
        d.put("outerGapSlice", b.outerGap().map(SkullBreach.Gap::slice).orElse(null));
        d.put("innerGapMm", gap(b.innerGap()));
        d.put("innerGapSlice", b.innerGap().map(SkullBreach.Gap::slice).orElse(null));
        d.put("defectAreaMm2", b.defectAreaMm2());
        d.put("fullThicknessAreaMm2", b.fullAreaMm2());
        return d;
    }

    private static Double gap(Optional<SkullBreach.Gap> gap) {
        return gap.map(SkullBreach.Gap::mm).orElse(null);
    }

    private static Map<String, Object> provenance(BoneDestruction b, Series series, LesionRegion region) {
        BoneProvenance p = b.provenance();
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("seriesInstanceUid", series.seriesInstanceUid());
        d.put("region", region.roiName());
        d.put("regionSource", region.source());
        d.put("spacingSource", p.spacingSource());
        d.put("spacingMm", p.spacingMm());
        d.put("valueSource", p.valueSource());
        d.put("plane", p.slicePlane());
        d.put("sliceThicknessMm", Output.orNull(series.sliceThicknessMm()));
        d.put("gantryTiltDeg", p.tiltDeg());
        d.put("thresholdHu", p.parameters().thresholdHu());
        d.put("closingMm", p.parameters().closingMm());
        d.put("marginMm", p.parameters().marginMm());
        d.put("contrastEnhanced", p.parameters().contrastEnhanced());
        Map<String, String> definitions = new LinkedHashMap<>();
        b.quantities().forEach(q -> definitions.put(q.name(), q.definition()));
        d.put("definitions", definitions);
        d.put("reader", Author.systemUser());
        d.put("engine", series.engine());
        d.put("program", Main.Version.text());
        return d;
    }

    private static List<String> lines(BoneDestruction b) {
        List<List<String>> rows = new ArrayList<>();
        for (Quantity q : b.quantities()) {
            rows.add(Output.row(
                    q.name(), Output.number(q.value()), q.unit().equals("1") ? "" : q.unit(), q.definition()));
        }
        for (BoneSweepPoint p : b.sweep()) {
            rows.add(Output.row(
                    "bone loss at " + Math.round(p.thresholdHu()) + " HU",
                    Output.number(p.lossVolumeMm3()),
                    "mm3",
                    Output.number(p.lossPercent()) + " %"));
        }
        List<String> lines = new ArrayList<>(Output.table(rows));
        b.breach()
                .ifPresent(o -> lines.add("outer table " + open(o.outer()) + ", inner table " + open(o.inner())
                        + ", full-thickness hole: " + (o.full() ? "yes" : "no")));
        b.plane()
                .ifPresent(p -> lines.add(
                        "mid-sagittal plane through " + words(p.point().toArray()) + ", normal "
                                + words(p.normal().toArray())
                                + (p.isFound() ? ", residual " + Output.number(p.residualMm()) + " mm" : "")));
        b.provenance().warnings().forEach(w -> lines.add("! " + w));
        return lines;
    }

    private static String open(boolean yes) {
        return yes ? "open" : "closed";
    }

    private static String words(double[] p) {
        return String.format(java.util.Locale.ROOT, "(%.3f, %.3f, %.3f)", p[0], p[1], p[2]);
    }
}
