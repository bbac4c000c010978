package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class SurfaceMeshTest {
    private static final double DX = Shapes.DX;
    private static final double DY = Shapes.DY;
    private static final double DZ = Shapes.DZ;

    /**
     * A box of n x m x p voxels with a = n - 1, b = m - 1, c = p - 1 between its outer centres. Its faces lie half a
     * voxel outside; every edge loses a prism with legs of half a voxel, every corner keeps a tetrahedron.
     */
    private static double boxVolume(double a, double b, double c) {
        return (a * b * c + a * b + b * c + c * a + (a + b + c) / 2 + 1.0 / 6) * DX * DY * DZ;
    }

    private static double boxArea(double a, double b, double c) {
        double faces = 2 * (a * b * DX * DY + b * c * DY * DZ + c * a * DZ * DX);
        double edges = 2 * (a * DX * Math.hypot(DY, DZ) + b * DY * Math.hypot(DZ, DX) + c * DZ * Math.hypot(DX, DY));
        double corners = Math.sqrt(Math.pow(DX * DY, 2) + Math.pow(DY * DZ, 2) + Math.pow(DZ * DX, 2));
        return faces + edges + corners;
    }

    @Test
    void a_box_has_the_volume_and_area_of_its_bevelled_faces() {
        SurfaceMesh mesh = SurfaceMesh.of(Shapes.box(Shapes.grid(12, 11, 9), 3, 2, 4, 7, 5, 3))
                .orElseThrow();

        assertThat(mesh.volume()).isCloseTo(boxVolume(6, 4, 2), within(1e-9));
        assertThat(mesh.area()).isCloseTo(boxArea(6, 4, 2), within(1e-9));
    }

    @Test
    void one_voxel_is_an_octahedron() {
        SurfaceMesh mesh = SurfaceMesh.of(Shapes.box(Shapes.turned(5, 4, 3), 2, 1, 1, 1, 1, 1))
                .orElseThrow();

        assertThat(mesh.triangles()).isEqualTo(8);
        assertThat(mesh.volume()).isCloseTo(DX * DY * DZ / 6, within(1e-12));
        assertThat(mesh.area()).isCloseTo(boxArea(0, 0, 0), within(1e-12));
    }

    @Test
    void a_region_that_fills_the_image_is_closed_at_its_border() {
        // 66 columns: the row of bits with its padding ends exactly beyond a word of 64.
        SurfaceMesh mesh = SurfaceMesh.of(Shapes.box(Shapes.grid(66, 3, 2), 0, 0, 0, 66, 3, 2))
                .orElseThrow();

        assertThat(mesh.volume()).isCloseTo(boxVolume(65, 2, 1), within(1e-9));
        assertThat(mesh.area()).isCloseTo(boxArea(65, 2, 1), within(1e-9));
    }

    @Test
    void bits_at_the_ends_of_words_are_not_lost() {
        for (int first : new int[] {60, 61, 62, 63, 64, 126, 127}) {
            for (int length : new int[] {1, 2, 3, 64, 65, 70}) {
                SurfaceMesh mesh = SurfaceMesh.of(Shapes.box(Shapes.grid(200, 4, 3), first, 1, 1, length, 2, 1))
                        .orElseThrow();
                assertThat(mesh.volume())
                        .as("columns %d to %d", first, first + length - 1)
                        .isCloseTo(boxVolume(length - 1, 1, 0), within(1e-9));
            }
        }
    }

    @Test
    void tilt_and_uneven_gaps_change_each_slab_by_its_own_step() {
        // Slices at 0, 1, 4, 6.5, 12 mm; the box is on the middle three, so its ends reach into gaps of 1 and 5.5 mm.
        Mask mask = Shapes.box(Shapes.tilted(12, 11, 0, 1, 4, 6.5, 12), 3, 2, 1, 7, 5, 3);
        double a = 6;
        double b = 4;
        double section = a * b + a + b + 0.5;
        double end = (a * b + (a + b) / 2 + 1.0 / 6) / 2;

        // A shear keeps volumes.
        assertThat(SurfaceMesh.of(mask).orElseThrow().volume())
                .isCloseTo(DX * DY * (section * (3 + 2.5) + end * (1 + 5.5)), within(1e-9));
    }

    @Test
    void the_surface_of_any_mask_is_closed_and_faces_outwards() {
        for (int seed = 0; seed < 5; seed++) {
            Mask mask = Shapes.noise(Shapes.turned(9, 8, 7), 0.2 + 0.15 * seed, seed);
            Map<String, Integer> edges = new HashMap<>();
            double[] volume = {0};
            SurfaceMesh.forEachTriangle(mask, (ax, ay, az, bx, by, bz, cx, cy, cz) -> {
                String a = key(ax, ay, az);
                String b = key(bx, by, bz);
                String c = key(cx, cy, cz);
                for (String[] e : new String[][] {{a, b}, {b, c}, {c, a}}) {
                    edges.merge(e[0] + " -> " + e[1], 1, Integer::sum);
                }
                volume[0] += new Vector3(ax, ay, az).dot(new Vector3(bx, by, bz).cross(new Vector3(cx, cy, cz))) / 6;
            });

            assertThat(edges).isNotEmpty();
            edges.forEach((edge, count) -> {
                String[] ends = edge.split(" -> ");
                assertThat(count).as("times that %s is walked", edge).isEqualTo(1);
                assertThat(edges).as("the way back").containsEntry(ends[1] + " -> " + ends[0], 1);
            });
            assertThat(volume[0])
                    .isPositive()
                    .isCloseTo(SurfaceMesh.of(mask).orElseThrow().volume(), within(1e-8));
        }
    }

    private static String key(double x, double y, double z) {
        return Math.round(x * 1e7) + " " + Math.round(y * 1e7) + " " + Math.round(z * 1e7);
    }

    @Test
    void a_hole_takes_away_what_it_encloses() {
        Mask solid = Shapes.box(Shapes.grid(12, 11, 9), 2, 2, 2, 7, 6, 5);
        Mask hollow = Shapes.box(Shapes.grid(12, 11, 9), 2, 2, 2, 7, 6, 5);
        hollow.set(5, 4, 4, false);

        assertThat(SurfaceMesh.of(solid).orElseThrow().volume()
                        - SurfaceMesh.of(hollow).orElseThrow().volume())
                .isCloseTo(DX * DY * DZ / 6, within(1e-9));
        assertThat(SurfaceMesh.of(hollow).orElseThrow().area()
                        - SurfaceMesh.of(solid).orElseThrow().area())
                .isCloseTo(boxArea(0, 0, 0), within(1e-9));
    }

    @Test
    void a_ball_is_nearly_as_round_as_a_sphere() {
        double radius = 12;
        VolumeGeometry g = Shapes.grid(52, 38, 22);
        Vector3 centre = g.toPatient(25.3, 18.2, 10.6);
        SurfaceMesh mesh = SurfaceMesh.of(Shapes.where(g, p -> p.distanceTo(centre) <= radius))
                .orElseThrow();

        // The volume errs by part of a voxel layer at random. The steps of a voxel surface make it larger, by about 9 %
        // on cubes and more on longer voxels.
        double sphere = 4 * Math.PI * radius * radius * radius / 3;
        assertThat(mesh.volume()).isCloseTo(sphere, within(0.01 * sphere));
        assertThat(mesh.area()).isBetween(4 * Math.PI * radius * radius, 1.2 * 4 * Math.PI * radius * radius);
        assertThat(mesh.sphericity()).isBetween(1 / 1.2, 1.0);
    }

    @Test
    void an_empty_mask_and_a_single_slice_have_no_surface() {
        assertThat(SurfaceMesh.of(new Mask(Shapes.grid(4, 5, 6)))).isEmpty();
        assertThat(SurfaceMesh.of(Shapes.box(Shapes.grid(4, 5, 1), 1, 1, 0, 2, 2, 1)))
                .isEmpty();
    }
}
