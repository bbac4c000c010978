package org.figtrace.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.figtrace.report.Report;
import org.figtrace.report.ReportException;
import org.figtrace.report.ReportParser;
import org.figtrace.report.ReportReader;

/**
 * The report that a case is about, as it was read when the case was made. The text is kept, not its parse, so that a
 * better parser finds more in an old case.
 *
 * @param fileName without folders
 * @param sha256 of the bytes of the file, 64 lower-case hexadecimal digits
 * @param text all that the program reads in it
 */
public record CaseReport(String fileName, String sha256, String text) {
    public CaseReport {
        Objects.requireNonNull(text);
        if (fileName.isBlank() || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a report needs a file name and a SHA-256 in hexadecimal");
        }
    }

    /** @throws ReportException if the file is missing, or is neither text nor a PDF with text */
    public static CaseReport read(Path file) throws IOException {
        Report report = ReportReader.read(file);
        return new CaseReport(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)), report.text());
    }

    public Report parsed() {
        return ReportParser.parse(text);
    }
}
