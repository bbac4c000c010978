package org.figtrace.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One read buffer per thread, off the heap and small enough for the cache: bytes go from the file into it and from there
 * in bulk into the frame's own array.
 */
public final class FrameBuffers {
    static final int BYTES = 128 * 1024;

    private final ThreadLocal<ByteBuffer> buffers =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN));

    /** This thread's buffer, cleared. */
    ByteBuffer get() {
        return buffers.get().clear().order(ByteOrder.LITTLE_ENDIAN);
    }
}
