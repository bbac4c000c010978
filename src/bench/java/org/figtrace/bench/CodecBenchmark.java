package org.figtrace.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.codec.EncodedFrame;
import org.figtrace.dicom.codec.FrameDecoder;
import org.figtrace.dicom.codec.FrameDecoders;
import org.figtrace.dicom.part10.Part10Engine;

/**
 * Decoding speed of one core: the first frame of each compressed file of a folder is decoded again and again in one
 * thread, file access left out. Prints MB (10^6 bytes) of decoded pixels per second of that thread's processor time, the
 * median and the best of the repetitions.
 *
 * <p>Arguments: a folder or file, and the number of seconds for each file (2).
 */
public final class CodecBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CodecBenchmark() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 1) {
            System.err.println("usage: CodecBenchmark FOLDER [SECONDS]");
            System.exit(2);
        }
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 2;
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        System.out.printf("%-40s %10s %8s %12s %12s%n", "file", "bytes", "ratio", "median MB/s", "best MB/s");
        for (Path file : files) {
            measure(file, seconds);
        }
    }

    private static void measure(Path file, double seconds) throws IOException {
        Part10Engine engine = new Part10Engine();
        DicomObject object = engine.readAll(DicomSource.of(file));
        Optional<FrameDecoder> decoder = FrameDecoders.of(object.transferSyntax());
        if (decoder.isEmpty()
                || !(object.dataSet().get(Tag.PixelData).orElse(null) instanceof Element.Fragments pixels)) {
            return;
        }
        PixelFormat format;
        try (FrameReader reader = engine.frames(object)) {
            format = reader.format();
        }
        EncodedFrame frame =
                new EncodedFrame(file.toString(), 1, pixels.fragments().get(0), format);
        int decodedBytes = frame.values() * format.bitsAllocated() / 8;
        long[] times = repeat(decoder.get(), frame, (long) (seconds * 1e9));
        System.out.printf(
                "%-40s %10d %8.2f %12.0f %12.0f%n",
                file.getFileName(),
                frame.bytes().length,
                decodedBytes / (double) frame.bytes().length,
                decodedBytes * 1e3 / times[times.length / 2],
                decodedBytes * 1e3 / times[0]);
    }

    /** Processor nanoseconds of each decoding, sorted; the first half is left out as warming up. */
    private static long[] repeat(FrameDecoder decoder, EncodedFrame frame, long nanoseconds) throws IOException {
        long[] times = new long[1 << 20];
        int count = 0;
        long start = System.nanoTime();
        while (count < 3 || count < times.length && System.nanoTime() - start < nanoseconds) {
            long before = THREADS.getCurrentThreadCpuTime();
            decoder.decode(frame);
            times[count++] = THREADS.getCurrentThreadCpuTime() - before;
        }
        long[] warm = Arrays.copyOfRange(times, count / 2, count);
        Arrays.sort(warm);
        return warm;
    }
}
