package org.figtrace.dicom.codec.j2k;

/** The bits of a segment that bypasses the arithmetic coder (T.800 D.6). */
final class RawBits {
    private byte[] data;
    private int at;
    private int end;
    private int current;
    private int left;

    void start(byte[] bytes, int from, int to) {
        data = bytes;
        at = from;
        end = to;
        current = 0;
        left = 0;
    }

    /** The next bit; behind a byte FF comes a stuffed 0. A segment that is too short goes on with ones. */
    int next() {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            current = at < end ? data[at++] & 0xFF : 0xFF;
        }
        return current >> --left & 1;
    }
}
