package org.figtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input meets one sentence and exit 3, as a script sees it; nothing of a case is lost. */
class BadInputIT {
    private static final Path CT = Path.of("test-images/ct");
    private static final Path MASK = Path.of("test-images/ct-mass.dcm");

    @TempDir
    private Path temp;

    private static void assertRefused(Jar.Run run, String... parts) {
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("figtrace: ").contains(parts).doesNotContain("Exception", "\tat ");
    }

    /** The phantom's CT with each image changed before it is written. */
    private Path ctWith(java.util.function.Consumer<DataSet> change) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("changed"));
        var engine = DicomEngines.preferred();
        try (Stream<Path> files = Files.list(CT)) {
            for (Path file : files.toList()) {
                DataSet image = engine.readAll(DicomSource.of(file)).dataSet();
                change.accept(image);
                try (var out = Files.newOutputStream(folder.resolve(file.getFileName()))) {
                    engine.write(image, TransferSyntax.EXPLICIT_LITTLE, out);
                }
            }
        }
        return folder;
    }

    @Test
    void a_truncated_file_is_named_with_what_is_missing() throws Exception {
        byte[] whole = Files.readAllBytes(CT.resolve("IM0001.dcm"));
        Path file = temp.resolve("short.dcm");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(Jar.figtrace("probe", file, "--at", "0,0,0"), "short.dcm", "(7FE0,0010)");
    }

    @Test
    void a_truncated_slice_among_good_ones_does_not_stop_the_list_of_series() throws Exception {
        Path folder = ctWith(image -> {});
        Path victim = folder.resolve("IM0007.dcm");
        Files.write(victim, Arrays.copyOf(Files.readAllBytes(victim), 300));
        Jar.Run run = Jar.figtrace("series", "--json", folder);
        assertThat(run.exit()).isZero();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("IM0007.dcm");
        assertThat(run.json()).hasSize(1);
        assertThat(run.json().get(0).get("slices").intValue()).isEqualTo(49);
        assertThat(run.json().get(0).get("warnings").toString()).containsIgnoringCase("missing");
    }

    @Test
    void a_text_file_is_no_image() throws Exception {
        Path file = Files.writeString(temp.resolve("notes.dcm"), "this is no image\n");
        assertRefused(Jar.figtrace("series", file), "notes.dcm");
        assertRefused(Jar.figtrace("measure", "diameter", CT, "--mask", file), "notes.dcm");
    }

    @Test
    void an_empty_folder_has_no_image() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("empty"));
        assertRefused(Jar.figtrace("series", folder), "empty", "no DICOM image found");
    }

    @Test
    void a_path_that_is_not_there_is_named() throws Exception {
        assertRefused(Jar.figtrace("series", temp.resolve("nowhere")), "nowhere");
        assertRefused(Jar.figtrace("report", temp.resolve("nowhere.txt")), "nowhere.txt");
    }

    @Test
    void without_pixel_spacing_there_are_no_millimetres() throws Exception {
        Path folder = ctWith(image -> image.remove(Tag.PixelSpacing));
        assertRefused(
                Jar.figtrace("measure", "diameter", folder, "--mask", MASK),
                "PixelSpacing (0028,0030) is missing",
                "IM00");
        Jar.Run series = Jar.figtrace("series", "--json", folder);
        assertThat(series.exit()).isZero();
        assertThat(series.json().get(0).get("spacingMm").isNull()).isTrue();
        assertThat(series.json().get(0).get("warnings").toString()).contains("(0028,0030)");
        Jar.Run probe = Jar.figtrace("probe", folder, "--at", "1,1,1", "--json");
        assertThat(probe.exit()).isZero();
        assertThat(probe.json().get("patientMm").isNull()).isTrue();
    }

    @Test
    void a_pixel_spacing_of_zero_is_refused_with_its_value() throws Exception {
        Path folder = ctWith(image -> image.putDecimals(Tag.PixelSpacing, 0, 0));
        assertRefused(Jar.figtrace("measure", "diameter", folder, "--mask", MASK), "(0028,0030)", "0\\0");
    }

    @Test
    void an_unknown_series_is_refused_with_the_ones_there_are() throws Exception {
        assertRefused(
                Jar.figtrace("probe", CT, "--series", "1.2.3", "--at", "0,0,0"),
                "test-images/ct",
                "(0020,000E) 1.2.3",
                "2.25.154521249795472361743442613450508644420");
    }

    @Test
    void two_series_need_a_choice() throws Exception {
        Jar.Run run = Jar.figtrace("probe", "test-images", "--at", "0,0,0");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err().strip().lines().reduce((first, last) -> last))
                .get()
                .asString()
                .startsWith("figtrace: test-images: holds 2 series")
                .contains("--series", "MR");
    }

    @Test
    void a_voxel_outside_is_refused() throws Exception {
        assertRefused(Jar.figtrace("probe", CT, "--at", "136,0,0"), "136,0,0", "136 x 150 x 50");
    }

    @Test
    void wrong_usage_is_exit_2() throws Exception {
        assertThat(Jar.figtrace("probe", CT, "--at", "one").exit()).isEqualTo(2);
        assertThat(Jar.figtrace("measure").exit()).isEqualTo(2);
        assertThat(Jar.figtrace("paint").exit()).isEqualTo(2);
        assertThat(Jar.figtrace("--help").exit()).isZero();
        assertThat(Jar.figtrace("--version").out()).startsWith("figtrace 0.");
    }

    @Test
    void an_unknown_figure_label_keeps_the_case_as_it_was() throws Exception {
        Path kase = newCase();
        byte[] before = Files.readAllBytes(kase);
        assertRefused(
                Jar.figtrace("case", "annotate", kase, "--figure", "9Z", "--tool", "point", "--points", "0,0,30"),
                "sample-report.txt",
                "9Z",
                "2A");
        assertRefused(
                Jar.figtrace(
                        "case",
                        "annotate",
                        kase,
                        "--figure",
                        "3B, left arrow",
                        "--tool",
                        "point",
                        "--points",
                        "0,0,30"),
                "left arrow",
                "lower arrow");
        assertThat(Files.readAllBytes(kase)).isEqualTo(before);
        assertThat(Jar.figtrace("case", "list", kase, "--json").json()).isEmpty();
    }

    @Test
    void a_case_is_never_overwritten() throws Exception {
        Path kase = newCase();
        assertRefused(
                Jar.figtrace("case", "create", kase, "--report", "test-images/sample-report.txt"), "kept.figtrace");
        assertThat(Jar.figtrace("case", "coverage", kase, "--json")
                        .json()
                        .get("total")
                        .intValue())
                .isEqualTo(13);
    }

    @Test
    void a_corrupt_case_file_is_named_and_left_alone() throws Exception {
        Path kase = newCase();
        byte[] bytes = Files.readAllBytes(kase);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(kase, bytes);
        assertRefused(Jar.figtrace("case", "list", kase), "kept.figtrace");
        assertThat(Files.readAllBytes(kase)).isEqualTo(bytes);

        Path text = Files.writeString(temp.resolve("text.figtrace"), "not a case", StandardCharsets.UTF_8);
        assertRefused(Jar.figtrace("case", "log", text), "text.figtrace");
    }

    @Test
    void a_locked_case_is_named_and_nothing_is_lost() throws Exception {
        Path kase = newCase();
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + kase);
                var sql = other.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            assertRefused(
                    Jar.figtrace("case", "annotate", kase, "--figure", "2A", "--tool", "point", "--points", "0,0,30"),
                    "kept.figtrace",
                    "locked");
            sql.execute("ROLLBACK");
        }
        Jar.Run after =
                Jar.figtrace("case", "annotate", kase, "--figure", "2A", "--tool", "point", "--points", "0,0,30");
        assertThat(after.exit()).as(after.err()).isZero();
        assertThat(Jar.figtrace("case", "list", kase, "--json").json()).hasSize(1);
    }

    @Test
    void an_unknown_region_is_refused_with_the_names_there_are() throws Exception {
        assertRefused(
                Jar.figtrace("measure", "diameter", CT, "--mask", MASK, "--roi", "Tumour"),
                "ct-mass.dcm",
                "Tumour",
                "Mass");
    }

    @Test
    void an_engine_that_is_not_here_is_refused() throws Exception {
        assertRefused(Jar.figtrace("series", CT, "--engine", "nobody"), "nobody", "built-in");
    }

    private Path newCase() throws Exception {
        Path kase = temp.resolve("kept.figtrace");
        assertThat(Jar.figtrace("case", "create", kase, "--report", "test-images/sample-report.txt")
                        .exit())
                .isZero();
        Jar.Run add = Jar.figtrace("case", "add", kase, CT);
        assertThat(add.exit()).as(add.err()).isZero();
        return kase;
    }
}
