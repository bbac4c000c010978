package org.figtrace.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;

/**
 * Changes to data elements, items, fragments and to the marker segments of the JPEG family: lengths, tags, value
 * representations, values, parts that are missing, twice, or nested.
 */
final class DicomMutation extends Mutation {
    private static final int[] TAGS = {
        Tag.SpecificCharacterSet,
        Tag.SOPClassUID,
        Tag.SOPInstanceUID,
        Tag.SeriesInstanceUID,
        Tag.NumberOfFrames,
        Tag.Rows,
        Tag.Columns,
        Tag.BitsAllocated,
        Tag.BitsStored,
        Tag.HighBit,
        Tag.PixelRepresentation,
        Tag.SamplesPerPixel,
        Tag.PlanarConfiguration,
        Tag.PhotometricInterpretation,
        Tag.ImagePositionPatient,
        Tag.ImageOrientationPatient,
        Tag.PixelSpacing,
        Tag.RescaleSlope,
        Tag.RescaleIntercept,
        Tag.PerFrameFunctionalGroupsSequence,
        Tag.SharedFunctionalGroupsSequence,
        Tag.ExtendedOffsetTable,
        Tag.PixelData,
        Tag.FloatPixelData,
        Tag.DoubleFloatPixelData,
        Tag.Item,
        Tag.ItemDelimitationItem,
        Tag.SequenceDelimitationItem,
        Tag.ModalityLUTSequence,
        Tag.TransferSyntaxUID,
        Tag.PixelPaddingValue
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "0",
        "-1",
        "1",
        "2",
        "65535",
        "65536",
        "2147483647",
        "2147483648",
        "4294967295",
        "1e308",
        "1e-308",
        "NaN",
        "1A",
        "0\\0",
        "1\\0\\0\\0\\1\\0",
        "0\\0\\0\\0\\0\\0",
        "\\\\\\",
        "ISO 2022 IR 87",
        "ISO_IR 192",
        "GB18030",
        "RGB",
        "YBR_FULL_422",
        "PALETTE COLOR",
        "MONOCHROME1",
        "US",
        "HU",
        "LOCALIZER",
        "1.2.840.10008.1.2.1",
        "1.2.840.10008.1.2.1.99",
        "1.2.840.10008.1.2.5",
        "1.2.840.10008.1.2.4.50",
        "1.2.840.10008.1.2.4.70",
        "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.2.2",
        "\u001b$B!!"
    };

    DicomMutation(Random random) {
        super(random);
    }

    @Override
    byte[] one(byte[] input, byte[] other) {
        int kind = random.nextInt(10);
        if (kind < 4) {
            return element(input);
        }
        if (kind < 7) {
            return segment(input);
        }
        return super.one(input, other);
    }

    private byte[] element(byte[] input) {
        List<Integer> starts = elements(input);
        if (starts.isEmpty()) {
            return number(input, place(input), 4, limit());
        }
        int at = starts.get(random.nextInt(starts.size()));
        int next = starts.stream().filter(s -> s > at).findFirst().orElse(input.length);
        boolean item = (input[at] & 0xff) == 0xfe;
        boolean longForm = !item && (input[at + 6] | input[at + 7]) == 0;
        switch (random.nextInt(9)) {
            case 0:
                int tag = TAGS[random.nextInt(TAGS.length)];
                return number(number(input, at, 2, tag >>> 16), at + 2, 2, tag);
            case 1:
                Vr vr = Vr.values()[random.nextInt(Vr.values().length)];
                return set(
                        set(input, at + 4, vr.name().charAt(0)),
                        at + 5,
                        vr.name().charAt(1));
            case 2:
                return item ? number(input, at + 4, 4, limit()) : number(input, at + 6, 2, limit());
            case 3:
                return number(input, Math.min(input.length - 1, at + (longForm ? 8 : 4)), 4, limit());
            case 4:
                return remove(input, at, next);
            case 5:
                return insert(input, at, Arrays.copyOfRange(input, at, next));
            case 6:
                return insert(input, at, nested(1 + random.nextInt(80)));
            case 7:
                int to = starts.get(random.nextInt(starts.size()));
                return insert(input, to, Arrays.copyOfRange(input, at, next));
            default:
                return value(input, at, next, longForm);
        }
    }

