package org.figtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code measure bone} of the built jar against the closed-form truth of the test images. */
class MeasureBoneIT {
    private static final Path CT = Path.of("test-images/ct");
    private static final Path MASS = Path.of("test-images/ct-mass.dcm");

    private static Map<String, Double> truth() throws Exception {
        Map<String, Double> truth = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("test-images/truth.csv"))) {
            String[] cells = line.split(",");
            if (cells[0].equals("ct")) {
                truth.put(cells[1], Double.valueOf(cells[2]));
            }
        }
        return truth;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "closed"})
    void the_bone_that_the_mass_destroyed_is_measured(String reference, @TempDir Path folder) throws Exception {
        Path out = folder.resolve("loss.nii.gz");
        Jar.Run run =
                Jar.figtrace("measure", "bone", CT, "--lesion", MASS, "--reference", reference, "-o", out, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode b = run.json();
        Map<String, Double> truth = truth();
        assertThat(b.get("reference").asText()).isEqualTo(reference);
        // Voxels of 1.25 x 1.35 x 3.2 mm: half a layer of 3.2 mm slices over a hole of 2000 mm2 would be 25 percent.
        double destroyed = truth.get("destroyed_bone_volume");
        assertThat(b.get("lossVolumeMm3").doubleValue()).isCloseTo(destroyed, within(0.05 * destroyed));
        assertThat(b.get("lossPercent").doubleValue()).isBetween(95.0, 100.0);
        JsonNode breach = b.get("breach");
        assertThat(breach.get("outer").booleanValue()).isTrue();
        assertThat(breach.get("inner").booleanValue()).isTrue();
        assertThat(breach.get("full").booleanValue()).isTrue();
        // A hole that narrows inwards lets through what passes the inner table.
        assertThat(breach.get("largestGapMm").doubleValue())
                .isCloseTo(truth.get("hole_gap_inner_table_on_slices"), within(1.25));
        assertThat(breach.get("outerGapMm").doubleValue())
                .isCloseTo(truth.get("hole_gap_outer_table_on_slices"), within(1.25));
        assertThat(b.get("sweep")).hasSize(5);
        if (reference.equals("mirror")) {
            // The head is upright and its centre is at x = 3.
            assertThat(b.get("plane").get("normal").get(0).doubleValue()).isCloseTo(1, within(4e-5));
            assertThat(b.get("plane").get("point").get(0).doubleValue()).isCloseTo(3, within(0.5));
        } else {
            assertThat(b.get("plane").isNull()).isTrue();
        }
        JsonNode lost =
                Jar.figtrace("measure", "diameter", CT, "--mask", out, "--json").json();
        assertThat(lost.get("volumeMm3").doubleValue()).isCloseTo(destroyed, within(0.1 * destroyed));
    }

    @Test
    void an_mr_series_is_refused_with_its_unit() throws Exception {
        Jar.Run run =
                Jar.figtrace("measure", "bone", "test-images/mr", "--lesion", "test-images/mr-mass.dcm", "--json");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("bone is told by HU, but the values of this image are arbitrary");
    }
}
