package org.figtrace.dicom;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Text in the repertoires that Specific Character Set (0008,0005) names (PS3.3 C.12.1.1.2, PS3.5 6.1.2): single-byte
 * sets, the stand-alone UTF-8, GB18030 and GBK, and code extensions, which {@link Iso2022} follows.
 *
 * <p>Text of the default repertoire with bytes above 127 is taken as Latin 1, which is what it mostly is.
 */
final class CharacterSets {
    private static final Map<String, Charset> STAND_ALONE =
            Map.of("192", StandardCharsets.UTF_8, "GB18030", Charset.forName("GB18030"), "GBK", Charset.forName("GBK"));

    /** Single-byte sets by their ISO-IR number; both halves. */
    private static final Map<String, Charset> SINGLE_BYTE = Map.ofEntries(
            Map.entry("6", StandardCharsets.ISO_8859_1),
            Map.entry("100", StandardCharsets.ISO_8859_1),
            Map.entry("101", Charset.forName("ISO-8859-2")),
            Map.entry("109", Charset.forName("ISO-8859-3")),
            Map.entry("110", Charset.forName("ISO-8859-4")),
            Map.entry("126", Charset.forName("ISO-8859-7")),
            Map.entry("127", Charset.forName("ISO-8859-6")),
            Map.entry("138", Charset.forName("ISO-8859-8")),
            Map.entry("144", Charset.forName("ISO-8859-5")),
            Map.entry("148", Charset.forName("ISO-8859-9")),
            Map.entry("166", Charset.forName("TIS-620")),
            Map.entry("203", Charset.forName("ISO-8859-15")),
            Map.entry("13", Charset.forName("JIS_X0201")));

    private CharacterSets() {}

    static String decode(byte[] value, Vr vr, List<String> terms) {
        if (!vr.usesCharacterSet() || isAscii(value)) {
            return new String(value, StandardCharsets.ISO_8859_1);
        }
        String first = number(terms);
        Charset alone = STAND_ALONE.get(first);
        return alone != null ? new String(value, alone) : new Iso2022(terms, vr).decode(value);
    }

    /**
     * @throws IllegalArgumentException when the text has a character outside of the repertoires; a question mark in its
     *     place would be another text
     */
    static byte[] encode(String text, Vr vr, List<String> terms) {
        if (!vr.usesCharacterSet()) {
            return strictly(text, StandardCharsets.ISO_8859_1, List.of());
        }
        Charset alone = STAND_ALONE.get(number(terms));
        if (alone != null) {
            return strictly(text, alone, terms);
        }
        return terms.size() > 1 ? new Iso2022(terms, vr).encode(text) : strictly(text, initial(terms), terms);
    }

    private static byte[] strictly(String text, Charset charset, List<String> terms) {
        CharsetEncoder encoder = charset.newEncoder();
        for (int at = 0; at < text.length(); ) {
            int end = text.offsetByCodePoints(at, 1);
            if (!encoder.canEncode(text.substring(at, end))) {
                throw cannotEncode(text.substring(at, end), terms);
            }
            at = end;
        }
        return text.getBytes(charset);
    }

    static IllegalArgumentException cannotEncode(String character, List<String> terms) {
        return new IllegalArgumentException("\"" + character + "\" is not in the character set "
                + (terms.isEmpty() ? "of this data set, which has none" : String.join("\\", terms))
                + "; SpecificCharacterSet (0008,0005) ISO_IR 192 has all characters");
    }

    /** The set of the first term, which holds until an escape sequence; Latin 1 where it is missing or unknown. */
    static Charset initial(List<String> terms) {
        return SINGLE_BYTE.getOrDefault(number(terms), StandardCharsets.ISO_8859_1);
    }

    private static String number(List<String> terms) {
        return terms.isEmpty() || terms.get(0).isEmpty() ? "6" : number(terms.get(0));
    }

    /** "100" of "ISO_IR 100", "ISO 2022 IR 100" and of spellings that are nearly so; other terms as they are. */
    static String number(String term) {
        String upper = term.toUpperCase(java.util.Locale.ROOT);
        if (upper.contains("GB18030")) {
            return "GB18030";
        }
        if (upper.contains("GBK")) {
            return "GBK";
        }
        int digits = upper.length();
        while (digits > 0 && Character.isDigit(upper.charAt(digits - 1))) {
            digits--;
        }
        return upper.startsWith("ISO") && digits < upper.length() ? upper.substring(digits) : upper;
    }

    static Charset singleByte(String number) {
        return SINGLE_BYTE.get(number);
    }

    private static boolean isAscii(byte[] value) {
        for (byte b : value) {
            if (b < 0 || b == Iso2022.ESCAPE) {
                return false;
            }
        }
        return true;
    }
}
