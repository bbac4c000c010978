package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class AxialDiameterTest {
    private static final double DX = Shapes.DX;
    private static final double DY = Shapes.DY;

    private static Bidirectional measure(Mask mask) {
        return AxialDiameter.of(mask, ShortAxisRule.HULL).orElseThrow();
    }

    private static void assertPerpendicular(Bidirectional b) {
        Vector3 along = b.longAxis().to().minus(b.longAxis().from());
        Vector3 across = b.shortAxis().to().minus(b.shortAxis().from());
        assertThat(Math.abs(along.dot(across))).isLessThan(1e-9 * (1 + along.length() * across.length()));
    }

    @Test
    void a_box_is_as_long_as_its_diagonal() {
        // 9 x 6 voxels: an end lies half a pixel outside along one axis and on an outer centre along the other.
        Bidirectional b = measure(Shapes.box(Shapes.turned(20, 15, 4), 2, 3, 1, 9, 6, 2));

        double expected = Math.max(
                Math.hypot(8.5 * DX, 5.5 * DY), Math.max(Math.hypot(9 * DX, 5 * DY), Math.hypot(8 * DX, 6 * DY)));
        assertThat(b.longAxis().length()).isCloseTo(expected, within(1e-9));
        assertThat(b.slice()).as("the lowest of equal slices").isEqualTo(1);
        assertThat(b.endPointRule()).isEqualTo(EndPointRule.MASK_OUTLINE);
        assertPerpendicular(b);
    }

    @Test
    void one_voxel_is_a_cross_of_its_sides() {
        Bidirectional b = measure(Shapes.box(Shapes.grid(5, 5, 3), 2, 2, 1, 1, 1, 1));

        assertThat(b.longAxis().length()).isCloseTo(DY, within(1e-12));
        assertThat(b.shortAxis().length()).isCloseTo(DX, within(1e-12));
        assertThat(b.whoProduct()).isCloseTo(DX * DY, within(1e-12));
        // Grid origin (-31, 17, 240), so the centre of voxel (2, 2, 1) is (-30, 18.4, 241.3).
        assertThat(b.longAxis().from().distanceTo(new Vector3(-30, 18.4 - DY / 2, 241.3)))
                .isLessThan(1e-9);
        assertThat(b.shortAxis().midpoint().distanceTo(new Vector3(-30, 18.4, 241.3)))
                .isLessThan(1e-9);
    }

    @Test
    void a_row_of_voxels_is_as_long_as_the_pixels_together() {
        Bidirectional b = measure(Shapes.box(Shapes.grid(12, 5, 3), 1, 2, 0, 10, 1, 1));

        assertThat(b.longAxis().length()).isCloseTo(10 * DX, within(1e-12));
        assertThat(b.shortAxis().length()).isCloseTo(DY, within(1e-12));
    }

    @Test
    void an_ellipse_has_its_two_axes() {
        // Semi-axes 9 and 4 mm, turned by 30 degrees in the plane.
        VolumeGeometry g = Shapes.grid(60, 40, 3);
        Vector3 centre = g.toPatient(29.4, 19.7, 1);
        Vector3 u = new Vector3(Math.cos(Math.PI / 6), Math.sin(Math.PI / 6), 0);
        Vector3 v = new Vector3(-u.y(), u.x(), 0);
        Mask mask = Shapes.where(g, p -> {
            double a = p.minus(centre).dot(u) / 9;
            double b = p.minus(centre).dot(v) / 4;
            return a * a + b * b <= 1 && p.z() == centre.z();
        });

        Bidirectional b = measure(mask);
        // Each end errs by at most half a step to either side.
        assertThat(b.longAxis().length()).isCloseTo(18, within(DY));
        assertThat(b.shortAxis().length()).isCloseTo(8, within(DY));
        assertThat(b.slice()).isEqualTo(1);
        assertPerpendicular(b);
    }

    @Test
    void a_diameter_never_bridges_two_islands() {
        Mask mask = Shapes.box(Shapes.grid(40, 9, 2), 1, 1, 0, 4, 3, 1);
        for (int i = 30; i < 36; i++) {
            mask.set(i, 2, 0, true);
        }

        assertThat(measure(mask).longAxis().length()).isCloseTo(6 * DX, within(1e-9));
    }

    @Test
    void voxels_that_touch_at_a_corner_are_one_region() {
        Mask mask = new Mask(Shapes.grid(12, 12, 2));
        for (int p = 0; p < 10; p++) {
            mask.set(1 + p, 10 - p, 0, true);
        }

        assertThat(measure(mask).longAxis().length())
                .isCloseTo(Math.max(Math.hypot(10 * DX, 9 * DY), Math.hypot(9 * DX, 10 * DY)), within(1e-9));
    }

    @Test
    void runs_that_join_late_are_one_region() {
        // A U: two towers that meet only in the last row, and a third that joins both from the right.
        Mask mask = new Mask(Shapes.grid(20, 12, 2));
        for (int j = 0; j < 10; j++) {
            mask.set(2, j, 0, true);
            mask.set(8, j, 0, true);
            mask.set(14, j, 0, j > 0);
        }
        for (int i = 2; i <= 14; i++) {
            mask.set(i, 10, 0, true);
        }

        assertThat(measure(mask).longAxis().length()).isCloseTo(bruteForce(mask), within(1e-9));
    }

    @Test
    void inside_keeps_out_of_the_bay_that_the_hull_bridges() {
        // A U of two towers 2 voxels wide and 12 high on a base 10 wide and 1 high, open towards row 0.
        Mask mask = Shapes.box(Shapes.grid(16, 18, 2), 2, 12, 0, 10, 1, 1);
        for (int j = 0; j < 12; j++) {
            for (int i : new int[] {2, 3, 10, 11}) {
                mask.set(i, j, 0, true);
            }
        }
        Bidirectional hull = AxialDiameter.of(mask, ShortAxisRule.HULL).orElseThrow();
        Bidirectional inside = AxialDiameter.of(mask, ShortAxisRule.INSIDE).orElseThrow();

        assertThat(inside.longAxis()).isEqualTo(hull.longAxis());
        assertThat(inside.shortAxis().length()).isLessThan(hull.shortAxis().length() - 1);
        assertStaysInside(mask, inside);
        assertPerpendicular(inside);
    }

    private static void assertStaysInside(Mask mask, Bidirectional b) {
        VolumeGeometry g = mask.geometry();
        for (double t = 0.02; t < 1; t += 0.02) {
            Vector3 at = g.toIndex(b.shortAxis().from().towards(b.shortAxis().to(), t));
            int i = (int) Math.floor(at.x());
            int j = (int) Math.floor(at.y());
            boolean near = mask.get(i, j, b.slice())
                    || mask.get(i + 1, j, b.slice())
                    || mask.get(i, j + 1, b.slice())
                    || mask.get(i + 1, j + 1, b.slice());
            assertThat(near).as("a voxel inside beside %s", at).isTrue();
        }
    }

    @Test
    void a_hole_stops_the_inside_chord_but_not_the_hull() {
        Mask mask = Shapes.box(Shapes.grid(20, 9, 2), 1, 1, 0, 17, 7, 1);
        for (int j = 3; j <= 5; j++) {
            for (int i = 2; i < 17; i++) {
                mask.set(i, j, 0, false);
            }
        }

        Bidirectional hull = AxialDiameter.of(mask, ShortAxisRule.HULL).orElseThrow();
        Bidirectional inside = AxialDiameter.of(mask, ShortAxisRule.INSIDE).orElseThrow();
        assertThat(inside.shortAxis().length()).isLessThan(hull.shortAxis().length() - 1);
        assertStaysInside(mask, inside);
    }

    @Test
    void any_mask_is_as_long_as_the_farthest_outline_points_of_one_region() {
        for (int seed = 0; seed < 30; seed++) {
            Mask mask = Shapes.noise(Shapes.grid(14, 13, 2), 0.15 + 0.02 * seed, seed);
            assertThat(measure(mask).longAxis().length()).as("seed %d", seed).isCloseTo(bruteForce(mask), within(1e-9));
        }
    }

    /** The second route: regions by flood fill, all midpoints, all pairs. */
    private static double bruteForce(Mask mask) {
        VolumeGeometry g = mask.geometry();
        double longest = 0;
        for (int k = 0; k < g.slices(); k++) {
            boolean[][] seen = new boolean[g.columns()][g.rows()];
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    if (mask.get(i, j, k) && !seen[i][j]) {
                        List<Vector3> outline = new ArrayList<>();
                        flood(mask, i, j, k, seen, outline);
                        for (Vector3 a : outline) {
                            for (Vector3 b : outline) {
                                longest = Math.max(longest, a.distanceTo(b));
                            }
                        }
                    }
                }
            }
        }
        return longest;
    }

    private static void flood(Mask mask, int i, int j, int k, boolean[][] seen, List<Vector3> outline) {
        if (!mask.get(i, j, k) || seen[i][j]) {
            return;
        }
        seen[i][j] = true;
        for (int dj = -1; dj <= 1; dj++) {
            for (int di = -1; di <= 1; di++) {
                if (Math.abs(di) + Math.abs(dj) == 1 && !mask.get(i + di, j + dj, k)) {
                    outline.add(mask.geometry().toPatient(i + di / 2.0, j + dj / 2.0, k));
                }
                flood(mask, i + di, j + dj, k, seen, outline);
            }
        }
    }

    @Test
    void moving_and_turning_a_mask_changes_no_length() {
        Mask mask = Shapes.noise(Shapes.grid(20, 20, 3), 0.45, 9);
        Mask turned = new Mask(Shapes.turned(40, 30, 5));
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 20; j++) {
                for (int i = 0; i < 20; i++) {
                    turned.set(i + 17, j + 8, k + 2, mask.get(i, j, k));
                }
            }
        }
        for (ShortAxisRule rule : ShortAxisRule.values()) {
            Bidirectional one = AxialDiameter.of(mask, rule).orElseThrow();
            Bidirectional two = AxialDiameter.of(turned, rule).orElseThrow();
            assertThat(two.longAxis().length()).isCloseTo(one.longAxis().length(), within(1e-9));
            assertThat(two.shortAxis().length()).isCloseTo(one.shortAxis().length(), within(1e-9));
            assertThat(two.slice()).isEqualTo(one.slice() + 2);
        }
    }

    @Test
    void an_empty_mask_has_no_diameter() {
        assertThat(AxialDiameter.of(new Mask(Shapes.grid(4, 5, 6)), ShortAxisRule.HULL))
                .isEmpty();
    }

    /** A polygon on slice 1 of the grid, in millimetres from the grid's first voxel. */
    private static Contour polygon(VolumeGeometry g, double... xy) {
        List<Vector3> points = new ArrayList<>();
        for (int p = 0; p < xy.length; p += 2) {
            points.add(g.toPatient(xy[p] / DX, xy[p + 1] / DY, 1));
        }
        return new Contour(points);
    }

    @Test
    void a_contour_keeps_its_points_as_ends() {
        VolumeGeometry g = Shapes.turned(40, 40, 3);
        // A kite: long axis 10 along x, the wings at x = 3.
        Contour kite = polygon(g, 1, 5, 4, 2, 11, 5, 4, 8);
        Bidirectional b =
                AxialDiameter.ofContours(g, List.of(kite), ShortAxisRule.INSIDE).orElseThrow();

        assertThat(b.endPointRule()).isEqualTo(EndPointRule.CONTOUR);
        assertThat(b.slice()).isEqualTo(1);
        assertThat(b.longAxis().length()).isCloseTo(10, within(1e-9));
        assertThat(b.longAxis().from().distanceTo(kite.points().get(0))).isLessThan(1e-9);
        assertThat(b.longAxis().to().distanceTo(kite.points().get(2))).isLessThan(1e-9);
        assertThat(b.shortAxis().length()).isCloseTo(6, within(1e-9));
        assertThat(b.shortAxis().midpoint().distanceTo(g.toPatient(4 / DX, 5 / DY, 1)))
                .isLessThan(1e-9);
    }

    @Test
    void the_inside_chord_of_a_comb_is_exact() {
        VolumeGeometry g = Shapes.grid(60, 60, 3);
        // A bar 20 x 2 with teeth of height 3 at x 4..6 and 6 at x 13..15; the long axis is nearly the bar's diagonal.
        Contour comb =
                polygon(g, 0, 10, 20, 10, 20, 12, 15, 12, 15, 18, 13, 18, 13, 12, 6, 12, 6, 15, 4, 15, 4, 12, 0, 12);
        Bidirectional inside =
                AxialDiameter.ofContours(g, List.of(comb), ShortAxisRule.INSIDE).orElseThrow();

        assertThat(inside.longAxis().length()).isCloseTo(Math.hypot(20, 2), within(1e-9));
        assertThat(inside.shortAxis().length()).isCloseTo(densest(comb, inside.longAxis()), within(0.02));
        assertThat(inside.shortAxis().length()).isGreaterThanOrEqualTo(densest(comb, inside.longAxis()) - 1e-9);
    }

    @Test
    void random_stars_have_the_chord_that_dense_sampling_finds() {
        VolumeGeometry g = VolumeGeometry.axial(60, 60, 3, Vector3.ZERO, DX, DY, Shapes.DZ);
        Random random = new Random(5);
        for (int star = 0; star < 20; star++) {
            double[] xy = new double[2 * 17];
            for (int p = 0; p < 17; p++) {
                double r = 3 + 7 * random.nextDouble();
                xy[2 * p] = 12 + r * Math.cos(2 * Math.PI * p / 17);
                xy[2 * p + 1] = 14 + r * Math.sin(2 * Math.PI * p / 17);
            }
            Contour contour = polygon(g, xy);
            Bidirectional b = AxialDiameter.ofContours(g, List.of(contour), ShortAxisRule.INSIDE)
                    .orElseThrow();
            Bidirectional hull = AxialDiameter.ofContours(g, List.of(contour), ShortAxisRule.HULL)
                    .orElseThrow();
            double longest = 0;
            for (Vector3 p : contour.points()) {
                for (Vector3 q : contour.points()) {
                    longest = Math.max(longest, p.distanceTo(q));
                }
            }
            double sampled = densest(contour, b.longAxis());

            assertThat(b.longAxis().length()).isCloseTo(longest, within(1e-9));
            // Samples 0.01 mm apart miss the best offset by at most that; slopes of a star stay below 10.
            assertThat(b.shortAxis().length()).as("star %d", star).isBetween(sampled - 1e-6, sampled + 0.1);
            assertThat(hull.shortAxis().length())
                    .isGreaterThanOrEqualTo(b.shortAxis().length() - 1e-9);
            assertPerpendicular(b);
        }
    }

    /** The longest run of samples inside, over perpendiculars 0.01 mm apart; by java.awt.geom. */
    private static double densest(Contour contour, Segment axis) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(contour.points().get(0).x(), contour.points().get(0).y());
        contour.points().forEach(p -> path.lineTo(p.x(), p.y()));
        path.closePath();
        Vector3 along = axis.to().minus(axis.from()).normalized();
        Vector3 across = new Vector3(-along.y(), along.x(), 0);
        double step = 0.01;
        double longest = 0;
        for (double t = step / 2; t < axis.length(); t += step) {
            Vector3 at = axis.from().plus(along.times(t));
            double run = 0;
            for (double s = -22; s < 22; s += step) {
                Vector3 p = at.plus(across.times(s));
                run = path.contains(p.x(), p.y()) ? run + step : 0;
                longest = Math.max(longest, run - step);
            }
        }
        return longest;
    }

    @Test
    void a_slit_that_leads_to_a_hole_does_not_part_the_chord() {
        VolumeGeometry g = Shapes.grid(60, 60, 3);
        // A rectangle 16 x 6 whose outline runs in to x = 0.5 at half height and back on the same line.
        Contour slit = polygon(g, 0, 10, 16, 10, 16, 13, 0.5, 13, 16, 13, 16, 16, 0, 16);
        Bidirectional inside =
                AxialDiameter.ofContours(g, List.of(slit), ShortAxisRule.INSIDE).orElseThrow();
        Bidirectional hull =
                AxialDiameter.ofContours(g, List.of(slit), ShortAxisRule.HULL).orElseThrow();

        assertThat(inside.shortAxis().length()).isCloseTo(hull.shortAxis().length(), within(1e-6));
    }

    @Test
    void a_keyhole_stops_the_chord_at_its_hole_and_not_at_its_slit() {
        VolumeGeometry g = VolumeGeometry.axial(60, 60, 3, Vector3.ZERO, DX, DY, Shapes.DZ);
        // A rectangle 20 x 8 with a hole at x 2 to 9, reached from the right edge by a slit at half height.
        Contour keyhole = polygon(g, 0, 0, 20, 0, 20, 4, 9, 4, 9, 2, 2, 2, 2, 6, 9, 6, 9, 4, 20, 4, 20, 8, 0, 8);
        Bidirectional inside = AxialDiameter.ofContours(g, List.of(keyhole), ShortAxisRule.INSIDE)
                .orElseThrow();

        // Right of the hole a chord runs from edge to edge across the slit: 8 over the cosine of the axis.
        double across = 8 * Math.hypot(20, 8) / 20;
        assertThat(inside.shortAxis().length()).isCloseTo(across, within(1e-9));
        assertThat(inside.shortAxis().midpoint().x()).isGreaterThan(9);
    }

    @Test
    void a_cleft_that_starts_or_ends_in_a_point_parts_the_chord() {
        VolumeGeometry g = VolumeGeometry.axial(60, 60, 3, Vector3.ZERO, DX, DY, Shapes.DZ);
        // It widens to the right, and a cleft 0.4 wide at the right edge runs in to a point at x = 3; the second stands
        // upright, so that its axis meets the point first.
        Contour lying = polygon(g, 0, 9, 16, 5, 16, 9.8, 3, 10, 16, 10.2, 16, 15, 0, 11);
        Contour upright = polygon(g, 9, 0, 5, 16, 9.8, 16, 10, 3, 10.2, 16, 15, 16, 11, 0);
        for (Contour cloven : List.of(lying, upright)) {
            Bidirectional inside = AxialDiameter.ofContours(g, List.of(cloven), ShortAxisRule.INSIDE)
                    .orElseThrow();
            Bidirectional hull = AxialDiameter.ofContours(g, List.of(cloven), ShortAxisRule.HULL)
                    .orElseThrow();

            double sampled = densest(cloven, inside.longAxis());
            // Samples 0.01 mm apart lose up to that at either end, and the offset of the chord.
            assertThat(inside.shortAxis().length()).isBetween(sampled - 0.02, sampled + 0.05);
            assertThat(inside.shortAxis().length()).isLessThan(hull.shortAxis().length() - 3);
        }
    }

    @Test
    void a_contour_that_crosses_itself_has_no_chord_through_its_outside() {
        VolumeGeometry g = Shapes.grid(60, 60, 3);
        Contour bowTie = polygon(g, 2, 2, 14, 8, 14, 2, 2, 9);
        Bidirectional inside = AxialDiameter.ofContours(g, List.of(bowTie), ShortAxisRule.INSIDE)
                .orElseThrow();

        double sampled = densest(bowTie, inside.longAxis());
        assertThat(inside.shortAxis().length()).isBetween(sampled - 0.02, sampled + 0.02);
    }

    @Test
    void a_diameter_never_joins_two_contours() {
        VolumeGeometry g = Shapes.grid(60, 60, 3);
        Contour small = polygon(g, 1, 1, 4, 1, 4, 3);
        Contour large = polygon(g, 20, 20, 25, 20, 25, 24);

        assertThat(AxialDiameter.ofContours(g, List.of(small, large), ShortAxisRule.HULL)
                        .orElseThrow()
                        .longAxis()
                        .length())
                .isCloseTo(Math.hypot(5, 4), within(1e-9));
    }

    @Test
    void a_line_has_a_length_and_no_width() {
        VolumeGeometry g = Shapes.grid(60, 60, 3);
        Bidirectional b = AxialDiameter.ofContours(g, List.of(polygon(g, 1, 1, 4, 5, 2.5, 3)), ShortAxisRule.INSIDE)
                .orElseThrow();

        assertThat(b.longAxis().length()).isCloseTo(5, within(1e-9));
        assertThat(b.shortAxis().length()).isCloseTo(0, within(1e-6));
    }

    @Test
    void contours_on_no_slice_have_no_diameter() {
        VolumeGeometry g = Shapes.grid(20, 20, 3);
        Vector3 n = new Vector3(0, 0, 50);
        Contour off = new Contour(polygon(g, 1, 1, 4, 1, 4, 3).points().stream()
                .map(p -> p.plus(n))
                .toList());

        assertThat(AxialDiameter.ofContours(g, List.of(off), ShortAxisRule.HULL))
                .isEmpty();
        assertThat(AxialDiameter.ofContours(g, List.of(), ShortAxisRule.HULL)).isEmpty();
    }
}
