package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * The outer and the inner table near a lesion as distances from a centre, on a square grid of directions (azimuthal
 * equidistant about the middle of the lesion). The centre is that of the sphere that fits the bone best, so directions
 * are close to the normals of the tables wherever on the vault the lesion is.
 */
final class SkullShell {
    private static final double STEP_MM = 1;
    private static final double LEAST_RADIUS_MM = 30;
    private static final double MOST_RADIUS_MM = 250;

    /** Bone farther than this from the sphere is no part of the shell. */
    private static final double REACH_MM = 20;

    private static final double SAMPLE_MM = 0.25;
    private static final double WIDEST_RAD = Math.toRadians(80);
    private static final double CELL_MM = 5;

    /** Smoothing of a thin plate per squared width of a voxel; with voxels of 1 mm it acts over 3 mm. */
    private static final double STIFFNESS = 60;

    final Vector3 centre;
    final double radius;
    final double stepRad;
    final int half;
    private final Vector3 axis;
    private final Vector3 u;
    private final Vector3 v;
    private final double[] outer;
    private final double[] inner;

    private SkullShell(Sphere sphere, Vector3 towards, double widestRad) {
        centre = sphere.centre();
        radius = sphere.radius();
        axis = towards.minus(centre).normalized();
        u = axis.cross(Math.abs(axis.z()) < 0.8 ? new Vector3(0, 0, 1) : new Vector3(0, 1, 0))
                .normalized();
        v = axis.cross(u);
        stepRad = STEP_MM / radius;
        half = (int) Math.ceil(Math.min(WIDEST_RAD, widestRad) / stepRad);
        outer = new double[size() * size()];
        inner = new double[size() * size()];
        Arrays.fill(outer, Double.NaN);
        Arrays.fill(inner, Double.NaN);
    }

    int size() {
        return 2 * half + 1;
    }

    /**
     * The shell of a whole reference.
     *
     * @return empty where the bone near the lesion is no shell
     */
    static Optional<SkullShell> ofReference(BoneContent reference, Mask lesion, Progress progress) {
        return framed(reference, lesion).map(shell -> {
            shell.trace(reference, null, progress);
            return shell;
        });
    }

    /**
     * The shell of the bone around the lesion, closed over the lesion and over whatever is open beside it by thin plates
     * (Duchon 1977, doi 10.1007/BFb0086566): the smoothest tables that continue the bone around, exact for tables whose
     * distance is a quadratic function of direction.
     *
     * @param free how far from the lesion bone is trusted to be intact, mm
     * @return empty where there is too little bone around the lesion
     */
    static Optional<SkullShell> closed(BoneContent bone, Mask lesion, double free, Progress progress) {
        Optional<SkullShell> framed = framed(bone, lesion);
        if (framed.isEmpty()) {
            return framed;
        }
        SkullShell shell = framed.get();
        BitBlock kept = BoneLoss.block(lesion, bone.box()).dilated(bone.grid().geometry, free, 1);
        shell.trace(bone, kept, progress);
        return shell.close(bone.grid()) ? framed : Optional.empty();
    }

    private static Optional<SkullShell> framed(BoneContent bone, Mask lesion) {
        Optional<Sphere> sphere = Sphere.fit(bone);
        if (sphere.isEmpty()
                || sphere.get().radius() < LEAST_RADIUS_MM
                || sphere.get().radius() > MOST_RADIUS_MM) {
            return Optional.empty();
        }
        PatientGrid grid = bone.grid();
        VoxelBox box = bone.box();
        Sphere s = sphere.get();
        BitBlock bits = BoneLoss.block(lesion, box);
        double[] p = new double[3];
        Vector3 sum = Vector3.ZERO;
        for (int pass = 0; pass < 2; pass++) {
            double least = 1;
            Vector3 towards = sum.length() > 0 ? sum.normalized() : null;
            for (int k = 0; k < box.slices(); k++) {
                for (int j = 0; j < box.rows(); j++) {
                    for (int i = 0; i < box.columns(); i++) {
                        if (!bits.get(i, j, k)) {
                            continue;
                        }
                        grid.patient(box.i0() + i, box.j0() + j, box.k0() + k, p);
                        double x = p[0] - s.centre().x();
                        double y = p[1] - s.centre().y();
                        double z = p[2] - s.centre().z();
                        double r = Math.sqrt(x * x + y * y + z * z);
                        if (Math.abs(r - s.radius()) > REACH_MM / 2) {
                            continue;
                        }
                        if (towards == null) {
                            sum = sum.plus(new Vector3(x / r, y / r, z / r));
                        } else {
                            least = Math.min(least, (x * towards.x() + y * towards.y() + z * towards.z()) / r);
                        }
                    }
                }
            }
            if (sum.length() == 0) {
                return Optional.empty();
            }
            if (towards != null) {
                return Optional.of(new SkullShell(
                        s,
                        s.centre().plus(towards),
                        Math.acos(Math.max(-1, least)) + BoneMeasurement.RING_MM / s.radius()));
            }
        }
        throw new IllegalStateException("two passes end in a frame");
    }

