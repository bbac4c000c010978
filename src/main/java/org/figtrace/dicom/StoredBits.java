package org.figtrace.dicom;

/**
 * Cuts the stored bits out of the allocated ones (PS3.5 8.1.1): what lies above High Bit, such as old overlays, is
 * dropped, and a signed value is extended from High Bit.
 */
public final class StoredBits {
    private StoredBits() {}

    /** Changes a byte[], short[] or int[] in place and returns it. */
    public static Object cut(Object values, PixelFormat format, int highBit) {
        if (format.bitsStored() == format.bitsAllocated()) {
            return values;
        }
        // In 32-bit arithmetic: High Bit to bit 31, then back down to bit 0 with or without its sign.
        int up = 31 - highBit;
        int down = 32 - format.bitsStored();
        if (values instanceof short[] shorts) {
            for (int i = 0; i < shorts.length; i++) {
                int v = shorts[i] << up;
                shorts[i] = (short) (format.signed() ? v >> down : v >>> down);
            }
        } else if (values instanceof byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                int v = bytes[i] << up;
                bytes[i] = (byte) (format.signed() ? v >> down : v >>> down);
            }
        } else if (values instanceof int[] ints) {
            for (int i = 0; i < ints.length; i++) {
                int v = ints[i] << up;
                ints[i] = format.signed() ? v >> down : v >>> down;
            }
        }
        return values;
    }
}
