package org.figtrace.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a case, as it is kept for ever.
 *
 * @param seq counts from 1 without gaps
 * @param author who made it
 * @param program name and version of the program that made it
 * @param id of the annotation (UUID), series (Series Instance UID), mask or report (SHA-256)
 * @param version of the subject after the change
 * @param before its whole JSON payload, empty when it is new
 * @param after its whole JSON payload, empty when it was deleted
 * @param hash of this entry and all before it
 */
public record HistoryEntry(
        long seq,
        Instant at,
        String author,
        String program,
        Action action,
        Subject subject,
        String id,
        int version,
        Optional<String> before,
        Optional<String> after,
        String hash) {
    public enum Action {
        CREATE,
        ADD,
        UPDATE,
        DELETE
    }

    public enum Subject {
        REPORT,
        SERIES,
        MASK,
        ANNOTATION
    }
}
