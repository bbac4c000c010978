package org.figtrace.store;

/** A change to something that somebody else has changed meanwhile. Nothing is overwritten: read it again first. */
public class CaseConflictException extends CaseFileException {
    private static final long serialVersionUID = 1L;

    public CaseConflictException(String file, String problem) {
        super(file, problem);
    }
}
