package org.figtrace.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * Loads 400 slices of 512 x 512 x 16 bits in each compression, in one warm process, beside dcm2niix and GDCM where they
 * are installed. ImageJ's FolderOpener reads none of them. Twenty different slices are compressed by the coders of DCMTK
 * and GDCM and repeated at 400 places; the folder is temporary.
 *
 * <p>The other programs are processes of their own; what they take is processor time, start included, which is less than
 * a hundredth of it. GDCM runs in one process too, in /usr/bin/python3.
 */
public final class CompressedBenchmark {
    private static final int SLICES = 400;
    private static final int DIFFERENT = 20;
    private static final int SIZE = 512;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 5;
    private static final double MEGABYTES = SLICES * 2.0 * SIZE * SIZE / 1e6;

    private static final Map<String, List<String>> CODERS = new LinkedHashMap<>();

    static {
        CODERS.put("RLE", List.of("dcmcrle"));
        CODERS.put("JPEG lossless", List.of("dcmcjpeg", "+e1"));
        CODERS.put("JPEG-LS", List.of("dcmcjpls"));
        CODERS.put("JPEG 2000", List.of("gdcmconv", "--j2k"));
    }

    private static final String GDCM = """
            import sys, os, gdcm
            for name in sorted(os.listdir(sys.argv[1])):
                r = gdcm.ImageReader()
                r.SetFileName(os.path.join(sys.argv[1], name))
                assert r.Read()
                r.GetImage().GetBuffer()
            """;

    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CompressedBenchmark() {}

    public static void main(String[] args) throws Exception {
        DicomEngine engine = DicomEngines.named("built-in").orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%d slices, %d x %d, 16 bits (%.0f MB); %d processors, median of %d rounds after %d; processor time%n",
                SLICES,
                SIZE,
                SIZE,
                MEGABYTES,
                Runtime.getRuntime().availableProcessors(),
                ROUNDS,
                WARM_UP);
        System.out.printf(
                "%-14s %8s %10s %10s %12s %10s %10s%n",
                "coding", "MB", "wall s", "time s", "MB/s a core", "dcm2niix s", "GDCM s");
        for (Map.Entry<String, List<String>> coder : CODERS.entrySet()) {
            Path folder = Files.createTempDirectory("figtrace-bench");
            try {
                Optional<Path> series = series(folder, coder.getValue(), engine);
                if (series.isPresent()) {
                    row(coder.getKey(), series.get(), folder, engine);
                } else {
                    System.out.printf(
                            "%-14s %s is not installed%n",
                            coder.getKey(), coder.getValue().get(0));
                }
            } finally {
                SyntheticSeries.delete(folder);
            }
        }
    }

    private static void row(String name, Path series, Path folder, DicomEngine engine) throws Exception {
        double megabytes = 0;
        try (var files = Files.list(series)) {
            for (Path file : files.toList()) {
                megabytes += Files.size(file) / 1e6;
            }
        }
        String other = String.format(
                Locale.ROOT,
                "%10s %10s",
                seconds(List.of("dcm2niix", "-b", "n", "-f", "out", "-o", folder.toString(), series.toString())),
                seconds(List.of("/usr/bin/python3", "-c", GDCM, series.toString())));
        double[] wall = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            System.gc();
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            try {
                load(series, engine);
            } catch (IOException refused) {
                System.out.printf("%-14s %s %s%n", name, refused.getMessage(), other);
                return;
            }
            if (round >= 0) {
                wall[round] = (System.nanoTime() - start) / 1e9;
                cpu[round] = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "%-14s %8.1f %10.2f %10.2f %12.0f %s%n",
                name,
                megabytes,
                wall[ROUNDS / 2],
                cpu[ROUNDS / 2],
                MEGABYTES / cpu[ROUNDS / 2],
                other);
    }

    private static void load(Path folder, DicomEngine engine) throws IOException {
        ScanResult found = new SeriesScanner(engine).scan(List.of(folder), Progress.NONE);
        Volume volume = SeriesReader.read(found.series().get(0), engine, Progress.NONE);
        if (volume.geometry().slices() != SLICES) {
            throw new IllegalStateException(volume.geometry().slices() + " slices");
        }
    }

    /** Empty where the coder is not installed. */
    private static Optional<Path> series(Path folder, List<String> coder, DicomEngine engine) throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path series = Files.createDirectory(folder.resolve("series"));
        new SyntheticSeries(1, SIZE).write(plain, DIFFERENT);
        List<Path> files;
        try (var found = Files.list(plain)) {
            files = found.sorted().toList();
        }
        Path coded = folder.resolve("coded.dcm");
        for (int s = 0; s < DIFFERENT; s++) {
            List<String> command = new ArrayList<>(coder);
            command.addAll(List.of(files.get(s).toString(), coded.toString()));
            if (run(command).isEmpty()) {
                return Optional.empty();
            }
            DicomObject object = engine.readAll(DicomSource.of(coded));
            for (int k = s; k < SLICES; k += DIFFERENT) {
                Path file = series.resolve(String.format(Locale.ROOT, "IM%04d.dcm", k + 1));
                try (OutputStream out = Files.newOutputStream(file)) {
                    engine.write(at(object.dataSet(), k), object.transferSyntax(), out);
                }
            }
            Files.delete(coded);
        }
        return Optional.of(series);
    }

    private static DataSet at(DataSet slice, int k) {
        slice.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.7001.1." + (k + 1));
        slice.putIntegers(Tag.InstanceNumber, Vr.IS, k + 1);
        slice.putDecimals(Tag.ImagePositionPatient, -125, -130, 0.9 * k);
        return slice;
    }

    private static String seconds(List<String> command) throws Exception {
        Optional<Double> seconds = run(command);
        return seconds.isPresent() ? String.format(Locale.ROOT, "%.2f", seconds.get()) : "-";
    }

    /** Processor seconds of a program as its shell counts them; empty where it is missing or fails. */
    private static Optional<Double> run(List<String> command) throws Exception {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null 2>&1 || exit 1; times", "sh"));
        shell.addAll(command);
        Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
        String text;
        try (InputStream out = process.getInputStream()) {
            text = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
        }
        if (process.waitFor() != 0) {
            return Optional.empty();
        }
        // The second line is that of the children.
        Matcher times = TIMES.matcher(text.substring(text.indexOf('\n') + 1));
        return times.find()
                ? Optional.of(60 * Double.parseDouble(times.group(1))
                        + Double.parseDouble(times.group(2))
                        + 60 * Double.parseDouble(times.group(3))
                        + Double.parseDouble(times.group(4)))
                : Optional.empty();
    }
}
