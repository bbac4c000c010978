package org.figtrace.annotation;

import java.io.IOException;

/** An annotation that cannot be, in one sentence that names the case, report or series it was meant for. */
public class AnnotationException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param subject the file or series that a user knows */
    public AnnotationException(String subject, String problem) {
        super(subject + ": " + problem);
    }
}
