package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * A skull whose every number is known: the shell between two concentric ellipsoids, turned in the scanner, with a
 * round hole drilled straight through it and filled with soft tissue, scanned with box-shaped voxels and noise.
 *
 * <p>Lengths in mm, angles in degrees. The head is turned about its long axis (yaw), tipped to the side (roll) and
 * nodded (pitch), in this order, about its centre. The drill goes from the centre along {@code drill} (in the head's own
 * axes) and takes everything within {@code holeMm / 2} of that line, from {@code drillFromMm} below the outer surface
 * outwards: more than the thickness is a full-thickness hole.
 */
final class AnalyticSkull {
    static final double BONE_HU = 1000;
    static final double BRAIN_HU = 35;
    static final double SCALP_HU = 20;
    static final double MASS_HU = 60;
    static final double AIR_HU = -1000;
    private static final double SCALP_MM = 6;
    private static final double MASS_OUTSIDE_MM = 8;
    private static final double MASS_INSIDE_MM = 4;
    private static final int SUBSAMPLES = 5;

    final Vector3 centre;
    final double holeMm;
    private final double[] outer;
    private final double thicknessMm;
    private final double[] turn;
    private final Vector3 drill;
    private final double drillFromMm;

    private AnalyticSkull(
            Vector3 centre,
            double[] outer,
            double thicknessMm,
            double[] turn,
            Vector3 drill,
            double holeMm,
            double drillFromMm) {
        this.centre = centre;
        this.outer = outer;
        this.thicknessMm = thicknessMm;
        this.turn = turn;
        this.drill = drill;
        this.holeMm = holeMm;
        this.drillFromMm = drillFromMm;
    }

    static AnalyticSkull adult(double turnDeg, double holeMm) {
        return new AnalyticSkull(
                new Vector3(2.3, -7.1, 11.9),
                new double[] {71, 89, 79},
                7.5,
                turn(turnDeg, -0.8 * turnDeg, 0.5 * turnDeg),
                new Vector3(-0.75, 0.35, 0.56).normalized(),
                holeMm,
                20);
    }

    AnalyticSkull with(Vector3 direction, double depthMm) {
        return new AnalyticSkull(centre, outer, thicknessMm, turn, direction.normalized(), holeMm, depthMm);
    }

    /** The same skull drilled to another depth; 0 leaves it whole. */
    AnalyticSkull drilled(double depthMm) {
        return with(drill, depthMm);
    }

    /**
     * Half a layer of voxels over the outer opening of the hole, mm3: the area of the drill times half of what a voxel
     * projects on its direction.
     */
    double halfLayerMm3(VolumeGeometry g) {
        Vector3 d = toPatient(drill).minus(centre);
        double width = g.columnSpacing() * Math.abs(d.dot(g.rowDirection()))
                + g.rowSpacing() * Math.abs(d.dot(g.columnDirection()))
                + g.sliceSpacing().orElseThrow() * Math.abs(d.dot(g.normal()));
        return Math.PI * holeMm * holeMm / 4 * width / 2;
    }

    /** From the patient's axes to the head's own. */
    private double[] own(double x, double y, double z) {
        double a = x - centre.x();
        double b = y - centre.y();
        double c = z - centre.z();
        double[] m = turn;
        return new double[] {
            m[0] * a + m[3] * b + m[6] * c, m[1] * a + m[4] * b + m[7] * c, m[2] * a + m[5] * b + m[8] * c
        };
    }

    /** Row-major rotation from the head's axes to the patient's. */
    private static double[] turn(double yawDeg, double rollDeg, double pitchDeg) {
        double cy = Math.cos(Math.toRadians(yawDeg));
        double sy = Math.sin(Math.toRadians(yawDeg));
        double cr = Math.cos(Math.toRadians(rollDeg));
        double sr = Math.sin(Math.toRadians(rollDeg));
        double cp = Math.cos(Math.toRadians(pitchDeg));
        double sp = Math.sin(Math.toRadians(pitchDeg));
        double[] yaw = {cy, -sy, 0, sy, cy, 0, 0, 0, 1};
        double[] roll = {cr, 0, sr, 0, 1, 0, -sr, 0, cr};
        double[] pitch = {1, 0, 0, 0, cp, -sp, 0, sp, cp};
        return product(pitch, product(roll, yaw));
    }

    private static double[] product(double[] a, double[] b) {
        double[] c = new double[9];
        for (int r = 0; r < 3; r++) {
            for (int s = 0; s < 3; s++) {
                for (int t = 0; t < 3; t++) {
                    c[3 * r + s] += a[3 * r + t] * b[3 * t + s];
                }
            }
        }
        return c;
    }

    Vector3 toPatient(Vector3 own) {
        double[] m = turn;
        return centre.plus(new Vector3(
                m[0] * own.x() + m[1] * own.y() + m[2] * own.z(),
                m[3] * own.x() + m[4] * own.y() + m[5] * own.z(),
                m[6] * own.x() + m[7] * own.y() + m[8] * own.z()));
    }

