package org.figtrace.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One image series that belongs to a case, and where its files were found. The images stay where they are.
 *
 * @param sources one or more files or folders; what was added last comes first
 */
public record CaseSeries(
        String seriesInstanceUid,
        String studyInstanceUid,
        String modality,
        Optional<String> description,
        Optional<String> patientId,
        Optional<String> frameOfReferenceUid,
        List<Source> sources) {
    /**
     * A file or folder, both as it was given and as seen from the case file's folder, so that images that move
     * together with their case are found again.
     *
     * @param absolute path on the machine where it was added
     * @param relative from the folder of the case with forward slashes; empty where there is no such path (another
     *     drive)
     */
    public record Source(String absolute, Optional<String> relative) {
        public Source {
            if (absolute.isBlank()) {
                throw new IllegalArgumentException("a source of images needs a path");
            }
        }
    }

    public CaseSeries {
        sources = List.copyOf(sources);
        if (seriesInstanceUid.isBlank() || sources.isEmpty()) {
            throw new IllegalArgumentException("a series of a case needs its UID and where its images are");
        }
    }

    /** This description with its own sources first and then those that only the other one knows. */
    public CaseSeries with(CaseSeries earlier) {
        List<Source> all = new ArrayList<>(sources);
        earlier.sources.stream().filter(s -> !all.contains(s)).forEach(all::add);
        return new CaseSeries(
                seriesInstanceUid, studyInstanceUid, modality, description, patientId, frameOfReferenceUid, all);
    }
}
