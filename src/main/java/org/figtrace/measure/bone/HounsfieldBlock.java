package org.figtrace.measure.bone;

import java.util.stream.IntStream;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/** The values of a box of voxels in HU, read once; a voxel without a finite value counts as air. */
final class HounsfieldBlock {
    private static final float AIR_HU = -1000;

    private final PatientGrid grid;
    private final VoxelBox box;
    private final float[] values;

    HounsfieldBlock(PatientGrid grid, VoxelBox box, Volume volume, Progress progress) {
        this.grid = grid;
        this.box = box;
        this.values = new float[box.voxels()];
        int columns = volume.geometry().columns();
        IntStream.range(box.k0(), box.k1()).parallel().forEach(k -> {
            progress.checkCancelled();
            double slope = volume.slope(k);
            double intercept = volume.intercept(k);
            int to = box.offset(box.i0(), box.j0(), k);
            for (int j = box.j0(); j < box.j1(); j++) {
                for (int i = box.i0(); i < box.i1(); i++) {
                    double hu = slope * volume.voxels().stored(k, j * columns + i) + intercept;
                    values[to++] = Double.isFinite(hu) ? (float) hu : AIR_HU;
                }
            }
        });
    }

    PatientGrid grid() {
        return grid;
    }

    VoxelBox box() {
        return box;
    }

    float at(int offset) {
        return values[offset];
    }
}
