package org.figtrace.dicom.codec;

import java.io.IOException;
import org.figtrace.dicom.PixelFormat;

/**
 * Decodes one encapsulated frame. Decoders have no state and may be used by several threads at once.
 *
 * <p>What comes back are the stored values as the encoding holds them; sign extension and masking to Bits Stored are
 * done by the engine for all decoders alike.
 */
public interface FrameDecoder {
    /**
     * @return byte[] for 8 bits allocated, short[] for 16, int[] for 32; of length rows * columns * samples, row by row
     *     and colour by pixel
     * @throws org.figtrace.dicom.DicomException with the frame's name when the bytes are damaged, too few, or describe
     *     another size than its format
     */
    Object decode(EncodedFrame frame) throws IOException;

    /** The format of what {@link #decode} delivers, e.g. RGB where the encoding holds YBR. */
    default PixelFormat delivered(PixelFormat stored) {
        return stored;
    }
}
