package org.figtrace.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.figtrace.volume.Progress;

/** The same work on many files at once, on as many threads as there are processors, until done, failed or cancelled. */
final class ParallelWork {
    private static final int MOST_THREADS = 16;

    private ParallelWork() {}

    @FunctionalInterface
    interface Step {
        void run(int index) throws IOException;
    }

    /**
     * Runs the step for 0 to count - 1.
     *
     * @param what a few words for the reader; the count is added
     * @throws IOException the first that a step threw; the other steps are stopped
     * @throws CancellationException when the progress or the calling thread asks for it
     */
    static void each(int count, Progress progress, String what, Step step) throws IOException {
        int threads = Math.max(
                1, Math.min(count, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "figtrace-dicom");
            thread.setDaemon(true);
            return thread;
        });
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            running.add(pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    progress.checkCancelled();
                    step.run(i);
                    int finished = done.incrementAndGet();
                    progress.update((double) finished / count, what + " " + finished + " of " + count);
                }
                return null;
            }));
        }
        try {
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            pool.shutdownNow();
        }
    }
}
