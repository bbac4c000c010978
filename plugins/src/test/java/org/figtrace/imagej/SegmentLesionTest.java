package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import java.util.Optional;
import java.util.Random;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentLesionTest {
    private static final double RADIUS = 12;

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
        ResultsTable.getResultsTable().reset();
    }

    /** A ball of radius 12 mm about pixel (30, 26) of slice 6, 100 above its noisy surroundings; 0.8 x 1 x 2.5 mm. */
    private static ImagePlus ball() {
        ImagePlus image = IJ.createImage("ball", "16-bit black", 64, 56, 12);
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = 0.8;
        image.getCalibration().pixelHeight = 1;
        image.getCalibration().pixelDepth = 2.5;
        Random noise = new Random(5);
        for (int k = 0; k < 12; k++) {
            ImageProcessor ip = image.getStack().getProcessor(k + 1);
            for (int j = 0; j < 56; j++) {
                for (int i = 0; i < 64; i++) {
                    double r = Math.sqrt(square(0.8 * (i - 30)) + square(j - 26) + square(2.5 * (k - 5)));
                    ip.set(i, j, (int) (200 + (r <= RADIUS ? 100 : 0) + 5 * noise.nextGaussian()));
                }
            }
        }
        image.setSlice(6);
        return image;
    }

    private static double square(double v) {
        return v * v;
    }

    private static void run(ImagePlus image, Roi roi, String options) {
        image.setRoi(roi);
        WindowManager.setTempCurrentImage(image);
        IJ.runPlugIn(Segment_Lesion.class.getName(), options);
    }

    @Test
    void a_line_across_a_ball_gives_the_ball_as_row_outlines_and_mask() throws Exception {
        ImagePlus image = ball();
        run(image, new Line(15.0, 26.0, 45.0, 26.0), "figure=2A"); // 24 mm, whole coordinates are pixel centres

        ResultsTable table = ResultsTable.getResultsTable();
        double truth = 4 / 3.0 * Math.PI * RADIUS * RADIUS * RADIUS;
        // a voxel layer of the surface is a tenth of the volume
        assertThat(table.getValue("Volume (mm3)", 0)).isCloseTo(truth, within(0.1 * truth));
        assertThat(table.getLabel(0)).isEqualTo("2A");
        assertThat(table.getStringValue("Start (mm)", 0)).isEqualTo("line 12.0,26.0,12.5/36.0,26.0,12.5");

        ImagePlus mask = WindowManager.getCurrentImage();
        assertThat(mask.getTitle()).isEqualTo("ball 2A mask");
        assertThat(mask.getBitDepth()).isEqualTo(8);
        assertThat(mask.getCalibration().pixelDepth).isEqualTo(2.5);
        assertThat(RoiMask.ofImage(mask, ImagePlusVolume.toVolume(image).geometry())
                        .count())
                .isEqualTo((long) table.getValue("Voxels", 0));
        for (Roi outline : image.getOverlay()) {
            assertThat(outline.getName()).isEqualTo("2A");
            int slice = outline.getPosition();
            double pixels = outline.getStatistics().pixelCount;
            long inside = mask.getStack().getProcessor(slice).getHistogram()[255];
            assertThat(pixels).isEqualTo(inside);
        }
    }

    @Test
    void lesion_diameter_measures_the_mask_as_an_image_of_its_own() throws Exception {
        run(ball(), new Line(15.0, 26.0, 45.0, 26.0), "figure=2A output=mask");
        ImagePlus mask = WindowManager.getCurrentImage();
        mask.setSlice(6);
        Mask whole = RoiMask.ofImage(mask, ImagePlusVolume.toVolume(mask).geometry());
        MaskOutlines.of(whole, mask, "2A").stream()
                .filter(o -> o.getPosition() == 6)
                .forEach(mask::setRoi);
        Lesion_Diameter.measure(
                mask,
                new LesionOptions("selection", Optional.empty(), ShortAxisRule.HULL, Optional.empty()),
                ResultsTable.getResultsTable());

        // An outline along pixel edges is up to a pixel longer; the ball is known to a pixel on either side.
        assertThat(ResultsTable.getResultsTable().getValue("Longest axial (mm)", 1))
                .isCloseTo(24, within(3.0));
    }

    @Test
    void without_a_mask_the_image_stays_current_and_outlines_of_one_label_are_replaced() {
        ImagePlus image = ball();
        run(image, new Line(15.0, 26.0, 45.0, 26.0), "figure=2A output=outlines");
        int slices = image.getOverlay().size();
        run(image, new Line(15.0, 26.0, 45.0, 26.0), "figure=2A output=outlines");

        assertThat(WindowManager.getCurrentImage()).isSameAs(image);
        assertThat(image.getOverlay().size()).isEqualTo(slices);
    }

    @Test
    void points_of_counter_0_are_inside_and_of_other_counters_outside_each_on_its_slice() throws Exception {
        ImagePlus image = ball();
        PointRoi points = new PointRoi();
        points.addPoint(image, 30, 26);
        image.setSlice(7);
        points.setCounter(1);
        points.addPoint(image, 50, 40);
        image.setRoi(points);
        VolumeGeometry g = ImagePlusVolume.toVolume(image).geometry();
        SegmentStart start = SegmentStart.of(image, g);

        assertThat(start.inside()).containsExactly(new Vector3(24, 26, 12.5));
        assertThat(start.outside()).containsExactly(new Vector3(40, 40, 15));
        assertThat(start.words()).isEqualTo("seed 24.0,26.0,12.5 outside 40.0,40.0,15.0");
    }

    @Test
    void a_click_into_a_ball_finds_it() {
        run(ball(), new PointRoi(30, 26), "output=outlines");

        double truth = 4 / 3.0 * Math.PI * RADIUS * RADIUS * RADIUS;
        assertThat(ResultsTable.getResultsTable().getValue("Volume (mm3)", 0)).isCloseTo(truth, within(0.15 * truth));
    }

    @Test
    void no_voxel_outside_the_range_of_values_is_taken() {
        ImagePlus image = ball();
        run(image, new Line(15.0, 26.0, 45.0, 26.0), "range=295,320 output=mask");

        ImagePlus mask = WindowManager.getCurrentImage();
        for (int k = 1; k <= 12; k++) {
            for (int p = 0; p < 64 * 56; p++) {
                if (mask.getStack().getProcessor(k).get(p) > 0) {
                    assertThat(image.getStack().getProcessor(k).get(p)).isBetween(295, 320);
                }
            }
        }
    }

    @Test
    void what_cannot_be_segmented_is_said_in_one_sentence() {
        assertThatThrownBy(() -> run(ball(), new Roi(1, 1, 5, 5), ""))
                .hasMessage(
                        "figtrace: ball: has no straight line or point selection; draw a line across the lesion from"
                                + " border to border, or click into its middle");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 45, 26), "range=5"))
                .hasMessage("figtrace: Segment Lesion: range=5 is not two numbers low,high");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 45, 26), "range=9,5"))
                .hasMessageContaining("a value range goes from low to high");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 45, 26), "smoothness=0"))
                .hasMessageContaining("smoothness must be above 0");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 45, 26), "output=sound"))
                .hasMessage("figtrace: Segment Lesion: output=sound is none of both, mask, outlines");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 45, 26), "smooth=1"))
                .hasMessageContaining("has no option \"smooth\"");
        assertThatThrownBy(() -> run(ball(), new Line(15, 26, 15, 26), "")).hasMessageStartingWith("figtrace: ");
    }
}
