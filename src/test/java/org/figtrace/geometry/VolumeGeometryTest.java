package org.figtrace.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeGeometryTest {
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);

    @Test
    void index_and_patient_are_the_equation_of_PS3_3_C_7_6_2_1_1() {
        // Oblique: row direction (cos 30, sin 30, 0), column direction (0, 0, -1); so the normal is (-sin 30, cos 30,
        // 0).
        Vector3 row = new Vector3(Math.sqrt(3) / 2, 0.5, 0);
        Vector3 column = new Vector3(0, 0, -1);
        var g = VolumeGeometry.regular(10, 12, 5, new Vector3(7, -3, 11), row, column, 0.5, 0.7, 2);

        assertThat(g.normal().distanceTo(new Vector3(-0.5, Math.sqrt(3) / 2, 0)))
                .isLessThan(1e-12);
        Vector3 p = g.toPatient(4, 5, 2);
        assertThat(p.x()).isCloseTo(7 + 4 * 0.5 * Math.sqrt(3) / 2 - 2 * 2 * 0.5, within(1e-12));
        assertThat(p.y()).isCloseTo(-3 + 4 * 0.5 * 0.5 + 2 * 2 * Math.sqrt(3) / 2, within(1e-12));
        assertThat(p.z()).isCloseTo(11 - 5 * 0.7, within(1e-12));
        assertThat(g.toIndex(p).distanceTo(new Vector3(4, 5, 2))).isLessThan(1e-12);
        assertThat(g.toIndex(g.toPatient(-2.5, 20, 6.25)).distanceTo(new Vector3(-2.5, 20, 6.25)))
                .isLessThan(1e-12);
    }

    @Test
    void a_tilted_stack_with_uneven_gaps_keeps_every_position() {
        // Steps 1, 4 and 7 mm along the normal, each sheared by 0.5 mm per mm in y: atan(0.5) = 26.565 degrees.
        var g = VolumeGeometry.ofSlices(
                4,
                4,
                X,
                Y,
                0.5,
                0.25,
                List.of(Vector3.ZERO, new Vector3(0, .5, 1), new Vector3(0, 2.5, 5), new Vector3(0, 6, 12)));

        assertThat(g.gaps()).containsExactly(1, 4, 7);
        assertThat(g.sliceSpacing().getAsDouble()).isEqualTo(4);
        assertThat(g.hasEvenGaps()).isFalse();
        assertThat(g.tiltDeg()).isCloseTo(26.56505, within(1e-5));
        assertThat(g.isRegular()).isFalse();
        assertThat(g.toPatient(0, 0, 1.5)).isEqualTo(new Vector3(0, 1.5, 3));
        assertThat(g.toIndex(new Vector3(1, 2, 3)).distanceTo(new Vector3(2, 2, 1.5)))
                .isLessThan(1e-12);
        // Half of each neighbouring gap; end slices take their only gap: 1, 2.5, 5.5, 7 mm.
        assertThat(g.sliceExtent(0).getAsDouble()).isEqualTo(1);
        assertThat(g.sliceExtent(1).getAsDouble()).isEqualTo(2.5);
        assertThat(g.sliceExtent(2).getAsDouble()).isEqualTo(5.5);
        assertThat(g.sliceExtent(3).getAsDouble()).isEqualTo(7);
        assertThat(g.voxelVolume(1).getAsDouble()).isCloseTo(2.5 * 0.125, within(1e-12));
    }

    @Test
    void one_slice_has_an_area_but_no_volume() {
        var g = VolumeGeometry.axial(3, 3, 1, Vector3.ZERO, 0.5, 0.6, 9);
        assertThat(g.sliceSpacing()).isEmpty();
        assertThat(g.voxelVolume(0)).isEmpty();
        assertThat(g.gaps()).isEmpty();
    }

    @Test
    void without_spacing_a_length_is_in_pixels() {
        var g = VolumeGeometry.uncalibrated(3, 4, 2);
        assertThat(g.isCalibrated()).isFalse();
        assertThat(g.unit().symbol()).isEqualTo("px");
        assertThat(g.toPatient(2, 3, 1)).isEqualTo(new Vector3(2, 3, 1));
    }

    @Test
    void slices_out_of_order_and_impossible_spacing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        VolumeGeometry.ofSlices(2, 2, X, Y, 1, 1, List.of(new Vector3(0, 0, 1), new Vector3(0, 0, 1))))
                .withMessageContaining("slice 1 at 1.0 follows 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeGeometry.axial(2, 2, 1, Vector3.ZERO, 0, 1, 1))
                .withMessageContaining("0.0 x 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeGeometry.regular(2, 2, 1, Vector3.ZERO, X, X, 1, 1, 1));
    }

    /** Forty slices of an oblique stack, step 2.3 mm, whose positions are written with one decimal. */
    @Test
    void positions_rounded_to_a_tenth_of_a_millimetre_are_regular_and_have_no_tilt() {
        Vector3 across = new Vector3(0, 0.96, 0.28);
        Vector3 normal = X.cross(across);
        List<Vector3> rounded = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            Vector3 p = normal.times(2.3 * k);
            rounded.add(new Vector3(p.x(), Math.round(p.y() * 10) / 10.0, Math.round(p.z() * 10) / 10.0));
        }
        var g = VolumeGeometry.ofSlices(4, 4, X, across, 0.5, 0.25, rounded);
        // A single step leaves the normal by up to 0.1 mm in 2.3: 2.5 degrees, and in length by as much.
        assertThat(Arrays.stream(g.gaps()).max().orElseThrow()
                        - g.sliceSpacing().orElseThrow())
                .isGreaterThan(0.05);
        assertThat(g.isRegular()).isTrue();
        // Rounding of 0.05 mm over a stack of 90 mm.
        assertThat(g.tiltDeg()).isLessThan(0.05);
    }

    @Test
    void one_shifted_slice_is_no_tilt_but_leaves_the_line() {
        List<Vector3> origins = new ArrayList<>();
        for (int k = 0; k < 21; k++) {
            origins.add(new Vector3(0, k == 10 ? 0.5 : 0, 3 * k));
        }
        var g = VolumeGeometry.ofSlices(4, 4, X, Y, 0.5, 0.25, origins);
        assertThat(g.tiltDeg()).isLessThan(1e-9);
        // The line of all slices moves by a 21st part towards the shifted one.
        assertThat(g.offLine()).isCloseTo(0.5 * 20 / 21, within(1e-9));
        assertThat(g.isRegular()).isFalse();
    }

    @Test
    void thin_slices_are_even_within_a_tenth_of_their_step() {
        List<Vector3> origins = new ArrayList<>();
        for (int k = 0; k < 21; k++) {
            origins.add(new Vector3(0, 0, 0.4 * k + (k == 10 ? 0.06 : 0)));
        }
        assertThat(VolumeGeometry.ofSlices(4, 4, X, Y, 0.5, 0.25, origins).hasEvenGaps())
                .isFalse();
    }
}
