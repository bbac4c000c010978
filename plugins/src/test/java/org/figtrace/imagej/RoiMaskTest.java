package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.Wand;
import ij.process.ByteProcessor;
import ij.process.FloatPolygon;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

/** Counts come from formulae about pixel centres at half-integers, which is what ImageJ's selections are about. */
class RoiMaskTest {
    private static final VolumeGeometry GRID = VolumeGeometry.axial(40, 30, 3, Vector3.ZERO, 0.5, 0.7, 2);

    private static Mask draw(Roi roi) throws ImageException {
        Mask mask = new Mask(GRID);
        RoiMask.draw(roi, mask, 1);
        assertThat(mask.slice(0).isEmpty() && mask.slice(2).isEmpty()).isTrue();
        return mask;
    }

    @Test
    void a_rectangle_covers_width_times_height_from_its_corner() throws Exception {
        Mask mask = draw(new Roi(3, 5, 7, 4));
        assertThat(mask.count()).isEqualTo(28);
        assertThat(mask.get(3, 5, 1)).isTrue();
        assertThat(mask.get(9, 8, 1)).isTrue();
        assertThat(mask.get(10, 8, 1)).isFalse();
        assertThat(mask.get(9, 9, 1)).isFalse();
    }

    @Test
    void an_oval_holds_the_pixel_centres_inside_its_ellipse() throws Exception {
        Mask mask = draw(new OvalRoi(4, 6, 20, 12));
        int expected = 0;
        for (int j = 0; j < 12; j++) {
            for (int i = 0; i < 20; i++) {
                double x = (i + 0.5 - 10) / 10;
                double y = (j + 0.5 - 6) / 6;
                expected += x * x + y * y <= 1 ? 1 : 0;
            }
        }
        assertThat(mask.count()).isEqualTo(expected);
        assertThat(mask.get(4, 6, 1)).isFalse(); // the corner of its bounds
        assertThat(mask.get(4, 11, 1)).isTrue();
    }

    @Test
    void a_triangle_holds_the_pixel_centres_below_its_edge() throws Exception {
        // Legs of 10: centres with x + y < 10, that is i + j < 9: 9 + 8 + ... + 1 = 45; those on the edge, i + j = 9,
        // are ImageJ's to give: 0 or 10 of them.
        for (int type : new int[] {Roi.POLYGON, Roi.FREEROI, Roi.TRACED_ROI}) {
            Mask mask = draw(new PolygonRoi(new int[] {0, 10, 0}, new int[] {0, 0, 10}, 3, type));
            assertThat(mask.count()).isIn(45L, 55L);
            assertThat(mask.get(4, 4, 1)).isTrue();
            assertThat(mask.get(5, 5, 1)).isFalse();
        }
    }

    @Test
    void a_sub_pixel_polygon_counts_centres_not_corners() throws Exception {
        // From 2.4 to 4.6 lie the centres 2.5, 3.5 and 4.5.
        FloatPolygon square =
                new FloatPolygon(new float[] {2.4f, 4.6f, 4.6f, 2.4f}, new float[] {2.4f, 2.4f, 4.6f, 4.6f}, 4);
        assertThat(draw(new PolygonRoi(square, Roi.POLYGON)).count()).isEqualTo(9);
    }

    @Test
    void a_composite_has_its_hole_and_its_islands() throws Exception {
        ShapeRoi ring = new ShapeRoi(new Roi(2, 2, 10, 10)).not(new ShapeRoi(new Roi(5, 5, 3, 2)));
        Mask mask = draw(ring.or(new ShapeRoi(new Roi(20, 20, 2, 2))));
        assertThat(mask.count()).isEqualTo(100 - 6 + 4);
        assertThat(mask.get(6, 5, 1)).isFalse();
        assertThat(mask.get(21, 21, 1)).isTrue();
    }

    @Test
    void a_traced_selection_holds_the_pixels_that_were_traced() throws Exception {
        ByteProcessor image = new ByteProcessor(40, 30);
        int[][] pixels = {{5, 5}, {6, 5}, {7, 5}, {7, 6}, {7, 7}};
        for (int[] p : pixels) {
            image.set(p[0], p[1], 255);
        }
        Wand wand = new Wand(image);
        wand.autoOutline(5, 5, 255, 255);
        Mask mask = draw(new PolygonRoi(wand.xpoints, wand.ypoints, wand.npoints, Roi.TRACED_ROI));
        assertThat(mask.count()).isEqualTo(5);
        for (int[] p : pixels) {
            assertThat(mask.get(p[0], p[1], 1)).isTrue();
        }
    }

