package org.figtrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.Drawing;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.MeasuredLesion;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.VolumeWriter;
import org.figtrace.figure.DrawnPanel;
import org.figtrace.figure.FigureFile;
import org.figtrace.figure.FigurePanel;
import org.figtrace.figure.Montage;
import org.figtrace.figure.PanelRenderer;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.measure.ValueStatistics;
import org.figtrace.measure.bone.BoneDestruction;
import org.figtrace.measure.bone.BoneParameters;
import org.figtrace.measure.bone.SkullBreach;
import org.figtrace.render.Interpolation;
import org.figtrace.render.SliceView;
import org.figtrace.render.Window;
import org.figtrace.report.FigureLabel;
import org.figtrace.store.CaseStore;
import org.figtrace.volume.Volume;

/** The main job on the head phantom, step by step, each number beside its truth. */
final class Demo {
    static final String MARKER = "demo.json";
    private static final String CASE = "demo.figtrace";
    private static final int PANEL_PIXELS = 760;

    /** Everything that a demo writes. */
    static final List<String> FILES = List.of(
            MARKER,
            CASE,
            CASE + "-wal",
            CASE + "-shm",
            "report.json",
            "series.json",
            "diameters.json",
            "bone.json",
            "bone-loss.nii.gz",
            "annotations.json",
            "coverage.json",
            "ct.nii.gz",
            "mr.nii.gz",
            "figure-2A.png",
            "figure-2A.json",
            "figure-2B.png",
            "figure-2B.json",
            "figure-2D.png",
            "figure-2D.json",
            "figure-2.png",
            "figure-2.json");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path images;
    private final Path dir;
    private final DicomEngine engine;
    private final Actor reader;
    private final TerminalProgress progress;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** One series of the phantom with its volume, lesion and numbers. */
    private record Imaging(String name, Series series, Volume volume, LesionRegion region, LesionMeasurement lesion) {}

    Demo(Path images, Path dir, DicomEngine engine, Actor reader, TerminalProgress progress) {
        this.images = images;
        this.dir = dir;
        this.engine = engine;
        this.reader = reader;
        this.progress = progress;
    }

    Map<String, Object> document() {
        return document;
    }

    List<String> lines() {
        return lines;
    }

    void run() throws Exception {
        CaseReport report = report();
        Imaging ct = image("ct");
        Imaging mr = image("mr");
        series(List.of(ct, mr));
        Map<String, Double> truth = truth();
        diameters(List.of(ct, mr), truth);
        bone(ct, truth);
        Case kept = annotate(report, ct, mr);
        coverage(kept);
        List<String> exported = export(kept, ct, mr);
        document.put("files", exported);
        heading("Files in " + dir);
        exported.forEach(f -> lines.add("  " + f));
        Files.writeString(dir.resolve(MARKER), JSON.writeValueAsString(document));
    }

    private CaseReport report() throws IOException {
        CaseReport report = CaseReport.read(images.resolve("sample-report.txt"));
        Map<String, Object> parsed = ReportCommand.document(report.parsed());
        document.put("report", parsed);
        heading("Report " + report.fileName());
        lines.addAll(ReportCommand.lines(report.parsed()));
        write("report.json", parsed);
        return report;
    }

    private Imaging image(String name) throws Exception {
        Path folder = images.resolve(name);
        Series series = SeriesChoice.choose(
                SeriesChoice.scan(List.of(folder), engine, progress).series(), null, folder);
        Path mask = images.resolve(name + "-mass.dcm");
        LesionRegion region = Regions.read(mask, Optional.empty(), series, engine);
        Volume volume = SeriesReader.read(series, engine, progress);
        LesionMeasurement lesion = DiameterCommand.measure(volume, series, region, mask, ShortAxisRule.HULL);
        progress.close();
        return new Imaging(name, series, volume, region, lesion);
    }

    private void series(List<Imaging> all) throws IOException {
        List<Map<String, Object>> documents =
                all.stream().map(i -> SeriesCommand.document(i.series())).toList();
        document.put("series", documents);
        heading("Series");
        all.forEach(i -> SeriesCommand.lines(i.series()).forEach(l -> lines.add("  " + l)));
        write("series.json", documents);
    }

