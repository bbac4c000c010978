package org.figtrace.figure;

import java.io.IOException;

/** A figure that cannot be drawn or written, in one sentence. */
public class FigureException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file the file or the figure label that it is about */
    public FigureException(String file, String problem) {
        super(file + ": " + problem);
    }

    public FigureException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
