package org.figtrace.dicom.codec.j2k;

/** The bits of packet headers, the most significant first, a 0 stuffed in behind each byte FF (T.800 B.10.1). */
final class PacketBits {
    private final byte[] data;
    private int at;
    private final int end;
    private int current;
    private int left;

    PacketBits(ByteRange range) {
        data = range.data();
        at = range.from();
        end = range.to();
    }

    int next() throws J2kException {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            current = readByte();
        }
        return current >> --left & 1;
    }

    int next(int count) throws J2kException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | next();
        }
        return value;
    }

    private int readByte() throws J2kException {
        if (at >= end) {
            throw new J2kException("the JPEG 2000 stream ends within a packet header");
        }
        return data[at++] & 0xFF;
    }

    /** Ends a packet header: goes to the next whole byte, over the one that is stuffed behind a last FF. */
    void align() throws J2kException {
        if (current == 0xFF) {
            readByte();
        }
        current = 0;
        left = 0;
    }

    /** Passes over a marker and what belongs to it, where it stands next; the bits must be aligned. */
    void skip(int marker, int length) {
        if (end - at >= length && data[at] == (byte) (marker >> 8) && data[at + 1] == (byte) marker) {
            at += length;
        }
    }

    boolean isAtEnd() {
        return at >= end;
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    void advance(int bytes) {
        at += bytes;
    }
}
