package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;

/**
 * Plugins>Figtrace>Open DICOM Series... : opens one series of a folder, slices in the order of their positions, values
 * in HU where the image says so. Macro: {@code run("Open DICOM Series...", "path=/data/patient series=1.2.840...")};
 * without a display also {@code IJ.runPlugIn("org.figtrace.imagej.Open_DICOM_Series", options)}.
 */
public final class Open_DICOM_Series implements PlugIn {
    private static final Parameter PATH = Parameter.path("Path of a DICOM folder", "");
    private static final String SERIES_LABEL = "Series";
    private static final int MOST_LOGGED = 20;

    /** All options, as a macro gives them. */
    static final ParameterList PARAMETERS =
            new ParameterList("Open DICOM Series", List.of(PATH, Parameter.text(SERIES_LABEL, "")));

    @Override
    public void run(String arg) {
        String options = arg.isBlank() ? Macro.getOptions() : arg;
        try {
            if (options == null && GraphicsEnvironment.isHeadless()) {
                throw new ImageException("Open DICOM Series", "needs the option path=FOLDER");
            }
            Optional<ImagePlus> image = options != null ? open(PARAMETERS.parse(options), false) : ask();
            image.ifPresent(NewImage::show);
            StatusBarProgress.done(image.map(i -> i.getStackSize() + " slices").orElse(""));
        } catch (CancellationException cancelled) {
            StatusBarProgress.done("cancelled");
            Macro.abort();
        } catch (IOException problem) {
            StatusBarProgress.done("");
            Failure.show(problem.getMessage());
        } catch (OutOfMemoryError tooLarge) {
            StatusBarProgress.done("");
            IJ.outOfMemory("Open DICOM Series");
            Macro.abort();
        }
    }

    private static Optional<ImagePlus> ask() throws IOException {
        Optional<Map<String, String>> path = new ParameterList(PARAMETERS.title(), List.of(PATH)).ask();
        return path.isPresent() ? open(path.get(), true) : Optional.empty();
    }

    /** @param interactive whether to ask which of several series is meant */
    private static Optional<ImagePlus> open(Map<String, String> values, boolean interactive) throws IOException {
        DicomEngine engine = DicomEngines.preferred();
        StatusBarProgress progress = new StatusBarProgress();
        Path path = path(values.get(PATH.key()));
        ScanResult found = new SeriesScanner(engine).scan(List.of(path), progress);
        Optional<Series> chosen = interactive && found.series().size() > 1
                ? askSeries(found)
                : Optional.of(choose(path, found, values.getOrDefault(Macro.trimKey(SERIES_LABEL), "")));
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        ImagePlus image = chosen.get().isColour()
                ? SeriesImage.colour(chosen.get(), engine, progress)
                : SeriesImage.of(chosen.get(), SeriesReader.read(chosen.get(), engine, progress));
        if (WindowManager.getImage(image.getTitle()) != null) {
            image.setTitle(WindowManager.getUniqueName(image.getTitle())); // "CT thigh-1"
        }
        OpenedSeries.writeSource(path, image);
        log(image, found);
        return Optional.of(image);
    }

    private static Path path(String text) throws ImageException {
        try {
            Path path = Path.of(text);
            if (!text.isBlank() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException noPath) {
            // said below
        }
        throw new ImageException("path=" + text, "there is no such file or folder");
    }

    /** @param wanted empty, a Series Instance UID, or what {@link #line} made of a series */
    static Series choose(Path path, ScanResult found, String wanted) throws ImageException {
        String uid = wanted.substring(wanted.lastIndexOf(' ') + 1);
        List<Series> series = found.series();
        if (series.isEmpty()) {
            String why = found.unreadable().isEmpty()
                    ? ""
                    : " (unreadable files: " + found.unreadable().size() + ", the first "
                            + found.unreadable().get(0) + ")";
            throw new ImageException(path.toString(), "holds no DICOM image series" + why);
        }
        List<Series> matching = series.stream()
                .filter(s -> uid.isEmpty() || s.seriesInstanceUid().equals(uid))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        // One series can hold several stacks, for example a scout: the line of each tells them apart.
        return matching.stream()
                .filter(s -> line(s).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        path.toString(),
                        (uid.isEmpty() ? "holds " + series.size() + " series" : "has no single series " + uid)
                                + "; choose one by series="
                                + String.join(
                                        " | ",
                                        series.stream()
                                                .map(s -> "[" + line(s) + "]")
                                                .toList())));
    }

    private static Optional<Series> askSeries(ScanResult found) {
        List<String> lines =
                found.series().stream().map(Open_DICOM_Series::line).toList();
        return new ParameterList(PARAMETERS.title(), List.of(Parameter.choice(SERIES_LABEL, lines, lines.get(0))))
                .ask()
                .map(values -> found.series().get(lines.indexOf(values.get(Macro.trimKey(SERIES_LABEL)))));
    }

    /** "CT, thigh, 512 x 512 x 59: 1.2.840..."; without the characters that macro options give a meaning. */
    static String line(Series s) {
        String what = s.modality()
                + s.description().map(d -> ", " + d).orElse("")
                + s.stack().map(w -> ", " + w).orElse("");
        return what.replaceAll("[\\[\\]'\"=]", "").replace('\\', '/') + ", "
                + s.geometry().columns() + " x " + s.geometry().rows() + " x "
                + s.images().size() + ": " + s.seriesInstanceUid();
    }

    private static void log(ImagePlus image, ScanResult found) {
        List<String> lines = new ArrayList<>();
        String warnings = image.getProp(StackRecord.WARNINGS);
        if (warnings != null) {
            warnings.lines().forEach(lines::add);
        }
        found.unreadable().stream().limit(MOST_LOGGED).forEach(u -> lines.add("unreadable: " + u));
        if (found.unreadable().size() > MOST_LOGGED) {
            lines.add((found.unreadable().size() - MOST_LOGGED) + " more unreadable files");
        }
        lines.forEach(l -> IJ.log("figtrace: " + image.getTitle() + ": " + l));
    }
}
