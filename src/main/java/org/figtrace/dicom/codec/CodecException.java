package org.figtrace.dicom.codec;

import java.io.IOException;

/**
 * A compressed frame that cannot be decoded, in one sentence. The sentence names neither the file nor the frame: who
 * took the frame out of its file adds both.
 */
final class CodecException extends IOException {
    private static final long serialVersionUID = 1L;

    CodecException(String problem) {
        super(problem);
    }
}
