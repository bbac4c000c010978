package org.figtrace.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 annex G): every byte of the pixel cells in a segment of its own, the most significant first, each
 * packed as PackBits.
 */
final class RleDecoder implements FrameDecoder {
    private static final int HEADER_BYTES = 64;
    private static final int MOST_SEGMENTS = 15;

    /** Two bytes repeat a value 128 times at most. */
    private static final long BYTES_FOR_A_BYTE = 64;

    @Override
    public Object decode(EncodedFrame frame) throws IOException {
        int samples = frame.format().samples();
        int bytesPerValue = frame.format().bitsAllocated() / 8;
        int pixels = frame.format().rows() * frame.format().columns();
        int[] bounds = segmentBounds(frame, samples * bytesPerValue);
        // Nothing is allocated for pixels that so few bytes cannot hold.
        if ((long) pixels * samples * bytesPerValue > BYTES_FOR_A_BYTE * (frame.bytes().length - HEADER_BYTES)) {
            throw frame.refuse(frame.bytes().length + " compressed bytes cannot hold "
                    + frame.format().columns() + " x " + frame.format().rows() + " pixels of " + samples
                    + (samples == 1 ? " sample" : " samples"));
        }
        byte[] segment = new byte[pixels];
        byte[] bytes = bytesPerValue == 1 ? new byte[frame.values()] : null;
        short[] shorts = bytesPerValue == 2 ? new short[frame.values()] : null;
        int[] ints = bytesPerValue == 4 ? new int[frame.values()] : null;
        for (int s = 0; s < bounds.length - 1; s++) {
            unpack(frame, bounds[s], bounds[s + 1], segment, s + 1);
            int sample = s / bytesPerValue;
            int shift = 8 * (bytesPerValue - 1 - s % bytesPerValue);
            for (int p = 0, at = sample; p < pixels; p++, at += samples) {
                if (bytes != null) {
                    bytes[at] = segment[p];
                } else if (shorts != null) {
                    shorts[at] |= (short) ((segment[p] & 0xff) << shift);
                } else {
                    ints[at] |= (segment[p] & 0xff) << shift;
                }
            }
        }
        return bytes != null ? bytes : shorts != null ? shorts : ints;
    }

    /** Starts of the segments and, last, the end of the frame. */
    private static int[] segmentBounds(EncodedFrame frame, int expected) throws IOException {
        byte[] encoded = frame.bytes();
        if (encoded.length < HEADER_BYTES) {
            throw frame.refuse("its RLE header needs 64 bytes, but there are " + encoded.length);
        }
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt();
        if (segments != expected || segments > MOST_SEGMENTS) {
            throw frame.refuse("it has " + segments + " RLE segments where its description asks for " + expected);
        }
        int[] bounds = new int[segments + 1];
        for (int s = 0; s < segments; s++) {
            bounds[s] = header.getInt();
            if (bounds[s] < HEADER_BYTES || bounds[s] > encoded.length || s > 0 && bounds[s] < bounds[s - 1]) {
                throw frame.refuse("RLE segment " + (s + 1) + " starts at byte " + Integer.toUnsignedString(bounds[s])
                        + " of " + encoded.length);
            }
        }
        bounds[segments] = encoded.length;
        return bounds;
    }

    /** PackBits (PS3.5 G.3.2): n >= 0 copies n + 1 bytes, -n in -127..-1 repeats a byte n + 1 times, -128 is nothing. */
    private static void unpack(EncodedFrame frame, int from, int to, byte[] target, int number) throws IOException {
        byte[] encoded = frame.bytes();
        int in = from;
        int out = 0;
        while (out < target.length && in < to) {
            int n = encoded[in++];
            if (n >= 0) {
                int count = Math.min(n + 1, target.length - out);
                if (n + 1 > to - in) {
                    break;
                }
                System.arraycopy(encoded, in, target, out, count);
                in += n + 1;
                out += count;
            } else if (n != -128 && in < to) {
                int end = Math.min(out + 1 - n, target.length);
                byte value = encoded[in++];
                while (out < end) {
                    target[out++] = value;
                }
            }
        }
        if (out < target.length) {
            throw frame.refuse("RLE segment " + number + " ends after " + out + " of " + target.length + " bytes");
        }
    }
}
