package org.figtrace.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.bone.BoneDestruction;
import org.figtrace.measure.bone.BoneParameters;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Times bone destruction on 512 x 512 x 300 voxels of 0.45 x 0.45 x 0.6 mm with a 60 mm hole: below 10 s on 2 cores and
 * 4 GB. Run with {@code java -Xmx4g -cp target/classes:target/test-classes org.figtrace.bench.BoneBenchmark}.
 */
public final class BoneBenchmark {
    private static final int SIZE = 512;
    private static final int SLICES = 300;
    private static final double HOLE_MM = 30;
    private static final double[] OUTER = {71, 89, 79};
    private static final double THICKNESS_MM = 7.5;
    private static final int ROUNDS = 3;

    private BoneBenchmark() {}

    public static void main(String[] args) throws Exception {
        Vector3 origin = new Vector3(-SIZE * 0.225, -SIZE * 0.225, -SLICES * 0.3);
        VolumeGeometry g = VolumeGeometry.axial(SIZE, SIZE, SLICES, origin, 0.45, 0.45, 0.6);
        Mask lesion = new Mask(g);
        Volume volume = skull(g, lesion);
        for (int round = 0; round < ROUNDS; round++) {
            for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
                long start = System.nanoTime();
                BoneDestruction b = BoneDestruction.of(volume, lesion, parameters, Progress.NONE);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %.2f s, loss %.0f mm3, %d processors, %d MB heap%n",
                        parameters.reference().word(),
                        (System.nanoTime() - start) / 1e9,
                        b.lossVolumeMm3(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().totalMemory() >> 20);
            }
        }
    }

    private static Volume skull(VolumeGeometry g, Mask lesion) {
        short[][] slices = new short[SLICES][SIZE * SIZE];
        IntStream.range(0, SLICES).parallel().forEach(k -> {
            for (int n = 0; n < SIZE * SIZE; n++) {
                Vector3 p = g.toPatient(n % SIZE, n / SIZE, k);
                boolean shell = level(p, 0) <= 1 && level(p, -THICKNESS_MM) > 1;
                boolean drill = p.x() < 0 && p.y() * p.y() + p.z() * p.z() < HOLE_MM * HOLE_MM;
                slices[k][n] = (short) (level(p, 6) > 1 ? -1000 : shell && !drill ? 1000 : 40);
                if (drill && level(p, 8) <= 1 && level(p, -THICKNESS_MM - 4) > 1) {
                    lesion.slice(k).set(n);
                }
            }
        });
        double[] slopes = new double[SLICES];
        Arrays.fill(slopes, 1);
        return new Volume(
                g,
                new Voxels.Shorts(slices, true),
                slopes,
                new double[SLICES],
                ValueUnit.HOUNSFIELD,
                new Calibration("made", "made"),
                List.of(),
                List.of());
    }

    private static double level(Vector3 p, double grown) {
        double x = p.x() / (OUTER[0] + grown);
        double y = p.y() / (OUTER[1] + grown);
        double z = p.z() / (OUTER[2] + grown);
        return x * x + y * y + z * z;
    }
}
