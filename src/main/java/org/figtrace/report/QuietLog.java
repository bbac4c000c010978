package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the loggers of a library silent while it reads one file: what is wrong with the file is told by an exception.
 * A level that somebody has chosen for such a logger is respected, and afterwards all is as before. One thread at a
 * time, so that the levels are given back in order.
 */
final class QuietLog implements AutoCloseable {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final List<Logger> silenced = new ArrayList<>();

    private QuietLog() {}

    static QuietLog of(String... names) {
        ONE_AT_A_TIME.lock();
        QuietLog quiet = new QuietLog();
        for (String name : names) {
            Logger logger = Logger.getLogger(name);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.OFF);
                quiet.silenced.add(logger);
            }
        }
        return quiet;
    }

    @Override
    public void close() {
        silenced.forEach(l -> l.setLevel(null));
        ONE_AT_A_TIME.unlock();
    }
}
