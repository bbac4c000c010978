package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.figtrace.dicom.YcbcrToRgb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JPEG coded by DCT, against formulae and against the libjpeg in the Java runtime. */
class DctJpegTest {
    /** A restart interval of one block, and tables whose only divisor is 4 and whose codes are few. */
    private static final String TABLES = "FFD8 FFDB0043 00" + "04".repeat(64)
            // DC: sizes 0 and 6 under the codes 0 and 10. AC: end of block and run 0 of size 5 under the same codes.
            + "FFC40015 00 01010000000000000000000000000000 0006"
            + "FFC40015 10 01010000000000000000000000000000 0005";

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    private static byte[] bits(String... codes) {
        String all = String.join("", codes);
        byte[] bytes = new byte[(all.length() + 7) / 8];
        for (int i = 0; i < 8 * bytes.length; i++) {
            int bit = i < all.length() ? all.charAt(i) - '0' : 1;
            bytes[i / 8] |= (byte) (bit << 7 - i % 8);
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int[] decode(byte[] stream, int columns, int rows, int samples) throws IOException {
        return TestImages.unsigned(JpegStream.decode(stream, new FrameShape(columns, rows, samples, 16))
                .pixels());
    }

    /** The definition of the transform, T.81 A.3.3, term by term, for coefficients (0,0), (1,0) and (0,1). */
    private static int[] byDefinition(double mean, double across, double down, int shift, int largest) {
        int[] block = new int[64];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                double value = mean / 8
                        + across * Math.sqrt(0.5) / 4 * Math.cos((2 * x + 1) * Math.PI / 16)
                        + down * Math.sqrt(0.5) / 4 * Math.cos((2 * y + 1) * Math.PI / 16);
                block[8 * y + x] = (int) Math.max(0, Math.min(largest, Math.round(value) + shift));
            }
        }
        return block;
    }

    @ParameterizedTest
    @CsvSource({"C0, 08, 128, 255", "C1, 08, 128, 255", "C1, 0C, 2048, 4095"})
    void a_block_written_by_hand_is_the_sum_of_its_cosines(String frame, String precision, int shift, int largest)
            throws IOException {
        byte[] stream = join(
                hex(TABLES, "FF", frame, "000B", precision, "0008 0008 01 011100", "FFDA0008 01 0100 00 3F 00"),
                // DC 40; then zig-zag 1 = 20 (across) and zig-zag 2 = -17 (down); end of block.
                bits("10" + "101000", "10" + "10100", "10" + "01110", "0"));
        assertThat(decode(stream, 8, 8, 1)).containsExactly(byDefinition(4 * 40, 4 * 20, 4 * -17, shift, largest));
    }

    @Test
    void a_mean_is_coded_as_difference_until_a_restart() throws IOException {
        // Three blocks of +40, +32 and, behind the restart, +32.
        byte[] stream = join(
                hex(TABLES, "FFC0000B 08 0008 0014 01 011100", "FFDD0004 0002", "FFDA0008 01 0100 00 3F 00"),
                bits("10" + "101000" + "0", "10" + "100000" + "0"),
                hex("FFD0"),
                bits("10" + "100000" + "0"),
                hex("FFD9"));
        int[] pixels = decode(stream, 20, 8, 1);
        assertThat(new int[] {pixels[7], pixels[8], pixels[16], pixels[159]})
                .containsExactly(128 + 4 * 40 / 8, 128 + 4 * 72 / 8, 128 + 4 * 32 / 8, 128 + 4 * 32 / 8);
    }

    /**
     * 20 x 8 pixels with chrominance of half width: an interleaved scan would have four blocks of luminance, a scan of
     * luminance alone has the three that the image needs (T.81 A.2.2), and each chrominance has two.
     */
    @Test
    void components_in_scans_of_their_own_have_no_padding_blocks() throws IOException {
        byte[] stream = join(
                hex(TABLES, "FFC00011 08 0008 0014 03 012100 021100 031100", "FFDA0008 01 0100 00 3F 00"),
                bits("10" + "101000" + "0", "10" + "100000" + "0", "00"),
                hex("FFDA0008 01 0200 00 3F 00"),
                bits("10" + "100000" + "0", "00"),
                hex("FFDA0008 01 0300 00 3F 00"),
                bits("00", "00"),
                hex("FFD9"));
        int[] pixels = decode(stream, 20, 8, 3);
        int[] lastOfFirstRow = {pixels[3 * 19], pixels[3 * 19 + 1], pixels[3 * 19 + 2]};
        assertThat(new int[] {pixels[0], pixels[1], pixels[2]}).containsExactly(128 + 20, 128 + 16, 128);
        assertThat(lastOfFirstRow).containsExactly(128 + 36, 128 + 16, 128);
    }

