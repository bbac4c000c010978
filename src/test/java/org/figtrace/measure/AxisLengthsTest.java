package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class AxisLengthsTest {
    /** n points a step apart have the variance step^2 (n^2 - 1) / 12, here divided by N - 1 instead of N. */
    private static double boxAxis(int n, double step, int voxels) {
        return 4 * step * Math.sqrt((n * n - 1) / 12.0 * voxels / (voxels - 1));
    }

    @Test
    void a_box_has_the_variances_of_its_rows() {
        for (VolumeGeometry g : new VolumeGeometry[] {Shapes.grid(30, 20, 10), Shapes.turned(30, 20, 10)}) {
            AxisLengths axes = AxisLengths.of(Shapes.box(g, 3, 2, 1, 21, 11, 7)).orElseThrow();
            int voxels = 21 * 11 * 7;

            assertThat(axes.major()).isCloseTo(boxAxis(21, Shapes.DX, voxels), within(1e-9));
            assertThat(axes.minor()).isCloseTo(boxAxis(7, Shapes.DZ, voxels), within(1e-9));
            assertThat(axes.least()).isCloseTo(boxAxis(11, Shapes.DY, voxels), within(1e-9));
        }
    }

    @Test
    void an_ellipsoid_has_two_over_root_five_of_its_axes_however_it_lies() {
        VolumeGeometry g = Shapes.turned(90, 70, 36);
        Vector3 centre = g.toPatient(44.3, 34.2, 17.6);
        Vector3 a = new Vector3(1, 2, -1.5).normalized();
        Vector3 b = a.cross(new Vector3(0, 0, 1)).normalized();
        Vector3 c = a.cross(b);
        Mask mask = Shapes.where(g, p -> {
            Vector3 d = p.minus(centre);
            return Math.pow(d.dot(a) / 14, 2) + Math.pow(d.dot(b) / 9, 2) + Math.pow(d.dot(c) / 6, 2) <= 1;
        });
        AxisLengths axes = AxisLengths.of(mask).orElseThrow();

        // A solid ellipsoid has the variance a^2 / 5 along a semi-axis a; voxels round it off by well under 1 %.
        assertThat(axes.major()).isCloseTo(4 * 14 / Math.sqrt(5), within(0.01 * 14));
        assertThat(axes.minor()).isCloseTo(4 * 9 / Math.sqrt(5), within(0.01 * 9));
        assertThat(axes.least()).isCloseTo(4 * 6 / Math.sqrt(5), within(0.01 * 6));
    }

    @Test
    void tilt_and_uneven_gaps_are_where_the_slices_are() {
        // One voxel on each of the slices at 0, 1, 4 and 6.5 mm, which lie on a straight sheared line.
        VolumeGeometry g = Shapes.tilted(5, 5, 0, 1, 4, 6.5);
        AxisLengths axes = AxisLengths.of(Shapes.box(g, 2, 3, 0, 1, 1, 4)).orElseThrow();

        double mean = 11.5 / 4;
        double variance = (mean * mean + Math.pow(1 - mean, 2) + Math.pow(4 - mean, 2) + Math.pow(6.5 - mean, 2)) / 3;
        assertThat(axes.major()).isCloseTo(4 * Math.sqrt(variance * (1 + 0.4 * 0.4)), within(1e-9));
        assertThat(axes.minor()).isCloseTo(0, within(1e-6));
        assertThat(axes.least()).isCloseTo(0, within(1e-6));
    }

    @Test
    void one_voxel_an_empty_mask_and_a_single_slice_have_no_axes() {
        assertThat(AxisLengths.of(Shapes.box(Shapes.grid(5, 5, 5), 2, 2, 2, 1, 1, 1)))
                .isEmpty();
        assertThat(AxisLengths.of(new Mask(Shapes.grid(5, 5, 5)))).isEmpty();
        assertThat(AxisLengths.of(Shapes.box(Shapes.grid(5, 5, 1), 1, 1, 0, 3, 2, 1)))
                .isEmpty();
    }
}
