package org.figtrace.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segmentation of shapes known by formula. */
class LesionSegmentationTest {
    private static final VolumeGeometry GRID =
            VolumeGeometry.axial(110, 100, 36, new Vector3(-40, 25, 10), 0.9, 1.0, 2.7);
    private static final Vector3 CENTRE = GRID.toPatient(54.3, 49.1, 17.8);
    private static final double RADIUS = 20;

    /** A diameter of the ball at an angle in the plane of its middle slice. */
    private static Segment diameter(double degrees) {
        Vector3 onSlice =
                new Vector3(CENTRE.x(), CENTRE.y(), GRID.toPatient(0, 0, 18).z());
        double half = Math.sqrt(RADIUS * RADIUS - Math.pow(onSlice.z() - CENTRE.z(), 2));
        double a = Math.toRadians(degrees);
        Vector3 d = new Vector3(half * Math.cos(a), half * Math.sin(a), 0);
        return new Segment(onSlice.minus(d), onSlice.plus(d));
    }

    /** A lesion of 60 HU in fat of -90 HU, bone of 900 HU above it and air to its left. */
    private static Volume plain(double noise) {
        return Balls.image(GRID, noise, p -> {
            if (p.distanceTo(CENTRE) <= RADIUS) {
                return 60;
            }
            return p.z() > CENTRE.z() + 15 ? 900 : p.x() < CENTRE.x() - 25 ? -1000 : -90;
        });
    }

