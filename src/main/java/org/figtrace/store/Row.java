package org.figtrace.store;

import java.io.IOException;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.Sha256;

/** The stored state of an annotation or series. */
record Row(int version, boolean deleted, String payload, String sha256) {
    /** @throws CaseFileException if the payload is not the one that was stored */
    Annotation annotation(String file) throws IOException {
        if (!Sha256.of(payload).equals(sha256)) {
            throw new CaseFileException(
                    file, "an annotation was altered outside the program; \"check\" says which, its history is kept");
        }
        return AnnotationJson.read(file, payload);
    }
}
