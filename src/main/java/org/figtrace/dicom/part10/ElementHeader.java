package org.figtrace.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.figtrace.dicom.DataDictionary;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;

/**
 * Tag, value representation and length in front of a value.
 *
 * @param explicit whether the value representation was in the file
 * @param length in bytes, or {@link #UNDEFINED}
 */
record ElementHeader(int tag, Vr vr, boolean explicit, long length) {
    /** FFFFFFFFH: the end is marked by a delimiter (PS3.5 7.1). */
    static final long UNDEFINED = 0xffffffffL;

    private static final Vr[] BY_LETTERS = new Vr[26 * 26];

    static {
        for (Vr vr : Vr.values()) {
            BY_LETTERS[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
    }

    boolean isUndefined() {
        return length == UNDEFINED;
    }

    static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    /** The value representation with these two capitals, or null where PS3.5 has none. */
    static Vr byLetters(byte first, byte second) {
        return BY_LETTERS[(first - 'A') * 26 + second - 'A'];
    }

    /**
     * Reads the header at the input's position, where at least 8 bytes have been proved.
     *
     * @param signedPixels decides US or SS where implicit VR leaves the choice
     */
    static ElementHeader read(ByteInput in, Encoding encoding, boolean signedPixels) throws IOException {
        ByteBuffer b = in.need(8).order(encoding.order());
        int tag = b.getShort() << 16 | b.getShort() & 0xffff;
        if (tag >>> 16 == Tag.Item >>> 16) {
            return new ElementHeader(tag, Vr.UN, false, b.getInt() & 0xffffffffL);
        }
        // Some writers put implicit VR elements into an explicit VR file; capitals tell them apart.
        if (!encoding.explicitVr() || !isCapital(in.peek(0)) || !isCapital(in.peek(1))) {
            Vr vr = DataDictionary.vr(tag, signedPixels).orElse(Vr.UN);
            return new ElementHeader(tag, vr, false, b.getInt() & 0xffffffffL);
        }
        Vr vr = byLetters(b.get(), b.get());
        if (vr != null && !vr.hasLongLength()) {
            return new ElementHeader(tag, vr, true, b.getShort() & 0xffff);
        }
        int shortLength = b.getShort() & 0xffff;
        if (vr == null) {
            // A representation newer than PS3.5 2024 has the long form (PS3.5 7.1.2); a wrong one mostly the short.
            boolean longForm = shortLength == 0 && in.has(4) && fits(in, encoding);
            if (!longForm) {
                Vr known = DataDictionary.vr(tag, signedPixels)
                        .filter(v -> v != Vr.SQ)
                        .orElse(Vr.UN);
                return new ElementHeader(tag, known, true, shortLength);
            }
            vr = Vr.UN;
        }
        return new ElementHeader(
                tag, vr, true, in.need(4).order(encoding.order()).getInt() & 0xffffffffL);
    }

    private static boolean fits(ByteInput in, Encoding encoding) throws IOException {
        ByteBuffer b = in.need(4).order(encoding.order());
        long length = b.getInt(b.position()) & 0xffffffffL;
        return length != 0 && length <= in.remaining() - 4;
    }
}
