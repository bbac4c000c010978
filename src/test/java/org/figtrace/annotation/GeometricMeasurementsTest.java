package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.Test;

class GeometricMeasurementsTest {
    /** Doubles of this size keep 12 digits through a handful of operations. */
    private static final double ROUNDING = 1e-9;

    @Test
    void a_length_across_pixels_and_slices_is_pythagoras_over_three_spacings() throws Exception {
        for (AnnotatedStack stack : List.of(Samples.axialStack(), Samples.obliqueStack())) {
            Measurement length = only(Samples.drawn(AnnotationKind.LENGTH, stack, 5, 6, 1, 25, 36, 5), stack);
            double expected = Math.sqrt(
                    Math.pow(20 * Samples.DX, 2) + Math.pow(30 * Samples.DY, 2) + Math.pow(4 * Samples.DZ, 2));
            assertThat(length.value()).isCloseTo(expected, within(ROUNDING));
            assertThat(length.unit()).isEqualTo("mm");
        }
    }

    @Test
    void both_axes_of_a_bidirectional_are_measured_in_millimetres_of_their_own_spacing() throws Exception {
        for (AnnotatedStack stack : List.of(Samples.axialStack(), Samples.obliqueStack())) {
            AnnotationGeometry cross =
                    Samples.drawn(AnnotationKind.BIDIRECTIONAL, stack, 30, 5, 2, 30, 35, 2, 20, 15, 2, 40, 15, 2);
            List<Measurement> both = GeometricMeasurements.of(cross, stack, Samples.READER);
            assertThat(both).extracting(Measurement::name).containsExactly("long axis", "short axis");
            assertThat(both.get(0).value()).isCloseTo(30 * Samples.DY, within(ROUNDING));
            assertThat(both.get(1).value()).isCloseTo(20 * Samples.DX, within(ROUNDING));
        }
    }

    @Test
    void the_area_of_an_ellipse_is_pi_times_its_half_axes() throws Exception {
        AnnotatedStack stack = Samples.obliqueStack();
        AnnotationGeometry ellipse =
                Samples.drawn(AnnotationKind.ELLIPSE, stack, 30, 10, 2, 30, 30, 2, 25, 20, 2, 35, 20, 2);
        Measurement area = only(ellipse, stack);
        assertThat(area.value()).isCloseTo(Math.PI * (10 * Samples.DY) * (5 * Samples.DX), within(ROUNDING));
        assertThat(area.unit()).isEqualTo("mm2");
    }

    @Test
    void a_rectangle_of_pixels_has_the_area_and_perimeter_of_its_sides() throws Exception {
        for (AnnotatedStack stack : List.of(Samples.axialStack(), Samples.obliqueStack())) {
            AnnotationGeometry box =
                    Samples.drawn(AnnotationKind.POLYGON, stack, 10, 10, 3, 30, 10, 3, 30, 40, 3, 10, 40, 3);
            List<Measurement> m = GeometricMeasurements.of(box, stack, Samples.READER);
            assertThat(m).extracting(Measurement::name).containsExactly("area", "perimeter");
            assertThat(m.get(0).value()).isCloseTo(20 * Samples.DX * 30 * Samples.DY, within(ROUNDING));
            assertThat(m.get(1).value()).isCloseTo(2 * (20 * Samples.DX + 30 * Samples.DY), within(ROUNDING));
        }
    }

