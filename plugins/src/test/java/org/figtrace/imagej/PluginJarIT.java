package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.measure.ResultsTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar alone in a bare ImageJ 1.x home, as users have it: another process, ij.jar and nothing else. */
class PluginJarIT {
    /** Draws on the third slice: an ellipse of 20 x 10 pixels of 0.5 x 0.7 mm. */
    private static final String MEASURE = """
            run("Open DICOM Series...", "path=[%s]");
            setSlice(3);
            makeOval(10, 8, 20, 10);
            run("Lesion Diameter...", "lesion=selection short=hull figure=2A");
            saveAs("Results", "%s");
            """;

    private static final String REGISTER = "call(\"org.figtrace.imagej.MacroCommands.register\");\n";

    private static final String TEST_IMAGES =
            Path.of("test-images").toAbsolutePath().toString();

    @TempDir
    Path folder;

    private static String property(String key) {
        String value = System.getProperty(key);
        assertThat(value).as("system property " + key).isNotNull();
        return value;
    }

    private static String ijJar() throws Exception {
        return new File(IJ.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private static String testClasses() throws Exception {
        return Path.of(PluginJarIT.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    /** Runs a Java process with ImageJ to its end and gives back what it printed. */
    private String java(List<String> before, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.home=" + folder); // no preferences of the person who runs this test
        command.add("-Dplugins.dir=" + property("imagej.home"));
        command.addAll(options);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile()) // ImageJ takes a working folder called ...plugins for its own
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("ImageJ did not end: " + Files.readString(output));
        }
        return Files.readString(output);
    }

    private String headless(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-Djava.awt.headless=true", "-cp", ijJar(), "ij.ImageJ"));
        all.addAll(List.of(arguments));
        return java(List.of(), all);
    }

    private Path macro(String text) throws IOException {
        return Files.writeString(folder.resolve("test.ijm"), text.replace("TEST_IMAGES", TEST_IMAGES));
    }

    /** Axes of the ellipse, its image and its mean: HU = i + 100 j + 30 - 1000, centre of the ellipse at (19.5, 12.5). */
    private static void assertEllipse(Path csv) throws IOException {
        ResultsTable table = ResultsTable.open(csv.toString());
        assertThat(table.size()).isEqualTo(1);
        // The table is saved with three decimals.
        assertThat(table.getValue("Longest axial (mm)", 0)).isCloseTo(10, within(0.001));
        assertThat(table.getValue("Short axis (mm)", 0)).isCloseTo(7, within(0.001));
        assertThat(table.getValue("Mean (HU)", 0)).isCloseTo(19.5 + 1250 + 30 - 1000, within(0.001));
        assertThat(table.getValue("Slice", 0)).isEqualTo(3);
        assertThat(table.getStringValue("Label", 0)).isEqualTo("2A");
        assertThat(table.getStringValue("SOP Instance UID", 0)).isEqualTo(DicomFolder.sop(DicomFolder.SERIES, 3));
    }

    @Test
    void the_jar_holds_the_plugins_and_never_imagej() throws Exception {
        try (JarFile jar = new JarFile(property("plugin.jar"))) {
            assertThat(jar.getEntry("plugins.config")).isNotNull();
            assertThat(jar.getEntry("META-INF/services/org.figtrace.dicom.DicomEngine"))
                    .isNotNull();
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(n -> n.startsWith("ij/"))
                    .allMatch(n -> n.startsWith("META-INF/")
                            || n.startsWith("org/figtrace/")
                            || n.startsWith("org/sqlite/") // its native library names its classes
                            || n.equals("org/")
                            || n.equals("sqlite-jdbc.properties")
                            || n.equals("plugins.config"));
        }
    }

    @Test
    void a_macro_without_a_display_opens_a_series_and_measures() throws Exception {
        Path csv = folder.resolve("out.csv");
        Path dicom = DicomFolder.regular(folder.resolve("dicom"));
        String output = headless(
                "-batch", macro(REGISTER + MEASURE.formatted(dicom, csv)).toString());

        assertThat(output).doesNotContain("Exception");
        assertEllipse(csv);
    }

    @Test
    void the_same_macro_runs_through_the_real_menus() throws Exception {
        assumeXvfb();
        Path csv = folder.resolve("out.csv");
        Path dicom = DicomFolder.regular(folder.resolve("dicom"));
        String quit = "close(\"*\"); run(\"Clear Results\"); run(\"Quit\");\n";
        java(
                List.of("xvfb-run", "-a"),
                List.of(
                        "-cp",
                        ijJar(),
                        "ij.ImageJ",
                        "-macro",
                        macro(MEASURE.formatted(dicom, csv) + quit).toString()));

        assertEllipse(csv);
    }

    /** With a display, because ImageJ's ROI Manager and its list of images are windows. */
    @Test
    void the_roi_manager_and_a_mask_image_are_measured_on_the_series() throws Exception {
        assumeXvfb();
        Path csv = folder.resolve("out.csv");
        Path dicom = DicomFolder.regular(folder.resolve("dicom"));
        String text = """
                run("Open DICOM Series...", "path=[%s]");
                series = getImageID();
                setSlice(2); makeRectangle(10, 8, 20, 10); roiManager("add");
                setSlice(4); makeRectangle(10, 8, 16, 10); roiManager("add");
                roiManager("deselect"); run("Select None");
                run("Lesion Diameter...", "lesion=manager figure=A");
                newImage("mass mask", "8-bit black", 40, 30, 4);
                setSlice(2); makeRectangle(5, 5, 4, 4); setColor(255); fill(); run("Select None");
                selectImage(series);
                run("Lesion Diameter...", "lesion=[mass mask] figure=B");
                saveAs("Results", "%s");
                close("*"); run("Clear Results"); run("Quit");
                """;
        String output = java(
                List.of("xvfb-run", "-a"),
                List.of(
                        "-cp",
                        ijJar(),
                        "ij.ImageJ",
                        "-macro",
                        macro(text.formatted(dicom, csv)).toString()));

        assertThat(csv).as(output).exists();
        ResultsTable table = ResultsTable.open(csv.toString());
        // 20 x 10 and 16 x 10 pixels of 0.5 x 0.7 mm, each standing for 1.5 mm.
        assertThat(table.getValue("Volume (mm3)", 0)).isCloseTo(360 * 0.5 * 0.7 * 1.5, within(0.001));
        assertThat(table.getValue("Longest axial (mm)", 0)).isCloseTo(Math.hypot(10, 7), within(0.001));
        assertThat(table.getValue("Slice", 0)).isEqualTo(2);
        assertThat(table.getValue("Volume (mm3)", 1)).isCloseTo(16 * 0.5 * 0.7 * 1.5, within(0.001));
        // Outline of 4 x 4 voxels at level 0.5: from half a voxel above the first to half a voxel below the last.
        assertThat(table.getValue("Longest axial (mm)", 1)).isCloseTo(Math.hypot(3 * 0.5, 4 * 0.7), within(0.001));
        assertThat(table.getStringValue("Lesion", 1)).isEqualTo("mass mask");
    }

    /** A box of 30 x 20 pixels of 0.5 x 0.7 mm is as long as its diagonal, from the dialog and from the macro. */
    @Test
    void what_the_dialog_records_runs_as_a_macro_and_gives_the_same_number() throws Exception {
        assumeXvfb();
        String output = java(
                List.of("xvfb-run", "-a"),
                List.of("-cp", ijJar() + File.pathSeparator + testClasses(), DialogProbe.class.getName()));

        assertThat(output.lines())
                .containsSequence(
                        "run(\"Lesion Diameter...\", \"lesion=selection short=hull figure=[] region=[]\");",
                        "row 0 " + sixDecimals(Math.hypot(15, 14)),
                        "row 1 " + sixDecimals(Math.hypot(15, 14)));
    }

    private static String sixDecimals(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static void assumeXvfb() {
        assumeTrue(new File("/usr/bin/xvfb-run").canExecute(), "skipped: xvfb-run is not on this machine");
    }

    @Test
    void an_error_ends_a_macro_with_one_sentence() throws Exception {
        String output = headless(
                "-batch",
                macro(REGISTER + "run(\"Open DICOM Series...\", \"path=/nowhere\");\nprint(\"went on\");\n")
                        .toString());

        assertThat(output.strip()).isEqualTo("figtrace: path=/nowhere: there is no such file or folder");
    }

    /** The mass of the phantom from the line that its outline is longest along, in every plug-in that measures it. */
    @Test
    void the_numbers_are_those_of_the_command_line_to_the_last_digit() throws Exception {
        String text = REGISTER + """
                run("Open DICOM Series...", "path=[TEST_IMAGES/ct]");
                ct = getTitle();
                setSlice(31);
                makeLine(12.02, 100.77, 39.31, 138.05);
                run("Segment Lesion...", "figure=2A");
                mask = getTitle();
                selectImage(ct);
                run("Lesion Diameter...", "lesion=[" + mask + "] figure=2B");
                run("Bone Destruction...", "lesion=[" + mask + "] figure=3C show=both");
                """;
        String output = probe(text);
        Path mask = folder.resolve("mass.nii.gz");
        String line = cell(output, 0, "Start (LPS mm)").replace("line ", "");
        String segment = figtrace("segment", TEST_IMAGES + "/ct", "--line=" + line, "-o", mask.toString());
        String diameter = figtrace("measure", "diameter", TEST_IMAGES + "/ct", "--mask", mask.toString());
        String bone = figtrace("measure", "bone", TEST_IMAGES + "/ct", "--lesion", mask.toString());

        assertThat(cell(output, 0, "Volume (mm3)")).isEqualTo(number(segment, "volumeMm3"));
        assertThat(cell(output, 1, "Longest axial (mm)")).isEqualTo(number(diameter, "longestAxialMm"));
        assertThat(cell(output, 1, "Short axis (mm)")).isEqualTo(number(diameter, "shortAxisMm"));
        assertThat(cell(output, 1, "Max 3D diameter (mm)")).isEqualTo(number(diameter, "maxDiameter3dMm"));
        assertThat(cell(output, 1, "Mean (HU)")).isEqualTo(number(diameter, "meanValue"));
        assertThat(cell(output, 2, "Bone (mm3)")).isEqualTo(number(bone, "boneVolumeMm3"));
        assertThat(cell(output, 2, "Bone loss (mm3)")).isEqualTo(number(bone, "lossVolumeMm3"));
        assertThat(cell(output, 2, "Bone loss (%)")).isEqualTo(number(bone, "lossPercent"));
        assertThat(cell(output, 2, "Reference thickness (mm)")).isEqualTo(number(bone, "referenceThicknessMm"));
        assertThat(cell(output, 2, "Largest gap (mm)")).isEqualTo(number(bone, "largestGapMm"));
        assertThat(cell(output, 2, "Defect area (mm2)")).isEqualTo(number(bone, "defectAreaMm2"));
    }

    @Test
    void a_case_made_on_the_command_line_takes_what_imagej_links_to_its_figures() throws Exception {
        Path file = folder.resolve("head.figtrace");
        figtrace("case", "create", "--report", TEST_IMAGES + "/sample-report.txt", file.toString());
        Path csv = folder.resolve("2B.csv");
        String text = REGISTER + """
                run("Open DICOM Series...", "path=[TEST_IMAGES/ct]");
                setSlice(31);
                makeOval(10, 20, 30, 10);
                run("Lesion Diameter...", "figure=2B");
                run("Link to Figure...", "case=[%1$s] figure=2B drawn=axes");
                makeArrow(50, 20, 30, 40, "filled");
                run("Link to Figure...", "case=[%1$s] figure=2B pointer=[upper arrow] title=edge");
                makeLine(12, 100, 39, 138);
                run("Link to Figure...", "case=[%1$s] figure=2A");
                run("Case Table...", "case=[%1$s] figure=2B table=[%2$s]");
                run("Link to Figure...", "case=[%1$s] figure=7Z");
                """;
        String output = headless("-batch", macro(text.formatted(file, csv)).toString());

        assertThat(output).contains("figure label 7Z is not in the report");
        ResultsTable table = ResultsTable.open(csv.toString());
        assertThat(table.size()).isEqualTo(3);
        // 30 x 10 pixels of 1.25 x 1.35 mm
        assertThat(table.getValue("Value", 0)).isCloseTo(37.5, within(1e-6));
        assertThat(table.getValue("Value", 1)).isCloseTo(13.5, within(1e-6));
        assertThat(table.getStringValue("Unit", 1)).isEqualTo("mm");
        assertThat(table.getStringValue("Kind", 2)).isEqualTo("arrow");
        assertThat(table.getStringValue("Pointer", 2)).isEqualTo("upper arrow");
        assertThat(table.getValue("Slice", 2)).isEqualTo(31);
        assertThat(figtrace("case", "list", file.toString())).contains("\"bidirectional\"", "\"arrow\"", "\"length\"");
    }

    /** With a display, because the ROI Manager is a window; from the menus, in a home with nothing but the jar. */
    @Test
    void outlines_of_a_segmentation_go_to_the_roi_manager_under_the_figure_label() throws Exception {
        assumeXvfb();
        Path csv = folder.resolve("out.csv");
        String text = """
                run("Open DICOM Series...", "path=[TEST_IMAGES/ct]");
                setSlice(31);
                makeLine(12.02, 100.77, 39.31, 138.05);
                run("Segment Lesion...", "figure=2A output=outlines");
                print(roiManager("count"), RoiManager.getName(0), RoiManager.getName(1), Overlay.size);
                roiManager("deselect"); run("Select None");
                run("Bone Destruction...", "lesion=manager figure=2A");
                run("Lesion Growth...", "earlier=[row 1] later=90 unit=cm3 days=100");
                makePoint(30, 40);
                run("Count Mitoses...", "fields=10 eyepiece=22 objective=40");
                selectWindow("Results"); // saveAs takes the table in front
                saveAs("Results", "%s");
                saveAs("Text", "%s");
                close("*"); run("Clear Results"); run("Quit");
                """;
        Path log = folder.resolve("log.txt");
        text = text.formatted(csv, log).replace("saveAs(\"Text\"", "selectWindow(\"Log\"); saveAs(\"Text\"");
        String output = java(
                List.of("xvfb-run", "-a"),
                List.of("-cp", ijJar(), "ij.ImageJ", "-macro", macro(text).toString()));

        assertThat(csv).as(output).exists();
        ResultsTable table = ResultsTable.open(csv.toString());
        assertThat(table.getStringValue("Label", 0)).isEqualTo("2A");
        // the outlines are the voxels, so the bone is that of the mask
        assertThat(table.getStringValue("Full-thickness hole", 1)).isEqualTo("yes");
        assertThat(table.getValue("Earlier (mm3)", 2)).isCloseTo(table.getValue("Volume (mm3)", 0), within(0.001));
        assertThat(table.getValue("Mitoses per 10 HPF", 3)).isEqualTo(1);
        String[] words = Files.readString(log).lines().findFirst().orElseThrow().split(" ");
        assertThat(words[1]).isEqualTo("2A");
        assertThat(words[2]).isEqualTo("2A");
        assertThat(words[0]).isEqualTo(words[3]); // as many entries as outlines in the overlay
    }

    /** Runs a macro without a display and gives back the cells of Results. */
    private String probe(String text) throws Exception {
        return java(
                List.of(),
                List.of(
                        "-Djava.awt.headless=true",
                        "-cp",
                        ijJar() + File.pathSeparator + testClasses(),
                        MacroProbe.class.getName(),
                        macro(text).toString()));
    }

    private static String cell(String output, int row, String column) {
        String start = row + "\t" + column + "\t";
        return output.lines()
                .filter(l -> l.startsWith(start))
                .map(l -> l.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    /** What the command line prints as JSON. */
    private String figtrace(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-jar", property("figtrace.jar")));
        all.addAll(List.of(arguments));
        all.add("--json");
        return java(List.of(), all);
    }

    private static String number(String json, String key) {
        Matcher m = Pattern.compile('"' + key + "\" : ([-+.0-9E]+)").matcher(json);
        assertThat(m.find()).as(json).isTrue();
        return m.group(1);
    }

    @Test
    void the_batch_macro_gives_one_row_for_each_patient_and_goes_on_after_a_bad_one() throws Exception {
        for (String patient : List.of("A", "B", "C")) {
            Path dicom = folder.resolve("patients/" + patient + "/dicom");
            if (patient.equals("B")) {
                Files.createDirectories(dicom);
            } else {
                DicomFolder.regular(dicom);
            }
            Roi roi = new OvalRoi(10, 8, 20, 10);
            roi.setPosition(3);
            try (var out = Files.newOutputStream(dicom.resolveSibling("lesion.zip"));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("0003-0013-0020.roi"));
                zip.write(RoiEncoder.saveAsByteArray(roi));
            }
        }
        Path csv = folder.resolve("all.csv");
        String output = headless(
                "-batch",
                Path.of("plugins/macros/batch-diameter.ijm").toAbsolutePath().toString(),
                folder.resolve("patients") + ";" + csv);

        assertThat(output).contains("figtrace: B: not measured").contains("figtrace: 2 measured, 1 not");
        ResultsTable table = ResultsTable.open(csv.toString());
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getStringValue("Label", 1)).isEqualTo("C");
        assertThat(table.getValue("Longest axial (mm)", 1)).isCloseTo(10, within(0.001));
    }
}
