package org.figtrace.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the slices of a file one after the other, so that no file is in memory twice. */
@FunctionalInterface
interface VoxelSink {
    /**
     * @param slice counted along the slowest axis of the file
     * @param data one slice, first axis fastest, in its byte order; reused for the next slice
     */
    void slice(int slice, ByteBuffer data) throws IOException;
}
