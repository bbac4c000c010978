package org.figtrace.cli;

import java.io.IOException;

/** Input that a command cannot use, in one sentence that names the file. */
final class BadInputException extends IOException {
    private static final long serialVersionUID = 1L;

    BadInputException(Object file, String problem) {
        super(file + ": " + problem);
    }
}
