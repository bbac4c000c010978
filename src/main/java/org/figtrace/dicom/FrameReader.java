package org.figtrace.dicom;

import java.io.Closeable;
import java.io.IOException;

/**
 * Decodes the frames of one object into fresh arrays, which may become the voxels of a volume without another copy.
 * Frames count from 0 here. Safe for use by several threads at once.
 */
public interface FrameReader extends Closeable {
    int frames();

    PixelFormat format();

    /**
     * The stored values of a frame, sign-extended or masked to Bits Stored, with colour by pixel.
     *
     * @return byte[] for 1 and 8 bits allocated, short[] for 16, int[] for 32, float[] or double[] for float pixel data; of
     *     length rows * columns * samples, row by row
     */
    Object read(int frame) throws IOException;

    @Override
    void close() throws IOException;
}
