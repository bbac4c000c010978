package org.figtrace.geometry;

/** A straight line between two points, as a diameter is drawn. Unit: that of its points. */
public record Segment(Vector3 from, Vector3 to) {
    public double length() {
        return from.distanceTo(to);
    }

    public Vector3 midpoint() {
        return from.towards(to, 0.5);
    }
}
