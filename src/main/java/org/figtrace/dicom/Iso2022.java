package org.figtrace.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text with code extensions (PS3.5 6.1.2.4, 6.1.2.5): escape sequences put a set into G0, which bytes below 128 mean, or
 * into G1, which the others mean. Control characters and the delimiters of values and name components go back to the sets
 * of the first term (PS3.5 6.1.2.5.3).
 */
final class Iso2022 {
    static final byte ESCAPE = 0x1b;

    /** @param number ISO-IR number in the defined term, empty for the ASCII that all have */
    private record CodeElement(String number, String escape, boolean g0, boolean twoBytes) {}

    private static final CodeElement ASCII = new CodeElement("6", "(B", true, false);

    /** PS3.3 tables C.12-3 and C.12-4. ISO-IR 14, Japanese Romaji, is read as ASCII, so that a backslash stays one. */
    private static final List<CodeElement> CODE_ELEMENTS = List.of(
            ASCII,
            new CodeElement("14", "(J", true, false),
            new CodeElement("13", ")I", false, false),
            new CodeElement("100", "-A", false, false),
            new CodeElement("101", "-B", false, false),
            new CodeElement("109", "-C", false, false),
            new CodeElement("110", "-D", false, false),
            new CodeElement("126", "-F", false, false),
            new CodeElement("127", "-G", false, false),
            new CodeElement("138", "-H", false, false),
            new CodeElement("144", "-L", false, false),
            new CodeElement("148", "-M", false, false),
            new CodeElement("166", "-T", false, false),
            new CodeElement("203", "-b", false, false),
            new CodeElement("87", "$B", true, true),
            new CodeElement("87", "$@", true, true),
            new CodeElement("159", "$(D", true, true),
            new CodeElement("149", "$)C", false, true),
            new CodeElement("58", "$)A", false, true));

    /** Two-byte sets as they are written with both high bits set; JIS X 0212 in EUC-JP behind 8FH. */
    private static final Map<String, Charset> TWO_BYTE = Map.of(
            "87", Charset.forName("EUC-JP"),
            "159", Charset.forName("EUC-JP"),
            "149", Charset.forName("EUC-KR"),
            "58", Charset.forName("GB2312"));

    private final List<String> terms;
    private final Vr vr;
    private final CodeElement initialG1;

    Iso2022(List<String> terms, Vr vr) {
        this.terms = terms;
        this.vr = vr;
        String first = terms.isEmpty() ? "6" : CharacterSets.number(terms.get(0));
        // Some writers name a two-byte set first, which then is in G1 from the start.
        this.initialG1 = CODE_ELEMENTS.stream()
                .filter(c -> !c.g0() && c.number().equals(first))
                .findFirst()
                .orElse(null);
    }

    String decode(byte[] value) {
        StringBuilder text = new StringBuilder(value.length);
        CodeElement g0 = ASCII;
        CodeElement g1 = initialG1;
        for (int i = 0; i < value.length; ) {
            byte b = value[i];
            if (b == ESCAPE) {
                CodeElement found = escapeAt(value, i + 1);
                if (found != null) {
                    g0 = found.g0() ? found : g0;
                    g1 = found.g0() ? g1 : found;
                    i += 1 + found.escape().length();
                    continue;
                }
            }
            if (b >= 0 && !g0.twoBytes() && isDelimiter(b)) {
                g0 = ASCII;
                g1 = initialG1;
            }
            CodeElement set = b >= 0 ? g0 : g1;
            // Control characters and the space are outside of the two-byte sets.
            boolean two = set != null && set.twoBytes() && i + 1 < value.length && (b < 0 || b > ' ');
            text.append(two ? pair(set, b, value[i + 1]) : single(set, b));
            i += two ? 2 : 1;
        }
        return text.toString();
    }

