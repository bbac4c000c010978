package org.figtrace.geometry;

/**
 * A point or direction in patient coordinates: DICOM LPS, x to the patient's left, y to posterior, z to the head
 * (PS3.3 C.7.6.2.1.1). Points are in millimetres unless the {@link VolumeGeometry} they come from is in pixels.
 */
public record Vector3(double x, double y, double z) {
    public static final Vector3 ZERO = new Vector3(0, 0, 0);

    public Vector3 plus(Vector3 o) {
        return new Vector3(x + o.x, y + o.y, z + o.z);
    }

    public Vector3 minus(Vector3 o) {
        return new Vector3(x - o.x, y - o.y, z - o.z);
    }

    public Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    public double dot(Vector3 o) {
        return x * o.x + y * o.y + z * o.z;
    }

    /** Right-handed cross product: row direction x column direction is the slice normal. */
    public Vector3 cross(Vector3 o) {
        return new Vector3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    public double distanceTo(Vector3 o) {
        return minus(o).length();
    }

    /** The same direction with length one; throws IllegalArgumentException for a zero or non-finite vector. */
    public Vector3 normalized() {
        double length = length();
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a direction needs a finite length above zero, not " + this);
        }
        return times(1 / length);
    }

    /** The point at fraction t of the way from this point (t = 0) to the other (t = 1). */
    public Vector3 towards(Vector3 other, double t) {
        return plus(other.minus(this).times(t));
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }

    public double[] toArray() {
        return new double[] {x, y, z};
    }
}
