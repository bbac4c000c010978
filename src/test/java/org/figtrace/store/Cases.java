package org.figtrace.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.annotation.Samples;
import org.figtrace.annotation.Sha256;

/** A small report with panels 1A and 1B and a figure 2 without panels, and cases about it. */
final class Cases {
    static final Actor LEE = Samples.READER;
    static final Actor ROY = new Actor("Dr. Roy", "other program 2");
    static final Duration SHORT = Duration.ofMillis(200);

    private static final String REPORT = """
            CT showed a mass with bone destruction (Figure 1A). CT angiography showed its arteries (Figure 1B).
            The mass was excised (Figure 2).

            FIGURE 1
            (A) CT of the head. (B) CT angiography with the occipital artery (bottom arrow) and the posterior
            auricular artery (upper arrow).

            FIGURE 2
            Photograph of the excised mass.
            """;

    private Cases() {}

    static CaseReport report() {
        return new CaseReport("report.txt", Sha256.of(REPORT), REPORT);
    }

    /** The series that all samples of annotations lie on. */
    static CaseSeries series(String... folders) {
        return new CaseSeries(
                "1.2.3",
                "1.2",
                "CT",
                Optional.of("head"),
                Optional.of("P1"),
                Optional.of("1.2.9"),
                java.util.Arrays.stream(folders)
                        .map(f -> new CaseSeries.Source(f, Optional.empty()))
                        .toList());
    }

    /** A new case with its series, closed again. */
    static Path create(Path folder) throws IOException {
        Path file = folder.resolve("x.figtrace");
        try (CaseStore store = CaseStore.create(file, report(), LEE)) {
            store.addSeries(series("/images/ct"), LEE);
        }
        return file;
    }

    static CaseStore write(Path file) throws IOException {
        return CaseStore.open(file, CaseStore.Access.WRITE);
    }

    static CaseStore read(Path file) throws IOException {
        return CaseStore.open(file, CaseStore.Access.READ);
    }

    static List<String> verify(Path file) throws IOException {
        try (CaseStore store = read(file)) {
            return store.verify();
        }
    }
}