    /** The direction of a node of the grid, counted from its corner. */
    Vector3 direction(double p, double q) {
        double a = (p - half) * stepRad;
        double b = (q - half) * stepRad;
        double angle = Math.sqrt(a * a + b * b);
        double s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
        return axis.times(Math.cos(angle)).plus(u.times(s * a)).plus(v.times(s * b));
    }

    /** Solid angle of a cell of the grid, sr. */
    double solidAngle(int p, int q) {
        double angle = Math.hypot(p - half, q - half) * stepRad;
        return stepRad * stepRad * (angle < 1e-9 ? 1 : Math.sin(angle) / angle);
    }

    private void trace(BoneContent bone, BitBlock lesion, Progress progress) {
        IntStream.range(0, size()).parallel().forEach(q -> {
            progress.checkCancelled();
            for (int p = 0; p < size(); p++) {
                traceRay(bone, lesion, p, q);
            }
        });
    }

    /** The longest run of bone on a ray is the shell; its ends are where half a voxel is bone. */
    private void traceRay(BoneContent bone, BitBlock lesion, int p, int q) {
        Vector3 d = direction(p, q);
        VoxelBox box = bone.box();
        double[] ijk = new double[3];
        double best = 0;
        double start = Double.NaN;
        double before = 1;
        for (double r = radius + REACH_MM; r >= Math.max(1, radius - REACH_MM); r -= SAMPLE_MM) {
            bone.grid().index(centre.x() + r * d.x(), centre.y() + r * d.y(), centre.z() + r * d.z(), ijk);
            if (lesion != null
                    && lesion.get(
                            (int) Math.round(ijk[0]) - box.i0(),
                            (int) Math.round(ijk[1]) - box.j0(),
                            (int) Math.round(ijk[2]) - box.k0())) {
                outer[q * size() + p] = Double.NaN;
                inner[q * size() + p] = Double.NaN;
                return;
            }
            if (!isWithin(box, ijk)) {
                // Bone that the box cuts has no surface there.
                start = Double.NaN;
                before = 1;
                continue;
            }
            double share = bone.sample(ijk);
            if (Double.isNaN(share)) {
                share = 0;
            }
            if (share >= 0.5 && before < 0.5) {
                start = r + SAMPLE_MM * (share - 0.5) / (share - before);
            } else if (share < 0.5 && before >= 0.5) {
                double end = r + SAMPLE_MM * (0.5 - share) / (before - share);
                if (start - end > best) {
                    best = start - end;
                    outer[q * size() + p] = start;
                    inner[q * size() + p] = end;
                }
            }
            before = share;
        }
    }

    private static boolean isWithin(VoxelBox box, double[] ijk) {
        return ijk[0] >= box.i0()
                && ijk[1] >= box.j0()
                && ijk[2] >= box.k0()
                && ijk[0] <= box.i1() - 1
                && ijk[1] <= box.j1() - 1
                && ijk[2] <= box.k1() - 1;
    }

