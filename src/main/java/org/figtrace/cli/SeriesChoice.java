package org.figtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.Tag;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** PATH, {@code --series} and {@code --engine}: one series out of what a path holds. */
final class SeriesChoice {
    @Parameters(paramLabel = "PATH", description = "A folder, file, DICOMDIR or zip with the images.")
    private Path path;

    @Option(
            names = "--series",
            paramLabel = "UID",
            description = "Series Instance UID; may be left out where PATH holds one series. "
                    + "UID#2 is the second stack where a series holds several.")
    private String uid;

    @Mixin
    private EngineOption engine;

    Path path() {
        return path;
    }

    DicomEngine engine() throws BadInputException {
        return engine.engine();
    }

    Series choose(TerminalProgress progress) throws IOException {
        return choose(scan(List.of(path), engine(), progress).series(), uid, path);
    }

    Volume read(Series series, TerminalProgress progress) throws IOException {
        return SeriesReader.read(series, engine.decoder(series), progress);
    }

    /** Scans and tells on standard error what could not be read; refuses only where nothing could. */
    static ScanResult scan(List<Path> paths, DicomEngine engine, TerminalProgress progress) throws IOException {
        ScanResult found = new SeriesScanner(engine).scan(paths, progress);
        progress.close();
        if (found.series().isEmpty() && found.unreadable().size() == 1) {
            throw new IOException(found.unreadable().get(0));
        }
        found.unreadable().forEach(u -> System.err.println("figtrace: " + u));
        if (found.series().isEmpty()) {
            throw new BadInputException(
                    paths.stream().map(Path::toString).collect(Collectors.joining(", ")), whyNone(found));
        }
        return found;
    }

    private static String whyNone(ScanResult found) {
        if (!found.others().isEmpty()) {
            DicomObject other = found.others().get(0);
            return "no image to load among " + found.others().size() + " DICOM objects; " + other.name()
                    + " has SOPClassUID (0008,0016) "
                    + other.dataSet().string(Tag.SOPClassUID).orElse("missing");
        }
        return found.unreadable().isEmpty()
                ? "no DICOM image found"
                : "no readable DICOM image among " + found.unreadable().size() + " files";
    }

    static Series choose(List<Series> all, String uid, Object where) throws BadInputException {
        String wanted = uid == null ? null : withoutStack(uid);
        List<Series> matching = wanted == null
                ? all
                : all.stream().filter(s -> s.seriesInstanceUid().equals(wanted)).toList();
        if (matching.isEmpty()) {
            throw new BadInputException(
                    where, "no series with Series Instance UID (0020,000E) " + wanted + "; there are " + names(all));
        }
        if (uid != null && uid.length() > wanted.length()) {
            int stack = Integer.parseInt(uid.substring(wanted.length() + 1));
            if (stack < 1 || stack > matching.size()) {
                throw new BadInputException(
                        where, "series " + wanted + " holds " + matching.size() + " stacks, not a number " + stack);
            }
            return matching.get(stack - 1);
        }
        if (matching.size() > 1) {
            throw new BadInputException(
                    where,
                    wanted == null
                            ? "holds " + matching.size() + " series; name one with --series: " + names(all)
                            : "series " + wanted + " holds " + matching.size() + " stacks; name one with --series "
                                    + wanted + "#1 to #" + matching.size());
        }
        return matching.get(0);
    }

    /** The Series Instance UID of "UID#2". */
    static String withoutStack(String uid) {
        return uid.replaceAll("#\\d{1,4}$", "");
    }

    private static String names(List<Series> all) {
        return all.stream()
                .map(s -> s.seriesInstanceUid() + " (" + s.modality()
                        + s.description().map(d -> " " + d).orElse("") + ", "
                        + s.geometry().slices() + " slices)")
                .limit(20)
                .collect(Collectors.joining(", "));
    }
}
