package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class MaskOutlineTest {
    /** The closed lines of the outline, followed from edge to edge by their common ends. */
    private static List<List<double[]>> loops(Mask mask) {
        SliceRegions.Region region =
                SliceRegions.of(mask.slice(0), mask.geometry().columns()).get(0);
        List<double[]> edges = new ArrayList<>();
        MaskOutline.of(region, (u1, v1, u2, v2) -> edges.add(new double[] {u1, v1, u2, v2}));
        Set<double[]> open = new HashSet<>(edges);
        List<List<double[]>> loops = new ArrayList<>();
        while (!open.isEmpty()) {
            double[] first = open.iterator().next();
            open.remove(first);
            List<double[]> loop = new ArrayList<>();
            double[] at = {first[2], first[3]};
            loop.add(at);
            while (at[0] != first[0] || at[1] != first[1]) {
                double[] from = at;
                double[] edge = open.stream()
                        .filter(e -> (e[0] == from[0] && e[1] == from[1]) || (e[2] == from[0] && e[3] == from[1]))
                        .findFirst()
                        .orElseThrow();
                open.remove(edge);
                boolean forward = edge[0] == from[0] && edge[1] == from[1];
                at = forward ? new double[] {edge[2], edge[3]} : new double[] {edge[0], edge[1]};
                loop.add(at);
            }
            loops.add(loop);
        }
        return loops;
    }

    private static double area(List<double[]> loop) {
        double twice = 0;
        for (int p = 0, q = loop.size() - 1; p < loop.size(); q = p++) {
            twice += loop.get(q)[0] * loop.get(p)[1] - loop.get(p)[0] * loop.get(q)[1];
        }
        return Math.abs(twice) / 2;
    }

    @Test
    void one_voxel_is_a_diamond_of_half_its_area() {
        List<List<double[]>> loops = loops(Shapes.box(Shapes.grid(6, 6, 2), 2, 3, 0, 1, 1, 1));

        assertThat(loops).hasSize(1);
        assertThat(area(loops.get(0))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void voxels_joined_only_at_a_corner_have_one_outline() {
        for (int way = 0; way < 2; way++) {
            Mask mask = new Mask(Shapes.grid(6, 6, 2));
            mask.set(2 + way, 2, 0, true);
            mask.set(3 - way, 3, 0, true);

            List<List<double[]>> loops = loops(mask);
            // Two diamonds of 1/2; of the square between the four centres the joined outline holds all but two
            // corners of 1/8, of which the diamonds have two.
            assertThat(loops).as("diagonal %d", way).hasSize(1);
            assertThat(area(loops.get(0))).isCloseTo(1 + 0.5, within(1e-12));
        }
    }

    @Test
    void a_ring_closed_at_corners_has_a_hole() {
        // Four voxels around an empty one, joined at their corners: the hole is a line of its own.
        Mask mask = new Mask(Shapes.grid(7, 7, 2));
        mask.set(3, 2, 0, true);
        mask.set(2, 3, 0, true);
        mask.set(4, 3, 0, true);
        mask.set(3, 4, 0, true);

        assertThat(loops(mask)).hasSize(2);
    }
}
