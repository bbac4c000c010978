package org.figtrace.phantom;

import java.util.Arrays;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Voxel values of a scan: the mean over 4 x 4 x 4 points of each voxel, so that borders show partial volume, plus noise
 * from a fixed sequence of integers.
 */
final class SliceSynthesis {
    private static final int SUBSAMPLES = 4;

    /** Standard deviation of the sum of four uniform 16-bit integers: 65536 sqrt(4 / 12). */
    private static final double SUM_OF_FOUR_SD = 37837.2;

    private final HeadPhantom phantom;
    private final Acquisition acquisition;

    SliceSynthesis(HeadPhantom phantom, Acquisition acquisition) {
        this.phantom = phantom;
        this.acquisition = acquisition;
    }

    /** Stored values of slice k, row by row, each within 0 to 4095. */
    short[] stored(int k) {
        VolumeGeometry g = acquisition.geometry();
        short[] out = new short[g.columns() * g.rows()];
        for (int j = 0; j < g.rows(); j++) {
            for (int i = 0; i < g.columns(); i++) {
                int index = j * g.columns() + i;
                double noise = acquisition.noise() * standardNormal(((long) k << 32) + index);
                long value = Math.round(mean(i, j, k) + noise) + acquisition.storedOffset();
                out[index] = (short) Math.max(0, Math.min(4095, value));
            }
        }
        return out;
    }

    /** The whole scan without going through files. */
    Volume volume() {
        VolumeGeometry g = acquisition.geometry();
        short[][] slices =
                acquisition.slices().parallel().mapToObj(this::stored).toArray(short[][]::new);
        double[] slopes = new double[slices.length];
        double[] intercepts = new double[slices.length];
        Arrays.fill(slopes, 1);
        Arrays.fill(intercepts, -acquisition.storedOffset());
        return new Volume(
                g,
                new Voxels.Shorts(slices, false),
                slopes,
                intercepts,
                acquisition.isCt() ? ValueUnit.HOUNSFIELD : ValueUnit.ARBITRARY,
                new Calibration("phantom", "phantom"),
                references(),
                List.of());
    }

    private List<SliceReference> references() {
        return acquisition
                .slices()
                .mapToObj(k -> new SliceReference(PhantomDicom.imageClass(acquisition), acquisition.instanceUid(k), 1))
                .toList();
    }

    private double mean(int i, int j, int k) {
        VolumeGeometry g = acquisition.geometry();
        Vector3 centre = g.toPatient(i, j, k);
        int sum = 0;
        for (int c = 0; c < SUBSAMPLES; c++) {
            Vector3 layer = centre.plus(g.normal().times(offset(c) * acquisition.sliceThicknessMm()));
            for (int b = 0; b < SUBSAMPLES; b++) {
                Vector3 line = layer.plus(g.columnDirection().times(offset(b) * g.rowSpacing()));
                for (int a = 0; a < SUBSAMPLES; a++) {
                    double step = offset(a) * g.columnSpacing();
                    sum += acquisition.valueOf(phantom.tissueAt(
                            line.x() + step * g.rowDirection().x(),
                            line.y() + step * g.rowDirection().y(),
                            line.z() + step * g.rowDirection().z()));
                }
            }
        }
        return sum / (double) (SUBSAMPLES * SUBSAMPLES * SUBSAMPLES);
    }

    private static double offset(int n) {
        return (n + 0.5) / SUBSAMPLES - 0.5;
    }

    /**
     * Close to a standard normal, cut at 3.5: four 16-bit parts of a 64-bit mix of the voxel's number (Steele, Lea and
     * Flood 2014, doi 10.1145/2660193.2660195). Integers only, so no library's generator can change it.
     */
    private double standardNormal(long voxel) {
        long z = (voxel + acquisition.seriesNumber() * 0x5851F42D4C957F2DL) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        long sum = (z & 0xffff) + (z >>> 16 & 0xffff) + (z >>> 32 & 0xffff) + (z >>> 48);
        return (sum - 131070) / SUM_OF_FOUR_SD;
    }
}
