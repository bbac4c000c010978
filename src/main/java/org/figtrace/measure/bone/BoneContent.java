package org.figtrace.measure.bone;

import java.util.stream.IntStream;
import org.figtrace.volume.Progress;

/**
 * How much of each voxel of a box is bone, 0 to 1.
 *
 * <ol>
 *   <li>Voxels at or above the threshold are bone; one with fewer than {@link #LEAST_NEIGHBOURS} of its 26 neighbours
 *       above it is noise. The mask is closed with a ball, so that pores of the diploe are bone.
 *   <li>Voxels that have a neighbour on the other side (26-neighbourhood) are the edge. A plane through box-shaped voxels
 *       reaches no voxel beyond these.
 *   <li>Inside the edge a voxel counts 1, outside 0. An edge voxel of value v counts (v - s) / (b - s), the share of bone
 *       in a mixture, with b the densest bone next to it, less what noise adds to a maximum, and s the
 *       densest soft tissue, fluid or air beyond the edge next to it in the same way. The densest, because the tables that
 *       form the surface are denser than the diploe behind them, and the scalp on it denser than the air behind.
 *       Where the voxels beyond the edge hold air, s is that of {@link ThinScalp}.
 * </ol>
 *
 * A count of voxels above 300 HU would move every surface of bone outwards by a quarter of a voxel, because 300 HU is
 * reached by a quarter of bone of 1000 HU; the share of a mixture does not depend on the threshold that found the edge.
 */
final class BoneContent {
    static final int LEAST_NEIGHBOURS = 4;

    /** Below this contrast, in HU, a mixture cannot be told, and the mask decides. */
    private static final double LEAST_CONTRAST_HU = 100;

    private static final double NO_AIR_HU = -300;
    private static final int MOST_NOISE_HU = 400;
    /** Soft tissue next to bone that seems thinner than this has air in its voxels. */
    private static final double THIN_AIR_HU = -50;

    private final PatientGrid grid;
    private final VoxelBox box;
    private final BitBlock mask;
    private final float[] share;

    private BoneContent(PatientGrid grid, VoxelBox box, BitBlock mask, float[] share) {
        this.grid = grid;
        this.box = box;
        this.mask = mask;
        this.share = share;
    }

