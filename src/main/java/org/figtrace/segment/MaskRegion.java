package org.figtrace.segment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/** The box of voxels around a mask; on its own grid each voxel keeps its place in the patient. */
final class MaskRegion {
    private final VolumeGeometry whole;
    private final VolumeGeometry part;
    private final int column;
    private final int row;
    private final int slice;

    private MaskRegion(VolumeGeometry whole, int[] low, int[] high) {
        this.whole = whole;
        this.column = low[0];
        this.row = low[1];
        this.slice = low[2];
        List<Vector3> origins = new ArrayList<>();
        for (int k = low[2]; k <= high[2]; k++) {
            origins.add(whole.toPatient(column, row, k));
        }
        this.part = VolumeGeometry.ofSlices(
                high[0] - low[0] + 1,
                high[1] - low[1] + 1,
                whole.rowDirection(),
                whole.columnDirection(),
                whole.columnSpacing(),
                whole.rowSpacing(),
                origins);
    }

    /** Everything of the image that is at most the reach, and one voxel more, from a mask with voxels. */
    static MaskRegion around(Mask mask, double reach) {
        VolumeGeometry g = mask.geometry();
        int[] low = {g.columns(), g.rows(), g.slices()};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < g.slices(); k++) {
            BitSet bits = mask.slice(k);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                int[] voxel = {b % g.columns(), b / g.columns(), k};
                for (int a = 0; a < 3; a++) {
                    low[a] = Math.min(low[a], voxel[a]);
                    high[a] = Math.max(high[a], voxel[a]);
                }
            }
        }
        // A sheared stack moves in its plane by the tangent of the tilt per unit along the normal.
        double wide = reach * (1 + Math.tan(Math.toRadians(g.tiltDeg())));
        int[] size = {g.columns(), g.rows(), g.slices()};
        double[] steps = {wide / g.columnSpacing() + 1, wide / g.rowSpacing() + 1, 0};
        for (int a = 0; a < 2; a++) {
            low[a] = (int) Math.max(0, Math.floor(low[a] - steps[a]));
            high[a] = (int) Math.min(size[a] - 1.0, Math.ceil(high[a] + steps[a]));
        }
        low[2] = (int) Math.max(0, Math.floor(g.sliceIndexAt(g.slicePosition(low[2]) - reach)) - 1);
        high[2] = (int) Math.min(size[2] - 1.0, Math.ceil(g.sliceIndexAt(g.slicePosition(high[2]) + reach)) + 1);
        return new MaskRegion(g, low, high);
    }

    Mask cut(Mask mask) {
        Mask out = new Mask(part);
        for (int k = 0; k < part.slices(); k++) {
            for (int j = 0; j < part.rows(); j++) {
                int from = (row + j) * whole.columns() + column;
                BitSet bits = mask.slice(slice + k);
                for (int b = bits.nextSetBit(from); b >= 0 && b < from + part.columns(); b = bits.nextSetBit(b + 1)) {
                    out.slice(k).set(j * part.columns() + b - from);
                }
            }
        }
        return out;
    }

    Mask paste(Mask region) {
        Mask out = new Mask(whole);
        for (int k = 0; k < part.slices(); k++) {
            BitSet bits = region.slice(k);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                out.slice(slice + k).set((row + b / part.columns()) * whole.columns() + column + b % part.columns());
            }
        }
        return out;
    }
}
