package org.figtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.Series;

/** Finds the images of a case again: beside the case file first, as they may have moved together, then where they were. */
final class CaseImages {
    private CaseImages() {}

    static Series find(Path caseFile, Case kept, String uid, DicomEngine engine, TerminalProgress progress)
            throws IOException {
        CaseSeries wanted = choose(caseFile, kept, uid);
        List<Path> places = places(caseFile, wanted);
        List<Path> there = places.stream().filter(Files::exists).toList();
        for (Path place : there) {
            List<Series> found =
                    SeriesChoice.scan(List.of(place), engine, progress).series();
            if (found.stream().anyMatch(s -> s.seriesInstanceUid().equals(wanted.seriesInstanceUid()))) {
                return SeriesChoice.choose(found, uid == null ? wanted.seriesInstanceUid() : uid, place);
            }
        }
        throw new BadInputException(
                caseFile,
                "the images of series " + wanted.seriesInstanceUid() + " are no longer at "
                        + places.stream().map(Path::toString).collect(Collectors.joining(" or ")));
    }

    private static CaseSeries choose(Path caseFile, Case kept, String uid) throws BadInputException {
        if (kept.series().isEmpty()) {
            throw new BadInputException(caseFile, "the case has no series yet; add one with: case add");
        }
        if (uid == null && kept.series().size() == 1) {
            return kept.series().get(0);
        }
        String all = kept.series().stream()
                .map(s -> s.seriesInstanceUid() + " (" + s.modality() + ")")
                .collect(Collectors.joining(", "));
        if (uid == null) {
            throw new BadInputException(
                    caseFile, "the case has " + kept.series().size() + " series; name one with --series: " + all);
        }
        Optional<CaseSeries> known = kept.series(SeriesChoice.withoutStack(uid));
        return known.orElseThrow(() -> new BadInputException(
                caseFile, "the case has no series " + SeriesChoice.withoutStack(uid) + "; it has " + all));
    }

    private static List<Path> places(Path caseFile, CaseSeries series) {
        Path folder = caseFile.toAbsolutePath().normalize().getParent();
        List<Path> places = new ArrayList<>();
        for (CaseSeries.Source source : series.sources()) {
            source.relative().map(r -> folder.resolve(r).normalize()).ifPresent(places::add);
            Path absolute = Path.of(source.absolute());
            if (!places.contains(absolute)) {
                places.add(absolute);
            }
        }
        return places;
    }

    /** What an annotation needs to know of a series. */
    static AnnotatedStack stack(Series s) {
        return new AnnotatedStack(
                s.seriesInstanceUid(),
                s.frameOfReferenceUid(),
                s.geometry(),
                s.calibration(),
                s.sliceThicknessMm(),
                s.references());
    }
}
