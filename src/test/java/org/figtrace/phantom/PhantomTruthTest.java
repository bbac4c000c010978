package org.figtrace.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The numbers of truth.csv against routes that share nothing with their formulae but the question "is this point inside":
 * random points, walks along rays, and points spread over the tables.
 */
class PhantomTruthTest {
    private static final HeadPhantom PHANTOM = new HeadPhantom();
    private static final Ellipsoid MASS = PHANTOM.massEllipsoid();
    private static final Map<String, Double> TRUTH = new HashMap<>();
    private static final int POINTS = 2_000_000;

    @BeforeAll
    static void read() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("test-images/truth.csv"));
        assertThat(lines.get(0)).isEqualTo("series,quantity,value,unit,how,error");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(cells).as(line).hasSize(6);
            TRUTH.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2]));
        }
    }

    @Test
    void random_points_find_the_volume_of_the_mass_and_of_the_bone_it_destroyed() {
        SplittableRandom random = new SplittableRandom(20260105);
        // A box of 70 mm round the mass, whose longest semi-axis is 34 mm.
        double box = 70 * 70 * 70;
        int inMass = 0;
        int inBone = 0;
        for (int n = 0; n < POINTS; n++) {
            double x = MASS.centre().x() + 70 * (random.nextDouble() - 0.5);
            double y = MASS.centre().y() + 70 * (random.nextDouble() - 0.5);
            double z = MASS.centre().z() + 70 * (random.nextDouble() - 0.5);
            if (PHANTOM.tissueAt(x, y, z) == Tissue.MASS) {
                inMass++;
                if (fromHead(x, y, z, 72, 88, 78) <= 1 && fromHead(x, y, z, 64.5, 80.5, 70.5) > 1) {
                    inBone++;
                }
            }
        }
        for (String series : new String[] {"ct", "mr"}) {
            // Four standard deviations of a binomial count.
            assertThat(box * inMass / POINTS)
                    .isCloseTo(TRUTH.get(series + " mass_volume"), within(4 * deviation(box, inMass)));
            assertThat(box * inBone / POINTS)
                    .isCloseTo(TRUTH.get(series + " destroyed_bone_volume"), within(4 * deviation(box, inBone)));
        }
    }

    private static double deviation(double box, int hits) {
        double share = (double) hits / POINTS;
        return box * Math.sqrt(share * (1 - share) / POINTS);
    }

    private static double fromHead(double x, double y, double z, double a, double b, double c) {
        double u = (x - 3) / a;
        double v = (y + 12) / b;
        double w = (z - 25) / c;
        return u * u + v * v + w * w;
    }

    @Test
    void walking_the_slices_finds_the_longest_diameter_and_the_perpendicular_one() {
        for (Acquisition a : Acquisition.all()) {
            Vector3 n = a.geometry().normal();
            Vector3 row = a.geometry().rowDirection();
            Vector3 column = a.geometry().columnDirection();
            double longest = 0;
            double across = 0;
            // By symmetry the longest chord of the plane through the centre passes through the centre.
            for (double degrees = 0; degrees < 180; degrees += 0.1) {
                double angle = Math.toRadians(degrees);
                Vector3 d = row.times(Math.cos(angle)).plus(column.times(Math.sin(angle)));
                double chord = 2 * reachFrom(MASS.centre(), d);
                if (chord > longest) {
                    longest = chord;
                    across = 2 * reachFrom(MASS.centre(), n.cross(d));
                }
            }
            // 0.05 degrees off the axis shortens a chord by less than 1e-4 mm and moves its perpendicular by as little.
            assertThat(longest).isCloseTo(TRUTH.get(a.name() + " mass_longest_axial_diameter"), within(1e-3));
            assertThat(across).isCloseTo(TRUTH.get(a.name() + " mass_short_axis"), within(1e-3));
            assertThat(TRUTH.get(a.name() + " mass_longest_axial_diameter_on_slices"))
                    .isBetween(longest * 0.99, longest + 1e-3);
        }
    }

    /** How far the mass goes from a point inside it in a direction, by halving. */
    private static double reachFrom(Vector3 start, Vector3 direction) {
        double inside = 0;
        double outside = 100;
        while (outside - inside > 1e-7) {
            double middle = (inside + outside) / 2;
            if (MASS.contains(start.plus(direction.times(middle)))) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    @Test
    void points_spread_over_the_tables_find_the_gaps_of_the_hole() {
        assertGaps("outer", 72, 88, 78);
        assertGaps("inner", 64.5, 80.5, 70.5);
    }

    private static void assertGaps(String table, double a, double b, double c) {
        List<Vector3> hole = new ArrayList<>();
        double step = Math.toRadians(0.5);
        for (double polar = step / 2; polar < Math.PI; polar += step) {
            for (double azimuth = 0; azimuth < 2 * Math.PI; azimuth += step) {
                Vector3 p = new Vector3(
                        3 + a * Math.sin(polar) * Math.cos(azimuth),
                        -12 + b * Math.sin(polar) * Math.sin(azimuth),
                        25 + c * Math.cos(polar));
                if (MASS.contains(p)) {
                    hole.add(p);
                }
            }
        }
        // Neighbours are up to 0.77 mm apart (0.5 degrees on 88 mm), so each end may fall short by that.
        assertThat(largest(hole, new Vector3(0, 0, 1), 1e9))
                .isBetween(
                        TRUTH.get("ct hole_gap_" + table + "_table_3d") - 1.6,
                        TRUTH.get("ct hole_gap_" + table + "_table_3d") + 1e-3);
        for (Acquisition acquisition : Acquisition.all()) {
            double truth = TRUTH.get(acquisition.name() + " hole_gap_" + table + "_table_in_plane");
            assertThat(largest(hole, acquisition.geometry().normal(), 0.4)).isBetween(truth - 1.6, truth + 0.8);
        }
    }

    /** The largest distance between two points that lie within a slab of this thickness. */
    private static double largest(List<Vector3> points, Vector3 normal, double slab) {
        double largest = 0;
        for (Vector3 p : points) {
            for (Vector3 q : points) {
                if (Math.abs(q.minus(p).dot(normal)) < slab) {
                    largest = Math.max(largest, p.distanceTo(q));
                }
            }
        }
        return largest;
    }

    @Test
    void the_mass_lies_on_the_right_behind_and_above_the_middle_of_the_head() {
        assertThat(TRUTH.get("ct mass_centre_x")).isLessThan(HeadPhantom.HEAD_CENTRE.x() - 40);
        assertThat(TRUTH.get("ct mass_centre_y")).isGreaterThan(HeadPhantom.HEAD_CENTRE.y() + 40);
        assertThat(TRUTH.get("ct mass_centre_z")).isGreaterThan(HeadPhantom.HEAD_CENTRE.z() + 10);
    }
}
