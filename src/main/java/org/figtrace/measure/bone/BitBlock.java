package org.figtrace.measure.bone;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.figtrace.geometry.VolumeGeometry;

/** One bit per voxel of a {@link VoxelBox}, rows packed in longs, so that morphology runs 64 voxels at a time. */
final class BitBlock {
    private final VoxelBox box;
    private final int words;
    private final long[] bits;

    BitBlock(VoxelBox box) {
        this.box = box;
        this.words = (box.columns() + 63) >> 6;
        this.bits = new long[words * box.rows() * box.slices()];
    }

    VoxelBox box() {
        return box;
    }

    /** With (i, j, k) counted from the corner of the box; false outside. */
    boolean get(int i, int j, int k) {
        return i >= 0
                && j >= 0
                && k >= 0
                && i < box.columns()
                && j < box.rows()
                && k < box.slices()
                && (bits[(k * box.rows() + j) * words + (i >> 6)] >>> (i & 63) & 1) != 0;
    }

    void set(int i, int j, int k) {
        bits[(k * box.rows() + j) * words + (i >> 6)] |= 1L << (i & 63);
    }

    void clear(int i, int j, int k) {
        bits[(k * box.rows() + j) * words + (i >> 6)] &= ~(1L << (i & 63));
    }

    BitBlock copy() {
        BitBlock c = new BitBlock(box);
        System.arraycopy(bits, 0, c.bits, 0, bits.length);
        return c;
    }

    /** Every voxel within so many millimetres of a set one, or a neighbour of one over face, edge or corner. */
    BitBlock dilated(VolumeGeometry g, double mm, int atLeastVoxels) {
        BitBlock out = new BitBlock(box);
        int most = Math.max(atLeastVoxels, (int) (mm / g.columnSpacing()));
        long[][] wide = new long[most + 1][];
        wide[0] = bits;
        for (int h = 1; h <= most; h++) {
            wide[h] = widened(wide[h - 1]);
        }
        IntStream.range(0, box.slices()).parallel().forEach(k -> {
            for (int from = 0; from < box.slices(); from++) {
                double dz = Math.abs(g.slicePosition(box.k0() + k) - g.slicePosition(box.k0() + from));
                boolean near = Math.abs(from - k) <= atLeastVoxels;
                if (dz <= mm || near) {
                    orSlice(out, k, from, wide, g, mm * mm - dz * dz, near ? atLeastVoxels : -1);
                }
            }
        });
        return out;
    }

    private void orSlice(
            BitBlock out, int k, int from, long[][] wide, VolumeGeometry g, double reachSquared, int atLeast) {
        int reach = Math.max(atLeast, reachSquared < 0 ? -1 : (int) (Math.sqrt(reachSquared) / g.rowSpacing()));
        for (int dj = -reach; dj <= reach; dj++) {
            double dy = dj * g.rowSpacing();
            double left = reachSquared - dy * dy;
            int h = left < 0 ? -1 : (int) (Math.sqrt(left) / g.columnSpacing());
            if (Math.abs(dj) <= atLeast) {
                h = Math.max(h, atLeast);
            }
            if (h < 0) {
                continue;
            }
            for (int j = Math.max(0, -dj); j < Math.min(box.rows(), box.rows() - dj); j++) {
                int to = (k * box.rows() + j) * words;
                int source = (from * box.rows() + j + dj) * words;
                for (int w = 0; w < words; w++) {
                    out.bits[to + w] |= wide[h][source + w];
                }
            }
        }
    }

    /** Each row or-ed with itself moved by one voxel either way. */
    private long[] widened(long[] in) {
        long[] out = new long[in.length];
        long tail = (box.columns() & 63) == 0 ? -1L : (1L << (box.columns() & 63)) - 1;
        for (int start = 0; start < in.length; start += words) {
            for (int w = 0; w < words; w++) {
                long v = in[start + w];
                long right = v << 1 | (w > 0 ? in[start + w - 1] >>> 63 : 0);
                long left = v >>> 1 | (w + 1 < words ? in[start + w + 1] << 63 : 0);
                out[start + w] = v | right | left;
            }
            out[start + words - 1] &= tail;
        }
        return out;
    }

    /** The reverse of {@link #dilated}; what lies outside the box takes nothing away. */
    BitBlock eroded(VolumeGeometry g, double mm, int atLeastVoxels) {
        return complement().dilated(g, mm, atLeastVoxels).complement();
    }

    private BitBlock complement() {
        BitBlock out = new BitBlock(box);
        long tail = (box.columns() & 63) == 0 ? -1L : (1L << (box.columns() & 63)) - 1;
        Arrays.setAll(out.bits, n -> (n + 1) % words == 0 ? ~bits[n] & tail : ~bits[n]);
        return out;
    }
}