    @Test
    void what_lies_outside_the_image_is_left_out() throws Exception {
        assertThat(draw(new Roi(-3, -2, 5, 5)).count()).isEqualTo(2 * 3);
        assertThat(draw(new Roi(35, 28, 100, 100)).count()).isEqualTo(5 * 2);
    }

    @Test
    void lines_and_selections_of_another_image_size_are_refused() {
        assertThatThrownBy(() -> draw(new Line(1, 2, 3, 4)))
                .hasMessage("the selection: is a Straight Line, which has no area");
        Roi huge = new Roi(0, 0, 30000, 3);
        huge.setName("huge");
        assertThatThrownBy(() -> draw(huge)).hasMessage("ROI huge: is 30000 x 3 pixels, but the image only 40 x 30");
    }

    @Test
    void a_mask_image_is_everything_that_is_not_zero() throws Exception {
        ImagePlus image = IJ.createImage("mask", "8-bit black", 40, 30, 3);
        image.getStack().getProcessor(1).set(0, 0, 255);
        image.getStack().getProcessor(3).set(39, 29, 1);
        Mask mask = RoiMask.ofImage(image, GRID);
        assertThat(mask.count()).isEqualTo(2);
        assertThat(mask.get(0, 0, 0) && mask.get(39, 29, 2)).isTrue();

        ImagePlus other = IJ.createImage("other", "8-bit black", 40, 31, 3);
        assertThatThrownBy(() -> RoiMask.ofImage(other, GRID))
                .hasMessage("other: is a mask of 40 x 31 x 3 pixels for an image of 40 x 30 x 3");
    }

    @Test
    void a_selection_belongs_to_the_slice_that_it_names() throws Exception {
        ImagePlus stack = IJ.createImage("s", "16-bit black", 40, 30, 3);
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setPosition(3);
        assertThat(RoiMask.slice(roi, stack)).isEqualTo(2);
        roi.setPosition(0);
        assertThatThrownBy(() -> RoiMask.slice(roi, stack)).hasMessageContaining("names none of the 3 slices");
        roi.setPosition(4);
        assertThatThrownBy(() -> RoiMask.slice(roi, stack)).hasMessageContaining("lies on slice 4 of a stack of 3");
        roi.setPosition(0);
        assertThat(RoiMask.slice(roi, IJ.createImage("one", "8-bit black", 40, 30, 1)))
                .isZero();
    }

    @Test
    void on_a_hyperstack_the_channel_and_frame_must_be_the_shown_ones() throws Exception {
        ImagePlus hyper = IJ.createHyperStack("h", 40, 30, 2, 3, 1, 16);
        hyper.setSlice(hyper.getStackIndex(2, 1, 1));
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setPosition(2, 3, 1);
        assertThat(RoiMask.slice(roi, hyper)).isEqualTo(2);
        roi.setPosition(0, 2, 0);
        assertThat(RoiMask.slice(roi, hyper)).isEqualTo(1);
        roi.setPosition(hyper.getStackIndex(2, 2, 1));
        assertThat(RoiMask.slice(roi, hyper)).isEqualTo(1);
        roi.setPosition(1, 3, 1);
        assertThatThrownBy(() -> RoiMask.slice(roi, hyper)).hasMessageContaining("belongs to channel 1, frame 1");
    }

    @Test
    void outlines_are_half_a_pixel_off_the_centres() {
        // Pixel (3, 5) has its centre at (1.5, 3.5) mm and its corner at (1.25, 3.15) mm.
        var contours = RoiContours.of(new Roi(3, 5, 7, 4), GRID, 2);
        assertThat(contours).hasSize(1);
        List<Vector3> points = contours.get(0).points();
        assertThat(points).hasSize(4);
        assertThat(points.get(0).distanceTo(new Vector3(1.25, 3.15, 4))).isLessThan(1e-9);
        assertThat(points.get(2).distanceTo(new Vector3(1.25 + 3.5, 3.15 + 2.8, 4)))
                .isLessThan(1e-9);
    }
}
