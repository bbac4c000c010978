package org.figtrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the run that docs/fuzzing.md tells of, always the same. */
class FuzzTest {
    private static final int INPUTS = 1000;

    @Test
    void damaged_files_are_read_or_refused_in_one_sentence(@TempDir Path folder) throws IOException {
        assertThat(Fuzz.fixed(INPUTS, 20260122, folder))
                .extracting(Fuzz.Finding::toString)
                .isEmpty();
    }
}
