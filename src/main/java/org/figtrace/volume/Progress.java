package org.figtrace.volume;

import java.util.concurrent.CancellationException;

/** How long work tells what it is doing and learns that it should stop. Called from any thread; must be cheap. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (fraction, what) -> {};

    /**
     * @param fraction done so far, 0 to 1
     * @param what a few words for the reader, e.g. "reading slice 12 of 400"
     */
    void update(double fraction, String what);

    default boolean isCancelled() {
        return false;
    }

    /** Throws {@link CancellationException} when the work should stop; call it at least every 100 ms of work. */
    default void checkCancelled() {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }
}
