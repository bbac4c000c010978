package org.figtrace.measure.bone;

import java.util.Optional;
import org.figtrace.geometry.Vector3;

/** The sphere that fits bone best, in patient mm. */
record Sphere(Vector3 centre, double radius) {
    private static final int ROUNDS = 4;

    /** Bone farther than this from the sphere of the round before is left out, mm. */
    private static final double OUTLIER_MM = 10;

    private static final int LEAST_VOXELS = 50;

    /** Algebraic least squares, |x|^2 = 2 c.x + e, over the voxels that are bone, repeated without outliers. */
    static Optional<Sphere> fit(BoneContent bone) {
        Sphere sphere = null;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] m = new double[4][5];
            long count = accumulate(bone, sphere, m);
            if (count < LEAST_VOXELS || !LinearSystem.solve(m)) {
                return Optional.empty();
            }
            Vector3 shift = origin(bone);
            Vector3 c = new Vector3(m[0][4] / 2, m[1][4] / 2, m[2][4] / 2);
            double square = m[3][4] + c.dot(c);
            if (!(square > 0)) {
                return Optional.empty();
            }
            sphere = new Sphere(c.plus(shift), Math.sqrt(square));
        }
        return Optional.of(sphere);
    }

    /** Near the bone, so that squares stay small. */
    private static Vector3 origin(BoneContent bone) {
        VoxelBox b = bone.box();
        return bone.grid().geometry.toPatient((b.i0() + b.i1()) / 2.0, (b.j0() + b.j1()) / 2.0, (b.k0() + b.k1()) / 2);
    }

    private static long accumulate(BoneContent bone, Sphere before, double[][] m) {
        VoxelBox box = bone.box();
        Vector3 o = origin(bone);
        double[] x = new double[3];
        double[] row = new double[5];
        long count = 0;
        for (int k = 0; k < box.slices(); k++) {
            // Thick slices weigh what they stand for.
            double weight = bone.grid().geometry.sliceExtent(box.k0() + k).orElseThrow();
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (!bone.mask().get(i, j, k)) {
                        continue;
                    }
                    bone.grid().patient(box.i0() + i, box.j0() + j, box.k0() + k, x);
                    if (before != null
                            && Math.abs(new Vector3(x[0], x[1], x[2]).distanceTo(before.centre) - before.radius)
                                    > OUTLIER_MM) {
                        continue;
                    }
                    row[0] = x[0] - o.x();
                    row[1] = x[1] - o.y();
                    row[2] = x[2] - o.z();
                    row[3] = 1;
                    row[4] = row[0] * row[0] + row[1] * row[1] + row[2] * row[2];
                    for (int r = 0; r < 4; r++) {
                        for (int c = 0; c < 5; c++) {
                            m[r][c] += weight * row[r] * row[c];
                        }
                    }
                    count++;
                }
            }
        }
        return count;
    }
}
