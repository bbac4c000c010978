package org.figtrace.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.Test;

/** Editing against formulae and against every pair of voxels. */
class MaskEditingTest {
    private static final VolumeGeometry GRID = VolumeGeometry.axial(60, 56, 40, new Vector3(-11, 7, 3), 0.8, 0.9, 1.3);
    private static final Vector3 CENTRE = GRID.toPatient(29.7, 27.4, 19.6);
    private static final double VOXEL = 0.8 * 0.9 * 1.3;

    private static double ballVolume(double r) {
        return 4.0 / 3 * Math.PI * r * r * r;
    }

    /** Voxel centres in a ball miscount it by far less than half a voxel layer. */
    private static void assertBall(Mask mask, double radius, double layer) {
        assertThat(mask.count() * VOXEL).isBetween(ballVolume(radius - layer), ballVolume(radius + layer));
    }

    @Test
    void a_ball_brush_adds_the_volume_of_a_ball_and_takes_it_away_again() {
        Mask empty = new Mask(GRID);
        Mask painted = MaskBrush.ball(CENTRE, 12).add(empty);
        assertBall(painted, 12, 0.1);
        assertThat(empty.isEmpty()).as("the mask given is not changed").isTrue();
        assertThat(MaskBrush.ball(CENTRE, 12).remove(painted).isEmpty()).isTrue();
        assertThat(Balls.dice(painted, Balls.ball(GRID, CENTRE, 12))).isEqualTo(1);
    }

    @Test
    void a_disc_brush_paints_the_nearest_slice_alone() {
        Mask painted = MaskBrush.disc(CENTRE, 10).add(new Mask(GRID));
        assertThat(painted.count()).isEqualTo(painted.slice(20).cardinality());
        assertThat(painted.count() * 0.8 * 0.9).isCloseTo(Math.PI * 100, within(0.02 * Math.PI * 100));
    }

