package org.figtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command segment, with truth from the phantom's formulae. */
class SegmentIT {
    private static final Path CT = Path.of("test-images/ct");

    /** 4/3 pi a b c of the mass, truth.csv. */
    private static final double MASS_MM3 = 74057.8;

    @TempDir
    private Path temp;

    private static String point(JsonNode p) {
        return p.get(0).asText() + "," + p.get(1).asText() + "," + p.get(2).asText();
    }

    @Test
    void a_line_across_the_mass_gives_its_mask_and_the_mask_measures_as_the_mass() throws Exception {
        JsonNode truth = Jar.figtrace("measure", "diameter", CT, "--mask", "test-images/ct-mass.dcm", "--json")
                .json();
        JsonNode ends = truth.get("longestAxialEnds");
        for (String name : new String[] {"mass.nii.gz", "mass.nrrd"}) {
            Path out = temp.resolve(name);
            Jar.Run run = Jar.figtrace(
                    "segment", CT, "--line", point(ends.get(0)) + "/" + point(ends.get(1)), "-o", out, "--json");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.json().get("volumeMm3").doubleValue()).isCloseTo(MASS_MM3, within(0.08 * MASS_MM3));
            JsonNode provenance = run.json().get("provenance");
            assertThat(provenance.get("method").asText()).contains("random walker", "line");
            assertThat(provenance.get("parameters").get("size").get("value").doubleValue())
                    .isCloseTo(60.7975, within(0.01));
            assertThat(provenance.get("program").asText()).startsWith("figtrace ");
            JsonNode measured = Jar.figtrace("measure", "diameter", CT, "--mask", out, "--json")
                    .json();
            assertThat(measured.get("voxels").longValue())
                    .isEqualTo(run.json().get("voxels").longValue());
            // The ends of the line are on the border; two pixels of 1.35 mm to either side.
            assertThat(measured.get("longestAxialMm").doubleValue()).isCloseTo(60.7975, within(2.7));
        }
    }

    @Test
    void a_point_inside_with_a_range_and_a_point_outside_gives_a_mask() throws Exception {
        Path out = temp.resolve("seeded.nii.gz");
        Jar.Run run = Jar.figtrace(
                "segment",
                CT,
                "--seed",
                "-50.7,49,49",
                "--outside",
                "3,-12,25",
                "--range",
                "-20,150",
                "-o",
                out,
                "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().get("voxels").longValue()).isPositive();
        assertThat(run.json().get("volumeMm3").doubleValue()).isCloseTo(MASS_MM3, within(0.35 * MASS_MM3));
        assertThat(run.json().get("provenance").get("outside").get(0).asText()).isEqualTo("3,-12,25");
        assertThat(out).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--line | 1,2,3/4,5,x | m.nrrd | 2 | --line needs",
                "--line | 1,2,3 | m.nrrd | 2 | --line needs two points",
                "--seed | 1,2 | m.nrrd | 2 | --seed needs three numbers",
                "--seed | 0,0,9000 | m.nrrd | 3 | the seed (0.00, 0.00, 9000.00) mm lies outside the volume",
                "--seed | 0,0,30 | m.dcm | 3 | not yet as DICOM SEG",
                "--seed | 0,0,30 | m.xyz | 3 | has no known extension for a mask",
                "--seed | 0,0,30 | nowhere/m.nii | 3 | does not exist"
            })
    void what_cannot_be_done_is_refused_in_one_sentence(
            String option, String value, String name, int exit, String sentence) throws Exception {
        Path out = temp.resolve(name);
        Jar.Run run = Jar.figtrace("segment", CT, option, value, "-o", out, "--json");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(sentence).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void a_line_and_a_seed_at_once_are_wrong_usage() throws Exception {
        Jar.Run run =
                Jar.figtrace("segment", CT, "--line", "1,2,3/4,5,6", "--seed", "1,2,3", "-o", temp.resolve("m.nrrd"));
        assertThat(run.exit()).isEqualTo(2);
    }
}