    private void diameters(List<Imaging> all, Map<String, Double> truth) throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        rows.add(Output.row("", "measured", "truth", "difference", ""));
        for (Imaging i : all) {
            documents.add(DiameterCommand.document(i.lesion(), i.series(), i.region()));
            LesionMeasurement m = i.lesion();
            String unit = m.valueUnit().symbol();
            row(
                    rows,
                    i,
                    "longest axial diameter",
                    m.longestAxial().longAxis().length(),
                    "mm",
                    truth.get(i.name() + ",mass_longest_axial_diameter_on_slices"));
            row(
                    rows,
                    i,
                    "short axis",
                    m.longestAxial().shortAxis().length(),
                    "mm",
                    truth.get(i.name() + ",mass_short_axis_on_slices"));
            row(
                    rows,
                    i,
                    "maximum 3D diameter",
                    m.maxDiameter3d().map(Segment::length).orElseThrow(),
                    "mm",
                    truth.get(i.name() + ",mass_max_diameter_3d"));
            row(rows, i, "volume", m.volume().orElseThrow(), "mm3", truth.get(i.name() + ",mass_volume"));
            row(
                    rows,
                    i,
                    "mean value",
                    m.statistics().map(ValueStatistics::mean).orElseThrow(),
                    unit,
                    truth.get(i.name() + ",mass_value"));
        }
        document.put("diameters", documents);
        heading("The mass, measured from its contours");
        lines.addAll(Output.table(rows));
        lines.add(
                "  Diameters on a slice are taken from the drawn contour. 3D diameter, volume and mean are those of the");
        lines.add("  voxels inside it, whose outer faces may lie up to one voxel diagonal from the contour.");
        write("diameters.json", documents);
    }

    private void bone(Imaging ct, Map<String, Double> truth) throws Exception {
        List<Map<String, Object>> documents = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        rows.add(Output.row("", "measured", "truth", "difference", ""));
        List<String> warnings = new ArrayList<>();
        for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
            BoneDestruction bone = BoneDestruction.of(
                    ct.volume(),
                    ct.region().mask(),
                    parameters.withContrast(BoneCommand.isContrastEnhanced(ct.series())),
                    progress);
            SkullBreach breach = bone.breach().orElseThrow();
            String by = " by " + bone.reference().word();
            row(rows, "bone loss" + by, bone.lossVolumeMm3(), "mm3", truth.get("ct,destroyed_bone_volume"));
            row(
                    rows,
                    "gap in the outer table" + by,
                    breach.outerGap().orElseThrow().mm(),
                    "mm",
                    truth.get("ct,hole_gap_outer_table_on_slices"));
            row(
                    rows,
                    "gap in the inner table" + by,
                    breach.innerGap().orElseThrow().mm(),
                    "mm",
                    truth.get("ct,hole_gap_inner_table_on_slices"));
            documents.add(BoneCommand.document(bone, ct.series(), ct.region()));
            if (documents.size() == 1) {
                VolumeWriter.write(bone.lossMask().orElseThrow(), dir.resolve("bone-loss.nii.gz"));
            }
            bone.provenance().warnings().stream()
                    .filter(w -> !warnings.contains(w))
                    .forEach(warnings::add);
        }
        progress.close();
        document.put("bone", documents);
        heading(
                "The bone that it destroyed, against the other side (mirror) and the skull closed over the hole (closed)");
        lines.addAll(Output.table(rows));
        warnings.forEach(w -> lines.add("  ! " + w));
        write("bone.json", documents);
    }

    private static void row(
            List<List<String>> rows, Imaging i, String what, double measured, String unit, Double truth) {
        row(rows, i.name().toUpperCase(Locale.ROOT) + " " + what, measured, unit, truth);
    }

    private static void row(List<List<String>> rows, String what, double measured, String unit, Double truth) {
        rows.add(Output.row(
                "  " + what,
                Output.number(measured),
                Output.number(truth),
                String.format(Locale.ROOT, "%+.2f (%+.2f %%)", measured - truth, 100 * (measured - truth) / truth),
                unit));
    }

    private Map<String, Double> truth() throws IOException {
        Map<String, Double> truth = new LinkedHashMap<>();
        for (String line : Files.readAllLines(images.resolve("truth.csv"))) {
            String[] cells = line.split(",");
            if (!cells[0].equals("series")) {
                truth.put(cells[0] + "," + cells[1], Double.valueOf(cells[2]));
            }
        }
        return truth;
    }

    private Case annotate(CaseReport report, Imaging ct, Imaging mr) throws IOException {
        Case kept;
        try (CaseStore store = CaseStore.create(dir.resolve(CASE), report, reader)) {
            for (Imaging i : List.of(ct, mr)) {
                store.addSeries(CaseAddCommand.caseSeries(i.series(), store.source(images.resolve(i.name()))), reader);
            }
            List<Annotation> drawn = new ArrayList<>();
            drawn.add(bidirectional(ct, "2A"));
            drawn.add(bidirectional(mr, "2D"));
            drawn.addAll(marks(ct));
            store.addAll(drawn, reader);
            kept = store.read();
        }
        heading("Annotations in " + dir.resolve(CASE));
        kept.annotations().forEach(a -> CaseListCommand.lines(a).forEach(l -> lines.add("  " + l)));
        List<Object> documents =
                kept.annotations().stream().<Object>map(AnnotationJson::toNode).toList();
        document.put("annotations", documents);
        write("annotations.json", documents);
        return kept;
    }

    private Annotation bidirectional(Imaging i, String label) throws IOException {
        AnnotatedStack stack = CaseImages.stack(i.series());
        MeasuredLesion measured = MeasuredLesion.of(
                i.lesion(), stack, i.region().roiName() + " of " + i.region().source(), reader);
        return Drawing.of(measured.bidirectional(), FigureLink.parse(label))
                .withTitle("Scalp mass")
                .on(stack, UUID.randomUUID(), reader, Instant.now())
                .withMeasurements(measured.diameters(AnnotationKind.BIDIRECTIONAL));
    }

    /** What a reader would draw on the bone window: the gap in the outer table, and an arrow at either edge. */
    private List<Annotation> marks(Imaging ct) throws IOException {
        List<Annotation> drawn = new ArrayList<>();
        for (String line : Files.readAllLines(images.resolve("marks.csv"))) {
            String[] cells = line.split(",", 5);
            if (cells[0].equals("figure")) {
                continue;
            }
            String link = cells[1].isEmpty() ? cells[0] : cells[0] + ", " + cells[1];
            List<Vector3> points = new ArrayList<>();
            for (String p : cells[4].split(";")) {
                String[] xyz = p.strip().split(" ");
                points.add(new Vector3(
                        Double.parseDouble(xyz[0]), Double.parseDouble(xyz[1]), Double.parseDouble(xyz[2])));
            }
            drawn.add(Drawing.of(
                            AnnotationGeometry.of(AnnotationKind.parse(cells[2]), LengthUnit.MILLIMETRE, points),
                            FigureLink.parse(link))
                    .withTitle(cells[3])
                    .on(CaseImages.stack(ct.series()), UUID.randomUUID(), reader, Instant.now()));
        }
        return drawn;
    }

    private void coverage(Case kept) throws IOException {
        Map<String, Object> coverage = CaseCoverageCommand.document(kept.coverage());
        document.put("coverage", coverage);
        heading("Coverage");
        lines.addAll(CaseCoverageCommand.lines(kept.coverage()));
        write("coverage.json", coverage);
    }

    private List<String> export(Case kept, Imaging ct, Imaging mr) throws IOException {
        VolumeWriter.write(ct.volume(), dir.resolve("ct.nii.gz"));
        VolumeWriter.write(mr.volume(), dir.resolve("mr.nii.gz"));
        int bone = ct.volume().geometry().slices() / 2;
        for (Annotation a : kept.under(FigureLabel.parse("2B"))) {
            bone = (int) Math.round(
                    ct.volume().geometry().toIndex(a.geometry().points().get(0)).z());
        }
        List<DrawnPanel> panels = List.of(
                panel("2A", ct, ct.lesion().longestAxial().slice(), Window.SOFT_TISSUE, kept),
                panel("2B", ct, bone, Window.BONE, kept),
                panel("2D", mr, mr.lesion().longestAxial().slice(), Window.automatic(mr.volume()), kept));
        for (DrawnPanel p : panels) {
            FigureFile.write(
                    dir.resolve("figure-" + p.panel().label() + ".png"), p.picture(), List.of(p), reader.program());
        }
        FigureFile.write(dir.resolve("figure-2.png"), Montage.of(panels, 3, 8), panels, reader.program());
        return FILES.stream()
                .filter(f -> f.equals(MARKER) || Files.exists(dir.resolve(f)))
                .toList();
    }

    private static DrawnPanel panel(String label, Imaging i, int slice, Window window, Case kept) throws IOException {
        FigureLabel figure = FigureLabel.parse(label);
        return PanelRenderer.draw(new FigurePanel(
                figure,
                CaseImages.stack(i.series()),
                i.volume(),
                SliceView.fitted(i.volume().geometry(), slice, PANEL_PIXELS),
                window,
                Interpolation.BILINEAR,
                kept.under(figure)));
    }

    private void heading(String text) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(text);
    }

    private void write(String name, Object content) throws IOException {
        Files.writeString(dir.resolve(name), JSON.writeValueAsString(content));
    }
}
