package org.figtrace.dicom;

import java.io.IOException;

/** Bad DICOM input, in one sentence that names the file and, where there is one, the tag and its value. */
public class DicomException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file the name a user knows the input by */
    public DicomException(String file, String problem) {
        super(file + ": " + problem);
    }

    public DicomException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
