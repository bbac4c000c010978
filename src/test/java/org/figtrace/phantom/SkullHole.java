package org.figtrace.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;

/** The hole that the mass leaves in the skull: its rim on either table, its gaps, and the bone that is gone. */
final class SkullHole {
    private static final int RIM_POINTS = 7200;
    private static final double WIDEST_RAD = Math.PI / 2;

    private final Ellipsoid mass;
    private final Ellipsoid outerTable;
    private final Ellipsoid innerTable;

    SkullHole(HeadPhantom phantom) {
        this.mass = phantom.massEllipsoid();
        this.outerTable = phantom.outerTable();
        this.innerTable = phantom.innerTable();
    }

    /**
     * The closed curve along which a table meets the mass. Seen from the centre of the head the hole is star-shaped
     * about the direction of the mass, so for each azimuth there is one angle at which the table leaves it.
     */
    List<Vector3> rim(Ellipsoid table) {
        Vector3 axis = mass.centre().minus(table.centre()).normalized();
        Vector3 u = axis.cross(new Vector3(0, 0, 1)).normalized();
        Vector3 v = axis.cross(u);
        List<Vector3> rim = new ArrayList<>();
        for (int n = 0; n < RIM_POINTS; n++) {
            double azimuth = 2 * Math.PI * n / RIM_POINTS;
            Vector3 aside = u.times(StrictMath.cos(azimuth)).plus(v.times(StrictMath.sin(azimuth)));
            double inside = 0;
            double outside = WIDEST_RAD;
            for (int halving = 0; halving < 50; halving++) {
                double angle = (inside + outside) / 2;
                Vector3 direction = axis.times(StrictMath.cos(angle)).plus(aside.times(StrictMath.sin(angle)));
                if (mass.contains(table.centre().plus(direction.times(table.radius(direction))))) {
                    inside = angle;
                } else {
                    outside = angle;
                }
            }
            Vector3 direction = axis.times(StrictMath.cos(inside)).plus(aside.times(StrictMath.sin(inside)));
            rim.add(table.centre().plus(direction.times(table.radius(direction))));
        }
        return rim;
    }

    /** The two most distant points of the rim, straight through space, mm. */
    static double largestGap(List<Vector3> rim) {
        double largest = 0;
        for (int a = 0; a < rim.size(); a++) {
            for (int b = a + 1; b < rim.size(); b++) {
                largest = Math.max(
                        largest, rim.get(a).minus(rim.get(b)).dot(rim.get(a).minus(rim.get(b))));
            }
        }
        return Math.sqrt(largest);
    }

    /** The straight gap between the two bone edges in the plane n . p = position, 0 where the plane misses the rim. */
    static double gapInPlane(List<Vector3> rim, Vector3 normal, double position) {
        return edgesInPlane(rim, normal, position).map(Segment::length).orElse(0.0);
    }

    /** The two bone edges in that plane which are farthest apart; empty where the plane misses the rim. */
    static Optional<Segment> edgesInPlane(List<Vector3> rim, Vector3 normal, double position) {
        List<Vector3> edges = new ArrayList<>();
        for (int n = 0; n < rim.size(); n++) {
            Vector3 from = rim.get(n);
            Vector3 to = rim.get((n + 1) % rim.size());
            double below = from.dot(normal) - position;
            double above = to.dot(normal) - position;
            if (below < 0 != above < 0) {
                edges.add(from.towards(to, below / (below - above)));
            }
        }
        return edges.stream()
                .flatMap(a -> edges.stream().map(b -> new Segment(a, b)))
                .max(Comparator.comparingDouble(Segment::length));
    }

    /** The largest gap over all parallel planes, sought in steps of 0.02 mm. */
    static double largestGapInAnyPlane(List<Vector3> rim, Vector3 normal) {
        double first = rim.stream().mapToDouble(p -> p.dot(normal)).min().orElseThrow();
        double last = rim.stream().mapToDouble(p -> p.dot(normal)).max().orElseThrow();
        double largest = 0;
        for (double position = first; position < last; position += 0.02) {
            largest = Math.max(largest, gapInPlane(rim, normal, position));
        }
        return largest;
    }

    /**
     * Bone inside the mass, mm3: the length of the shell inside the mass along a line is known in closed form, and the
     * lines, parallel to the short axis of the mass, stand on a square grid of the given step (midpoint rule).
     */
    double destroyedBoneMm3(double stepMm) {
        Vector3 direction = mass.axes().get(2);
        int across = (int) Math.ceil(mass.semi()[0] / stepMm);
        int along = (int) Math.ceil(mass.semi()[1] / stepMm);
        double sum = 0;
        for (int a = -across; a < across; a++) {
            for (int b = -along; b < along; b++) {
                Vector3 origin = mass.centre()
                        .plus(mass.axes().get(0).times((a + 0.5) * stepMm))
                        .plus(mass.axes().get(1).times((b + 0.5) * stepMm));
                double[] inMass = mass.chord(origin, direction);
                sum += common(inMass, outerTable.chord(origin, direction))
                        - common(inMass, innerTable.chord(origin, direction));
            }
        }
        return sum * stepMm * stepMm;
    }

    private static double common(double[] a, double[] b) {
        return a.length == 0 || b.length == 0 ? 0 : Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
    }
}
