package org.figtrace.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.volume.Progress;

/**
 * Scans a folder of 5,000 CT files in 20 series, in one warm process, and counts how many bytes of them were read: the
 * pixels are not among them. The folder is made in a temporary place and removed again.
 *
 * <p>Argument: a folder to scan in its place.
 */
public final class ScanBenchmark {
    private static final int SERIES = 20;
    private static final int SLICES = 250;
    private static final int SIZE = 128;
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 11;
    private static final double AIM_MS = 2000;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ScanBenchmark() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            run(Path.of(args[0]));
            return;
        }
        Path folder = Files.createTempDirectory("figtrace-bench");
        try {
            for (int s = 0; s < SERIES; s++) {
                new SyntheticSeries(s + 1, SIZE).write(folder, SLICES);
            }
            run(folder);
        } finally {
            SyntheticSeries.delete(folder);
        }
    }

    private static void run(Path folder) throws IOException {
        double[] wall = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        ScanResult result = scan(folder);
        long before = bytesRead();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            result = scan(folder);
            if (round >= 0) {
                wall[round] = (System.nanoTime() - start) / 1e6;
                cpu[round] = (PROCESS.getProcessCpuTime() - cpuStart) / 1e6;
            }
        }
        long bytes = (bytesRead() - before) / (WARM_UP + ROUNDS);
        int files = result.series().stream().mapToInt(s -> s.images().size()).sum();
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "scan of %d files in %d series: median %.0f ms (%.0f to %.0f), processor time %.0f ms (aim at most %.0f ms: %s)%n",
                files,
                result.series().size(),
                wall[ROUNDS / 2],
                wall[0],
                wall[ROUNDS - 1],
                cpu[ROUNDS / 2],
                AIM_MS,
                wall[ROUNDS / 2] <= AIM_MS ? "met" : "missed");
        if (before >= 0) {
            System.out.printf(Locale.ROOT, "bytes read of each file: %d%n", bytes / Math.max(1, files));
        }
    }

    private static ScanResult scan(Path folder) throws IOException {
        DicomEngine engine = DicomEngines.named("built-in").orElseThrow();
        return new SeriesScanner(engine).scan(List.of(folder), Progress.NONE);
    }

    /** What this process has asked of read calls, as Linux counts it (proc(5), rchar); -1 elsewhere. */
    private static long bytesRead() throws IOException {
        Path counters = Path.of("/proc/self/io");
        if (!Files.isReadable(counters)) {
            return -1;
        }
        return Files.readAllLines(counters).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .findFirst()
                .orElse(-1);
    }
}
