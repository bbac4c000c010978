package org.figtrace.dicom.codec.j2k;

import java.io.IOException;

/** A JPEG 2000 stream that cannot be decoded, in one sentence that names neither the file nor the frame. */
public final class J2kException extends IOException {
    private static final long serialVersionUID = 1L;

    J2kException(String problem) {
        super(problem);
    }
}