    /** Replaces both tables by thin plates through medians over cells of the traced rays. */
    private boolean close(PatientGrid grid) {
        int cell = (int) Math.max(1, Math.round(CELL_MM / STEP_MM));
        ThinPlate.Nodes out = new ThinPlate.Nodes();
        ThinPlate.Nodes in = new ThinPlate.Nodes();
        double[] o = new double[cell * cell];
        double[] i = new double[cell * cell];
        for (int q = 0; q < size(); q += cell) {
            for (int p = 0; p < size(); p += cell) {
                int count = 0;
                double sumP = 0;
                double sumQ = 0;
                for (int b = q; b < Math.min(size(), q + cell); b++) {
                    for (int a = p; a < Math.min(size(), p + cell); a++) {
                        if (!Double.isNaN(outer[b * size() + a])) {
                            o[count] = outer[b * size() + a];
                            i[count++] = inner[b * size() + a];
                            sumP += a;
                            sumQ += b;
                        }
                    }
                }
                if (count >= cell * cell / 3) {
                    Arrays.sort(o, 0, count);
                    Arrays.sort(i, 0, count);
                    double stiffness = stiffness(grid, direction(sumP / count, sumQ / count), median(o, count));
                    out.add(sumP / count, sumQ / count, median(o, count), stiffness);
                    in.add(sumP / count, sumQ / count, median(i, count), stiffness);
                }
            }
        }
        Optional<ThinPlate> plateOut = ThinPlate.near(out);
        Optional<ThinPlate> plateIn = ThinPlate.near(in);
        if (plateOut.isEmpty() || plateIn.isEmpty()) {
            return false;
        }
        IntStream.range(0, size()).parallel().forEach(q -> {
            for (int p = 0; p < size(); p++) {
                outer[q * size() + p] = plateOut.get().at(p, q);
                inner[q * size() + p] = plateIn.get().at(p, q);
            }
        });
        return true;
    }

    /** A table is known the less exactly the wider the voxels are across it. */
    private double stiffness(PatientGrid grid, Vector3 d, double r) {
        Vector3 x = centre.plus(d.times(r));
        double[] ijk = new double[3];
        grid.index(x.x(), x.y(), x.z(), ijk);
        int k = Math.max(0, Math.min(grid.slices - 1, (int) Math.round(ijk[2])));
        double width = grid.widthAlong(d.x(), d.y(), d.z(), k);
        return STIFFNESS * width * width;
    }

    private static double median(double[] sorted, int count) {
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    /** Distance of the tables at a node; NaN where there is no shell. */
    double outer(int p, int q) {
        return outer[q * size() + p];
    }

    double inner(int p, int q) {
        return inner[q * size() + p];
    }

    /**
     * Where a point lies: {distance from the centre, outer table, inner table in its direction}.
     *
     * @return false outside the grid of directions or where there is no shell
     */
    boolean locate(double x, double y, double z, double[] into) {
        double a = x - centre.x();
        double b = y - centre.y();
        double c = z - centre.z();
        double r = Math.sqrt(a * a + b * b + c * c);
        double along = a * axis.x() + b * axis.y() + c * axis.z();
        double onU = a * u.x() + b * u.y() + c * u.z();
        double onV = a * v.x() + b * v.y() + c * v.z();
        double aside = Math.sqrt(onU * onU + onV * onV);
        double scale = aside < 1e-9 ? 0 : Math.atan2(aside, along) / (aside * stepRad);
        double p = half + onU * scale;
        double q = half + onV * scale;
        int p0 = (int) Math.floor(p);
        int q0 = (int) Math.floor(q);
        if (r < 1 || p0 < 0 || q0 < 0 || p0 >= size() - 1 || q0 >= size() - 1) {
            return false;
        }
        into[0] = r;
        into[1] = bilinear(outer, p0, q0, p - p0, q - q0);
        into[2] = bilinear(inner, p0, q0, p - p0, q - q0);
        return !Double.isNaN(into[1] + into[2]);
    }

    private double bilinear(double[] map, int p, int q, double s, double t) {
        int n = q * size() + p;
        return (1 - t) * ((1 - s) * map[n] + s * map[n + 1])
                + t * ((1 - s) * map[n + size()] + s * map[n + size() + 1]);
    }

    /** The bone of the shell, as shares of the voxels of a box. */
    BoneContent content(PatientGrid grid, VoxelBox box, Progress progress) {
        float[] share = new float[box.voxels()];
        IntStream.range(box.k0(), box.k1()).parallel().forEach(k -> {
            progress.checkCancelled();
            double[] x = new double[3];
            double[] at = new double[3];
            for (int j = box.j0(); j < box.j1(); j++) {
                for (int i = box.i0(); i < box.i1(); i++) {
                    grid.patient(i, j, k, x);
                    if (locate(x[0], x[1], x[2], at)) {
                        double r = at[0];
                        double width = grid.widthAlong(
                                (x[0] - centre.x()) / r, (x[1] - centre.y()) / r, (x[2] - centre.z()) / r, k);
                        share[box.offset(i, j, k)] =
                                (float) (covered((at[1] - r) / width) - covered((at[2] - r) / width));
                    }
                }
            }
        });
        return BoneContent.known(grid, box, share);
    }

    private static double covered(double depth) {
        return Math.max(0, Math.min(1, depth + 0.5));
    }
}
