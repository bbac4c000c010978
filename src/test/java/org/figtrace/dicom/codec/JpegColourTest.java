package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which colour JPEG frames come out in, and as which arrays. */
class JpegColourTest {
    private static final String JFIF = "FFE00010 4A46494600 0102 00 0001 0001 00 00";
    private static final String ADOBE_RGB = "FFEE000E 41646F6265 0064 0000 0000 00";
    private static final String ADOBE_YCC = "FFEE000E 41646F6265 0064 0000 0000 01";

    private static PixelFormat format(String photometric, int allocated) {
        return new PixelFormat(8, 8, 3, allocated, 8, false, photometric);
    }

    /**
     * One 8 x 8 block of each of three components, whose means are 40 * 4 / 8 = 20 above, 0 and 20 above 128: as YCbCr
     * that is 148, 128, 148.
     */
    private static byte[] stream(String application, String ids) {
        String[] id = ids.split(" ");
        String hex = "FFD8" + application + "FFDB0043 00" + "04".repeat(64)
                + "FFC40015 00 01010000000000000000000000000000 0006"
                + "FFC40015 10 01010000000000000000000000000000 0005"
                + "FFC00011 08 0008 0008 03 " + id[0] + "1100" + id[1] + "1100" + id[2] + "1100"
                + "FFDA000C 03 " + id[0] + "00" + id[1] + "00" + id[2] + "00 00 3F 00"
                // 10 101000 0, then 0 0, then 10 101000 0, and ones.
                + "A8 15 0F FFD9";
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static int[] firstPixel(byte[] stream, PixelFormat format) throws IOException {
        FrameDecoder decoder = FrameDecoders.of(TransferSyntax.JPEG_BASELINE).orElseThrow();
        return Arrays.copyOf(TestImages.unsigned(decoder.decode(new EncodedFrame("a.dcm", 1, stream, format))), 3);
    }

    /** R = 148 + 1.402 * 20 = 176.04, G = 148 - 0.714136 * 20 = 133.72, B = 148 (T.871 chapter 7). */
    @ParameterizedTest
    @CsvSource({
        "'', YBR_FULL_422, true",
        "'', YBR_FULL, true",
        "'', RGB, false",
        JFIF + ", YBR_FULL_422, true",
        JFIF + ", RGB, true",
        ADOBE_YCC + ", RGB, true",
        ADOBE_RGB + ", RGB, false",
        ADOBE_RGB + ", YBR_FULL_422, false",
        JFIF + ", YBR_PARTIAL_422, false",
    })
    void a_stream_is_converted_when_it_holds_ycbcr_and_rgb_is_promised(
            String application, String photometric, boolean converted) throws IOException {
        int[] expected = converted ? new int[] {176, 134, 148} : new int[] {148, 128, 148};
        assertThat(firstPixel(stream(application, "01 02 03"), format(photometric, 8)))
                .containsExactly(expected);
    }

    @Test
    void components_that_are_called_r_g_and_b_are_not_converted() throws IOException {
        assertThat(firstPixel(stream("", "52 47 42"), format("YBR_FULL_422", 8)))
                .containsExactly(148, 128, 148);
    }

    @Test
    void eight_bits_in_sixteen_allocated_are_delivered_as_shorts() throws IOException {
        assertThat(firstPixel(stream("", "01 02 03"), format("YBR_FULL", 16))).containsExactly(176, 134, 148);
    }

    @Test
    void lossy_colour_says_that_it_is_delivered_as_rgb() {
        FrameDecoder lossy = FrameDecoders.of(TransferSyntax.JPEG_EXTENDED).orElseThrow();
        assertThat(lossy.delivered(format("YBR_FULL_422", 8))).isEqualTo(format("RGB", 8));
        assertThat(lossy.delivered(format("YBR_PARTIAL_422", 8))).isEqualTo(format("YBR_PARTIAL_422", 8));
        FrameDecoder lossless = FrameDecoders.of(TransferSyntax.JPEG_LOSSLESS).orElseThrow();
        assertThat(lossless.delivered(format("YBR_FULL", 8))).isEqualTo(format("YBR_FULL", 8));
    }

    @Test
    void a_refusal_names_the_file_and_the_frame() {
        FrameDecoder decoder = FrameDecoders.of(TransferSyntax.JPEG_BASELINE).orElseThrow();
        byte[] stream = stream("", "01 02 03");
        EncodedFrame frame = new EncodedFrame("IM7", 3, Arrays.copyOf(stream, stream.length - 5), format("RGB", 8));
        assertThatThrownBy(() -> decoder.decode(frame))
                .isInstanceOf(DicomException.class)
                .hasMessage("IM7: Pixel Data (7FE0,0010), frame 3: the compressed data ends in row 1 of 8");
    }

    @Test
    void thirty_two_bits_allocated_are_refused() {
        FrameDecoder decoder = FrameDecoders.of(TransferSyntax.JPEG_LS_LOSSLESS).orElseThrow();
        EncodedFrame frame = new EncodedFrame("IM7", 1, new byte[0], format("RGB", 32));
        assertThatThrownBy(() -> decoder.decode(frame))
                .hasMessage("IM7: Pixel Data (7FE0,0010), frame 1: "
                        + "Bits Allocated (0028,0100) is 32 where the transfer syntax allows 8 or 16");
    }
}
