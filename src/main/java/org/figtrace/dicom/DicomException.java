package org.figtrace.dicom;

import java.io.IOException;

/** Bad DICOM input, in one sentence that names the file and, where there is one, the tag and its value. */
public class DicomException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 600;

    /** @param file the name a user knows the input by */
    public DicomException(String file, String problem) {
        super(file + ": " + oneLine(problem));
    }

    public DicomException(String file, String problem, Throwable cause) {
        super(file + ": " + oneLine(problem), cause);
    }

    /**
     * Values of damaged files have control characters, which would break the sentence or act on a terminal, and may be
     * as long as the file.
     */
    private static String oneLine(String problem) {
        int length = problem.length();
        String shown = length <= LONGEST
                ? problem
                : problem.substring(0, LONGEST / 2) + " ... " + problem.substring(length - LONGEST / 2);
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
