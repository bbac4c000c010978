package org.figtrace.dicom.dcm4che;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Checks that an RLE frame holds what it claims (PS3.5 annex G). dcm4che's reader runs from a short segment on into the
 * next one, or fills the rest with zeros, and tells nobody.
 */
final class RleSegments {
    private static final int HEADER_BYTES = 64;

    private RleSegments() {}

    /**
     * What is wrong with a frame; empty where every segment unpacks to one byte for each pixel.
     *
     * @param segments bytes of a pixel: samples * bytes allocated
     */
    static Optional<String> problem(byte[] frame, int segments, int pixels) {
        if (frame.length < HEADER_BYTES) {
            return Optional.of("its RLE header needs 64 bytes, but there are " + frame.length);
        }
        ByteBuffer header = ByteBuffer.wrap(frame, 0, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int count = header.getInt();
        if (count != segments) {
            return Optional.of("it has " + count + " RLE segments where its description asks for " + segments);
        }
        for (int s = 1; s <= segments; s++) {
            long start = header.getInt(4 * s) & 0xffffffffL;
            long end = s < segments ? header.getInt(4 * s + 4) & 0xffffffffL : frame.length;
            if (start < HEADER_BYTES || start > end || end > frame.length) {
                return Optional.of("RLE segment " + s + " starts at byte " + start + " of " + frame.length);
            }
            long unpacked = unpacked(frame, (int) start, (int) end, pixels);
            if (unpacked < pixels) {
                return Optional.of("RLE segment " + s + " ends after " + unpacked + " of " + pixels + " bytes");
            }
        }
        return Optional.empty();
    }

    /** Bytes that the PackBits codes between two places stand for, counted until there are enough. */
    private static long unpacked(byte[] frame, int start, int end, int enough) {
        long unpacked = 0;
        int at = start;
        while (unpacked < enough && at < end) {
            int n = frame[at++];
            if (n >= 0) {
                if (n + 1 > end - at) {
                    break;
                }
                at += n + 1;
                unpacked += n + 1;
            } else if (n != -128 && at < end) {
                at++;
                unpacked += 1 - n;
            }
        }
        return unpacked;
    }
}
