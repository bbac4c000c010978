package org.figtrace.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Compares a DICOMDIR with the files of its media (PS3.10 8.5 and 8.6). The files themselves are found by looking
 * through the folder, so that one which the directory forgets is not lost; what the directory names and is not there is
 * said.
 */
final class MediaDirectory {
    /** More than these are counted, not named. */
    private static final int MOST_NAMED = 10;

    /** Components of a File ID have up to 8 of these (PS3.10 8.5); what real media have beside, no separator of paths. */
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9_ .;-]{1,64}");

    /** How media are mounted: as they are, or with the names in small letters. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            UnaryOperator.identity(), name -> name.toLowerCase(Locale.ROOT), name -> name.toUpperCase(Locale.ROOT));

    private MediaDirectory() {}

    /** Sentences about references of a DICOMDIR; none for any other object, or one in an archive. */
    static List<String> problems(DicomObject object) {
        Optional<Path> file = object.source().path();
        List<String> problems = new ArrayList<>();
        if (file.isEmpty()) {
            return problems;
        }
        Path folder = file.get().toAbsolutePath().getParent();
        int missing = 0;
        for (DataSet record : object.dataSet().items(Tag.DirectoryRecordSequence)) {
            List<String> id = record.strings(Tag.ReferencedFileID);
            if (id.isEmpty() || isThere(folder, id)) {
                continue;
            }
            missing++;
            if (missing <= MOST_NAMED) {
                problems.add(
                        object.name() + ": refers to " + String.join("\\", id).replaceAll("\\p{Cntrl}", "?")
                                + " (ReferencedFileID (0004,1500)), "
                                + (isName(id) ? "which is missing" : "which is no file of its media"));
            }
        }
        if (missing > MOST_NAMED) {
            problems.add(object.name() + ": refers to " + missing + " files in all that are missing");
        }
        return problems;
    }

    private static boolean isName(List<String> id) {
        return id.stream()
                .allMatch(c -> COMPONENT.matcher(c).matches() && !c.strip().isEmpty() && !c.startsWith("."));
    }

    private static boolean isThere(Path folder, List<String> id) {
        return isName(id)
                && SPELLINGS.stream().anyMatch(spelling -> {
                    Path file = folder;
                    for (String component : id) {
                        file = file.resolve(spelling.apply(component));
                    }
                    return Files.isRegularFile(file);
                });
    }
}
