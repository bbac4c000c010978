package org.figtrace.exchange;

import java.nio.ByteBuffer;

/** The number types of voxels in NIfTI-1 and NRRD files, with how each is read from bytes. */
enum ScalarType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    ScalarType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** The value at an index counted in values, in the byte order of the buffer. 64-bit integers round to double. */
    double get(ByteBuffer data, int index) {
        int at = index * bytes;
        return switch (this) {
            case INT8 -> data.get(at);
            case UINT8 -> data.get(at) & 0xff;
            case INT16 -> data.getShort(at);
            case UINT16 -> data.getShort(at) & 0xffff;
            case INT32 -> data.getInt(at);
            case UINT32 -> data.getInt(at) & 0xffffffffL;
            case INT64 -> data.getLong(at);
            case UINT64 -> unsigned(data.getLong(at));
            case FLOAT32 -> data.getFloat(at);
            case FLOAT64 -> data.getDouble(at);
        };
    }

    private static double unsigned(long v) {
        return v >= 0 ? v : (v >>> 1 | v & 1) * 2.0;
    }
}
