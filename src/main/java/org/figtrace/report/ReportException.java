package org.figtrace.report;

import java.io.IOException;

/** A report that cannot be read, in one sentence that names the file. */
public class ReportException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file the name a user knows the input by */
    public ReportException(String file, String problem) {
        super(file + ": " + problem);
    }

    public ReportException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
