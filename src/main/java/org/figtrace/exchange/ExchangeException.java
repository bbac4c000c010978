package org.figtrace.exchange;

import java.io.IOException;

/** A file that cannot be read or written truly, in one sentence that names the file, the field and its value. */
public class ExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file the name a user knows the file by */
    public ExchangeException(String file, String problem) {
        super(file + ": " + problem);
    }

    public ExchangeException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
