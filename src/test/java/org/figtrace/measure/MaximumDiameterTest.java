package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class MaximumDiameterTest {
    private static double length(Mask mask) {
        return MaximumDiameter.of(mask).map(Segment::length).orElseThrow();
    }

    /** The second route: every pair of vertices of the mesh. */
    private static double bruteForce(Mask mask) {
        Set<Vector3> seen = new LinkedHashSet<>();
        SurfaceMesh.forEachTriangle(mask, (ax, ay, az, bx, by, bz, cx, cy, cz) -> {
            seen.add(new Vector3(ax, ay, az));
            seen.add(new Vector3(bx, by, bz));
            seen.add(new Vector3(cx, cy, cz));
        });
        List<Vector3> vertices = new ArrayList<>(seen);
        double longest = 0;
        for (Vector3 a : vertices) {
            for (Vector3 b : vertices) {
                longest = Math.max(longest, a.distanceTo(b));
            }
        }
        return longest;
    }

    /** Ends lie half a voxel outside along one axis and on an outer centre along the others. */
    private static double boxDiameter(int n, int m, int p) {
        double[] size = {(n - 1) * Shapes.DX, (m - 1) * Shapes.DY, (p - 1) * Shapes.DZ};
        double[] half = {Shapes.DX / 2, Shapes.DY / 2, Shapes.DZ / 2};
        double longest = 0;
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                double sum = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double d = size[axis] + (axis == from ? half[axis] : 0) + (axis == to ? half[axis] : 0);
                    sum += d * d;
                }
                longest = Math.max(longest, Math.sqrt(sum));
            }
        }
        return longest;
    }

    @Test
    void a_box_is_as_long_as_its_diagonal() {
        assertThat(length(Shapes.box(Shapes.grid(20, 15, 10), 2, 3, 1, 9, 6, 5)))
                .isCloseTo(boxDiameter(9, 6, 5), within(1e-9));
        assertThat(length(Shapes.box(Shapes.turned(20, 15, 10), 0, 0, 0, 20, 15, 10)))
                .isCloseTo(boxDiameter(20, 15, 10), within(1e-9));
    }

    @Test
    void one_voxel_is_as_long_as_its_longest_side() {
        Segment diameter = MaximumDiameter.of(Shapes.box(Shapes.grid(5, 5, 5), 2, 2, 2, 1, 1, 1))
                .orElseThrow();

        assertThat(diameter.length()).isCloseTo(Shapes.DZ, within(1e-9));
        // Grid origin (-31, 17, 240); the ends lie half a step below and above voxel (2, 2, 2).
        assertThat(diameter.from().distanceTo(new Vector3(-30, 18.4, 240 + 1.5 * Shapes.DZ)))
                .isLessThan(1e-9);
        assertThat(diameter.to().distanceTo(new Vector3(-30, 18.4, 240 + 2.5 * Shapes.DZ)))
                .isLessThan(1e-9);
    }

    @Test
    void any_mask_is_as_long_as_its_farthest_mesh_vertices() {
        for (int seed = 0; seed < 6; seed++) {
            for (VolumeGeometry g :
                    List.of(Shapes.grid(8, 9, 7), Shapes.turned(8, 9, 7), Shapes.tilted(8, 9, 0, 1, 4, 6.5, 12))) {
                Mask mask = Shapes.noise(g, 0.02 + 0.08 * seed, 100 + seed);
                assertThat(length(mask)).as("seed %d", seed).isCloseTo(bruteForce(mask), within(1e-9));
            }
        }
    }

    @Test
    void an_ellipsoid_is_as_long_as_its_longest_axis_however_it_lies() {
        VolumeGeometry g = Shapes.turned(70, 52, 30);
        Vector3 centre = g.toPatient(34.6, 25.1, 14.7);
        Vector3 axis = new Vector3(1, 2, -1.5).normalized();
        // Semi-axes 13, 6 and 6 mm.
        Mask mask = Shapes.where(g, p -> {
            Vector3 d = p.minus(centre);
            double along = d.dot(axis);
            double across = d.minus(axis.times(along)).length();
            return along * along / 169 + across * across / 36 <= 1;
        });

        Segment diameter = MaximumDiameter.of(mask).orElseThrow();
        // A vertex lies between a centre inside and one outside, so each end errs by at most the longest step.
        assertThat(diameter.length()).isCloseTo(26, within(Shapes.DZ));
        Vector3 direction = diameter.to().minus(diameter.from()).normalized();
        assertThat(Math.abs(direction.dot(axis))).isGreaterThan(0.99);
        assertThat(length(mask)).isCloseTo(bruteForce(mask), within(1e-9));
    }

    @Test
    void islands_are_bridged() {
        Mask mask = new Mask(Shapes.grid(30, 5, 4));
        mask.set(1, 2, 1, true);
        mask.set(27, 2, 1, true);

        assertThat(length(mask)).isCloseTo(27 * Shapes.DX, within(1e-9));
    }

    @Test
    void exchanging_the_axes_of_image_and_spacing_changes_nothing() {
        Mask mask = Shapes.noise(Shapes.grid(8, 9, 7), 0.05, 42);
        VolumeGeometry turned = VolumeGeometry.axial(7, 8, 9, new Vector3(1, 2, 3), Shapes.DZ, Shapes.DX, Shapes.DY);
        Mask permuted = new Mask(turned);
        for (int k = 0; k < 7; k++) {
            for (int j = 0; j < 9; j++) {
                for (int i = 0; i < 8; i++) {
                    permuted.set(k, i, j, mask.get(i, j, k));
                }
            }
        }

        assertThat(length(permuted)).isCloseTo(length(mask), within(1e-9));
        assertThat(SurfaceMesh.of(permuted).orElseThrow().volume())
                .isCloseTo(SurfaceMesh.of(mask).orElseThrow().volume(), within(1e-9));
        assertThat(AxisLengths.of(permuted).orElseThrow().minor())
                .isCloseTo(AxisLengths.of(mask).orElseThrow().minor(), within(1e-9));
    }

    @Test
    void an_empty_mask_and_a_single_slice_have_no_3d_diameter() {
        assertThat(MaximumDiameter.of(new Mask(Shapes.grid(4, 5, 6)))).isEmpty();
        assertThat(MaximumDiameter.of(Shapes.box(Shapes.grid(4, 5, 1), 1, 1, 0, 2, 2, 1)))
                .isEmpty();
    }

    @Test
    void ten_million_voxels_take_a_moment() {
        // A ball is the worst case: nearly every direction is nearly as long. Isotropic, so that no axis stands out.
        VolumeGeometry g = VolumeGeometry.axial(280, 280, 280, Vector3.ZERO, 0.8, 0.8, 0.8);
        Mask mask = new Mask(g);
        for (int k = 0; k < 280; k++) {
            for (int j = 0; j < 280; j++) {
                double rest = 134.0 * 134 - (j - 140) * (j - 140) - (k - 140) * (k - 140);
                if (rest >= 0) {
                    int half = (int) Math.sqrt(rest);
                    mask.slice(k).set(j * 280 + 140 - half, j * 280 + 140 + half + 1);
                }
            }
        }
        assertThat(mask.count()).isGreaterThan(10_000_000);

        var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
        long start = cpu.getCurrentThreadCpuTime();
        double diameter = length(mask);
        double seconds = (cpu.getCurrentThreadCpuTime() - start) / 1e9;

        // Through the centre row: 269 voxels. Measured 0.1 s; time of this thread alone, so that a busy machine does
        // not count.
        assertThat(diameter).isCloseTo(269 * 0.8, within(1e-9));
        assertThat(seconds).isLessThan(2);
    }
}