    @Test
    void other_processes_are_refused_by_name() {
        String rest = "000B 08 0008 0008 01 011100";
        assertThatThrownBy(() -> decode(hex(TABLES, "FFC2", rest), 8, 8, 1))
                .isInstanceOf(CodecException.class)
                .hasMessage("it is progressive JPEG (SOF2), which is not supported");
        assertThatThrownBy(() -> decode(hex(TABLES, "FFC9", rest), 8, 8, 1))
                .hasMessage("it is JPEG with arithmetic coding (SOF9), which is not supported");
        assertThatThrownBy(() -> decode(hex(TABLES, "FFC5", rest), 8, 8, 1))
                .hasMessage("it is hierarchical JPEG (SOF5), which is not supported");
        assertThatThrownBy(() -> decode(hex(TABLES, "FFC0", rest.replace("B 08", "B 0A")), 8, 8, 1))
                .hasMessage("a JPEG image coded by DCT has 8 or 12 bits per sample, not 10");
    }

    @Test
    void a_table_that_was_never_defined_is_refused() {
        byte[] stream = hex(TABLES, "FFC0000B 08 0008 0008 01 011100", "FFDA0008 01 0123 00 3F 00", "8080");
        assertThatThrownBy(() -> decode(stream, 8, 8, 1)).hasMessage("the DC Huffman table 2 is used but not defined");
    }

    @Test
    void an_impossible_huffman_table_is_refused() {
        byte[] stream = hex("FFD8 FFC40016 00 03000000000000000000000000000000 000102");
        assertThatThrownBy(() -> decode(stream, 8, 8, 1))
                .hasMessage("a Huffman table has more codes of 1 bits than there can be");
    }

    private static BufferedImage picture(int columns, int rows, int type) {
        BufferedImage image = new BufferedImage(columns, rows, type);
        int samples = image.getRaster().getNumBands();
        int[] pixels = TestImages.BODY.make(columns, rows, samples, 8, 9);
        image.getRaster().setPixels(0, 0, columns, rows, pixels);
        return image;
    }

    private static byte[] write(BufferedImage image, float quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.setOutput(ImageIO.createImageOutputStream(out));
        writer.write(null, new IIOImage(image, null, null), parameters);
        writer.dispose();
        return out.toByteArray();
    }

    private static int largestDifference(int[] a, int[] b) {
        assertThat(a).hasSameSizeAs(b);
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.9", "64, 48, 0.9", "37, 21, 0.3", "7, 5, 1.0", "130, 9, 0.6"})
    void grey_is_within_one_count_of_libjpeg(int columns, int rows, float quality) throws IOException {
        byte[] stream = write(picture(columns, rows, BufferedImage.TYPE_BYTE_GRAY), quality, false);
        int[] theirs =
                ImageIO.read(new ByteArrayInputStream(stream)).getRaster().getPixels(0, 0, columns, rows, (int[]) null);
        assertThat(largestDifference(decode(stream, columns, rows, 1), theirs)).isLessThanOrEqualTo(1);
    }

    /**
     * The Java runtime writes 4:2:0. One count of luminance and one of chrominance, which counts up to 1.772 times, are
     * three counts of a colour at most.
     */
    @ParameterizedTest
    @CsvSource({"64, 48, 0.9", "37, 21, 0.3", "130, 9, 0.6", "16, 16, 1.0"})
    void colour_with_quartered_chrominance_is_within_three_counts_of_libjpeg(int columns, int rows, float quality)
            throws IOException {
        byte[] stream = write(picture(columns, rows, BufferedImage.TYPE_INT_RGB), quality, false);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(stream));
        int[] theirs = new int[3 * columns * rows];
        for (int i = 0; i < columns * rows; i++) {
            int rgb = read.getRGB(i % columns, i / columns);
            theirs[3 * i] = rgb >> 16 & 0xFF;
            theirs[3 * i + 1] = rgb >> 8 & 0xFF;
            theirs[3 * i + 2] = rgb & 0xFF;
        }
        DecodedFrame ours = JpegStream.decode(stream, new FrameShape(columns, rows, 3, 8));
        assertThat(ours.colourSpace()).isEqualTo(ColourSpace.YCBCR);
        new YcbcrToRgb(8).convert((byte[]) ours.pixels());
        assertThat(largestDifference(TestImages.unsigned(ours.pixels()), theirs))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void a_progressive_stream_of_libjpeg_is_refused_by_name() throws IOException {
        byte[] stream = write(picture(64, 48, BufferedImage.TYPE_BYTE_GRAY), 0.9f, true);
        assertThatThrownBy(() -> decode(stream, 64, 48, 1))
                .hasMessage("it is progressive JPEG (SOF2), which is not supported");
    }

    @Test
    void the_primary_colours_come_out_of_their_ycbcr() {
        // T.871 chapter 7, rounded: red, green, blue, white, black and a grey.
        byte[] pixels = hex("4C55FF 962C15 1DFF6B FF8080 008080 808080");
        new YcbcrToRgb(8).convert(pixels);
        assertThat(pixels).isEqualTo(hex("FE0000 00FF01 0000FE FFFFFF 000000 808080"));
    }
}
