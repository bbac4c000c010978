package org.figtrace.cli;

import org.figtrace.volume.Progress;

/** Progress on standard error, only where a person looks at a terminal. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final long EVERY_NANOS = 100_000_000;

    private final boolean shown = System.console() != null;
    private final long start = System.nanoTime();
    private long last = start;
    private boolean printed;

    @Override
    public synchronized void update(double fraction, String what) {
        long now = System.nanoTime();
        // Work below half a second needs no progress.
        if (shown && now - start > 5 * EVERY_NANOS && now - last > EVERY_NANOS) {
            last = now;
            printed = true;
            System.err.printf("\r\u001b[K%3.0f %% %s", 100 * fraction, what);
        }
    }

    @Override
    public synchronized void close() {
        if (printed) {
            System.err.print("\r\u001b[K");
            printed = false;
        }
    }
}
