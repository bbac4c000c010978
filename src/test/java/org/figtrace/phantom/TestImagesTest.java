package org.figtrace.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** test-images/ is what the phantom writer writes, and other programs agree that it is DICOM. */
class TestImagesTest {
    private static final Path COMMITTED = Path.of("test-images");

    @Test
    void the_committed_images_are_rebuilt_byte_for_byte(@TempDir Path rebuilt) throws IOException {
        TestImages.write(rebuilt);
        SortedSet<String> names = files(rebuilt);
        assertThat(files(COMMITTED).stream()
                        .filter(n -> n.endsWith(".dcm") || n.equals("truth.csv") || n.equals("marks.csv"))
                        .toList())
                .containsExactlyElementsOf(names);
        for (String name : names) {
            assertThat(Files.mismatch(rebuilt.resolve(name), COMMITTED.resolve(name)))
                    .as("first byte at which %s differs", name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void there_are_two_series_and_a_structure_set_of_each_in_less_than_five_megabytes() throws IOException {
        assertThat(files(COMMITTED)).filteredOn(n -> n.startsWith("ct/")).hasSize(50);
        assertThat(files(COMMITTED)).filteredOn(n -> n.startsWith("mr/")).hasSize(52);
        assertThat(files(COMMITTED)).contains("ct-mass.dcm", "mr-mass.dcm");
        long bytes = 0;
        for (String name : files(COMMITTED)) {
            bytes += Files.size(COMMITTED.resolve(name));
        }
        assertThat(bytes).isLessThan(5_000_000);
    }

    @Test
    void sorting_the_file_names_or_the_instance_numbers_does_not_sort_the_ct_slices() throws IOException {
        List<Double> byName = new ArrayList<>();
        TreeSet<double[]> byNumber = new TreeSet<>((a, b) -> Double.compare(a[0], b[0]));
        for (String name : files(COMMITTED)) {
            if (name.startsWith("ct/")) {
                DataSet d = DicomEngines.preferred()
                        .readHeader(DicomSource.of(COMMITTED.resolve(name)))
                        .dataSet();
                double z = d.decimals(Tag.ImagePositionPatient).orElseThrow()[2];
                byName.add(z);
                byNumber.add(new double[] {d.integer(Tag.InstanceNumber).orElseThrow(), z});
            }
        }
        assertThat(byName).isNotEqualTo(byName.stream().sorted().toList());
        assertThat(byNumber.first()[1]).isGreaterThan(byNumber.last()[1]);
    }

    @Test
    void dciodvfy_finds_nothing_to_complain_about_in_any_file() throws Exception {
        for (String name : files(COMMITTED)) {
            if (name.endsWith(".dcm")) {
                assertThat(output("dciodvfy", COMMITTED.resolve(name).toString()))
                        .as(name)
                        .isIn("CTImage", "MRImage", "RTStructureSet");
            }
        }
    }

    @Test
    void dcentvfy_finds_the_same_patient_study_and_frame_of_reference_in_all_files() throws Exception {
        List<String> command = new ArrayList<>(List.of("dcentvfy"));
        files(COMMITTED).stream()
                .filter(n -> n.endsWith(".dcm"))
                .forEach(n -> command.add(COMMITTED.resolve(n).toString()));
        assertThat(output(command.toArray(String[]::new))).isEmpty();
    }

    /** What a verifier of dicom3tools prints, or a skipped test where it is not installed. */
    private static String output(String... command) throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
        assumeTrue(installed, () -> "skipped: " + command[0] + " (Debian: dicom3tools) is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    private static SortedSet<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
