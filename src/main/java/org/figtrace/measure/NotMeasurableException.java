package org.figtrace.measure;

/** A lesion that cannot be measured, with the reason in one sentence. */
public final class NotMeasurableException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotMeasurableException(String reason) {
        super(reason);
    }
}
