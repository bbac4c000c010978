package org.figtrace.phantom;

import java.util.List;
import org.figtrace.geometry.Vector3;

/**
 * A solid ellipsoid in patient millimetres: |sum((p - centre) . axis_i / semi_i)^2| <= 1. Only sums, products,
 * quotients and square roots are used, which IEEE 754 rounds the same way on every machine.
 *
 * @param axes three perpendicular unit vectors
 * @param semi the semi-axis along each of them, mm
 */
record Ellipsoid(Vector3 centre, List<Vector3> axes, double[] semi) {
    private static final List<Vector3> PATIENT_AXES =
            List.of(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));

    /**
     * The ellipse that a plane cuts out.
     *
     * @param major unit vector of the long axis, in the plane
     * @param minor unit vector of the short axis, in the plane
     * @param semiMajor half of the longest diameter, mm
     * @param semiMinor half of the longest chord perpendicular to it, mm
     */
    record Section(Vector3 centre, Vector3 major, Vector3 minor, double semiMajor, double semiMinor) {}

    Ellipsoid {
        axes = List.copyOf(axes);
        semi = semi.clone();
    }

    static Ellipsoid upright(Vector3 centre, double x, double y, double z) {
        return new Ellipsoid(centre, PATIENT_AXES, new double[] {x, y, z});
    }

    /** The same shape with every semi-axis longer by so many millimetres. */
    Ellipsoid grownBy(double mm) {
        return new Ellipsoid(centre, axes, new double[] {semi[0] + mm, semi[1] + mm, semi[2] + mm});
    }

    boolean contains(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            Vector3 a = axes.get(i);
            double along = (dx * a.x() + dy * a.y() + dz * a.z()) / semi[i];
            sum += along * along;
        }
        return sum <= 1;
    }

    boolean contains(Vector3 p) {
        return contains(p.x(), p.y(), p.z());
    }

    double volume() {
        return 4.0 / 3 * Math.PI * semi[0] * semi[1] * semi[2];
    }

    /** How far the ellipsoid reaches from its centre along a unit direction. */
    double reach(Vector3 direction) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double along = semi[i] * direction.dot(axes.get(i));
            sum += along * along;
        }
        return Math.sqrt(sum);
    }

    /** Distance from the centre to the surface along a unit direction. */
    double radius(Vector3 direction) {
        return 1 / Math.sqrt(form(direction, direction));
    }

    /**
     * The section by the plane at signed distance t from the centre along the unit normal, |t| below
     * {@link #reach(Vector3)}. Parallel sections are similar and shrink by sqrt(1 - (t / reach)^2), so the plane
     * through the centre holds the longest diameter of all of them.
     */
    Section section(Vector3 normal, double t) {
        Vector3 other = Math.abs(normal.x()) < 0.5 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
        Vector3 u = normal.cross(other).normalized();
        Vector3 v = normal.cross(u);
        double p = form(u, u);
        double q = form(u, v);
        double r = form(v, v);
        double root = Math.sqrt((p - r) / 2 * ((p - r) / 2) + q * q);
        double least = (p + r) / 2 - root;
        double most = (p + r) / 2 + root;
        // Of the two forms of the eigenvector the longer one is free of cancellation.
        Vector3 major = p < r
                ? u.times(least - r).plus(v.times(q)).normalized()
                : u.times(q).plus(v.times(least - p)).normalized();
        double reach = reach(normal);
        double shrink = Math.sqrt(1 - t * t / (reach * reach));
        Vector3 shift = Vector3.ZERO;
        for (int i = 0; i < 3; i++) {
            Vector3 a = axes.get(i);
            shift = shift.plus(a.times(semi[i] * semi[i] * normal.dot(a)));
        }
        return new Section(
                centre.plus(shift.times(t / (reach * reach))),
                major,
                normal.cross(major),
                shrink / Math.sqrt(least),
                shrink / Math.sqrt(most));
    }

    /** Where the line origin + s * direction is inside: {from, to} in s, or an empty array. */
    double[] chord(Vector3 origin, Vector3 direction) {
        Vector3 o = origin.minus(centre);
        double a = form(direction, direction);
        double b = form(o, direction);
        double c = form(o, o) - 1;
        double d = b * b - a * c;
        if (d <= 0) {
            return new double[0];
        }
        double root = Math.sqrt(d);
        return new double[] {(-b - root) / a, (-b + root) / a};
    }

    private double form(Vector3 p, Vector3 q) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += p.dot(axes.get(i)) * q.dot(axes.get(i)) / (semi[i] * semi[i]);
        }
        return sum;
    }
}