    /** Another value of the right length, so that what follows stays readable. */
    private byte[] value(byte[] input, int at, int next, boolean longForm) {
        int start = Math.min(next, at + (longForm ? 12 : 8));
        int length = next - start;
        if (length == 2 || length == 4 && random.nextBoolean()) {
            return number(input, start, length, limit());
        }
        byte[] text = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.ISO_8859_1);
        byte[] value = Arrays.copyOf(text, text.length + text.length % 2);
        if (value.length > text.length) {
            value[text.length] = ' ';
        }
        byte[] changed = insert(remove(input, start, next), start, value);
        return longForm ? changed : number2(changed, at + 6, value.length);
    }

    private static byte[] number2(byte[] input, int at, int value) {
        if (at + 1 < input.length) {
            input[at] = (byte) value;
            input[at + 1] = (byte) (value >> 8);
        }
        return input;
    }

    /** Sequences of undefined length in each other: (0008,1140) SQ, item, (0008,1140) SQ, item, ... */
    private static byte[] nested(int depth) {
        byte[] level = {
            8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, (byte) 0xfe, -1, 0, (byte) 0xe0, -1, -1, -1, -1
        };
        byte[] all = new byte[depth * level.length];
        for (int d = 0; d < depth; d++) {
            System.arraycopy(level, 0, all, d * level.length, level.length);
        }
        return all;
    }

    /** Where explicit elements of short and long form, and items, begin. */
    private static List<Integer> elements(byte[] input) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i + 8 < input.length; i++) {
            boolean item = input[i] == (byte) 0xfe && input[i + 1] == (byte) 0xff && input[i + 3] == (byte) 0xe0;
            if (item || isCapital(input[i + 4]) && isCapital(input[i + 5]) && isVr(input[i + 4], input[i + 5])) {
                starts.add(i);
                i += 7;
            }
        }
        return starts;
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static boolean isVr(byte a, byte b) {
        String name = "" + (char) a + (char) b;
        return Arrays.stream(Vr.values()).anyMatch(vr -> vr.name().equals(name));
    }

    /** A change in a marker segment, in its length, or of its marker. */
    private byte[] segment(byte[] input) {
        List<Integer> markers = new ArrayList<>();
        boolean image = false;
        for (int i = 0; i + 4 < input.length; i++) {
            boolean start = input[i] == -1 && ((input[i + 1] & 0xff) == 0xd8 || (input[i + 1] & 0xff) == 0x4f);
            image |= start && input[i + 2] == -1;
            if (image && input[i] == -1 && input[i + 1] != 0 && input[i + 1] != -1) {
                markers.add(i);
            }
        }
        if (markers.isEmpty()) {
            return fragment(input);
        }
        int at = markers.get(random.nextInt(Math.min(markers.size(), 24)));
        int next = markers.stream().filter(m -> m > at).findFirst().orElse(input.length);
        switch (random.nextInt(7)) {
            case 0:
                return set(input, at + 1, 0xc0 + random.nextInt(0x40));
            case 1:
                return set(set(input, at + 2, (int) (limit() >> 8)), at + 3, (int) limit());
            case 2:
                return remove(input, at, next);
            case 3:
                return insert(input, at, Arrays.copyOfRange(input, at, Math.min(next, at + 600)));
            case 4:
                return Arrays.copyOf(input, Math.min(input.length, next + random.nextInt(40)));
            default:
                int inside = at + 4 + random.nextInt(Math.max(1, Math.min(next - at - 4, 24)));
                return inside < input.length ? set(input, inside, (int) limit()) : input.clone();
        }
    }

    /** RLE headers and other pixel bytes: the last part of the file. */
    private byte[] fragment(byte[] input) {
        int at = input.length - 1 - random.nextInt(Math.max(1, Math.min(input.length - 1, 900)));
        return random.nextBoolean() ? number(input, at, 4, limit()) : set(input, at, random.nextInt(256));
    }
}
