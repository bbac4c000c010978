package org.figtrace.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);

    /** Values below 1000 as floats have 24 bits: a rounding of 1000 / 2^24. */
    private static final double FLOAT = 1e-4;

    /** Uneven steps of 2 to 3 mm, each sheared by 0.3 mm in y and 0.1 mm in x per mm, of an oblique stack. */
    private static VolumeGeometry oblique() {
        Vector3 row = new Vector3(0.96, 0.28, 0);
        Vector3 column = new Vector3(-0.28 * 0.8, 0.96 * 0.8, 0.6);
        Vector3 normal = row.cross(column);
        List<Vector3> origins = new ArrayList<>();
        double along = -20;
        for (int k = 0; k < 18; k++) {
            origins.add(new Vector3(-15, -25, 5)
                    .plus(normal.times(along))
                    .plus(column.times(0.3 * along))
                    .plus(row.times(0.1 * along)));
            along += 2 + (k % 3) * 0.5;
        }
        return VolumeGeometry.ofSlices(70, 60, row, column, 0.75, 0.9, origins);
    }

    private static Volume volume(VolumeGeometry g, ToDoubleFunction<Vector3> value) {
        float[][] data = new float[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int p = 0; p < data[k].length; p++) {
                data[k][p] = (float) value.applyAsDouble(g.toPatient(p % g.columns(), p / g.columns(), k));
            }
        }
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        return new Volume(
                g,
                new Voxels.Floats(data),
                slopes,
                new double[g.slices()],
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                List.of(),
                List.of());
    }

    private static double ramp(Vector3 p) {
        return 3 * p.x() - 2 * p.y() + 5 * p.z() + 40;
    }

    /** Whether a point has voxel centres on all sides, so that linear interpolation has its neighbours. */
    private static boolean amongCentres(VolumeGeometry g, Vector3 p) {
        Vector3 i = g.toIndex(p);
        return i.x() >= 0
                && i.y() >= 0
                && i.z() >= 0
                && i.x() <= g.columns() - 1
                && i.y() <= g.rows() - 1
                && i.z() <= g.slices() - 1;
    }

    @Test
    void a_linear_ramp_is_the_same_ramp_in_every_plane_of_a_tilted_uneven_oblique_stack() {
        Volume v = volume(oblique(), ResamplerTest::ramp);
        List<ReformationPlane> planes = List.of(
                ReformationPlane.AXIAL,
                ReformationPlane.CORONAL,
                ReformationPlane.SAGITTAL,
                new ReformationPlane(new Vector3(0.6, 0, 0.8), Y));
        for (ReformationPlane plane : planes) {
            VolumeGeometry grid = plane.covering(v.geometry(), 1.1, 1.3, 1.7);
            Volume r = Resampler.linear(v, grid, -1000, Progress.NONE);
            int compared = 0;
            for (int k = 0; k < grid.slices(); k++) {
                for (int p = 0; p < grid.columns() * grid.rows(); p++) {
                    Vector3 at = grid.toPatient(p % grid.columns(), p / grid.columns(), k);
                    if (amongCentres(v.geometry(), at)) {
                        assertThat(r.voxels().stored(k, p)).isCloseTo(ramp(at), within(FLOAT));
                        compared++;
                    }
                }
            }
            // The volume of the stack between its centres, in voxels of 1.1 x 1.3 x 1.7 mm: 70 x 60 x 42.5 mm3.
            double inside = 69 * 0.75 * 59 * 0.9 * 42.5 / (1.1 * 1.3 * 1.7);
            assertThat((double) compared).isCloseTo(inside, within(0.05 * inside));
        }
    }

    @Test
    void the_stack_itself_comes_back_on_its_own_grid() {
        Volume v = volume(oblique(), p -> 100 * Math.sin(p.x()) + p.z());
        for (Volume r : List.of(
                Resampler.linear(v, v.geometry(), 0, Progress.NONE),
                Resampler.nearest(v, v.geometry(), 0, Progress.NONE))) {
            for (int k = 0; k < v.geometry().slices(); k++) {
                for (int p = 0; p < 70 * 60; p++) {
                    assertThat(r.voxels().stored(k, p)).isCloseTo(v.voxels().stored(k, p), within(FLOAT));
                }
            }
        }
    }

    /** A ball of 12 mm, 7238.2 mm3, on a tilted stack is the same ball on an upright grid. */
    @Test
    void a_ball_keeps_its_volume_and_its_centre() {
        double radius = 12;
        VolumeGeometry g = oblique();
        Vector3 centre = g.toPatient(35, 30, 8.3);
        Mask ball = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            for (int p = 0; p < 70 * 60; p++) {
                if (g.toPatient(p % 70, p / 70, k).distanceTo(centre) <= radius) {
                    ball.slice(k).set(p);
                }
            }
        }
        VolumeGeometry grid = ReformationPlane.AXIAL.covering(g, 0.6, 0.7, 0.8);
        Mask r = Resampler.nearest(ball, grid, Progress.NONE);
        double volume = r.count() * 0.6 * 0.7 * 0.8;
        double formula = 4.0 / 3 * Math.PI * radius * radius * radius;
        // A slab of 2.5 mm cuts the ball as a polygon does a circle: the mask itself is off by about (step / 2r)^2.
        assertThat(volume).isCloseTo(formula, within(0.02 * formula));
        double original = 0;
        for (int k = 0; k < g.slices(); k++) {
            original += ball.slice(k).cardinality() * g.voxelVolume(k).orElseThrow();
        }
        // Both count the same cells; the finer grid samples their borders, some 2000 of 0.34 mm3, at random.
        assertThat(volume).isCloseTo(original, within(0.003 * original));
        assertThat(centroid(r).distanceTo(centre)).isLessThan(0.2);
    }

    private static Vector3 centroid(Mask mask) {
        Vector3 sum = Vector3.ZERO;
        VolumeGeometry g = mask.geometry();
        for (int k = 0; k < g.slices(); k++) {
            for (int p = mask.slice(k).nextSetBit(0); p >= 0; p = mask.slice(k).nextSetBit(p + 1)) {
                sum = sum.plus(g.toPatient(p % g.columns(), p / g.columns(), k));
            }
        }
        return sum.times(1.0 / mask.count());
    }

    @Test
    void a_stack_reaches_half_a_voxel_beyond_its_centres_and_what_lies_beyond_is_background() {
        // Centres at 0, 2, 4 in x, 0, 3 in y and 0, 5 in z: edges at -1 and 5, -1.5 and 4.5, -2.5 and 7.5.
        Volume v = volume(VolumeGeometry.axial(3, 2, 2, Vector3.ZERO, 2, 3, 5), p -> 10 + p.x());
        assertThat(at(v, new Vector3(-0.99, 0, 0))).isEqualTo(10);
        assertThat(at(v, new Vector3(-1.01, 0, 0))).isEqualTo(-7);
        assertThat(at(v, new Vector3(4.99, 4.49, 7.49))).isEqualTo(14);
        assertThat(at(v, new Vector3(4.99, 4.51, 7.49))).isEqualTo(-7);
        assertThat(at(v, new Vector3(4.99, 4.49, 7.51))).isEqualTo(-7);
        assertThat(at(v, new Vector3(0, 0, -2.49))).isEqualTo(10);
        assertThat(at(v, new Vector3(0, 0, -2.51))).isEqualTo(-7);
    }

    private static double at(Volume v, Vector3 point) {
        VolumeGeometry one = VolumeGeometry.axial(1, 1, 1, point, 0.5, 0.25, 0.125);
        return Resampler.linear(v, one, -7, Progress.NONE).value(0, 0, 0);
    }

    @Test
    void the_nearest_voxel_changes_half_way() {
        Volume v = volume(VolumeGeometry.axial(3, 2, 2, Vector3.ZERO, 2, 3, 5), p -> p.x() + 10 * p.z());
        VolumeGeometry row = VolumeGeometry.axial(4, 1, 1, new Vector3(0.9, 0, 2.6), 0.2, 3, 1);
        Volume r = Resampler.nearest(v, row, 0, Progress.NONE);
        assertThat(List.of(r.value(0, 0, 0), r.value(1, 0, 0))).containsExactly(50.0, 52.0);
    }

    @Test
    void rescaled_shorts_are_interpolated_as_values_and_keep_their_unit() {
        VolumeGeometry g = VolumeGeometry.axial(2, 1, 2, Vector3.ZERO, 2, 3, 5);
        Volume v = new Volume(
                g,
                new Voxels.Shorts(new short[][] {{10, 20}, {100, 200}}, true),
                new double[] {1, 2},
                new double[] {-5, 7},
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                List.of(),
                List.of());
        // Half-way between the means 10 and 307 of 5, 15 and 207, 407.
        assertThat(at(v, new Vector3(1, 0, 2.5))).isEqualTo(158.5);
        Volume r = Resampler.linear(v, g, 0, Progress.NONE);
        assertThat(r.valueUnit()).isEqualTo(ValueUnit.HOUNSFIELD);
        assertThat(r.calibration().spacingSource()).isEqualTo("resampled from test");
        assertThat(r.warnings()).hasSize(1);
    }

    @Test
    void a_grid_covers_the_outer_edges_of_a_stack_and_no_more() {
        // 3 x 2 x 2 mm: 6 mm from -1 to 5, 6 mm from -1.5 to 4.5, 10 mm from -2.5 to 7.5.
        VolumeGeometry stack = VolumeGeometry.axial(3, 2, 2, Vector3.ZERO, 2, 3, 5);
        VolumeGeometry sagittal = ReformationPlane.SAGITTAL.covering(stack, 1.5, 2.5, 4);
        assertThat(sagittal.columns()).isEqualTo(4);
        assertThat(sagittal.rows()).isEqualTo(4);
        assertThat(sagittal.slices()).isEqualTo(2);
        // Slices go to the patient's right: 2 slices of 4 mm, 8 mm in place of 6, centred on 2.
        assertThat(sagittal.toPatient(0, 0, 0).distanceTo(new Vector3(4, -0.75, 6.25)))
                .isLessThan(1e-12);
        assertThat(sagittal.toPatient(3, 3, 1).distanceTo(new Vector3(0, 3.75, -1.25)))
                .isLessThan(1e-12);
    }

    @Test
    void pixels_and_single_slices_cannot_be_resampled() {
        VolumeGeometry mm = VolumeGeometry.axial(3, 2, 2, Vector3.ZERO, 2, 3, 5);
        VolumeGeometry single = VolumeGeometry.axial(3, 2, 1, Vector3.ZERO, 2, 3, 5);
        Volume v = volume(mm, p -> 1);
        assertThatThrownBy(() -> Resampler.linear(v, VolumeGeometry.uncalibrated(3, 2, 2), 0, Progress.NONE))
                .hasMessage("one grid is in millimetres and the other in pixels");
        assertThatThrownBy(() -> Resampler.nearest(new Mask(single), mm, Progress.NONE))
                .hasMessage("a single slice has no extent across it and cannot be resampled");
        assertThatThrownBy(() -> ReformationPlane.AXIAL.covering(mm, 1e-6, 1e-6, 1e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("voxels is too large");
        assertThatThrownBy(() -> new ReformationPlane(X, new Vector3(0.1, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resampling_stops_when_it_is_cancelled() {
        Volume v = volume(oblique(), p -> 1);
        VolumeGeometry grid = ReformationPlane.AXIAL.covering(v.geometry(), 1.1, 1.3, 1.7);
        Progress afterThree = new Progress() {
            private int slices;

            @Override
            public synchronized void update(double fraction, String what) {
                slices++;
            }

            @Override
            public synchronized boolean isCancelled() {
                return slices >= 3;
            }
        };
        assertThatThrownBy(() -> Resampler.linear(v, grid, 0, afterThree)).isInstanceOf(CancellationException.class);
    }
}