    private static CodeElement escapeAt(byte[] value, int at) {
        for (CodeElement c : CODE_ELEMENTS) {
            byte[] escape = c.escape().getBytes(StandardCharsets.US_ASCII);
            if (at + escape.length <= value.length
                    && java.util.Arrays.equals(value, at, at + escape.length, escape, 0, escape.length)) {
                return c;
            }
        }
        return null;
    }

    private boolean isDelimiter(byte b) {
        return switch (b) {
            case '\t', '\n', '\f', '\r' -> true;
            case '\\' -> vr.isMultiValuedText();
            case '^', '=' -> vr == Vr.PN;
            default -> false;
        };
    }

    private static String pair(CodeElement set, byte first, byte second) {
        byte high = (byte) (first | 0x80);
        byte low = (byte) (second | 0x80);
        byte[] euc = set.number().equals("159") ? new byte[] {(byte) 0x8f, high, low} : new byte[] {high, low};
        return new String(euc, TWO_BYTE.get(set.number()));
    }

    private static String single(CodeElement set, byte b) {
        Charset charset = b >= 0 || set == null || set.twoBytes()
                ? StandardCharsets.ISO_8859_1
                : CharacterSets.singleByte(set.number());
        return new String(new byte[] {b}, charset);
    }

    /** Every character in the first of the terms' sets that has it; ASCII again before delimiters and at the end. */
    byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<CodeElement> sets = new ArrayList<>();
        for (String term : terms) {
            String number = term.isEmpty() ? "6" : CharacterSets.number(term);
            CODE_ELEMENTS.stream()
                    .filter(c -> c.number().equals(number))
                    .findFirst()
                    .ifPresent(sets::add);
        }
        CodeElement g0 = ASCII;
        CodeElement g1 = initialG1;
        for (int at = 0; at < text.length(); ) {
            int end = text.offsetByCodePoints(at, 1);
            String character = text.substring(at, end);
            at = end;
            if (character.charAt(0) < 128) {
                g0 = switchTo(ASCII, g0, out);
                out.write(character.charAt(0));
                g1 = isDelimiter((byte) character.charAt(0)) ? initialG1 : g1;
                continue;
            }
            CodeElement set = sets.stream()
                    .filter(s -> bytes(s, character).length > 0)
                    .findFirst()
                    .orElseThrow(() -> CharacterSets.cannotEncode(character, terms));
            if (set.g0()) {
                g0 = switchTo(set, g0, out);
            } else {
                g1 = switchTo(set, g1, out);
            }
            out.writeBytes(bytes(set, character));
        }
        switchTo(ASCII, g0, out);
        return out.toByteArray();
    }

    private static CodeElement switchTo(CodeElement set, CodeElement now, ByteArrayOutputStream out) {
        if (set != now) {
            out.write(ESCAPE);
            out.writeBytes(set.escape().getBytes(StandardCharsets.US_ASCII));
        }
        return set;
    }

    /** The bytes of a character outside of ASCII in a set; none where the set lacks it. */
    private static byte[] bytes(CodeElement set, String character) {
        Charset charset = set.twoBytes() ? TWO_BYTE.get(set.number()) : CharacterSets.singleByte(set.number());
        if (set == ASCII || charset == null || !charset.newEncoder().canEncode(character)) {
            return new byte[0];
        }
        byte[] bytes = character.getBytes(charset);
        boolean behind8f = bytes.length == 3 && bytes[0] == (byte) 0x8f;
        if (set.number().equals("159") != behind8f && set.g0()
                || !behind8f && bytes.length != (set.twoBytes() ? 2 : 1)) {
            return new byte[0];
        }
        if (set.g0()) {
            int from = behind8f ? 1 : 0;
            // Half-width katakana of EUC-JP, behind 8EH, is no JIS X 0208.
            return bytes[0] == (byte) 0x8e
                    ? new byte[0]
                    : new byte[] {(byte) (bytes[from] & 0x7f), (byte) (bytes[from + 1] & 0x7f)};
        }
        return bytes;
    }
}
