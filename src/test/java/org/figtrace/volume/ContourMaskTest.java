package org.figtrace.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;

class ContourMaskTest {
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final VolumeGeometry GRID = VolumeGeometry.axial(20, 16, 4, new Vector3(-5, 3, 100), 0.5, 0.75, 2);

    /** A polygon in fractional (column, row) of slice k. */
    private static Contour contour(VolumeGeometry g, double k, double... ij) {
        List<Vector3> points = new ArrayList<>();
        for (int p = 0; p < ij.length; p += 2) {
            points.add(g.toPatient(ij[p], ij[p + 1], k));
        }
        return new Contour(points);
    }

    private static Contour rectangle(VolumeGeometry g, double k, double i0, double j0, double i1, double j1) {
        return contour(g, k, i0, j0, i1, j0, i1, j1, i0, j1);
    }

    @Test
    void a_voxel_is_inside_when_its_centre_is() {
        var result = ContourMask.of(GRID, List.of(rectangle(GRID, 2, 3.4, 4.6, 7.4, 9.4)));

        assertThat(result.mask().count()).isEqualTo(4 * 5);
        assertThat(result.mask().get(4, 5, 2)).isTrue();
        assertThat(result.mask().get(7, 9, 2)).isTrue();
        assertThat(result.mask().get(3, 5, 2)).isFalse();
        assertThat(result.mask().get(8, 5, 2)).isFalse();
        assertThat(result.mask().get(4, 4, 2)).isFalse();
        assertThat(result.mask().get(4, 10, 2)).isFalse();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.contoursBySlice().get(2)).hasSize(1);
        assertThat(result.contoursBySlice().get(1)).isEmpty();
    }

    @Test
    void contours_that_share_an_edge_through_voxel_centres_share_no_voxel_and_leave_no_gap() {
        // Spacings and origin are sums of powers of two, so the edges run exactly through centres.
        Contour left = rectangle(GRID, 1, 2, 3, 6, 9);
        Contour right = rectangle(GRID, 1, 6, 3, 11, 9);
        Mask one = ContourMask.of(GRID, List.of(left)).mask();
        Mask two = ContourMask.of(GRID, List.of(right)).mask();

        assertThat(one.count()).isEqualTo(4 * 6);
        assertThat(two.count()).isEqualTo(5 * 6);
        assertThat(ContourMask.of(GRID, List.of(left, right)).mask().count()).isEqualTo(9 * 6);
        assertThat(one.get(2, 3, 1)).as("the low side is inside").isTrue();
        assertThat(one.get(6, 3, 1)).as("the high side is outside").isFalse();
        assertThat(one.get(2, 9, 1)).as("the high side is outside").isFalse();
    }

    @Test
    void a_contour_inside_another_is_a_hole_and_one_beside_it_an_island() {
        var result = ContourMask.of(
                GRID,
                List.of(
                        rectangle(GRID, 0, 0.5, 0.5, 10.5, 10.5),
                        rectangle(GRID, 0, 3.5, 3.5, 6.5, 5.5),
                        rectangle(GRID, 0, 14.5, 1.5, 16.5, 2.5)));

        assertThat(result.mask().count()).isEqualTo(100 - 6 + 2);
        assertThat(result.mask().get(4, 4, 0)).isFalse();
        assertThat(result.mask().get(15, 2, 0)).isTrue();
    }

    @Test
    void random_polygons_cover_the_centres_that_another_program_finds_inside() {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            double[] ij = new double[2 * (3 + random.nextInt(20))];
            for (int p = 0; p < ij.length; p += 2) {
                ij[p] = -4 + 28 * random.nextDouble();
                ij[p + 1] = -4 + 24 * random.nextDouble();
            }
            Mask mask = ContourMask.of(GRID, List.of(contour(GRID, 3, ij))).mask();
            Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            path.moveTo(ij[0], ij[1]);
            for (int p = 2; p < ij.length; p += 2) {
                path.lineTo(ij[p], ij[p + 1]);
            }
            path.closePath();
            for (int j = 0; j < 16; j++) {
                for (int i = 0; i < 20; i++) {
                    assertThat(mask.get(i, j, 3))
                            .as("trial %d, voxel (%d, %d)", trial, i, j)
                            .isEqualTo(path.contains(i, j));
                }
            }
        }
    }

    @Test
    void a_tilted_turned_stack_is_drawn_in_its_own_plane() {
        Vector3 row = new Vector3(0.8, 0.6, 0);
        Vector3 column = new Vector3(0, 0, -1);
        Vector3 normal = row.cross(column);
        List<Vector3> origins = List.of(
                new Vector3(1, 2, 3),
                new Vector3(1, 2, 3.5).plus(normal.times(1)),
                new Vector3(1, 2, 5.5).plus(normal.times(5)));
        var g = VolumeGeometry.ofSlices(12, 10, row, column, 0.5, 0.7, origins);

        var result =
                ContourMask.of(g, List.of(rectangle(g, 2, 2.5, 3.5, 6.5, 8.5), rectangle(g, 1, 0.5, 0.5, 1.5, 1.5)));
        assertThat(result.warnings()).isEmpty();
        assertThat(result.mask().slice(2).cardinality()).isEqualTo(4 * 5);
        assertThat(result.mask().get(3, 4, 2)).isTrue();
        assertThat(result.mask().get(1, 1, 1)).isTrue();
        assertThat(result.mask().count()).isEqualTo(21);
    }

    @Test
    void a_plane_farther_than_half_a_step_from_every_slice_is_reported_and_left_out() {
        Contour near = rectangle(GRID, 0, 2.5, 2.5, 4.5, 4.5);
        Contour below = moved(near, new Vector3(0, 0, -0.9));
        Contour above = moved(near, new Vector3(0, 0, 6 + 1.1));
        var result = ContourMask.of(GRID, List.of(below, above));

        assertThat(result.mask().count()).isEqualTo(4);
        assertThat(result.mask().get(3, 3, 0)).isTrue();
        assertThat(result.warnings())
                .containsExactly(
                        "contour 2 at 107.100 mm along the slice normal is 1.100 mm from the nearest slice, more"
                                + " than half a step; it is left out");
    }

    @Test
    void a_contour_of_a_missing_slice_does_not_fall_on_its_neighbour() {
        var g = VolumeGeometry.ofSlices(
                20,
                16,
                X,
                Y,
                0.5,
                0.75,
                List.of(new Vector3(0, 0, 0), new Vector3(0, 0, 2), new Vector3(0, 0, 6), new Vector3(0, 0, 8)));
        Contour drawn = rectangle(g, 1, 2.5, 2.5, 4.5, 4.5);
        Contour missing = moved(drawn, new Vector3(0, 0, 1.9));

        var result = ContourMask.of(g, List.of(drawn, missing));
        assertThat(result.mask().count()).isEqualTo(4);
        assertThat(result.warnings()).singleElement().asString().contains("contour 2 at 3.900 mm");
    }

    @Test
    void contours_of_several_planes_near_one_slice_do_not_erase_each_other() {
        Contour drawn = rectangle(GRID, 1, 2.5, 2.5, 4.5, 4.5);
        Contour between = moved(drawn, new Vector3(0, 0, 0.8));

        var result = ContourMask.of(GRID, List.of(between, drawn));
        assertThat(result.mask().count()).isEqualTo(4);
        assertThat(result.contoursBySlice().get(1)).containsExactly(drawn);
        assertThat(result.warnings())
                .containsExactly("slice 1 has contours on several planes; those at 102.000 mm are used, 1 farther from"
                        + " the slice left out");
    }

    @Test
    void a_contour_across_the_slices_is_reported_and_left_out() {
        Contour across = new Contour(List.of(
                GRID.toPatient(2, 5, 0), GRID.toPatient(9, 5, 0), GRID.toPatient(9, 5, 3), GRID.toPatient(2, 5, 3)));

        var result = ContourMask.of(GRID, List.of(across));
        assertThat(result.mask().isEmpty()).isTrue();
        assertThat(result.warnings()).singleElement().asString().contains("is left out");
    }

    @Test
    void a_contour_beyond_the_image_is_cut_at_its_border_and_reported() {
        var result = ContourMask.of(
                GRID, List.of(rectangle(GRID, 1, -30, -1e9, 2.5, 1.5), rectangle(GRID, 2, 17.5, 14.5, 1e12, 400)));

        assertThat(result.mask().slice(1).cardinality()).isEqualTo(3 * 2);
        assertThat(result.mask().slice(2).cardinality()).isEqualTo(2 * 1);
        assertThat(result.warnings()).containsExactly("2 contours reach beyond the image and end at its border");
    }

    @Test
    void a_contour_that_repeats_its_first_point_is_the_same() {
        Contour open = contour(GRID, 1, 2.5, 2.5, 9.5, 3.5, 6.5, 11.5);
        Contour closed = contour(GRID, 1, 2.5, 2.5, 9.5, 3.5, 6.5, 11.5, 2.5, 2.5);

        assertThat(ContourMask.of(GRID, List.of(closed)).mask().slice(1))
                .isEqualTo(ContourMask.of(GRID, List.of(open)).mask().slice(1));
    }

    @Test
    void a_single_slice_takes_the_contours_in_its_plane() {
        var g = VolumeGeometry.axial(20, 16, 1, Vector3.ZERO, 0.5, 0.75, 2);
        Contour drawn = rectangle(g, 0, 2.5, 2.5, 4.5, 4.5);

        assertThat(ContourMask.of(g, List.of(moved(drawn, new Vector3(0, 0, 0.3))))
                        .mask()
                        .count())
                .isEqualTo(4);
        assertThat(ContourMask.of(g, List.of(moved(drawn, new Vector3(0, 0, 3))))
                        .warnings())
                .hasSize(1);
    }

    @Test
    void no_contour_is_an_empty_mask() {
        assertThat(ContourMask.of(GRID, List.of()).mask().isEmpty()).isTrue();
    }

    @Test
    void a_contour_needs_three_finite_points_in_one_plane() {
        Vector3 o = Vector3.ZERO;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contour(List.of(o, X)))
                .withMessage("a closed contour needs 3 points, not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contour(List.of(o, X, new Vector3(Double.NaN, 0, 0))))
                .withMessageContaining("must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Contour(List.of(o, X.times(10), new Vector3(10, 10, 0), new Vector3(0, 10, 3))))
                .withMessageContaining("leaves its plane");
        // A figure of eight has no area but a plane; coordinates rounded to 0.01 mm stay in it.
        new Contour(List.of(o, new Vector3(10, 10, 0.01), new Vector3(10, 0, 0), new Vector3(0, 10, 0)));
    }

    private static Contour moved(Contour contour, Vector3 by) {
        return new Contour(contour.points().stream().map(p -> p.plus(by)).toList());
    }
}
