package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.PixelFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Jpeg2000Test {
    private static final PixelFormat GREY = format(4, 3, 1, 8, false);

    /** 4 x 3 samples of 8 bits, no decomposition, one layer: a single packet, whose byte says that nothing is in it. */
    private static final String BLANK = """
            FF4F FF51 0029 0000 00000004 00000003 00000000 00000000 00000004 00000003 00000000 00000000 0001 07 01 01
            FF52 000C 00 00 0001 00 00 04 04 00 01 FF5C 0004 40 40
            FF90 000A 0000 00000000 00 01 FF93 00 FFD9""";

    private static PixelFormat format(int columns, int rows, int samples, int bits, boolean signed) {
        return new PixelFormat(
                columns, rows, samples, bits > 8 ? 16 : 8, bits, signed, samples == 1 ? "MONOCHROME2" : "YBR_ICT");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static Object decode(byte[] stream, PixelFormat format) throws IOException {
        return new Jpeg2000Decoder().decode(new EncodedFrame("a.dcm", 1, stream, format));
    }

    private static void assertRefused(String hex, String sentence) {
        assertThatThrownBy(() -> decode(bytes(hex), GREY))
                .isInstanceOf(DicomException.class)
                .hasMessage("a.dcm: Pixel Data (7FE0,0010), frame 1: " + sentence);
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_gives_the_image_of_its_formula(Jpeg2000Streams made) throws IOException {
        int[] decoded = TestImages.unsigned(decode(made.stream(), made.format()));
        if (made == Jpeg2000Streams.IRREVERSIBLE) {
            // With all bit planes the steps are a quarter of a count at most, so that rounding is what is left.
            for (int i = 0; i < decoded.length; i++) {
                assertThat(decoded[i]).isBetween(made.pixels()[i] - 1, made.pixels()[i] + 1);
            }
        } else {
            assertThat(decoded).isEqualTo(made.pixels());
        }
    }

    @Test
    void a_file_format_around_the_stream_is_passed_over() throws IOException {
        String boxes = "0000000C 6A502020 0D0A870A 00000014 66747970 6A703220 00000000 6A703220 "
                + "00000016 6A703268 0000000E 69686472 000000000000 00000000 6A703263";
        byte[] stream = bytes(boxes + HexFormat.of().formatHex(Jpeg2000Streams.COLOUR.stream()));
        assertThat(TestImages.unsigned(decode(stream, Jpeg2000Streams.COLOUR.format())))
                .isEqualTo(Jpeg2000Streams.COLOUR.pixels());
    }

    @Test
    void a_packet_without_anything_leaves_the_middle_of_the_range() throws IOException {
        byte[] pixels = new byte[12];
        Arrays.fill(pixels, (byte) 128);
        assertThat(decode(bytes(BLANK), GREY)).isEqualTo(pixels);
        // Signed samples have their middle at 0.
        byte[] signed = bytes(BLANK.replace("0001 07", "0001 87"));
        assertThat(decode(signed, GREY)).isEqualTo(new byte[12]);
    }

    @Test
    void the_end_marker_may_be_missing_but_not_a_packet() throws IOException {
        assertThat(decode(bytes(BLANK.replace("FFD9", "")), GREY)).isNotNull();
        assertRefused(
                BLANK.replace("00 FFD9", ""),
                "0 compressed bytes cannot hold the 1 packets and 1 code blocks of JPEG 2000 tile 0");
    }

    @Test
    void colour_that_the_stream_transforms_is_delivered_as_rgb() {
        assertThat(new Jpeg2000Decoder().delivered(format(4, 3, 3, 8, false)).photometricInterpretation())
                .isEqualTo("RGB");
        assertThat(new Jpeg2000Decoder().delivered(GREY)).isEqualTo(GREY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FF4F FF51 | FF4E FF51 | this is no JPEG 2000 stream: it does not start with FF4F",
                "0029 0000 00000004 | 0029 0000 00000005 | the JPEG 2000 image has 5 columns and 3 rows"
                        + " where the data set says 4 and 3",
                "0001 07 | 0002 07 | the JPEG 2000 image has 2 components where the data set says 1",
                "0001 07 | 0001 0B | the JPEG 2000 image has 12 bits per sample, more than the 8 bits allocated",
                "FF52 000C | FF50 0008 00020000 0000 FF52 000C | the stream is High-Throughput JPEG 2000 (HTJ2K, ITU-T"
                        + " T.814; marker CAP), which is not supported",
                "04 04 00 01 | 04 04 40 01 | its code blocks are High-Throughput JPEG 2000 (HTJ2K, ITU-T T.814), which"
                        + " is not supported",
                "FF52 000C | FF74 0004 0000 FF52 000C | the stream uses JPEG 2000 Part 2 (marker FF74), which is not"
                        + " supported",
                "0001 00 00 04 04 | 0001 00 21 04 04 | the JPEG 2000 image has 33 decomposition levels, more than 32",
                "0001 00 00 04 04 | 0001 00 00 08 08 | a JPEG 2000 code block has at most 4096 samples and 1024 columns"
                        + " or rows, not 2^10 x 2^10",
                "0001 00 00 04 04 | 0001 00 01 04 04 | the JPEG 2000 stream gives 1 quantization steps for 4 subbands",
                "0001 00 00 04 04 | FFFF 00 00 04 04 | 1 compressed bytes cannot hold the 65535 packets and 1 code"
                        + " blocks of JPEG 2000 tile 0",
                "00000004 00000003 00000000 00000000 0001 | 00000001 00000001 00000000 00000000 0001 | 82 compressed"
                        + " bytes cannot hold 12 JPEG 2000 tiles",
                "00000004 00000003 00000000 00000000 0001 | 00000002 00000003 00000000 00000000 0001 | the JPEG 2000"
                        + " stream holds 1 of 2 tiles",
                "FF5C 0004 40 40 | FF64 0004 0001 | the JPEG 2000 stream has no quantization (QCD)",
                "FF90 000A 0000 | FF90 000A 0007 | a tile-part of the JPEG 2000 stream is of tile 7, but there are 1",
            })
    void a_stream_that_cannot_be_decoded_is_refused_in_one_sentence(String old, String changed, String sentence) {
        assertThat(BLANK).contains(old);
        int at = BLANK.lastIndexOf(old);
        assertRefused(BLANK.substring(0, at) + changed + BLANK.substring(at + old.length()), sentence);
    }

    @Test
    void a_palette_of_the_file_format_is_refused() {
        String boxes = "0000000C 6A502020 0D0A870A 00000010 6A703268 00000008 70636C72 00000000 6A703263";
        assertRefused(boxes + BLANK, "the stream is a JP2 file with a palette, which is not supported");
    }

    @Test
    void a_large_image_is_not_believed_to_be_in_a_few_bytes() {
        PixelFormat large = format(30000, 30000, 1, 16, false);
        byte[] stream = bytes(BLANK.replace("00000004 00000003", "00007530 00007530"));
        assertThatThrownBy(() -> decode(stream, large))
                .hasMessageEndingWith(
                        "82 compressed bytes are too few to be trusted with 30000 x 30000 pixels of 1 sample");
    }
}
