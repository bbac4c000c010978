package org.figtrace.store;

import java.io.IOException;

/** A case file that cannot be made, opened, read or changed, in one sentence that names it. The file is as it was. */
public class CaseFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file the name a user knows the case by */
    public CaseFileException(String file, String problem) {
        super(file + ": " + problem);
    }

    public CaseFileException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
