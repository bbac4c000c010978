package org.figtrace.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.segment.LesionSegmentation;
import org.figtrace.segment.MaskMorphology;
import org.figtrace.segment.SegmentationOptions;
import org.figtrace.segment.SegmentedLesion;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Segmentation of a mass of 10 cm from one line on 512 x 512 x 200 voxels of 0.6 x 0.65 x 1 mm with noise, the first run
 * of a program and the median of those after it:
 *
 * <pre>
 * mvn -q test-compile
 * java -cp target/classes:target/test-classes org.figtrace.bench.SegmentBenchmark
 * </pre>
 */
public final class SegmentBenchmark {
    private static final int RUNS = 7;

    private SegmentBenchmark() {}

    public static void main(String[] args) throws Exception {
        VolumeGeometry g = VolumeGeometry.axial(512, 512, 200, new Vector3(-150, -160, 20), 0.6, 0.65, 1);
        Vector3 centre = g.toPatient(256, 250, 100);
        Volume volume = mass(g, centre);
        Segment line = new Segment(centre.minus(new Vector3(50, 0, 0)), centre.plus(new Vector3(50, 0, 0)));
        double[] seconds = new double[RUNS];
        SegmentedLesion lesion = null;
        long cpu = cpuNanos();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            lesion = LesionSegmentation.fromLine(
                    volume, List.of(line), List.of(), SegmentationOptions.DEFAULT, Progress.NONE);
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        double cpuSeconds = (cpuNanos() - cpu) / 1e9 / RUNS;
        double first = seconds[0];
        double[] later = Arrays.copyOfRange(seconds, 1, RUNS);
        Arrays.sort(later);
        System.out.printf(
                Locale.ROOT,
                "segment 10 cm from a line: first %.2f s, then median %.2f s, processor time %.2f s; %d voxels%n",
                first,
                later[later.length / 2],
                cpuSeconds,
                lesion.mask().count());
        long start = System.nanoTime();
        MaskMorphology.dilate(lesion.mask(), 5, Progress.NONE);
        System.out.printf(
                Locale.ROOT, "dilate by 5 mm on the whole volume: %.2f s%n", (System.nanoTime() - start) / 1e9);
    }

    /** Of all threads of this process: what the wall clock shows on an idle machine, summed over its cores. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Volume mass(VolumeGeometry g, Vector3 centre) {
        double[] semi = {50, 40, 45};
        Random random = new Random(4);
        short[][] data = new short[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int i = 0; i < data[k].length; i++) {
                Vector3 d = g.toPatient(i % g.columns(), i / g.columns(), k).minus(centre);
                double r = Math.pow(d.x() / semi[0], 2) + Math.pow(d.y() / semi[1], 2) + Math.pow(d.z() / semi[2], 2);
                data[k][i] = (short) ((r <= 1 ? 40 : d.y() > 0 ? 60 : -90) + random.nextInt(81) - 40);
            }
        }
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        return new Volume(
                g,
                new Voxels.Shorts(data, true),
                slopes,
                new double[g.slices()],
                ValueUnit.HOUNSFIELD,
                new Calibration("synthetic", "synthetic"),
                List.of(),
                List.of());
    }
}
