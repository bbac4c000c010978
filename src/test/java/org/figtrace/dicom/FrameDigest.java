package org.figtrace.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the stored values of all frames, little-endian, as pixels.csv has it. */
final class FrameDigest {
    private FrameDigest() {}

    static String of(DicomEngine engine, DicomObject object) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (FrameReader frames = engine.frames(object)) {
            for (int f = 0; f < frames.frames(); f++) {
                digest.update(littleEndian(frames.read(f)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] littleEndian(Object values) {
        if (values instanceof byte[] bytes) {
            return bytes;
        }
        short[] shorts = (short[]) values;
        ByteBuffer b = ByteBuffer.allocate(shorts.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        b.asShortBuffer().put(shorts);
        return b.array();
    }
}
