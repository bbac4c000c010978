package org.figtrace.dicom.part10;

/** Byte order of values (PS3.5 7.3): every unit of a value is reversed for itself. */
final class ByteSwap {
    private ByteSwap() {}

    static void swap(byte[] value, int unit) {
        for (int start = 0; start + unit <= value.length; start += unit) {
            for (int a = start, b = start + unit - 1; a < b; a++, b--) {
                byte t = value[a];
                value[a] = value[b];
                value[b] = t;
            }
        }
    }
}