    @Test
    void a_concave_outline_does_not_count_its_notch() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        AnnotationGeometry l = Samples.drawn(
                AnnotationKind.POLYGON, stack, 0, 0, 0, 20, 0, 0, 20, 10, 0, 10, 10, 0, 10, 20, 0, 0, 20, 0);
        double cells = 20 * 10 + 10 * 10;
        assertThat(GeometricMeasurements.of(l, stack, Samples.READER).get(0).value())
                .isCloseTo(cells * Samples.DX * Samples.DY, within(ROUNDING));
    }

    @Test
    void a_many_sided_polygon_tends_to_the_circle_and_is_checked_in_reasonable_time() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        Vector3 centre = stack.geometry().toPatient(32, 24, 5);
        int n = 2000;
        List<Vector3> ring = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double turn = 2 * Math.PI * i / n;
            ring.add(centre.plus(new Vector3(10 * Math.cos(turn), 10 * Math.sin(turn), 0)));
        }
        AnnotationGeometry circle = AnnotationGeometry.of(AnnotationKind.POLYGON, LengthUnit.MILLIMETRE, ring);
        double exact = n / 2.0 * 100 * Math.sin(2 * Math.PI / n);
        assertThat(GeometricMeasurements.of(circle, stack, Samples.READER)
                        .get(0)
                        .value())
                .isCloseTo(exact, within(1e-8));
    }

    @Test
    void a_bow_tie_has_no_area_and_says_where_it_crosses() {
        AnnotatedStack stack = Samples.axialStack();
        AnnotationGeometry bow = Samples.drawn(AnnotationKind.POLYGON, stack, 0, 0, 0, 20, 20, 0, 20, 0, 0, 0, 10, 0);
        assertThatThrownBy(() -> GeometricMeasurements.of(bow, stack, Samples.READER))
                .isInstanceOf(AnnotationException.class)
                .hasMessage("1.2.3: the polygon crosses or touches itself at the edge after point 1,"
                        + " so it has no area");
    }

    @Test
    void an_outline_that_runs_back_over_itself_has_no_area() {
        AnnotatedStack stack = Samples.axialStack();
        AnnotationGeometry spike =
                Samples.mm(AnnotationKind.POLYGON, 0, 0, 110, 10, 0, 110, 10, 10, 110, 10, 5, 110, 0, 5, 110);
        assertThatThrownBy(() -> GeometricMeasurements.of(spike, stack, Samples.READER))
                .hasMessageContaining("after point 2");
    }

    @Test
    void without_a_spacing_a_length_is_in_pixels_and_says_that_no_spacing_was_used() throws Exception {
        AnnotatedStack stack = Samples.pixelStack();
        Measurement length =
                only(Samples.geometry(AnnotationKind.LENGTH, LengthUnit.PIXEL, 10, 10, 3, 13, 14, 3), stack);
        assertThat(length.value()).isEqualTo(5);
        assertThat(length.unit()).isEqualTo("px");
        assertThat(length.provenance()).containsEntry(Provenance.SPACING_SOURCE, "none");
    }

    @Test
    void arrows_points_and_texts_measure_nothing() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        assertThat(GeometricMeasurements.of(
                        Samples.drawn(AnnotationKind.ARROW, stack, 1, 1, 1, 9, 9, 1), stack, Samples.READER))
                .isEmpty();
        assertThat(GeometricMeasurements.of(Samples.drawn(AnnotationKind.POINT, stack, 1, 1, 1), stack, Samples.READER))
                .isEmpty();
    }

    @Test
    void every_number_says_where_it_comes_from() throws Exception {
        AnnotatedStack stack = Samples.obliqueStack();
        Measurement m = only(Samples.drawn(AnnotationKind.LENGTH, stack, 5, 6, 1, 25, 36, 1), stack);
        assertThat(m.provenance())
                .containsEntry(Provenance.SERIES, "1.2.3")
                .containsEntry(Provenance.SPACING_SOURCE, "PixelSpacing (0028,0030)")
                .containsEntry(Provenance.PLANE, "oblique, 30.0 deg from axial")
                .containsEntry(Provenance.SLICE_THICKNESS_MM, "3.000")
                .containsEntry(Provenance.GANTRY_TILT_DEG, "0.000")
                .containsEntry(Provenance.READER, "Dr. Lee")
                .containsEntry(Provenance.PROGRAM, "figtrace test");
    }

    @Test
    void a_line_that_leaves_the_acquired_slice_says_so() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        assertThat(only(Samples.drawn(AnnotationKind.LENGTH, stack, 5, 6, 1, 25, 36, 2), stack)
                        .provenance())
                .containsEntry(Provenance.PLANE, "axial, through several slices");
    }

    private static Measurement only(AnnotationGeometry drawing, AnnotatedStack stack) throws AnnotationException {
        List<Measurement> all = GeometricMeasurements.of(drawing, stack, Samples.READER);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
