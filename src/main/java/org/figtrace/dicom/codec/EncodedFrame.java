package org.figtrace.dicom.codec;

import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.PixelFormat;

/**
 * The bytes of one frame, its fragments joined.
 *
 * @param file name of the object, which starts every message
 * @param number of the frame, from 1
 * @param format as the data set describes the stored frame
 */
public record EncodedFrame(String file, int number, byte[] bytes, PixelFormat format) {
    /** One sentence about what is wrong with this frame. */
    public DicomException refuse(String problem) {
        return new DicomException(file, "Pixel Data (7FE0,0010), frame " + number + ": " + problem);
    }

    /** Values that decoding delivers: rows * columns * samples. */
    public int values() {
        return format.rows() * format.columns() * format.samples();
    }
}
