package org.figtrace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real images and reports with independent truth, kept beside the project; tests that need them skip without them. */
public final class SharedData {
    private SharedData() {}

    /** The file or folder under shared/data, or a skipped test that says which one is missing. */
    public static Path require(String relative) {
        Path path = Path.of(System.getProperty("figtrace.shared", "../shared"), "data", relative);
        if (!Files.exists(path)) {
            // Surefire counts skipped tests but does not say why.
            System.out.println("skipped: " + path + " is not on this machine");
        }
        assumeTrue(Files.exists(path), () -> path + " is not on this machine");
        return path;
    }
}
