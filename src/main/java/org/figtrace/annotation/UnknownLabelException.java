package org.figtrace.annotation;

/** A figure label or pointer that the report does not have; the message names those that it has. */
public class UnknownLabelException extends AnnotationException {
    private static final long serialVersionUID = 1L;

    /** @param report file name of the report */
    public UnknownLabelException(String report, String problem) {
        super(report, problem);
    }
}
