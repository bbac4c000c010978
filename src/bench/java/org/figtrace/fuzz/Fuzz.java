package org.figtrace.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Reads damaged files and reports what is neither a result nor a refusal in one sentence: other exceptions, errors, more
 * than two seconds, or far more memory than the file is long. See docs/fuzzing.md; run with src/bench/fuzz.sh.
 *
 * <p>Arguments: number of inputs, random seed, folder for findings, folders of more seeds.
 */
public final class Fuzz {
    private static final long SLOW_NANOS = 2_000_000_000L;

    /** Bytes that reading may allocate in its own thread, all in all, whatever it reads. */
    private static final long FREE_BYTES = 24L << 20;

    /**
     * Bytes that it may allocate besides for each byte of the file: DEFLATE makes 1032 of one, and a NIfTI file is read
     * twice, as a volume and as labels.
     */
    private static final long BYTES_FOR_A_BYTE = 6000;

    private static final int PROGRESS = 10_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final Random random;
    private final Corpus corpus;
    private final Mutation plain;
    private final Mutation text;
    private final Mutation dicom;
    private final Map<Target, long[]> counts = new EnumMap<>(Target.class);
    private final Map<String, Finding> findings = new TreeMap<>();
    private double longestMs;
    private double mostBytesForAByte;
    private Target mostBytesTarget = Target.STREAM;
    private Target longestTarget = Target.STREAM;

    /** @param times how often it was seen */
    public record Finding(String place, byte[] input, Throwable cause, int times) {}

    private Fuzz(Path folder, List<Seed> seeds, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        this.corpus = new Corpus(seeds);
        this.plain = new Mutation(random);
        this.text = new TextMutation(random);
        this.dicom = new DicomMutation(random);
    }