    @Test
    void a_brush_beside_the_image_paints_nothing() {
        assertThat(MaskBrush.ball(new Vector3(500, 500, 500), 12)
                        .add(new Mask(GRID))
                        .isEmpty())
                .isTrue();
        assertThat(MaskBrush.disc(new Vector3(0, 10, 500), 12)
                        .add(new Mask(GRID))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_ball_grows_and_shrinks_by_the_radius_in_every_direction() {
        Mask ball = Balls.ball(GRID, CENTRE, 10);
        // Centres of the ball's voxels lie up to half a voxel inside its surface, those outside as far outside it.
        assertBall(MaskMorphology.dilate(ball, 4, Progress.NONE), 14 - 0.25, 0.35);
        assertBall(MaskMorphology.erode(ball, 4, Progress.NONE), 6 - 0.25, 0.45);
        assertThat(Balls.dice(MaskMorphology.dilate(ball, 0, Progress.NONE), ball))
                .isEqualTo(1);
        assertThat(MaskMorphology.erode(ball, 11, Progress.NONE).isEmpty()).isTrue();
        assertThat(MaskMorphology.dilate(new Mask(GRID), 5, Progress.NONE).isEmpty())
                .isTrue();
        assertThatThrownBy(() -> MaskMorphology.dilate(ball, -1, Progress.NONE)).hasMessageContaining("-1");
    }

    @Test
    void distances_are_those_of_every_pair_on_uneven_and_on_tilted_slices() {
        double[] z = {0, 1.1, 3.9, 5, 9.2, 10.3};
        List<Vector3> uneven = new ArrayList<>();
        List<Vector3> tilted = new ArrayList<>();
        for (double p : z) {
            uneven.add(new Vector3(-3, 4, p));
            tilted.add(new Vector3(-3, 4 + 0.33 * p, p));
        }
        for (List<Vector3> origins : List.of(uneven, tilted)) {
            VolumeGeometry g =
                    VolumeGeometry.ofSlices(9, 11, new Vector3(1, 0, 0), new Vector3(0, 1, 0), 0.7, 0.6, origins);
            Mask mask = new Mask(g);
            Random random = new Random(3);
            for (int n = 0; n < 8; n++) {
                mask.set(random.nextInt(9), random.nextInt(11), random.nextInt(6), true);
            }
            float[][] squared = new DistanceTransform(g).squared(mask, 100, Progress.NONE);
            for (int k = 0; k < 6; k++) {
                for (int i = 0; i < 99; i++) {
                    // Floats hold seven digits.
                    assertThat(squared[k][i]).isCloseTo((float) nearest(mask, i % 9, i / 9, k), within(1e-4f));
                }
            }
        }
    }

    private static double nearest(Mask mask, int i, int j, int k) {
        VolumeGeometry g = mask.geometry();
        double least = Double.POSITIVE_INFINITY;
        for (int q = 0; q < g.slices(); q++) {
            BitSet bits = mask.slice(q);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                double d = g.toPatient(i, j, k).distanceTo(g.toPatient(b % g.columns(), b / g.columns(), q));
                least = Math.min(least, d * d);
            }
        }
        return least;
    }

    @Test
    void smoothing_takes_away_a_spike_closes_a_crack_and_keeps_the_ball() {
        Mask ball = Balls.ball(GRID, CENTRE, 12);
        Mask rough = MaskComponents.copy(ball);
        for (int i = 40; i < 56; i++) {
            rough.set(i, 27, 20, true);
        }
        rough.set(30, 27, 20, false);
        Mask smooth = MaskMorphology.smooth(rough, 3, Progress.NONE);
        assertThat(smooth.get(52, 27, 20)).isFalse();
        assertThat(smooth.get(30, 27, 20)).isTrue();
        assertThat(Balls.dice(smooth, ball)).isGreaterThan(0.97);
    }

    @Test
    void the_largest_piece_and_the_piece_at_a_point_are_told_apart() {
        Vector3 small = GRID.toPatient(10, 10, 8);
        Mask two = MaskBrush.ball(small, 4).add(MaskBrush.ball(CENTRE, 9).add(new Mask(GRID)));
        assertBall(MaskComponents.largest(two, Progress.NONE), 9, 0.15);
        assertBall(MaskComponents.at(two, small, Progress.NONE).orElseThrow(), 4, 0.15);
        assertThat(MaskComponents.at(two, GRID.toPatient(2, 2, 2), Progress.NONE))
                .isEmpty();
        assertThat(MaskComponents.largest(new Mask(GRID), Progress.NONE).isEmpty())
                .isTrue();
    }

    @Test
    void voxels_that_touch_at_an_edge_are_two_pieces() {
        Mask mask = new Mask(GRID);
        mask.set(5, 5, 5, true);
        mask.set(6, 6, 5, true);
        assertThat(MaskComponents.largest(mask, Progress.NONE).count()).isEqualTo(1);
    }

    @Test
    void a_cavity_is_filled_and_a_tunnel_only_slice_by_slice() {
        Mask solid = Balls.ball(GRID, CENTRE, 12);
        Mask hollow = MaskBrush.ball(CENTRE, 5).remove(solid);
        assertThat(Balls.dice(MaskComponents.fillHoles(hollow, Progress.NONE), solid))
                .isEqualTo(1);
        Mask tunnel = MaskComponents.copy(solid);
        for (int k = 0; k < GRID.slices(); k++) {
            tunnel.set(30, 27, k, false);
        }
        assertThat(MaskComponents.fillHoles(tunnel, Progress.NONE).count()).isEqualTo(tunnel.count());
        Mask plugged = MaskComponents.fillHolesBySlice(tunnel, Progress.NONE);
        assertThat(Balls.dice(plugged, solid)).isEqualTo(1);
    }

    @Test
    void slices_between_two_drawn_discs_make_the_frustum_of_a_leaning_cone() {
        List<Vector3> origins = new ArrayList<>();
        for (int k = 0; k < 21; k++) {
            origins.add(new Vector3(-11, 7 + 0.2 * k, 1.3 * k));
        }
        VolumeGeometry g =
                VolumeGeometry.ofSlices(60, 56, new Vector3(1, 0, 0), new Vector3(0, 1, 0), 0.8, 0.9, origins);
        Mask drawn = MaskBrush.disc(g.toPatient(22, 25, 0), 12).add(new Mask(g));
        drawn = MaskBrush.disc(g.toPatient(38, 30, 20), 6).add(drawn);
        Mask filled = SliceInterpolation.between(drawn, Progress.NONE);
        for (int k = 0; k <= 20; k++) {
            double radius = 12 - 6 * k / 20.0;
            // The distance to a digital outline is uncertain by a fraction of a pixel: 0.25 mm of the radius.
            double area = filled.slice(k).cardinality() * 0.8 * 0.9;
            assertThat(Math.sqrt(area / Math.PI)).as("slice %d", k).isCloseTo(radius, within(0.25));
        }
        assertThat(filled.slice(0)).isEqualTo(drawn.slice(0));
        assertThat(filled.slice(20)).isEqualTo(drawn.slice(20));
    }

    @Test
    void nothing_is_interpolated_beyond_the_drawn_slices() {
        Mask one = MaskBrush.disc(CENTRE, 6).add(new Mask(GRID));
        assertThat(SliceInterpolation.between(one, Progress.NONE).count()).isEqualTo(one.count());
        assertThat(SliceInterpolation.between(new Mask(GRID), Progress.NONE).isEmpty())
                .isTrue();
    }

    @Test
    void editing_stops_when_it_is_asked_to() {
        Progress cancelled = new Cancelled(0);
        Mask ball = Balls.ball(GRID, CENTRE, 10);
        assertThatThrownBy(() -> MaskMorphology.dilate(ball, 4, cancelled)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> MaskComponents.largest(ball, cancelled)).isInstanceOf(CancellationException.class);
    }
}