    /** Normal of the true mid-sagittal plane, which goes through the centre. */
    Vector3 midNormal() {
        return toPatient(new Vector3(1, 0, 0)).minus(centre);
    }

    private static double level(double[] p, double[] semi, double grown) {
        double a = p[0] / (semi[0] + grown);
        double b = p[1] / (semi[1] + grown);
        double c = p[2] / (semi[2] + grown);
        return a * a + b * b + c * c;
    }

    private boolean inShell(double[] p) {
        return level(p, outer, 0) <= 1 && level(p, outer, -thicknessMm) > 1;
    }

    private boolean inDrill(double[] p, double aboveOuterMm) {
        double along = p[0] * drill.x() + p[1] * drill.y() + p[2] * drill.z();
        double square = p[0] * p[0] + p[1] * p[1] + p[2] * p[2] - along * along;
        return holeMm > 0
                && along > 0
                && square <= holeMm * holeMm / 4
                && level(p, outer, -drillFromMm) > 1
                && level(p, outer, aboveOuterMm) <= 1;
    }

    private double hu(double x, double y, double z) {
        double[] p = own(x, y, z);
        if (drillFromMm > 0 && inDrill(p, MASS_OUTSIDE_MM)) {
            return inShell(p) || level(p, outer, 0) > 1 ? MASS_HU : BRAIN_HU;
        }
        if (level(p, outer, SCALP_MM) > 1) {
            return AIR_HU;
        }
        if (level(p, outer, 0) > 1) {
            return SCALP_HU;
        }
        return level(p, outer, -thicknessMm) > 1 ? BONE_HU : BRAIN_HU;
    }

    /** The scanned head. Noise is Gaussian with a fixed seed. */
    Volume scan(double dx, double dy, double dz, double noiseHu) {
        return scan(axial(dx, dy, dz), noiseHu);
    }

    VolumeGeometry axial(double dx, double dy, double dz) {
        double reach = 110;
        int[] n = {(int) (2 * reach / dx), (int) (2 * reach / dy), (int) (2 * 104 / dz)};
        return VolumeGeometry.axial(
                n[0],
                n[1],
                n[2],
                centre.minus(new Vector3(n[0] / 2.0 * dx + 1.37, n[1] / 2.0 * dy - 0.61, n[2] / 2.0 * dz - 0.23)),
                dx,
                dy,
                dz);
    }

    Volume scan(VolumeGeometry g, double noiseHu) {
        short[][] slices = new short[g.slices()][];
        IntStream.range(0, g.slices()).parallel().forEach(k -> slices[k] = slice(g, k, noiseHu));
        double[] slopes = new double[g.slices()];
        double[] intercepts = new double[g.slices()];
        Arrays.fill(slopes, 1);
        return new Volume(
                g,
                new Voxels.Shorts(slices, true),
                slopes,
                intercepts,
                ValueUnit.HOUNSFIELD,
                new Calibration("made", "made"),
                List.of(),
                List.of());
    }

    private short[] slice(VolumeGeometry g, int k, double noiseHu) {
        short[] out = new short[g.columns() * g.rows()];
        SplittableRandom random = new SplittableRandom(1000L * k + 17);
        double dz = g.sliceExtent(k).orElseThrow();
        double half = 0.5 * (g.columnSpacing() + g.rowSpacing() + dz);
        for (int j = 0; j < g.rows(); j++) {
            for (int i = 0; i < g.columns(); i++) {
                Vector3 p = g.toPatient(i, j, k);
                double value = pure(p, half) ? hu(p.x(), p.y(), p.z()) : mixed(g, p, dz);
                if (noiseHu > 0) {
                    value += noiseHu * random.nextGaussian();
                }
                out[j * g.columns() + i] = (short) Math.round(value);
            }
        }
        return out;
    }

    /** Whether no surface comes within that distance of the point, told by ellipsoids that much larger and smaller. */
    private boolean pure(Vector3 p, double mm) {
        double[] q = own(p.x(), p.y(), p.z());
        if (between(q, -thicknessMm - mm, -thicknessMm + mm) || between(q, -mm, mm)) {
            return false;
        }
        double deep = Math.max(thicknessMm, drillFromMm) + mm;
        if (level(q, outer, -deep) < 1 || level(q, outer, MASS_OUTSIDE_MM + mm) > 1) {
            return true;
        }
        double along = q[0] * drill.x() + q[1] * drill.y() + q[2] * drill.z();
        double away = Math.sqrt(Math.max(0, q[0] * q[0] + q[1] * q[1] + q[2] * q[2] - along * along));
        return !between(q, SCALP_MM - mm, SCALP_MM + mm)
                && (holeMm == 0
                        || along < 0
                        || away > holeMm / 2 + mm
                        || away < holeMm / 2 - mm
                                && !between(q, -drillFromMm - mm, -drillFromMm + mm)
                                && !between(q, MASS_OUTSIDE_MM - mm, MASS_OUTSIDE_MM + mm));
    }

    private boolean between(double[] q, double low, double high) {
        return level(q, outer, low) >= 1 && level(q, outer, high) <= 1;
    }