    public static void main(String[] args) throws IOException {
        int inputs = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Path findings = Path.of(args.length > 2 ? args[2] : "target/fuzz");
        List<Path> more = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            more.add(Path.of(args[i]));
        }
        Path folder = Files.createTempDirectory("fuzz-");
        boolean clean;
        try {
            List<Seed> seeds = Seeds.all(folder, more);
            System.out.printf(
                    Locale.ROOT,
                    "%d seeds, random seed %d, heap %d MB%n",
                    seeds.size(),
                    seed,
                    Runtime.getRuntime().maxMemory() >> 20);
            Fuzz fuzz = new Fuzz(folder, seeds, seed);
            long start = System.nanoTime();
            fuzz.run(inputs, seeds);
            fuzz.print(inputs, (System.nanoTime() - start) / 1e9);
            fuzz.keep(findings);
            clean = fuzz.findings.isEmpty();
        } finally {
            delete(folder);
        }
        System.exit(clean ? 0 : 1);
    }

    /**
     * A run that is the same wherever it runs: the seeds that are made here, damaged in the order of the random seed.
     *
     * @param folder an empty one to work in
     */
    public static List<Finding> fixed(int inputs, long seed, Path folder) throws IOException {
        List<Seed> seeds = Seeds.builtIn(folder);
        Fuzz fuzz = new Fuzz(folder, seeds, seed);
        fuzz.run(inputs, seeds);
        return List.copyOf(fuzz.findings.values());
    }

    private void run(int inputs, List<Seed> seeds) throws IOException {
        try (Watch watch = new Watch()) {
            for (Seed seed : seeds) {
                read(seed, watch);
            }
            for (int n = 0; n < inputs; n++) {
                Seed parent = corpus.pick(random);
                byte[] other = corpus.pick(parent.target(), random).bytes();
                byte[] damaged = mutation(parent.target()).of(parent.bytes(), other);
                read(new Seed(parent.target(), parent.name(), damaged), watch);
                if (n % PROGRESS == PROGRESS - 1) {
                    System.err.println((n + 1) + " inputs, " + findings.size() + " findings");
                }
            }
        }
    }

    private Mutation mutation(Target target) {
        if (target.isDicom()) {
            return dicom;
        }
        return switch (target) {
            case REPORT, ANNOTATION, NRRD, REGION -> text;
            default -> plain;
        };
    }

    private void read(Seed input, Watch watch) throws IOException {
        Path file = folder.resolve(
                input.target().suffix().startsWith(".")
                        ? "fuzz-input" + input.target().suffix()
                        : "DICOMDIR");
        if (input.target() == Target.DICOMDIR) {
            file = Files.createDirectories(folder.resolve("fuzz-media")).resolve("DICOMDIR");
        }
        if (input.target().needsFile()) {
            Files.write(file, input.bytes());
        }
        long[] count = counts.computeIfAbsent(input.target(), t -> new long[2]);
        count[0]++;
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        watch.begin(input);
        try {
            String outcome = input.target().read(file, input.bytes());
            count[1]++;
            corpus.learn(input, outcome, true);
        } catch (Throwable thrown) {
            // A fuzzer has to see every kind of failure, errors too.
            if (Verdict.isRefusal(thrown)) {
                corpus.learn(input, Verdict.pattern(thrown.getMessage()), false);
            } else {
                found(Verdict.place(thrown), input, thrown);
            }
        } finally {
            watch.end();
        }
        long nanos = System.nanoTime() - start;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        if (nanos / 1e6 > longestMs) {
            longestMs = nanos / 1e6;
            longestTarget = input.target();
        }
        if (nanos > SLOW_NANOS) {
            found("slow " + input.target(), input, new IllegalStateException(nanos / 1_000_000 + " ms"));
        }
        double each = Math.max(0, bytes - FREE_BYTES) / (double) input.bytes().length;
        if (each > mostBytesForAByte) {
            mostBytesForAByte = each;
            mostBytesTarget = input.target();
        }
        if (each > BYTES_FOR_A_BYTE) {
            found("memory " + input.target(), input, new IllegalStateException(bytes + " bytes allocated"));
        }
    }

    private void found(String place, Seed input, Throwable cause) {
        findings.merge(
                input.target() + " " + place,
                new Finding(input.target() + " " + place, input.bytes(), cause, 1),
                (old, again) -> new Finding(
                        old.place(),
                        old.input().length <= again.input().length ? old.input() : again.input(),
                        old.input().length <= again.input().length ? old.cause() : again.cause(),
                        old.times() + 1));
    }

    private void print(int inputs, double seconds) {
        System.out.printf(Locale.ROOT, "%d inputs in %.0f s, %.0f a second%n", inputs, seconds, inputs / seconds);
        counts.forEach((target, count) ->
                System.out.printf(Locale.ROOT, "%-12s %7d inputs, %6d readable%n", target, count[0], count[1]));
        System.out.printf(
                Locale.ROOT,
                "%d different outcomes; longest %.0f ms (%s); at most %.0f bytes allocated for a byte of input beyond %d MB (%s)%n",
                corpus.outcomes(),
                longestMs,
                longestTarget,
                mostBytesForAByte,
                FREE_BYTES >> 20,
                mostBytesTarget);
        System.out.println(findings.size() + " findings");
        findings.values()
                .forEach(f -> System.out.printf(
                        Locale.ROOT, "%6d x %s (%d bytes): %s%n", f.times(), f.place(), f.input().length, f.cause()));
    }

    /** Writes the smallest input and the stack of every finding. */
    private void keep(Path target) throws IOException {
        int number = 0;
        for (Finding finding : findings.values()) {
            Files.createDirectories(target);
            Files.write(target.resolve("finding-" + ++number), finding.input());
            java.io.StringWriter stack = new java.io.StringWriter();
            finding.cause().printStackTrace(new java.io.PrintWriter(stack, true));
            Files.writeString(target.resolve("finding-" + number + ".txt"), finding.place() + "\n" + stack);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Interrupts a reading that takes too long; one that cannot be interrupted ends the program. */
    private static final class Watch implements AutoCloseable {
        private final AtomicReference<Running> running = new AtomicReference<>();
        private final Thread thread = new Thread(this::watch, "watch");

        private record Running(Seed input, Thread reader, long since) {}

        Watch() {
            thread.setDaemon(true);
            thread.start();
        }

        void begin(Seed input) {
            running.set(new Running(input, Thread.currentThread(), System.nanoTime()));
        }

        void end() {
            running.set(null);
            Thread.interrupted();
        }

        private void watch() {
            try {
                while (true) {
                    Thread.sleep(200);
                    Running now = running.get();
                    long nanos = now == null ? 0 : System.nanoTime() - now.since();
                    if (nanos > 5 * SLOW_NANOS) {
                        Files.write(Path.of("fuzz-hang"), now.input().bytes());
                        System.err.println(now.input().target() + " hangs and cannot be interrupted; see ./fuzz-hang");
                        for (StackTraceElement frame : now.reader().getStackTrace()) {
                            System.err.println("  at " + frame);
                        }
                        Runtime.getRuntime().halt(2);
                    } else if (nanos > SLOW_NANOS) {
                        now.reader().interrupt();
                    }
                }
            } catch (InterruptedException closed) {
                // The run is over.
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
