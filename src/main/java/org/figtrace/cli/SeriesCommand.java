package org.figtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.figtrace.dicom.Series;
import org.figtrace.geometry.VolumeGeometry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "series",
        mixinStandardHelpOptions = true,
        description = "Lists the image series that files and folders hold, with their geometry and warnings.")
final class SeriesCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders, files, DICOMDIRs or zips.")
    private List<Path> paths;

    @Mixin
    private EngineOption engine;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        try (TerminalProgress progress = new TerminalProgress()) {
            List<Series> series =
                    SeriesChoice.scan(paths, engine.engine(), progress).series();
            output.print(
                    series.stream().map(SeriesCommand::document).toList(),
                    series.stream().flatMap(s -> lines(s).stream()).toList());
        }
        return 0;
    }

    static Map<String, Object> document(Series s) {
        VolumeGeometry g = s.geometry();
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("seriesInstanceUid", s.seriesInstanceUid());
        d.put("studyInstanceUid", s.studyInstanceUid());
        d.put("patientId", Output.orNull(s.patientId()));
        d.put("modality", s.modality());
        d.put("description", Output.orNull(s.description()));
        d.put("stack", Output.orNull(s.stack()));
        d.put("slices", g.slices());
        d.put("rows", g.rows());
        d.put("columns", g.columns());
        d.put("spacingMm", spacing(g));
        d.put("sliceThicknessMm", Output.orNull(s.sliceThicknessMm()));
        d.put("regular", g.isCalibrated() ? g.isRegular() : null);
        d.put("gapsMm", g.isCalibrated() ? g.gaps() : null);
        d.put("gantryTiltDeg", g.isCalibrated() ? s.gantryTiltDeg() : null);
        d.put("frameOfReferenceUid", Output.orNull(s.frameOfReferenceUid()));
        d.put("orientation", orientation(g));
        d.put("firstPosition", g.isCalibrated() ? Output.point(g.sliceOrigin(0)) : null);
        d.put("lastPosition", g.isCalibrated() ? Output.point(g.sliceOrigin(g.slices() - 1)) : null);
        d.put("valueUnit", s.valueUnit().symbol());
        d.put("transferSyntax", s.images().get(0).transferSyntax().uid());
        d.put("engine", s.engine());
        d.put("warnings", s.warnings());
        return d;
    }

    /** [x, y, z]: along the row, along the column, median step along the normal; null where not known. */
    private static List<Double> spacing(VolumeGeometry g) {
        if (!g.isCalibrated()) {
            return null;
        }
        List<Double> xyz = new ArrayList<>(List.of(g.columnSpacing(), g.rowSpacing()));
        xyz.add(Output.orNull(g.sliceSpacing()));
        return xyz;
    }

    private static double[] orientation(VolumeGeometry g) {
        return g.isCalibrated()
                ? Stream.of(g.rowDirection(), g.columnDirection())
                        .flatMapToDouble(v -> Arrays.stream(v.toArray()))
                        .toArray()
                : null;
    }

    static List<String> lines(Series s) {
        VolumeGeometry g = s.geometry();
        List<String> lines = new ArrayList<>();
        lines.add(s.modality() + "  " + s.description().orElse("(no description)")
                + s.stack().map(w -> "  [" + w + "]").orElse("") + "  " + g.columns() + " x "
                + g.rows() + " x " + g.slices() + "  "
                + (g.isCalibrated()
                        ? Output.number(g.columnSpacing()) + " x " + Output.number(g.rowSpacing()) + " x "
                                + Output.number(g.sliceSpacing()) + " mm"
                        : "no spacing, lengths in px")
                + "  " + s.valueUnit().symbol());
        lines.add("    " + s.seriesInstanceUid());
        s.warnings().forEach(w -> lines.add("    ! " + w));
        return lines;
    }
}
