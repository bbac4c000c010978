package org.figtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.figtrace.SharedData;
import org.figtrace.TruthTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the command line, with truth from the phantom's formulae and from other programs' numbers. */
class CommandLineIT {
    private static final Path CT = Path.of("test-images/ct");

    @TempDir
    private Path temp;

    private static JsonNode json(Object... args) throws Exception {
        Jar.Run run = Jar.figtrace(args);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.json();
    }

    @Test
    void report_finds_the_figures_panels_pointers_and_claims_of_a_real_report() throws Exception {
        JsonNode report = json("report", "--json", SharedData.require("reports/scalp-leiomyosarcoma.txt"));
        assertThat(report.get("figures").findValuesAsText("number")).containsExactly("1", "2", "3", "4");
        List<String> labels = new ArrayList<>();
        report.get("figures")
                .forEach(f ->
                        f.get("panels").forEach(p -> labels.add(p.get("label").asText())));
        assertThat(String.join(" ", labels)).isEqualTo("1A 1B 2A 2B 2C 2D 3A 3B 3C 3D 3E 3F 3G 4A 4B 4C 4D 4E 4F");
        JsonNode pointers = report.get("figures").get(2).get("panels").get(2).get("pointers");
        assertThat(pointers.get(0).get("phrase").asText()).isEqualTo("bottom arrow");
        assertThat(pointers.get(0).get("target").asText()).isEqualTo("occipital artery");
        List<String> claims = new ArrayList<>();
        report.get("claims")
                .forEach(c -> claims.add(c.get("comparator").asText()
                        + c.get("value").asDouble()
                        + c.get("unit").asText()));
        assertThat(claims).contains("=12.0cm", "~3.0cm", "=15.0years", "=10.0per 10 HPF", ">15.0%", "<50.0%");
    }

    @Test
    void series_gives_the_geometry_that_was_scanned() throws Exception {
        JsonNode series = json("series", "--json", "test-images");
        assertThat(series).hasSize(2);
        JsonNode ct = series.get(0).get("modality").asText().equals("CT") ? series.get(0) : series.get(1);
        assertThat(ct.get("patientId").asText()).isEqualTo("FT-0001");
        assertThat(ct.get("slices").intValue()).isEqualTo(50);
        double[] spacing = {1.25, 1.35, 3.2};
        for (int axis = 0; axis < 3; axis++) {
            assertThat(ct.get("spacingMm").get(axis).doubleValue()).isCloseTo(spacing[axis], within(1e-9));
        }
        assertThat(ct.get("sliceThicknessMm").doubleValue()).isEqualTo(3);
        assertThat(ct.get("stack").isNull()).isTrue();
        assertThat(ct.get("regular").booleanValue()).isTrue();
        assertThat(ct.get("gapsMm")).hasSize(49);
        assertThat(ct.get("valueUnit").asText()).isEqualTo("HU");
        assertThat(ct.get("engine").asText()).isIn("built-in", "dcm4che");
    }

    @Test
    void series_reports_the_tilt_and_the_uneven_gaps_of_a_real_head() throws Exception {
        JsonNode head =
                json("series", "--json", SharedData.require("ct_head_ge_tilt")).get(0);
        assertThat(head.get("gantryTiltDeg").doubleValue()).isCloseTo(18.5, within(0.05));
        assertThat(head.get("regular").booleanValue()).isFalse();
        for (JsonNode gap : head.get("gapsMm")) {
            assertThat(gap.doubleValue())
                    .satisfiesAnyOf(
                            g -> assertThat(g).isCloseTo(1.0811, within(1e-3)),
                            g -> assertThat(g).isCloseTo(4.0019, within(1e-3)),
                            g -> assertThat(g).isCloseTo(6.9986, within(1e-3)));
        }
        assertThat(head.get("warnings").toString()).contains("tilt", "uneven");
    }

    @Test
    void series_reports_the_orientation_of_an_oblique_series() throws Exception {
        JsonNode head =
                json("series", "--json", SharedData.require("mr_head_oblique")).get(0);
        double[] truth = {1, 0, 0, 0, 0.99096, 0.13416};
        for (int i = 0; i < 6; i++) {
            assertThat(head.get("orientation").get(i).doubleValue()).isCloseTo(truth[i], within(1e-5));
        }
    }