    private double mixed(VolumeGeometry g, Vector3 p, double dz) {
        double sum = 0;
        for (int c = 0; c < SUBSAMPLES; c++) {
            double w = ((c + 0.5) / SUBSAMPLES - 0.5) * dz;
            for (int b = 0; b < SUBSAMPLES; b++) {
                double v = ((b + 0.5) / SUBSAMPLES - 0.5) * g.rowSpacing();
                for (int a = 0; a < SUBSAMPLES; a++) {
                    double u = ((a + 0.5) / SUBSAMPLES - 0.5) * g.columnSpacing();
                    sum += hu(
                            p.x()
                                    + u * g.rowDirection().x()
                                    + v * g.columnDirection().x()
                                    + w * g.normal().x(),
                            p.y()
                                    + u * g.rowDirection().y()
                                    + v * g.columnDirection().y()
                                    + w * g.normal().y(),
                            p.z()
                                    + u * g.rowDirection().z()
                                    + v * g.columnDirection().z()
                                    + w * g.normal().z());
                }
            }
        }
        return sum / (SUBSAMPLES * SUBSAMPLES * SUBSAMPLES);
    }

    /** What a reader outlines: the mass, from just inside the skull to outside it, by voxel centres. */
    Mask lesion(VolumeGeometry g) {
        return mask(g, q -> inDrill(q, MASS_OUTSIDE_MM) && level(q, outer, -thicknessMm - MASS_INSIDE_MM) > 1);
    }

    /** The shell as it was before it was drilled, by voxel centres. */
    Mask intactBone(VolumeGeometry g) {
        return mask(g, this::inShell);
    }

    private Mask mask(VolumeGeometry g, Predicate<double[]> inside) {
        Mask mask = new Mask(g);
        IntStream.range(0, g.slices()).parallel().forEach(k -> {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    Vector3 p = g.toPatient(i, j, k);
                    if (inside.test(own(p.x(), p.y(), p.z()))) {
                        mask.slice(k).set(j * g.columns() + i);
                    }
                }
            }
        });
        return mask;
    }

    /** Bone that the drill took, by lines along the drill on a fine polar grid: the shell on each has a closed form. */
    double destroyedMm3() {
        Vector3 u = drill.cross(new Vector3(0, 0, 1)).normalized();
        Vector3 v = drill.cross(u);
        int rings = 400;
        int spokes = 720;
        double step = holeMm / 2 / rings;
        double sum = 0;
        for (int r = 0; r < rings; r++) {
            double radius = (r + 0.5) * step;
            for (int s = 0; s < spokes; s++) {
                double angle = 2 * Math.PI * (s + 0.5) / spokes;
                Vector3 o = u.times(radius * Math.cos(angle)).plus(v.times(radius * Math.sin(angle)));
                double from = Math.max(0, exit(o, -Math.min(thicknessMm, drillFromMm)));
                sum += (exit(o, 0) - from) * radius * step * 2 * Math.PI / spokes;
            }
        }
        return sum;
    }

    /** Where the line o + t drill leaves the ellipsoid, t. */
    private double exit(Vector3 o, double grown) {
        double a = 0;
        double b = 0;
        double c = -1;
        double[] d = drill.toArray();
        double[] p = o.toArray();
        for (int n = 0; n < 3; n++) {
            double semi = outer[n] + grown;
            a += d[n] * d[n] / (semi * semi);
            b += d[n] * p[n] / (semi * semi);
            c += p[n] * p[n] / (semi * semi);
        }
        return (-b + Math.sqrt(b * b - a * c)) / a;
    }

    /**
     * The widest opening of the drilled hole on any slice of the grid: the section of a cylinder of diameter D by a plane
     * is widest along the plane's steepest line, but the bone beside the hole ends where the shell does, so points of the
     * rim on either table are intersected with the slice.
     */
    double gapOnSlices(VolumeGeometry g, boolean outerTable) {
        Vector3 u = drill.cross(new Vector3(0, 0, 1)).normalized();
        Vector3 v = drill.cross(u);
        int count = 7200;
        Vector3[] rim = new Vector3[count];
        for (int s = 0; s < count; s++) {
            double angle = 2 * Math.PI * s / count;
            Vector3 o = u.times(holeMm / 2 * Math.cos(angle)).plus(v.times(holeMm / 2 * Math.sin(angle)));
            rim[s] = toPatient(o.plus(drill.times(exit(o, outerTable ? 0 : -thicknessMm))));
        }
        double widest = 0;
        for (int k = 0; k < g.slices(); k++) {
            double position = g.slicePosition(k);
            Vector3 first = null;
            for (int s = 0; s < count; s++) {
                double a = rim[s].dot(g.normal()) - position;
                double b = rim[(s + 1) % count].dot(g.normal()) - position;
                if (a < 0 != b < 0) {
                    Vector3 edge = rim[s].towards(rim[(s + 1) % count], a / (a - b));
                    if (first == null) {
                        first = edge;
                    } else {
                        widest = Math.max(widest, edge.distanceTo(first));
                    }
                }
            }
        }
        return widest;
    }
}
