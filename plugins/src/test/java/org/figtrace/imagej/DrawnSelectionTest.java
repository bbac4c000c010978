package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import java.util.Map;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;

class DrawnSelectionTest {
    private static final VolumeGeometry GRID = VolumeGeometry.axial(80, 60, 4, Vector3.ZERO, 0.5, 0.7, 1.5);

    /** On slice 3, which lies at z = 3 mm. */
    private static DrawnSelection drawn(Roi roi) throws ImageException {
        ImagePlus image = IJ.createImage("ct", "16-bit black", 80, 60, 4);
        image.setSlice(3);
        image.setRoi(roi);
        return DrawnSelection.of(image, GRID);
    }

    @Test
    void whole_coordinates_of_lines_arrows_and_points_are_centres_of_pixels() throws Exception {
        assertThat(drawn(new Line(10, 20, 30, 40)).geometry().points())
                .containsExactly(new Vector3(5, 14, 3), new Vector3(15, 28, 3));
        assertThat(drawn(new Line(10, 20, 30, 40)).geometry().kind()).isEqualTo(AnnotationKind.LENGTH);
        // tail, then tip, which is the head of ImageJ's arrow
        assertThat(drawn(new Arrow(10, 20, 30, 40)).geometry().points())
                .containsExactly(new Vector3(5, 14, 3), new Vector3(15, 28, 3));
        assertThat(drawn(new Arrow(10, 20, 30, 40)).geometry().kind()).isEqualTo(AnnotationKind.ARROW);
        assertThat(drawn(new PointRoi(10, 20)).geometry().points()).containsExactly(new Vector3(5, 14, 3));
    }

    @Test
    void an_oval_is_an_ellipse_whose_longer_axis_in_mm_comes_first() throws Exception {
        // 40 x 30 pixels are 20 x 21 mm, so the vertical axis is the longer one
        var ellipse = drawn(new OvalRoi(10, 20, 40, 30)).geometry();

        assertThat(ellipse.kind()).isEqualTo(AnnotationKind.ELLIPSE);
        assertThat(ellipse.longAxis().length()).isCloseTo(21, within(1e-9));
        assertThat(ellipse.shortAxis().length()).isCloseTo(20, within(1e-9));
        // the middle of 10 to 50 is the corner 30, which is 29.5 pixels from the first centre
        assertThat(ellipse.longAxis().midpoint().distanceTo(new Vector3(29.5 * 0.5, 34.5 * 0.7, 3)))
                .isLessThan(1e-9);
    }

    @Test
    void an_upright_ellipse_tool_has_its_own_axes() throws Exception {
        var ellipse = drawn(new EllipseRoi(10, 20, 50, 20, 0.5)).geometry();

        assertThat(ellipse.longAxis().length()).isCloseTo(20, within(1e-9));
        assertThat(ellipse.shortAxis().length()).isCloseTo(20 * 0.7, within(1e-9));
    }

    @Test
    void a_slanted_ellipse_on_pixels_that_are_not_square_is_refused() {
        assertThatThrownBy(() -> drawn(new EllipseRoi(10, 20, 50, 50, 0.5)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("perpendicular");
    }

    @Test
    void an_outline_is_a_polygon_of_its_corners_and_text_keeps_its_words() throws Exception {
        var polygon = drawn(new PolygonRoi(new int[] {10, 40, 40, 10}, new int[] {10, 10, 30, 30}, 4, Roi.POLYGON))
                .geometry();
        assertThat(polygon.kind()).isEqualTo(AnnotationKind.POLYGON);
        assertThat(polygon.points()).hasSize(4);
        // the corner of the pixel is half a pixel before its centre
        assertThat(polygon.points().get(0).distanceTo(new Vector3(9.5 * 0.5, 9.5 * 0.7, 3)))
                .isLessThan(1e-9);
        assertThat(drawn(new TextRoi(10, 20, "bone edge")).text()).contains("bone edge");
    }

    @Test
    void what_no_annotation_can_be_made_of_is_refused() {
        assertThatThrownBy(() -> drawn(null)).hasMessage("ct: has no selection; draw what the figure shows");
        assertThatThrownBy(() -> drawn(new PointRoi(new int[] {1, 2}, new int[] {3, 4}, 2)))
                .hasMessageContaining("has 2 points");
        assertThatThrownBy(() -> drawn(new ShapeRoi(new Roi(5, 5, 30, 30)).not(new ShapeRoi(new Roi(10, 10, 5, 5)))))
                .hasMessageContaining("has 2 outlines");
        assertThatThrownBy(() -> drawn(new Line(10, 20, 10, 20))).hasMessageContaining("needs a length");
    }

    @Test
    void an_image_that_names_no_series_cannot_be_linked() {
        ImagePlus image = IJ.createImage("photo", "8-bit black", 80, 60, 1);
        image.setRoi(new Line(10, 20, 30, 40));
        assertThatThrownBy(() -> Link_to_Figure.link(
                        image,
                        CaseOptions.link(Map.of(
                                "case",
                                "x.figtrace",
                                "figure",
                                "2A",
                                "pointer",
                                "",
                                "drawn",
                                "selection",
                                "text",
                                "",
                                "title",
                                "",
                                "note",
                                ""))))
                .hasMessage("photo: names no DICOM series; open it with Plugins>Figtrace>Open DICOM Series...");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Link_to_Figure.class.getName(), "figure=2A"))
                .hasMessage("figtrace: Link to Figure: needs a case file");
        assertThatThrownBy(() -> IJ.runPlugIn(image, Link_to_Figure.class.getName(), "case=x.figtrace figure=bone"))
                .hasMessageContaining("not a figure label: \"bone\"");
        assertThatThrownBy(() -> IJ.runPlugIn(Case_Table.class.getName(), "case=/nowhere/x.figtrace"))
                .hasMessageContaining("/nowhere/x.figtrace");
    }
}
