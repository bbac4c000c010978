package org.figtrace.segment;

import java.util.BitSet;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * Pieces and holes of a mask. Pieces of the mask are joined over faces (6 neighbours), so that two lesions that touch at
 * an edge stay two; a hole is background that is joined over faces and does not reach the border of the image.
 */
public final class MaskComponents {
    private MaskComponents() {}

    /** The piece with most voxels; of equal ones the first in slice and row order. Empty for an empty mask. */
    public static Mask largest(Mask mask, Progress progress) {
        Mask rest = copy(mask);
        Mask best = new Mask(mask.geometry());
        long most = 0;
        for (int k = 0; k < mask.geometry().slices(); k++) {
            for (int i = rest.slice(k).nextSetBit(0); i >= 0; i = rest.slice(k).nextSetBit(i)) {
                Mask piece = take(rest, k, i, progress);
                long count = piece.count();
                if (count > most) {
                    most = count;
                    best = piece;
                }
            }
        }
        return best;
    }

    /** The piece that holds the voxel nearest to a patient point; empty when that voxel is not in the mask. */
    public static Optional<Mask> at(Mask mask, Vector3 point, Progress progress) {
        VolumeGeometry g = mask.geometry();
        Vector3 index = g.toIndex(point);
        int i = (int) Math.round(index.x());
        int j = (int) Math.round(index.y());
        int k = (int) Math.round(index.z());
        return mask.get(i, j, k) ? Optional.of(take(copy(mask), k, j * g.columns() + i, progress)) : Optional.empty();
    }

    /** The pieces that share a voxel with the seeds. */
    static Mask touching(Mask mask, Mask seeds, Progress progress) {
        Mask rest = copy(mask);
        Mask kept = new Mask(mask.geometry());
        for (int k = 0; k < mask.geometry().slices(); k++) {
            for (int i = seeds.slice(k).nextSetBit(0);
                    i >= 0;
                    i = seeds.slice(k).nextSetBit(i + 1)) {
                if (rest.slice(k).get(i)) {
                    Mask piece = take(rest, k, i, progress);
                    for (int q = 0; q < mask.geometry().slices(); q++) {
                        kept.slice(q).or(piece.slice(q));
                    }
                }
            }
        }
        return kept;
    }

    /** The mask with every cavity that no path over faces leads out of. */
    public static Mask fillHoles(Mask mask, Progress progress) {
        VolumeGeometry g = mask.geometry();
        Mask background = MaskMorphology.complement(mask);
        Mask open = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            if (k == 0 || k == g.slices() - 1) {
                open.slice(k).or(background.slice(k));
            }
            BitSet frame = frame(g);
            frame.and(background.slice(k));
            open.slice(k).or(frame);
        }
        return MaskMorphology.complement(touching(background, open, progress));
    }

    /** The mask with the holes of each slice filled, seen on its own. */
    public static Mask fillHolesBySlice(Mask mask, Progress progress) {
        VolumeGeometry g = mask.geometry();
        VolumeGeometry one = VolumeGeometry.uncalibrated(g.columns(), g.rows(), 1);
        Mask out = new Mask(g);
        Slabs.each(g.slices(), progress, k -> {
            Mask alone = new Mask(one);
            int n = g.columns() * g.rows();
            alone.slice(0).set(0, n);
            alone.slice(0).andNot(mask.slice(k));
            Mask open = new Mask(one);
            open.slice(0).or(frame(g));
            open.slice(0).and(alone.slice(0));
            out.slice(k).set(0, n);
            out.slice(k).andNot(touching(alone, open, progress).slice(0));
        });
        return out;
    }

    private static BitSet frame(VolumeGeometry g) {
        BitSet frame = new BitSet();
        frame.set(0, g.columns());
        frame.set((g.rows() - 1) * g.columns(), g.rows() * g.columns());
        for (int j = 0; j < g.rows(); j++) {
            frame.set(j * g.columns());
            frame.set((j + 1) * g.columns() - 1);
        }
        return frame;
    }

    static Mask copy(Mask mask) {
        Mask copy = new Mask(mask.geometry());
        for (int k = 0; k < mask.geometry().slices(); k++) {
            copy.slice(k).or(mask.slice(k));
        }
        return copy;
    }

    /** Moves one piece out of the rest. */
    private static Mask take(Mask rest, int slice, int bit, Progress progress) {
        VolumeGeometry g = rest.geometry();
        int columns = g.columns();
        long plane = (long) columns * g.rows();
        Mask piece = new Mask(g);
        VoxelStack stack = new VoxelStack();
        stack.push(slice * plane + bit);
        rest.slice(slice).clear(bit);
        for (int n = 0; !stack.isEmpty(); n++) {
            if ((n & 0xffff) == 0) {
                progress.checkCancelled();
            }
            long voxel = stack.pop();
            int k = (int) (voxel / plane);
            int i = (int) (voxel % plane);
            piece.slice(k).set(i);
            if (i % columns > 0) {
                visit(rest, k, i - 1, plane, stack);
            }
            if (i % columns < columns - 1) {
                visit(rest, k, i + 1, plane, stack);
            }
            if (i >= columns) {
                visit(rest, k, i - columns, plane, stack);
            }
            if (i + columns < plane) {
                visit(rest, k, i + columns, plane, stack);
            }
            if (k > 0) {
                visit(rest, k - 1, i, plane, stack);
            }
            if (k < g.slices() - 1) {
                visit(rest, k + 1, i, plane, stack);
            }
        }
        return piece;
    }

    private static void visit(Mask rest, int k, int i, long plane, VoxelStack stack) {
        if (rest.slice(k).get(i)) {
            rest.slice(k).clear(i);
            stack.push(k * plane + i);
        }
    }
}
