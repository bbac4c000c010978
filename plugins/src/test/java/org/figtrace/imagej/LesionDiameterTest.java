package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiEncoder;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ImageStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.measure.ShortAxisRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionDiameterTest {
    private final ResultsTable table = new ResultsTable();

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
        ResultsTable.getResultsTable().reset();
    }

    /** 80 x 60 x 4 pixels of 0.5 x 0.7 x 1.5 mm, each worth its slice number, from 1. */
    private static ImagePlus image(String unit) {
        ImagePlus image = IJ.createImage("ct", "16-bit black", 80, 60, 4);
        for (int n = 1; n <= 4; n++) {
            image.getStack().getProcessor(n).set(n);
        }
        if (!unit.isEmpty()) {
            image.getCalibration().setUnit(unit);
            image.getCalibration().pixelWidth = 0.5;
            image.getCalibration().pixelHeight = 0.7;
            image.getCalibration().pixelDepth = 1.5;
        }
        return image;
    }

    private ImagePlus measure(ImagePlus image, Roi roi, ShortAxisRule rule) throws Exception {
        image.setSlice(3);
        image.setRoi(roi);
        Lesion_Diameter.measure(
                image, new LesionOptions("selection", Optional.empty(), rule, Optional.of("2A")), table);
        return image;
    }

    private double value(String column) {
        return table.getValue(column, table.size() - 1);
    }

    @Test
    void a_box_is_as_long_as_its_diagonal() throws Exception {
        // 30 x 20 pixels of 0.5 x 0.7 mm: a = 15, b = 14 mm. The perpendicular to a diagonal d is longest at b d / a.
        ImagePlus image = measure(image("mm"), new Roi(10, 12, 30, 20), ShortAxisRule.HULL);

        double d = Math.hypot(15, 14);
        assertThat(value("Longest axial (mm)")).isCloseTo(d, within(1e-6)); // ROI coordinates are floats
        assertThat(value("Short axis (mm)")).isCloseTo(14 * d / 15, within(1e-6));
        assertThat(value("Volume (mm3)")).isCloseTo(600 * 0.5 * 0.7 * 1.5, within(1e-9));
        assertThat(value("Mean")).isEqualTo(3);
        assertThat(value("Voxels")).isEqualTo(600);
        assertThat(value("Slice")).isEqualTo(3);
        assertThat(table.getLabel(0)).isEqualTo("2A");
        assertThat(image.getRoi().getName()).isEqualTo("2A");
        assertThat(table.getStringValue("Spacing source", 0)).isEqualTo("ImageJ Calibration, unit mm");
    }

    @Test
    void an_oval_has_the_axes_of_its_ellipse() throws Exception {
        measure(image("mm"), new OvalRoi(10, 12, 50, 20), ShortAxisRule.INSIDE);

        assertThat(value("Longest axial (mm)")).isCloseTo(25, within(1e-5));
        assertThat(value("Short axis (mm)")).isCloseTo(14, within(1e-5));
    }

    @Test
    void the_same_oval_in_centimetres_is_ten_times_as_long_in_mm() throws Exception {
        measure(image("cm"), new OvalRoi(10, 12, 50, 20), ShortAxisRule.HULL);

        assertThat(value("Longest axial (mm)")).isCloseTo(250, within(1e-4));
    }

    @Test
    void length_area_and_mean_agree_with_imagejs_own_feret_area_and_mean() throws Exception {
        Random random = new Random(3);
        for (int shape = 0; shape < 20; shape++) {
            ImagePlus image = image("mm");
            image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-1024, 0.5}, "HU");
            image.getStack().getProcessor(3).noise(50);
            float[] x = new float[40];
            float[] y = new float[40];
            for (int p = 0; p < 40; p++) {
                double radius = 8 + 15 * random.nextDouble();
                x[p] = (float) (40 + radius * Math.cos(2 * Math.PI * p / 40));
                y[p] = (float) (30 + radius * Math.sin(2 * Math.PI * p / 40));
            }
            measure(image, new PolygonRoi(x, y, Roi.FREEROI), ShortAxisRule.HULL);

            ImageStatistics own = image.getStatistics(ImageStatistics.AREA | ImageStatistics.MEAN);
            // Coordinates are floats: 40 px to 4e-6 px.
            assertThat(value("Longest axial (mm)")).isCloseTo(image.getRoi().getFeretValues()[0], within(1e-4));
            assertThat(value("Voxels") * 0.5 * 0.7).isCloseTo(own.area, within(1e-6));
            // ImageJ adds up in a table of floats: HU near -1000 to 6e-5.
            assertThat(value("Mean (HU)")).isCloseTo(own.mean, within(1e-4));
        }
    }

    @Test
    void a_bay_is_bridged_by_hull_and_not_by_inside() throws Exception {
        // A U: legs 4 wide and 40 high, 32 apart, on a bar 4 high. In mm 20 x 28; its diameter is the diagonal.
        ShapeRoi u = new ShapeRoi(new Roi(10, 10, 40, 40)).not(new ShapeRoi(new Roi(14, 10, 32, 36)));
        double d = Math.hypot(20, 28);
        measure(image("mm"), u, ShortAxisRule.HULL);
        assertThat(value("Longest axial (mm)")).isCloseTo(d, within(1e-4));
        assertThat(value("Short axis (mm)")).isCloseTo(20 * d / 28, within(1e-4));

        measure(image("mm"), u, ShortAxisRule.INSIDE);
        assertThat(value("Short axis (mm)")).isLessThan(10);
    }

    @Test
    void without_spacing_everything_is_in_pixels_and_no_mm_appears() throws Exception {
        measure(image(""), new Roi(10, 12, 30, 40), ShortAxisRule.HULL);

        assertThat(value("Longest axial (px)")).isCloseTo(50, within(1e-6));
        assertThat(table.getColumnHeadings()).doesNotContain("mm");
        assertThat(table.getRowAsString(0).replace("Pixel", ""))
                .doesNotContain("(mm")
                .doesNotContain(" mm ");
        assertThat(value("Volume (px3)")).isNaN();
        assertThat(value("Max 3D diameter (px)")).isNaN();
    }

    @Test
    void rows_with_and_without_spacing_do_not_fill_each_others_columns_with_zero() throws Exception {
        measure(image(""), new Roi(10, 12, 30, 40), ShortAxisRule.HULL);
        measure(image("mm"), new Roi(10, 12, 30, 20), ShortAxisRule.HULL);

        assertThat(table.getValue("Longest axial (mm)", 0)).isNaN();
        assertThat(table.getValue("Longest axial (px)", 1)).isNaN();
    }

    @Test
    void a_straight_line_gives_its_length_and_nothing_else() throws Exception {
        measure(image("mm"), new Line(10, 10, 16, 20), ShortAxisRule.HULL);

        assertThat(value("Length (mm)")).isCloseTo(Math.hypot(6 * 0.5, 10 * 0.7), within(1e-9));
        assertThat(table.columnExists("Longest axial (mm)")).isFalse();
    }

    @Test
    void the_axes_are_named_lines_on_their_slice_and_as_long_as_the_row_says() throws Exception {
        ImagePlus image = measure(image("mm"), new OvalRoi(10, 12, 50, 20), ShortAxisRule.HULL);
        measure(image, new OvalRoi(10, 12, 40, 20), ShortAxisRule.HULL); // again under the same label: replaced

        assertThat(image.getOverlay().size()).isEqualTo(2);
        Line longAxis = (Line) image.getOverlay().get("2A long axis");
        assertThat(longAxis.getPosition()).isEqualTo(3);
        assertThat(Math.abs(longAxis.x2d - longAxis.x1d)).isCloseTo(40, within(1e-4));
        assertThat(Math.min(longAxis.x1d, longAxis.x2d)).isCloseTo(9.5, within(1e-4));
        assertThat(longAxis.y1d).isCloseTo(21.5, within(1e-4));
        Line shortAxis = (Line) image.getOverlay().get("2A short axis");
        assertThat(Math.abs(shortAxis.y2d - shortAxis.y1d)).isCloseTo(20, within(1e-4));
    }

    @Test
    void a_program_without_a_display_calls_the_plug_in_with_its_image() {
        ImagePlus image = image("mm");
        image.setRoi(new PolygonRoi(new int[] {10, 40, 40, 10}, new int[] {10, 10, 30, 30}, 4, Roi.POLYGON));
        IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "short=inside figure=[3C, bottom arrow]");

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getLabel(0)).isEqualTo("3C, bottom arrow");
        assertThat(results.getValue("Longest axial (mm)", 0)).isCloseTo(Math.hypot(15, 14), within(1e-6));
    }

    @Test
    void a_region_of_a_roi_zip_is_measured_by_its_name(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lesions.zip");
        try (var out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int width : new int[] {30, 6}) {
                Roi roi = new Roi(3, 4, width, 20);
                roi.setPosition(2);
                zip.putNextEntry(new ZipEntry("wide" + width + ".roi"));
                zip.write(RoiEncoder.saveAsByteArray(roi));
            }
        }
        ImagePlus image = image("mm");
        IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "lesion=[" + file + "] region=wide6 figure=2A");

        assertThat(ResultsTable.getResultsTable().getValue("Longest axial (mm)", 0))
                .isCloseTo(Math.hypot(3, 14), within(1e-6));
        assertThatThrownBy(() -> IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "lesion=[" + file + "]"))
                .hasMessageContaining("is not one of its regions [wide30, wide6]");
    }

    @Test
    void what_cannot_be_measured_is_said_in_one_sentence() {
        ImagePlus image = image("mm");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "lesion=selection"))
                .hasMessage("figtrace: ct: has no selection; draw one round the lesion");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "lesion=manager"))
                .hasMessage("figtrace: ROI Manager: is empty; add the selections of the lesion to it");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "short=chord"))
                .hasMessageContaining("short=chord is neither hull nor inside");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Lesion_Diameter.class.getName(), "colour=red"))
                .hasMessageContaining("has no option \"colour\"");
        WindowManager.setTempCurrentImage(null); // IJ.runPlugIn keeps its image when the plug-in throws
        assertThatThrownBy(() -> new Lesion_Diameter().run("lesion=selection"))
                .hasMessage("figtrace: Lesion Diameter: needs an open image");
    }
}
