package org.figtrace.measure.bone;

import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Bone of the lesion against its reference, in mm3.
 *
 * <p>The region is the lesion, and at its edge the bone that is missing: remaining bone is counted inside the lesion,
 * missing bone (reference minus bone, voxel by voxel, gains counted against losses) inside the lesion and within the
 * margin around it, because the hole ends inside voxels that the outline of the lesion leaves out. Their sum is the
 * reference bone of the region, so an intact surrounding does not dilute the percentage.
 *
 * <p>Of a drawn reference only the voxels that the reader drew are compared.
 *
 * @param outsideReferenceMm3 bone inside the lesion where the reference has none
 * @param beyondMm3 bone that is missing just outside the margin
 * @param unknown voxels of the lesion whose reference lies outside the scan
 * @param missing voxels that lack at least half of a voxel of bone
 */
record BoneLoss(
        double boneMm3,
        double lossMm3,
        double outsideReferenceMm3,
        double beyondMm3,
        long unknown,
        long touching,
        Mask missing) {
    static BoneLoss of(BoneContent bone, BoneContent reference, Mask lesion, double marginMm, boolean onlyReference) {
        VolumeGeometry g = lesion.geometry();
        VoxelBox box = bone.box();
        BitBlock inside = block(lesion, box);
        BitBlock near = inside.dilated(g, marginMm, 1);
        BitBlock far = near.dilated(g, marginMm, 1);
        double remaining = 0;
        double lost = 0;
        double outside = 0;
        double beyond = 0;
        long unknown = 0;
        long touching = 0;
        Mask missing = new Mask(g);
        for (int k = 0; k < box.slices(); k++) {
            double voxel = g.voxelVolume(box.k0() + k).orElseThrow();
            for (int j = 0; j < box.rows(); j++) {
                for (int i = 0; i < box.columns(); i++) {
                    if (!far.get(i, j, k)) {
                        continue;
                    }
                    double b = bone.at(box.i0() + i, box.j0() + j, box.k0() + k);
                    double r = reference.at(box.i0() + i, box.j0() + j, box.k0() + k);
                    boolean lesionVoxel = inside.get(i, j, k);
                    if (Double.isNaN(r)) {
                        unknown += lesionVoxel ? 1 : 0;
                        continue;
                    }
                    if (onlyReference && r == 0) {
                        continue;
                    }
                    if (!near.get(i, j, k)) {
                        beyond += voxel * (r - b);
                        continue;
                    }
                    lost += voxel * (r - b);
                    if (lesionVoxel) {
                        remaining += voxel * b;
                        outside += r == 0 ? voxel * b : 0;
                        touching += b >= 0.5 || r >= 0.5 ? 1 : 0;
                    }
                    if (r - b >= 0.5) {
                        missing.set(box.i0() + i, box.j0() + j, box.k0() + k, true);
                    }
                }
            }
        }
        return new BoneLoss(remaining, lost, outside, beyond, unknown, touching, missing);
    }

    /** Bone of a mask inside its box, mm3. */
    static double boneMm3(BoneContent bone, Mask mask) {
        VolumeGeometry g = mask.geometry();
        double sum = 0;
        for (int k = 0; k < g.slices(); k++) {
            double slice = 0;
            for (int b = mask.slice(k).nextSetBit(0); b >= 0; b = mask.slice(k).nextSetBit(b + 1)) {
                slice += bone.at(b % g.columns(), b / g.columns(), k);
            }
            sum += slice * g.voxelVolume(k).orElseThrow();
        }
        return sum;
    }

    static BitBlock block(Mask mask, VoxelBox box) {
        BitBlock out = new BitBlock(box);
        int columns = mask.geometry().columns();
        for (int k = box.k0(); k < box.k1(); k++) {
            for (int b = mask.slice(k).nextSetBit(0); b >= 0; b = mask.slice(k).nextSetBit(b + 1)) {
                if (box.contains(b % columns, b / columns, k)) {
                    out.set(b % columns - box.i0(), b / columns - box.j0(), k - box.k0());
                }
            }
        }
        return out;
    }

    double referenceMm3() {
        return boneMm3 + lossMm3;
    }

    /** 100 (1 - bone / reference); the reference must not be empty. */
    double percent() {
        return 100 * lossMm3 / referenceMm3();
    }
}
