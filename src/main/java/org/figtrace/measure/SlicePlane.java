package org.figtrace.measure;

import java.util.Locale;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/** The anatomical plane of slices, in words. */
public final class SlicePlane {
    /** Below this angle, in degrees, direction cosines that were written with few digits look turned. */
    private static final double STRAIGHT_DEG = 0.1;

    private SlicePlane() {}

    /** "axial", "coronal, turned by 7.7 degrees", or "unknown" for an image without calibration. */
    public static String of(VolumeGeometry geometry) {
        if (!geometry.isCalibrated()) {
            return "unknown";
        }
        Vector3 n = geometry.normal();
        double x = Math.abs(n.x());
        double y = Math.abs(n.y());
        double z = Math.abs(n.z());
        String name = z >= x && z >= y ? "axial" : y >= x ? "coronal" : "sagittal";
        double along = Math.max(x, Math.max(y, z));
        double angle = Math.toDegrees(Math.atan2(Math.sqrt(Math.max(0, x * x + y * y + z * z - along * along)), along));
        return angle < STRAIGHT_DEG ? name : String.format(Locale.ROOT, "%s, turned by %.1f degrees", name, angle);
    }
}
