package org.figtrace.exchange;

import org.figtrace.geometry.Vector3;

/** A rotation as NIfTI-1 stores it: unit quaternion a + bi + cj + dk with a not below zero (nifti1.h, method 2). */
record Quaternion(double a, double b, double c, double d) {
    static Quaternion of(double a, double b, double c, double d) {
        double length = Math.sqrt(a * a + b * b + c * c + d * d);
        double sign = a < 0 ? -1 / length : 1 / length;
        return new Quaternion(a * sign, b * sign, c * sign, d * sign);
    }

    /**
     * The rotation that turns the coordinate axes into these orthonormal right-handed ones. Where they are not quite
     * perpendicular the third is used only through its largest part.
     */
    static Quaternion of(Vector3 x, Vector3 y, Vector3 z) {
        // Each of 4a^2, 4b^2, 4c^2, 4d^2 from the diagonal; the largest is divided by, so that no precision is lost
        // (Shepperd 1978, doi 10.2514/3.55767b).
        double aa = 1 + x.x() + y.y() + z.z();
        double bb = 1 + x.x() - y.y() - z.z();
        double cc = 1 - x.x() + y.y() - z.z();
        double dd = 1 - x.x() - y.y() + z.z();
        double largest = Math.max(Math.max(aa, bb), Math.max(cc, dd));
        if (largest == aa) {
            return of(aa, y.z() - z.y(), z.x() - x.z(), x.y() - y.x());
        }
        if (largest == bb) {
            return of(y.z() - z.y(), bb, x.y() + y.x(), x.z() + z.x());
        }
        return largest == cc
                ? of(z.x() - x.z(), x.y() + y.x(), cc, y.z() + z.y())
                : of(x.y() - y.x(), x.z() + z.x(), y.z() + z.y(), dd);
    }

    /** The images of the three coordinate axes. */
    Vector3[] axes() {
        return new Vector3[] {
            new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
            new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
            new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - c * c - b * b)
        };
    }
}
