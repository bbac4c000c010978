package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.Test;

class AnnotationGeometryTest {
    @Test
    void a_length_needs_two_points_that_differ() {
        refused("a length has 2 points, not 1", AnnotationKind.LENGTH, 1, 2, 3);
        refused(
                "a length needs a length: its ends are both at (1.00, 2.00, 3.00)",
                AnnotationKind.LENGTH,
                1,
                2,
                3,
                1,
                2,
                3);
    }

    @Test
    void an_arrow_goes_from_its_tail_to_another_place() {
        refused("an arrow has 2 points, not 3", AnnotationKind.ARROW, 0, 0, 0, 1, 1, 1, 2, 2, 2);
        refused(
                "an arrow needs a length: its ends are both at (1.00, 1.00, 1.00)",
                AnnotationKind.ARROW,
                1,
                1,
                1,
                1,
                1,
                1);
    }

    @Test
    void a_point_has_one_point() {
        refused("a point has 1 point, not 2", AnnotationKind.POINT, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void no_coordinate_is_infinite_or_missing() {
        refused("a point has a point that is not finite: (NaN, 0.00, 0.00)", AnnotationKind.POINT, Double.NaN, 0, 0);
    }

    @Test
    void the_short_axis_is_perpendicular_within_five_degrees() {
        double lean = Math.tan(Math.toRadians(4.9)) * 5;
        assertThat(Samples.mm(AnnotationKind.BIDIRECTIONAL, 0, 0, 0, 20, 0, 0, 10 - lean, -5, 0, 10 + lean, 5, 0)
                        .shortAxis()
                        .length())
                .isLessThan(10.1);
        double tooFar = Math.tan(Math.toRadians(6)) * 5;
        refused(
                "the axes of a bidirectional are perpendicular, not at 84.00 degrees",
                AnnotationKind.BIDIRECTIONAL,
                0,
                0,
                0,
                20,
                0,
                0,
                10 - tooFar,
                -5,
                0,
                10 + tooFar,
                5,
                0);
    }

    @Test
    void the_long_axis_comes_first() {
        refused(
                "the short axis of a bidirectional comes last, but it is longer: 20.00 against 10.00",
                AnnotationKind.BIDIRECTIONAL,
                0,
                0,
                0,
                10,
                0,
                0,
                5,
                -10,
                0,
                5,
                10,
                0);
    }

    @Test
    void axes_on_two_slices_are_no_bidirectional() {
        refused(
                "the axes of a bidirectional lie on one plane, not on two that are 2.50 apart",
                AnnotationKind.BIDIRECTIONAL,
                0,
                0,
                0,
                20,
                0,
                0,
                10,
                -5,
                2.5,
                10,
                5,
                2.5);
    }

    @Test
    void the_axes_of_an_ellipse_cross_in_the_middle() {
        refused(
                "the axes of an ellipse share their middle, but theirs are 3.00 apart",
                AnnotationKind.ELLIPSE,
                0,
                0,
                0,
                20,
                0,
                0,
                7,
                -5,
                0,
                7,
                5,
                0);
    }

    @Test
    void a_polygon_closes_itself() {
        refused(
                "points 4 and 1 of a polygon are the same; it closes itself: (0.00, 0.00, 0.00)",
                AnnotationKind.POLYGON,
                0,
                0,
                0,
                5,
                0,
                0,
                5,
                5,
                0,
                0,
                0,
                0);
    }

    @Test
    void a_polygon_is_flat_and_has_an_area() {
        refused(
                "a polygon needs an area; its points lie on one line or cancel out",
                AnnotationKind.POLYGON,
                0,
                0,
                0,
                5,
                5,
                5,
                9,
                9,
                9);
        assertThatThrownBy(() -> Samples.mm(AnnotationKind.POLYGON, 0, 0, 0, 10, 0, 0, 10, 10, 1, 0, 10, 0))
                .hasMessageContaining("a polygon is flat, but point 1 is 0.25 off its plane");
    }

    @Test
    void a_shape_in_pixels_lies_on_one_slice() {
        assertThatThrownBy(() -> Samples.geometry(AnnotationKind.LENGTH, LengthUnit.PIXEL, 0, 0, 3, 5, 5, 4))
                .hasMessage("a length in pixels lies on one slice, not on 3.00 and 4.00");
    }

    @Test
    void only_a_mask_has_a_mask() {
        assertThatThrownBy(() -> AnnotationGeometry.of(AnnotationKind.MASK, LengthUnit.MILLIMETRE, List.of()))
                .hasMessage("a mask needs its stored bytes");
        MaskReference mask = new MaskReference("0".repeat(64), "nii.gz", 10);
        assertThatThrownBy(() -> new AnnotationGeometry(
                        AnnotationKind.POINT, List.of(Vector3.ZERO), LengthUnit.MILLIMETRE, Optional.of(mask)))
                .hasMessage("a point has points, not a mask");
    }

    @Test
    void an_unknown_kind_is_refused_with_the_kinds_there_are() {
        assertThatThrownBy(() -> AnnotationKind.parse("circle"))
                .hasMessage("not an annotation kind: \"circle\" (known: length, bidirectional, arrow, point, text,"
                        + " ellipse, polygon, mask)");
    }

    private static void refused(String message, AnnotationKind kind, double... xyz) {
        assertThatThrownBy(() -> Samples.mm(kind, xyz))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
