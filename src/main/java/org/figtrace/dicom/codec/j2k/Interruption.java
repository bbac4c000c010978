package org.figtrace.dicom.codec.j2k;

import java.io.InterruptedIOException;

/** Stops decoding where the thread is interrupted. */
final class Interruption {
    private Interruption() {}

    /** To be called once in every piece of work that takes some microseconds. */
    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