    @Test
    void probe_gives_the_tissue_of_the_phantom() throws Exception {
        // The centre of the mass, (-50.74, 48.96, 49.02) mm: 62 HU with noise of standard deviation 5.
        JsonNode series = json("series", "--json", CT).get(0);
        JsonNode first = series.get("firstPosition");
        int i = (int) Math.round((-50.7414 - first.get(0).doubleValue()) / 1.25);
        int j = (int) Math.round((48.9593 - first.get(1).doubleValue()) / 1.35);
        int k = (int) Math.round((49.018 - first.get(2).doubleValue()) / 3.2);
        JsonNode probe = json("probe", CT, "--at", i + "," + j + "," + k, "--json");
        assertThat(probe.get("value").doubleValue()).isCloseTo(62, within(25.0));
        assertThat(probe.get("unit").asText()).isEqualTo("HU");
        assertThat(probe.get("patientMm").get(0).doubleValue()).isCloseTo(-50.7414, within(0.625));
        assertThat(probe.get("patientMm").get(1).doubleValue()).isCloseTo(48.9593, within(0.675));
        assertThat(probe.get("patientMm").get(2).doubleValue()).isCloseTo(49.018, within(1.6));
        assertThat(probe.get("frame").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct_head_ge_tilt 10", "mr_head_oblique 3", "sts/STS_019/PET/image 20"})
    void probe_gives_the_value_that_pydicom_reads(String where) throws Exception {
        Path folder = SharedData.require(where.split(" ")[0]);
        String k = where.split(" ")[1];
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(
                Files.isExecutable(python)
                        && new ProcessBuilder(python.toString(), "-c", "import pydicom, numpy")
                                        .redirectErrorStream(true)
                                        .start()
                                        .waitFor()
                                == 0,
                "skipped: python3-pydicom is not installed");
        String script = String.join(
                "\n",
                "import sys, glob, pydicom, numpy as np",
                "d = [pydicom.dcmread(f) for f in glob.glob(sys.argv[1] + '/*')]",
                "o = [float(x) for x in d[0].ImageOrientationPatient]",
                "n = np.cross(o[:3], o[3:])",
                "d.sort(key=lambda s: float(np.dot(n, [float(x) for x in s.ImagePositionPatient])))",
                "s = d[int(sys.argv[2])]",
                "v = s.pixel_array[7, 11]",
                "print(float(s.get('RescaleSlope', 1)) * float(v) + float(s.get('RescaleIntercept', 0)))",
                "print(s.SOPInstanceUID)");
        Process pydicom = new ProcessBuilder(python.toString(), "-c", script, folder.toString(), k)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> truth = new String(pydicom.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(pydicom.waitFor()).isZero();

        JsonNode probe = json("probe", folder, "--at", "11,7," + k, "--json");
        assertThat(probe.get("sopInstanceUid").asText()).isEqualTo(truth.get(1));
        assertThat(probe.get("value").doubleValue()).isEqualTo(Double.parseDouble(truth.get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STS_001/CT",
                "STS_001/MR_T1",
                "STS_001/PET",
                "STS_002/CT",
                "STS_002/MR_T1",
                "STS_002/PET",
                "STS_019/CT",
                "STS_019/MR_T1",
                "STS_019/PET"
            })
    void measure_diameter_agrees_with_the_truth_of_real_tumours(String name) throws Exception {
        Path folder = SharedData.require("sts/" + name);
        Map<String, String> truth = TruthTable.row("sts/" + name);
        JsonNode m =
                json("measure", "diameter", folder.resolve("image"), "--mask", folder.resolve("mask/RS.dcm"), "--json");
        double pixel = Double.parseDouble(truth.get("dx"));
        // Tolerances of the data's own manifest.
        assertThat(m.get("voxels").asText()).isEqualTo(truth.get("voxels"));
        assertThat(m.get("longestAxialMm").doubleValue())
                .isCloseTo(Double.parseDouble(truth.get("long_axis_mm")), within(0.01));
        assertThat(m.get("slice").asText()).isEqualTo(truth.get("long_axis_slice_index"));
        assertThat(m.get("sopInstanceUid").asText()).isEqualTo(truth.get("long_axis_sop"));
        assertThat(m.get("shortAxisMm").doubleValue())
                .isCloseTo(Double.parseDouble(truth.get("short_axis_chord_mm")), within(2 * pixel));
        double max3d = Double.parseDouble(truth.get("max3d_mesh_mm"));
        assertThat(m.get("maxDiameter3dMm").doubleValue()).isCloseTo(max3d, within(0.005 * max3d));
        double volume = Double.parseDouble(truth.get("volume_voxel_mm3"));
        assertThat(m.get("volumeMm3").doubleValue()).isCloseTo(volume, within(1e-4 * volume));
        assertThat(m.get("meanValue").doubleValue()).isCloseTo(Double.parseDouble(truth.get("mean")), within(0.001));
    }

    @Test
    void a_case_keeps_what_was_drawn_where_it_was_drawn_and_who_drew_it() throws Exception {
        Path kase = temp.resolve("head.figtrace");
        json("case", "create", kase, "--report", "test-images/sample-report.txt", "--author", "Dr. Gray", "--json");
        json("case", "add", kase, CT, "test-images/mr", "--author", "Dr. Gray", "--json");
        String ct = "2.25.154521249795472361743442613450508644420";
        // 3-4-12: a length of 13 mm whatever the spacing.
        JsonNode length = json(
                "case",
                "annotate",
                kase,
                "--figure",
                "2A",
                "--series",
                ct,
                "--tool",
                "length",
                "--points",
                "0,0,30;3,4,42",
                "--title",
                "Test",
                "--author",
                "Dr. Gray",
                "--json");
        assertThat(length.get("measurements").get(0).get("value").doubleValue()).isCloseTo(13, within(1e-9));
        assertThat(length.get("measurements").get(0).get("unit").asText()).isEqualTo("mm");
        assertThat(length.get("measurements").get(0).get("provenance").toString())
                .contains("PixelSpacing (0028,0030)", "Dr. Gray", "several slices");
        JsonNode arrow = json(
                "case",
                "annotate",
                kase,
                "--figure",
                "2B, bottom arrow",
                "--series",
                ct,
                "--tool",
                "arrow",
                "--points",
                "-19.0076,43.5678,46.9;-27.1085,64.0220,46.9",
                "--json");
        assertThat(arrow.get("references")).hasSize(1);
        json(
                "case",
                "annotate",
                kase,
                "--figure",
                "2A",
                "--figure",
                "2B",
                "--series",
                ct,
                "--tool",
                "bidirectional",
                "--mask",
                "test-images/ct-mass.dcm",
                "--json");
        json(
                "case",
                "annotate",
                kase,
                "--figure",
                "2A",
                "--series",
                ct,
                "--tool",
                "mask",
                "--mask",
                "test-images/ct-mass.dcm",
                "--json");

        JsonNode all = json("case", "list", kase, "--json");
        assertThat(all).hasSize(4);
        JsonNode axes = all.get(2).get("measurements");
        assertThat(axes.get(0).get("value").doubleValue()).isCloseTo(60.7975, within(0.01));
        assertThat(axes.get(1).get("value").doubleValue()).isCloseTo(40.7898, within(0.02));
        assertThat(json("case", "list", kase, "--figure", "2B", "--json")).hasSize(2);

        JsonNode coverage = json("case", "coverage", kase, "--json");
        assertThat(coverage.get("measured").intValue()).isEqualTo(2);
        assertThat(coverage.get("unlinked").intValue()).isEqualTo(11);

        JsonNode log = json("case", "log", kase, "--json");
        assertThat(log.get(0).get("action").asText()).isEqualTo("create");
        assertThat(log.findValuesAsText("author")).contains("Dr. Gray");
        assertThat(log).hasSize(1 + 2 + 1 + 4);
        try (var files = Files.list(temp)) {
            assertThat(files).as("a closed case is one file").containsExactly(kase);
        }
    }

    @Test
    void images_that_moved_with_their_case_are_found_again() throws Exception {
        Path first = Files.createDirectories(temp.resolve("before/ct"));
        try (var files = Files.list(CT)) {
            for (Path f : files.toList()) {
                Files.copy(f, first.resolve(f.getFileName()));
            }
        }
        Path kase = temp.resolve("before/moving.figtrace");
        json("case", "create", kase, "--report", "test-images/sample-report.txt", "--json");
        json("case", "add", kase, first, "--json");
        Files.move(temp.resolve("before"), temp.resolve("after"));
        JsonNode point = json(
                "case",
                "annotate",
                temp.resolve("after/moving.figtrace"),
                "--figure",
                "2A",
                "--tool",
                "point",
                "--points",
                "0,0,30",
                "--json");
        assertThat(point.get("version").intValue()).isEqualTo(1);
    }

    @Test
    void the_demo_prints_each_number_beside_its_truth_and_leaves_its_files() throws Exception {
        Path dir = temp.resolve("demo");
        Jar.Run run = Jar.figtrace("demo", dir);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("longest axial diameter", "truth", "2B, bottom arrow", "3 of 13 panels");
        assertThat(dir.resolve("figure-2.png")).isNotEmptyFile();
        assertThat(dir.resolve("ct.nii.gz")).isNotEmptyFile();
        assertThat(json("case", "list", dir.resolve("demo.figtrace"), "--json")).hasSize(5);
        assertThat(Jar.figtrace("demo", dir).exit())
                .as("a demo may be repeated")
                .isZero();

        Path mine = Files.createDirectory(temp.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "three years of work");
        assertThat(Jar.figtrace("demo", mine).exit()).isEqualTo(3);
        assertThat(mine.resolve("thesis.txt")).hasContent("three years of work");
    }
}