    private static Mask line(Volume volume, Segment line) throws SegmentationException {
        return LesionSegmentation.fromLine(volume, List.of(line), List.of(), SegmentationOptions.DEFAULT, Progress.NONE)
                .mask();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 25, 70, 130})
    void a_ball_with_a_strong_edge_is_found_from_any_diameter(double degrees) throws Exception {
        Volume image = plain(15);
        Mask truth = Balls.ball(GRID, CENTRE, RADIUS);
        Mask found = line(image, diameter(degrees));
        // Voxel centres half a pixel to either side of the surface: 3 x 0.5 / 20 of the volume.
        assertThat(Balls.dice(found, truth)).isGreaterThan(0.95);
        assertThat(leak(found, image, 500)).as("voxels of bone").isLessThan(0.005);
    }

    private static double leak(Mask mask, Volume image, double above) {
        long bone = 0;
        for (int k = 0; k < GRID.slices(); k++) {
            int slice = k;
            bone += mask.slice(k).stream()
                    .filter(b -> image.value(b % GRID.columns(), b / GRID.columns(), slice) > above)
                    .count();
        }
        return (double) bone / mask.count();
    }

    @Test
    void a_ball_that_touches_muscle_of_its_own_value_does_not_leak_into_it() throws Exception {
        // Half of the surroundings cannot be told from the lesion by any value; noise is half the contrast to the
        // rest.
        Volume image = Balls.image(GRID, 25, p -> p.distanceTo(CENTRE) <= RADIUS ? 55 : p.y() > CENTRE.y() ? 55 : 10);
        Mask truth = Balls.ball(GRID, CENTRE, RADIUS);
        Mask found = line(image, diameter(20));
        assertThat(Balls.dice(found, truth)).isGreaterThan(0.85);
        assertThat(found.count()).isBetween((long) (0.7 * truth.count()), (long) (1.3 * truth.count()));
    }

    @Test
    void a_line_drawn_a_little_wrong_gives_nearly_the_same_lesion() throws Exception {
        Volume image = plain(15);
        Mask truth = Balls.ball(GRID, CENTRE, RADIUS);
        Segment exact = diameter(25);
        Segment off =
                new Segment(exact.from().plus(new Vector3(3, -2, 0)), exact.to().plus(new Vector3(-2, 3, 0)));
        Segment shorter =
                new Segment(exact.from().towards(exact.to(), 0.05), exact.from().towards(exact.to(), 0.95));
        assertThat(Balls.dice(line(image, off), truth)).isGreaterThan(0.9);
        assertThat(Balls.dice(line(image, shorter), truth)).isGreaterThan(0.9);
    }

    @Test
    void a_second_line_tells_how_wide_a_flat_lesion_is() throws Exception {
        // Semi-axes 24, 11 and 15 mm in surroundings of the same value: only the lines tell.
        double[] semi = {24, 11, 15};
        Volume image = Balls.image(GRID, 10, p -> 40);
        Mask truth = new Mask(GRID);
        Vector3 onSlice = GRID.toPatient(54, 49, 18);
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    Vector3 d = GRID.toPatient(i, j, k).minus(onSlice);
                    double r =
                            Math.pow(d.x() / semi[0], 2) + Math.pow(d.y() / semi[1], 2) + Math.pow(d.z() / semi[2], 2);
                    truth.set(i, j, k, r <= 1);
                }
            }
        }
        Segment length = new Segment(onSlice.minus(new Vector3(24, 0, 0)), onSlice.plus(new Vector3(24, 0, 0)));
        Segment width = new Segment(onSlice.minus(new Vector3(0, 11, 0)), onSlice.plus(new Vector3(0, 11, 0)));
        double one = Balls.dice(line(image, length), truth, 18);
        Mask both = LesionSegmentation.fromLine(
                        image, List.of(length, width), List.of(), SegmentationOptions.DEFAULT, Progress.NONE)
                .mask();
        assertThat(Balls.dice(both, truth, 18)).isGreaterThan(0.9).isGreaterThan(one + 0.05);
    }

    @Test
    void a_click_finds_the_ball_around_it() throws Exception {
        Volume image = plain(15);
        Vector3 offCentre = CENTRE.plus(new Vector3(5, -4, 3));
        SegmentedLesion found = LesionSegmentation.fromSeeds(
                image, List.of(offCentre), List.of(), SegmentationOptions.DEFAULT, Progress.NONE);
        assertThat(Balls.dice(found.mask(), Balls.ball(GRID, CENTRE, RADIUS))).isGreaterThan(0.93);
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void a_click_into_even_tissue_says_that_its_size_is_a_guess() throws Exception {
        Volume image = Balls.image(GRID, 10, p -> 40);
        SegmentedLesion found = LesionSegmentation.fromSeeds(
                image,
                List.of(CENTRE),
                List.of(),
                new SegmentationOptions(Optional.empty(), 1, OptionalDouble.of(15)),
                Progress.NONE);
        assertThat(found.warnings()).anyMatch(w -> w.contains("draw a line"));
    }

    @Test
    void paint_inside_and_outside_finds_the_border_between() throws Exception {
        Volume image = plain(15);
        Mask inside = MaskBrush.disc(CENTRE, 8).add(new Mask(GRID));
        Mask outside = MaskBrush.disc(CENTRE, 32).add(new Mask(GRID));
        outside = MaskBrush.disc(CENTRE, 28).remove(outside);
        Mask found = LesionSegmentation.fromPaint(image, inside, outside, SegmentationOptions.DEFAULT, Progress.NONE)
                .mask();
        Mask truth = Balls.ball(GRID, CENTRE, RADIUS);
        assertThat(Balls.dice(found, truth)).isGreaterThan(0.9);
        for (int k = 0; k < GRID.slices(); k++) {
            assertThat(found.slice(k).intersects(outside.slice(k))).isFalse();
        }
        Mask both = inside;
        assertThatThrownBy(() ->
                        LesionSegmentation.fromPaint(image, both, both, SegmentationOptions.DEFAULT, Progress.NONE))
                .isInstanceOf(SegmentationException.class)
                .hasMessageContaining("both inside and outside");
        assertThatThrownBy(() -> LesionSegmentation.fromPaint(
                        image, new Mask(GRID), both, SegmentationOptions.DEFAULT, Progress.NONE))
                .hasMessageContaining("nothing is painted");
    }

    @Test
    void no_voxel_outside_the_value_range_is_in_the_mask() throws Exception {
        Volume image = plain(15);
        SegmentationOptions range = SegmentationOptions.DEFAULT.withRange(new ValueRange(40, 90));
        Mask found = LesionSegmentation.fromLine(image, List.of(diameter(0)), List.of(), range, Progress.NONE)
                .mask();
        assertThat(found.count()).isGreaterThan(1000);
        for (int k = 0; k < GRID.slices(); k++) {
            int slice = k;
            assertThat(found.slice(k).stream()
                            .mapToDouble(b -> image.value(b % GRID.columns(), b / GRID.columns(), slice))
                            .allMatch(v -> v >= 40 && v <= 90))
                    .isTrue();
        }
        assertThatThrownBy(() -> LesionSegmentation.fromLine(
                        image,
                        List.of(diameter(0)),
                        List.of(),
                        SegmentationOptions.DEFAULT.withRange(new ValueRange(5000, 6000)),
                        Progress.NONE))
                .hasMessage("no lesion was found there with values from 5000.0 to 6000.0");
    }

    @Test
    void a_point_outside_is_kept_out() throws Exception {
        Volume image = Balls.image(GRID, 10, p -> 40);
        Vector3 point = CENTRE.plus(new Vector3(0, 14, 0));
        Mask found = LesionSegmentation.fromLine(
                        image, List.of(diameter(0)), List.of(point), SegmentationOptions.DEFAULT, Progress.NONE)
                .mask();
        Vector3 v = GRID.toIndex(point);
        assertThat(found.get((int) Math.round(v.x()), (int) Math.round(v.y()), (int) Math.round(v.z())))
                .isFalse();
        assertThat(line(image, diameter(0))
                        .get((int) Math.round(v.x()), (int) Math.round(v.y()), (int) Math.round(v.z())))
                .isTrue();
    }

    @Test
    void the_lesion_stays_within_the_extent_that_the_reader_allows() throws Exception {
        SegmentationOptions near = new SegmentationOptions(Optional.empty(), 1, OptionalDouble.of(15));
        SegmentedLesion found =
                LesionSegmentation.fromLine(plain(15), List.of(diameter(0)), List.of(), near, Progress.NONE);
        Vector3 middle = diameter(0).midpoint();
        for (int k = 0; k < GRID.slices(); k++) {
            int slice = k;
            // The seeds of the line itself reach 16 mm; a cell is 2.7 mm high.
            assertThat(found.mask().slice(k).stream()
                            .mapToObj(b -> GRID.toPatient(b % GRID.columns(), b / GRID.columns(), slice))
                            .mapToDouble(middle::distanceTo)
                            .max()
                            .orElse(0))
                    .isLessThan(15 + 2.7);
        }
    }

    @Test
    void a_ball_on_tilted_slices_stays_a_ball_in_the_patient() throws Exception {
        List<Vector3> origins = new ArrayList<>();
        for (int k = 0; k < 36; k++) {
            origins.add(new Vector3(-40, 0.8 * k, 2.7 * k));
        }
        VolumeGeometry g =
                VolumeGeometry.ofSlices(110, 100, new Vector3(1, 0, 0), new Vector3(0, 1, 0), 0.9, 1.0, origins);
        Vector3 centre = g.toPatient(54, 49, 18);
        Volume image = Balls.image(g, 10, p -> p.distanceTo(centre) <= 18 ? 60 : -90);
        Segment line = new Segment(centre.minus(new Vector3(18, 0, 0)), centre.plus(new Vector3(18, 0, 0)));
        assertThat(Balls.dice(line(image, line), Balls.ball(g, centre, 18))).isGreaterThan(0.95);
    }

    @Test
    void the_same_mask_comes_from_one_thread_and_from_many() throws Exception {
        Volume image = plain(25);
        Mask many = line(image, diameter(40));
        ForkJoinPool one = new ForkJoinPool(1);
        Mask single = one.submit(() -> line(image, diameter(40))).get();
        one.shutdown();
        for (int k = 0; k < GRID.slices(); k++) {
            assertThat(single.slice(k)).isEqualTo(many.slice(k));
        }
    }

    @Test
    void a_cancelled_segmentation_ends_at_once() {
        Volume image = plain(15);
        for (int questions : new int[] {0, 5, 30, 60}) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> LesionSegmentation.fromLine(
                            image,
                            List.of(diameter(0)),
                            List.of(),
                            SegmentationOptions.DEFAULT,
                            new Cancelled(questions)))
                    .isInstanceOf(CancellationException.class);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(5);
        }
    }

    @Test
    void progress_goes_from_nothing_to_all() throws Exception {
        List<Double> told = new ArrayList<>();
        LesionSegmentation.fromLine(
                plain(15), List.of(diameter(0)), List.of(), SegmentationOptions.DEFAULT, (f, what) -> told.add(f));
        assertThat(told).isSorted().startsWith(0.0).endsWith(1.0).hasSizeGreaterThan(4);
    }

    @Test
    void one_slice_and_an_image_in_pixels_are_segmented_in_their_own_unit() throws Exception {
        VolumeGeometry g = VolumeGeometry.uncalibrated(90, 80, 1);
        Vector3 centre = new Vector3(44, 39, 0);
        Volume image = Balls.image(g, 8, p -> p.distanceTo(centre) <= 20 ? 60 : 0);
        Segment line = new Segment(new Vector3(24, 39, 0), new Vector3(64, 39, 0));
        SegmentedLesion found = LesionSegmentation.fromLine(
                image, List.of(line), List.of(), SegmentationOptions.DEFAULT, Progress.NONE);
        // Half a pixel of the radius: the line alone says nothing about the width of the disc.
        assertThat((double) found.mask().count()).isBetween(Math.PI * 19 * 19, Math.PI * 20.5 * 20.5);
        assertThat(found.parameters()).anySatisfy(p -> {
            assertThat(p.name()).isEqualTo("size");
            assertThat(p.value()).isEqualTo(40);
            assertThat(p.unit()).isEqualTo("px");
        });
    }

    @Test
    void what_cannot_start_a_segmentation_is_refused_with_its_coordinates() {
        Volume image = Balls.image(GRID, 5, p -> 40);
        Segment away = new Segment(CENTRE, new Vector3(900.5, 40, 60));
        assertThatThrownBy(() -> line(image, away))
                .isInstanceOf(SegmentationException.class)
                .hasMessage("the end of the line (900.50, 40.00, 60.00) mm lies outside the volume: its voxel would be"
                        + " (1045.0, 15.0, 18.5) of 110 x 100 x 36");
        assertThatThrownBy(() -> line(image, new Segment(CENTRE, CENTRE.plus(new Vector3(1.5, 0, 0)))))
                .hasMessageContaining("a line of 1.50 mm is too short");
        assertThatThrownBy(() -> LesionSegmentation.fromLine(
                        image, List.of(), List.of(), SegmentationOptions.DEFAULT, Progress.NONE))
                .hasMessage("no line was drawn");
        assertThatThrownBy(() -> LesionSegmentation.fromSeeds(
                        image, List.of(), List.of(), SegmentationOptions.DEFAULT, Progress.NONE))
                .hasMessageContaining("no point inside");
        assertThatThrownBy(() -> new ValueRange(5, 4)).hasMessageContaining("from 5.0 to 4.0");
        assertThatThrownBy(() -> new SegmentationOptions(Optional.empty(), 0, OptionalDouble.empty()))
                .hasMessageContaining("smoothness");
    }
}
