package org.figtrace.segment;

import java.util.concurrent.atomic.AtomicInteger;
import org.figtrace.volume.Progress;

/** A progress that asks to stop after some questions. */
final class Cancelled implements Progress {
    private final AtomicInteger left;

    Cancelled(int questions) {
        this.left = new AtomicInteger(questions);
    }

    @Override
    public void update(double fraction, String what) {}

    @Override
    public boolean isCancelled() {
        return left.getAndDecrement() <= 0;
    }
}