    static BoneContent of(HounsfieldBlock hu, double thresholdHu, double closingMm, Progress progress) {
        VoxelBox box = hu.box();
        BitBlock bone = closed(withoutSpecks(above(hu, thresholdHu)), hu, closingMm);
        progress.checkCancelled();
        BitBlock outside = bone.dilated(hu.grid().geometry, 0, 1);
        BitBlock inside = bone.eroded(hu.grid().geometry, 0, 1);
        double typical = typicalBone(hu, inside, thresholdHu);
        double noise = noise(hu, outside);
        ThinScalp scalp = new ThinScalp(hu, bone);
        float[] share = new float[box.voxels()];
        IntStream.range(0, box.slices()).parallel().forEach(k -> {
            progress.checkCancelled();
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (inside.get(i, j, k)) {
                        share[(k * box.rows() + j) * box.columns() + i] = 1;
                    } else if (outside.get(i, j, k)) {
                        share[(k * box.rows() + j) * box.columns() + i] =
                                (float) mixture(hu, bone, inside, outside, i, j, k, typical, noise, scalp);
                    }
                }
            }
        });
        return new BoneContent(hu.grid(), box, bone, share);
    }

    /** A share per voxel that is already known, on a box of the grid. */
    static BoneContent known(PatientGrid grid, VoxelBox box, float[] share) {
        BitBlock mask = new BitBlock(box);
        for (int n = 0; n < share.length; n++) {
            if (share[n] >= 0.5) {
                mask.set(n % box.columns(), n / box.columns() % box.rows(), n / (box.columns() * box.rows()));
            }
        }
        return new BoneContent(grid, box, mask, share);
    }

    private static BitBlock above(HounsfieldBlock hu, double thresholdHu) {
        VoxelBox box = hu.box();
        BitBlock out = new BitBlock(box);
        IntStream.range(0, box.slices()).parallel().forEach(k -> {
            int n = k * box.rows() * box.columns();
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (hu.at(n++) >= thresholdHu) {
                        out.set(i, j, k);
                    }
                }
            }
        });
        return out;
    }

    private static BitBlock withoutSpecks(BitBlock bone) {
        VoxelBox box = bone.box();
        BitBlock out = bone.copy();
        IntStream.range(0, box.slices()).parallel().forEach(k -> {
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (bone.get(i, j, k) && !hasNeighbours(bone, i, j, k)) {
                        out.clear(i, j, k);
                    }
                }
            }
        });
        return out;
    }

    private static boolean hasNeighbours(BitBlock bone, int i, int j, int k) {
        // One for the voxel itself.
        int count = -1;
        for (int c = -1; c <= 1; c++) {
            for (int b = -1; b <= 1; b++) {
                for (int a = -1; a <= 1; a++) {
                    if (bone.get(i + a, j + b, k + c) && ++count >= LEAST_NEIGHBOURS) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static BitBlock closed(BitBlock bone, HounsfieldBlock hu, double mm) {
        return mm <= 0 ? bone : bone.dilated(hu.grid().geometry, mm, 0).eroded(hu.grid().geometry, mm, 0);
    }

    /** Mean of the bone that lies within the edge; the threshold's double where no bone is that thick. */
    private static double typicalBone(HounsfieldBlock hu, BitBlock inside, double thresholdHu) {
        VoxelBox box = inside.box();
        double sum = 0;
        long count = 0;
        for (int k = 0; k < box.slices(); k++) {
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (inside.get(i, j, k)) {
                        sum += hu.at((k * box.rows() + j) * box.columns() + i);
                        count++;
                    }
                }
            }
        }
        return count == 0 ? 2 * thresholdHu : sum / count;
    }

    /**
     * Standard deviation of the noise: the median difference of neighbours in a row, both far from bone and no air, is
     * 0.6745 sqrt(2) of it.
     */
    private static double noise(HounsfieldBlock hu, BitBlock outside) {
        VoxelBox box = outside.box();
        int[] counts = new int[MOST_NOISE_HU + 1];
        long all = 0;
        for (int k = 0; k < box.slices(); k++) {
            for (int j = 0; j < box.rows(); j++) {
                int row = (k * box.rows() + j) * box.columns();
                for (int i = 1; i < box.columns(); i++) {
                    float h = hu.at(row + i);
                    float g = hu.at(row + i - 1);
                    if (h > NO_AIR_HU && g > NO_AIR_HU && !outside.get(i, j, k) && !outside.get(i - 1, j, k)) {
                        counts[(int) Math.min(MOST_NOISE_HU, Math.abs(h - g))]++;
                        all++;
                    }
                }
            }
        }
        long below = 0;
        for (int d = 0; d < counts.length; d++) {
            if (below + counts[d] > all / 2) {
                // Within its bin the median lies where the bin is filled to half of all.
                return (d + (all / 2.0 - below) / counts[d]) / (0.6745 * Math.sqrt(2));
            }
            below += counts[d];
        }
        return 0;
    }

    /** Mean of the largest of n standard normal values, within 0.13 up to n = 27. */
    private static double expectedMaximum(int n) {
        return 2.65 * (1 - Math.pow(n, -0.37));
    }

    private static double mixture(
            HounsfieldBlock hu,
            BitBlock bone,
            BitBlock inside,
            BitBlock outside,
            int i,
            int j,
            int k,
            double typical,
            double noise,
            ThinScalp scalp) {
        VoxelBox box = bone.box();
        double v = hu.at((k * box.rows() + j) * box.columns() + i);
        double densest = -Double.MAX_VALUE;
        double softDensest = -Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        double least = Double.MAX_VALUE;
        int boneCount = 0;
        int candidates = 0;
        int softCount = 0;
        int around = 0;
        for (int reach = 1; reach <= 2 && (boneCount == 0 || softCount == 0); reach++) {
            boolean wantBone = boneCount == 0;
            boolean wantSoft = softCount == 0;
            candidates = wantBone ? 0 : candidates;
            around = 0;
            for (int c = Math.max(0, k - 1); c <= Math.min(box.slices() - 1, k + 1); c++) {
                for (int b = Math.max(0, j - reach); b <= Math.min(box.rows() - 1, j + reach); b++) {
                    for (int a = Math.max(0, i - reach); a <= Math.min(box.columns() - 1, i + reach); a++) {
                        double h = hu.at((c * box.rows() + b) * box.columns() + a);
                        most = Math.max(most, h);
                        least = Math.min(least, h);
                        around++;
                        if (wantBone && bone.get(a, b, c)) {
                            densest = Math.max(densest, h);
                            candidates++;
                        }
                        if (inside.get(a, b, c)) {
                            boneCount += wantBone ? 1 : 0;
                        } else if (!outside.get(a, b, c)) {
                            softDensest = wantSoft ? Math.max(softDensest, h) : softDensest;
                            softCount += wantSoft ? 1 : 0;
                        }
                    }
                }
            }
        }
        double s = softCount > 0 ? softDensest - noise * expectedMaximum(softCount) : least;
        if (s < THIN_AIR_HU) {
            s = Math.max(s, scalp.at(i, j, k));
        }
        double b = boneCount > 0
                ? densest - noise * expectedMaximum(candidates)
                : Math.max(most - noise * expectedMaximum(around), typical);
        if (b - s < LEAST_CONTRAST_HU) {
            return bone.get(i, j, k) ? 1 : 0;
        }
        return Math.max(0, Math.min(1, (v - s) / (b - s)));
    }

    PatientGrid grid() {
        return grid;
    }

    VoxelBox box() {
        return box;
    }

    /** The closed mask, counted from the corner of the box. */
    BitBlock mask() {
        return mask;
    }

    /** Share of a voxel of the grid; 0 outside the box. */
    float at(int i, int j, int k) {
        return box.contains(i, j, k) ? share[box.offset(i, j, k)] : 0;
    }

    /** Interpolated at a fractional index of the grid; NaN outside the scan, 0 outside the box. */
    double sample(double[] ijk) {
        int i = (int) Math.floor(ijk[0]);
        int j = (int) Math.floor(ijk[1]);
        int k = (int) Math.floor(ijk[2]);
        if (i < 0 || j < 0 || k < 0 || i >= grid.columns || j >= grid.rows || k >= grid.slices) {
            return Double.NaN;
        }
        double a = ijk[0] - i;
        double b = ijk[1] - j;
        double c = ijk[2] - k;
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double w =
                    ((corner & 1) == 0 ? 1 - a : a) * ((corner & 2) == 0 ? 1 - b : b) * ((corner & 4) == 0 ? 1 - c : c);
            if (w > 0) {
                sum += w * at(i + (corner & 1), j + (corner >> 1 & 1), k + (corner >> 2));
            }
        }
        return sum;
    }

    /** This content seen in a mirror, on another box of the same grid; {@code NaN} where the mirror leaves the scan. */
    BoneContent mirrored(VoxelBox target, MidsagittalPlane plane, Progress progress) {
        float[] out = new float[target.voxels()];
        double nx = plane.normal().x();
        double ny = plane.normal().y();
        double nz = plane.normal().z();
        double d = plane.point().dot(plane.normal());
        IntStream.range(target.k0(), target.k1()).parallel().forEach(k -> {
            progress.checkCancelled();
            double[] p = new double[3];
            double[] ijk = new double[3];
            for (int j = target.j0(); j < target.j1(); j++) {
                for (int i = target.i0(); i < target.i1(); i++) {
                    grid.patient(i, j, k, p);
                    double t = 2 * (p[0] * nx + p[1] * ny + p[2] * nz - d);
                    grid.index(p[0] - t * nx, p[1] - t * ny, p[2] - t * nz, ijk);
                    out[target.offset(i, j, k)] = (float) sample(ijk);
                }
            }
        });
        return known(grid, target, out);
    }
}
