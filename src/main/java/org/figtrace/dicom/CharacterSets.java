package org.figtrace.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text in the repertoires that Specific Character Set (0008,0005) names (PS3.3 C.12.1.1.2, PS3.5 6.1.2). */
final class CharacterSets {
    private CharacterSets() {}

    static String decode(byte[] value, Vr vr, List<String> terms) {
        return new String(value, charset(vr, terms));
    }

    static byte[] encode(String text, Vr vr, List<String> terms) {
        return text.getBytes(charset(vr, terms));
    }

    private static Charset charset(Vr vr, List<String> terms) {
        return vr.usesCharacterSet() && terms.contains("ISO_IR 192")
                ? StandardCharsets.UTF_8
                : StandardCharsets.ISO_8859_1;
    }
}
