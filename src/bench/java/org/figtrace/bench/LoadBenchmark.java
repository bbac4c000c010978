package org.figtrace.bench;

import com.sun.management.OperatingSystemMXBean;
import ij.ImagePlus;
import ij.plugin.FolderOpener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * Loads a CT series of 400 slices, 512 x 512, 16 bits, uncompressed, in one warm process: Figtrace's scan and load
 * against ImageJ's FolderOpener, a plain parallel read of the same bytes and, in the profile dcm4che, a plain read with
 * dcm4che. Run with src/bench/run.sh, or src/bench/run.sh -Pdcm4che; the series is made in a temporary folder and removed again.
 */
public final class LoadBenchmark {
    private static final int SLICES = 400;
    private static final int SIZE = 512;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 15;
    private static final double AIM_FOLDER_OPENER = 0.5;
    private static final double AIM_PARALLEL_READ = 1.5;
    private static final double AIM_DCM4CHE = 0.35;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private LoadBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("figtrace-bench");
        try {
            new SyntheticSeries(1, SIZE).write(folder, SLICES);
            run(folder);
        } finally {
            SyntheticSeries.delete(folder);
        }
    }

    private static void run(Path folder) throws Exception {
        Measured figtrace = new Measured("Figtrace scan + load", () -> load(folder, builtIn()));
        Measured imageJ = new Measured("ImageJ FolderOpener", () -> folderOpener(folder));
        Measured plain = new Measured("plain parallel read", () -> parallelRead(folder));
        Optional<Measured> dcm4che = plainDcm4che(folder);
        List<Measured> all = new ArrayList<>(List.of(figtrace, imageJ, plain));
        dcm4che.ifPresent(all::add);
        DicomEngines.named("dcm4che")
                .ifPresent(engine -> all.add(new Measured("Figtrace on dcm4che", () -> load(folder, engine))));
        // Interleaved, so that a busy machine slows all of them alike.
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Measured m : all) {
                m.once(round >= 0);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d slices, %d x %d, 16 bits, uncompressed; %d processors, median of %d rounds after %d%n",
                SLICES,
                SIZE,
                SIZE,
                Runtime.getRuntime().availableProcessors(),
                ROUNDS,
                WARM_UP);
        for (Measured m : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %7.1f ms (%.1f to %.1f), mean processor time %6.1f ms, peak heap %4d MB%n",
                    m.name,
                    m.median(),
                    m.least(),
                    m.most(),
                    m.cpuMs,
                    m.peakHeap >> 20);
        }
        ratio("Figtrace / FolderOpener", figtrace, imageJ, AIM_FOLDER_OPENER);
        ratio("Figtrace / parallel read", figtrace, plain, AIM_PARALLEL_READ);
        dcm4che.ifPresent(measured -> ratio("Figtrace / plain dcm4che", figtrace, measured, AIM_DCM4CHE));
    }

    /** The row of src/dcm4che/bench, which is compiled in the profile dcm4che only. */
    private static Optional<Measured> plainDcm4che(Path folder) throws ReflectiveOperationException {
        Class<?> row;
        try {
            row = Class.forName("org.figtrace.bench.PlainDcm4cheRead");
        } catch (ClassNotFoundException notInThisBuild) {
            return Optional.empty();
        }
        Callable<?> read = (Callable<?>) row.getConstructor(Path.class).newInstance(folder);
        return Optional.of(new Measured("plain dcm4che read", read::call));
    }

    private static void ratio(String name, Measured a, Measured b, double aim) {
        double ratio = a.median() / b.median();
        System.out.printf(
                Locale.ROOT, "%-25s %.2f (aim at most %.2f: %s)%n", name, ratio, aim, ratio <= aim ? "met" : "missed");
    }

    /** One way to load, its times in ms and the most heap that it took. */
    private static final class Measured {
        final String name;
        final Callable<Object> work;
        final List<Double> times = new ArrayList<>();
        long peakHeap;
        double cpuMs;

        Measured(String name, Callable<Object> work) {
            this.name = name;
            this.work = work;
        }

        void once(boolean counts) throws Exception {
            System.gc();
            List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(p -> p.getType() == MemoryType.HEAP)
                    .toList();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            Object result = work.call();
            double ms = (System.nanoTime() - start) / 1e6;
            long cpu = PROCESS.getProcessCpuTime() - cpuStart;
            if (result == null) {
                throw new IllegalStateException(name + " loaded nothing");
            }
            if (counts) {
                times.add(ms);
                cpuMs += cpu / 1e6 / ROUNDS;
                peakHeap = Math.max(
                        peakHeap,
                        heap.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum());
            }
        }

        double median() {
            return times.stream().sorted().toList().get(times.size() / 2);
        }

        double least() {
            return times.stream().min(Comparator.naturalOrder()).orElseThrow();
        }

        double most() {
            return times.stream().max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static DicomEngine builtIn() {
        return DicomEngines.named("built-in").orElseThrow();
    }

    private static Volume load(Path folder, DicomEngine engine) throws IOException {
        ScanResult found = new SeriesScanner(engine).scan(List.of(folder), Progress.NONE);
        Volume volume = SeriesReader.read(found.series().get(0), engine, Progress.NONE);
        if (volume.geometry().slices() != SLICES) {
            throw new IllegalStateException(volume.geometry().slices() + " slices");
        }
        return volume;
    }

    private static ImagePlus folderOpener(Path folder) {
        ImagePlus image = FolderOpener.open(folder.toString());
        if (image.getStackSize() != SLICES) {
            throw new IllegalStateException(image.getStackSize() + " slices");
        }
        return image;
    }

    private static List<byte[]> parallelRead(Path folder) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Stream<Path> files = Files.list(folder)) {
            List<Future<byte[]>> reads = files.sorted()
                    .map(file -> pool.submit(() -> Files.readAllBytes(file)))
                    .toList();
            List<byte[]> bytes = new ArrayList<>();
            for (Future<byte[]> read : reads) {
                bytes.add(read.get());
            }
            return bytes;
        } finally {
            pool.shutdown();
        }
    }
}
