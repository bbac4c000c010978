package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.figtrace.dicom.Series;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.LesionKind;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.Provenance;
import org.figtrace.measure.Quantity;
import org.figtrace.measure.RecistEligibility;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.measure.SurfaceMesh;
import org.figtrace.measure.ValueStatistics;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diameter",
        mixinStandardHelpOptions = true,
        description = "Diameters, volume, shape and mean value of the lesion that a mask or contours outline.")
final class DiameterCommand implements Callable<Integer> {
    @Mixin
    private SeriesChoice choice;

    @Mixin
    private LesionChoice lesion;

    @Option(
            names = "--short-axis",
            paramLabel = "hull|inside",
            defaultValue = "hull",
            description = "The short axis may cross a concavity (hull, the default) or must stay in the lesion.")
    private ShortAxisRule rule;

    @Option(
            names = "--lesion-kind",
            paramLabel = "KIND",
            defaultValue = "non_nodal",
            description = "What RECIST judges: ${COMPLETION-CANDIDATES} (default non_nodal).")
    private LesionKind kind;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        try (TerminalProgress progress = new TerminalProgress()) {
            Series series = choice.choose(progress);
            LesionRegion region = lesion.read(series, choice.engine());
            Volume volume = choice.read(series, progress);
            progress.close();
            LesionMeasurement m = measure(volume, series, region, lesion.file(), rule);
            RecistEligibility eligibility = RecistEligibility.of(m, series.sliceThicknessMm(), kind);
            Map<String, Object> document = document(m, series, region);
            document.put("recist", recist(eligibility));
            List<String> lines = new ArrayList<>(lines(m));
            lines.add("RECIST 1.1: " + words(eligibility.verdict()) + ". " + eligibility.reason());
            output.print(document, lines);
        }
        return 0;
    }

    /** Measures in millimetres or not at all. */
    static LesionMeasurement measure(
            Volume volume, Series series, LesionRegion region, Path maskFile, ShortAxisRule rule) throws Exception {
        if (!volume.geometry().isCalibrated()) {
            throw new BadInputException(
                    "series " + series.seriesInstanceUid(),
                    String.join("; ", series.warnings().isEmpty() ? List.of("no spacing in mm") : series.warnings()));
        }
        try {
            return LesionMeasurement.of(volume, region.mask(), region.contours(), rule);
        } catch (NotMeasurableException e) {
            throw new BadInputException(maskFile, e.getMessage());
        }
    }

    static Map<String, Object> document(LesionMeasurement m, Series series, LesionRegion region) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("longestAxialMm", m.longestAxial().longAxis().length());
        d.put("longestAxialEnds", Output.ends(m.longestAxial().longAxis()));
        d.put("shortAxisMm", m.longestAxial().shortAxis().length());
        d.put("shortAxisEnds", Output.ends(m.longestAxial().shortAxis()));
        d.put("whoProductMm2", m.longestAxial().whoProduct());
        d.put("slice", m.longestAxial().slice());
        d.put("sopInstanceUid", m.sliceReference().map(r -> r.sopInstanceUid()).orElse(null));
        d.put("frame", m.sliceReference().map(r -> r.frame()).orElse(null));
        d.put("maxDiameter3dMm", m.maxDiameter3d().map(s -> s.length()).orElse(null));
        d.put("maxDiameter3dEnds", m.maxDiameter3d().map(Output::ends).orElse(null));
        d.put("voxels", m.voxels());
        d.put("volumeMm3", Output.orNull(m.volume()));
        d.put("meshVolumeMm3", m.mesh().map(SurfaceMesh::volume).orElse(null));
        d.put("surfaceAreaMm2", m.mesh().map(SurfaceMesh::area).orElse(null));
        d.put("majorAxisMm", m.axisLengths().map(a -> a.major()).orElse(null));
        d.put("minorAxisMm", m.axisLengths().map(a -> a.minor()).orElse(null));
        d.put("leastAxisMm", m.axisLengths().map(a -> a.least()).orElse(null));
        d.put("sphericity", m.mesh().map(SurfaceMesh::sphericity).orElse(null));
        d.put("meanValue", m.statistics().map(ValueStatistics::mean).orElse(null));
        d.put("valueUnit", m.valueUnit().symbol());
        d.put("provenance", provenance(m, series, region));
        return d;
    }

    private static Map<String, Object> recist(RecistEligibility e) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("verdict", words(e.verdict()));
        d.put("reason", e.reason());
        d.put("lesionKind", e.kind().name().toLowerCase(Locale.ROOT));
        d.put("sliceThicknessMm", Output.orNull(e.sliceThicknessMm()));
        d.put("sliceSpacingMm", Output.orNull(e.sliceSpacingMm()));
        return d;
    }

    private static String words(RecistEligibility.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> provenance(LesionMeasurement m, Series series, LesionRegion region) {
        Provenance p = m.provenance();
        VolumeGeometry g = series.geometry();
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("seriesInstanceUid", series.seriesInstanceUid());
        d.put("region", region.roiName());
        d.put("regionSource", region.source());
        d.put("spacingSource", p.spacingSource());
        d.put("spacingMm", new Double[] {g.columnSpacing(), g.rowSpacing(), Output.orNull(p.sliceSpacing())});
        d.put("valueSource", p.valueSource());
        d.put("plane", p.plane());
        d.put("sliceThicknessMm", Output.orNull(series.sliceThicknessMm()));
        d.put("gantryTiltDeg", p.tiltDeg());
        d.put("thresholdHu", null);
        d.put("endPoints", p.endPointRule());
        d.put("shortAxis", p.shortAxisRule());
        d.put("definitions", definitions(m));
        List<String> warnings = new ArrayList<>(p.warnings());
        region.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        d.put("warnings", warnings);
        d.put("reader", Author.systemUser());
        d.put("engine", series.engine());
        d.put("program", Main.Version.text());
        return d;
    }

    private static Map<String, String> definitions(LesionMeasurement m) {
        Map<String, String> d = new LinkedHashMap<>();
        m.quantities().forEach(q -> d.put(q.name(), q.definition()));
        return d;
    }

    static List<String> lines(LesionMeasurement m) {
        List<List<String>> rows = new ArrayList<>();
        for (Quantity q : m.quantities()) {
            rows.add(Output.row(
                    q.name(), Output.number(q.value()), q.unit().equals("1") ? "" : q.unit(), q.definition()));
        }
        List<String> lines = new ArrayList<>(Output.table(rows));
        lines.add("slice " + m.longestAxial().slice()
                + m.sliceReference().map(r -> ", image " + r.sopInstanceUid()).orElse(""));
        m.provenance().warnings().forEach(w -> lines.add("! " + w));
        return lines;
    }

    /** {@code --mask} and {@code --roi}: one region out of what a file holds. */
    static final class LesionChoice {
        @Option(
                names = "--mask",
                required = true,
                paramLabel = "FILE",
                description = "The lesion: RTSTRUCT, SEG, NIfTI, NRRD or an ImageJ ROI zip.")
        private Path file;

        @Option(
                names = "--roi",
                paramLabel = "NAME",
                description = "Which region; may be left out where FILE holds one.")
        private String roi;

        Path file() {
            return file;
        }

        LesionRegion read(Series series, org.figtrace.dicom.DicomEngine engine) throws java.io.IOException {
            return Regions.read(file, Optional.ofNullable(roi), series, engine);
        }
    }
}
