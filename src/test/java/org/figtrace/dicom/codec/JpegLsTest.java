package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** JPEG-LS from the examples of its standard; other coders' streams are in {@link ReferenceCodersTest}. */
class JpegLsTest {
    /** T.87 H.3: the frame header and scan header of a 4 x 4 image of 8 bits, and its entropy-coded data. */
    private static final String START = "FFD8 FFF7000B 08 0004 0004 01 011100";

    private static final String SCAN = "FFDA0008 01 0100 00 00 00";
    private static final String CODED = "C000006C80208E 01C0000057400000 6EE6000001BC1800 0005D800009160";
    private static final int[] VALUES = {0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145};

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    private static int[] decode(byte[] stream, int rows) throws IOException {
        return TestImages.unsigned(
                JpegLsStream.decode(stream, new FrameShape(4, rows, 1, 8)).pixels());
    }

    @Test
    void the_example_of_the_standard_is_read() throws IOException {
        assertThat(decode(hex(START, SCAN, CODED, "FFD9"), 4)).containsExactly(VALUES);
    }

    @Test
    void a_missing_end_marker_is_no_loss() throws IOException {
        assertThat(decode(hex(START, SCAN, CODED), 4)).containsExactly(VALUES);
    }

    @Test
    void everything_starts_anew_behind_a_restart_marker() throws IOException {
        String eightRows = START.replace("0004 0004", "0008 0004");
        byte[] stream = hex(eightRows, "FFDD0004 0004", SCAN, CODED, "FFD0", CODED, "FFD9");
        int[] twice = IntStream.range(0, 32).map(i -> VALUES[i % 16]).toArray();
        assertThat(decode(stream, 8)).containsExactly(twice);
    }

    @Test
    void a_restart_interval_may_have_four_bytes() throws IOException {
        String eightRows = START.replace("0004 0004", "0008 0004");
        byte[] stream = hex(eightRows, "FFDD0006 00000004", SCAN, CODED, "FFD0", CODED, "FFD9");
        assertThat(decode(stream, 8)).endsWith(VALUES);
    }

    @Test
    void preset_parameters_equal_to_the_defaults_change_nothing() throws IOException {
        // MAXVAL 255, thresholds 3, 7 and 21, RESET 64 (T.87 tables C.2 and C.3).
        byte[] stream = hex(START, "FFF8000D 01 00FF 0003 0007 0015 0040", SCAN, CODED, "FFD9");
        assertThat(decode(stream, 4)).containsExactly(VALUES);
    }

    @Test
    void data_that_ends_early_is_refused_with_the_row_that_was_reached() {
        byte[] whole = hex(START, SCAN, CODED);
        assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length - 12), 4))
                .isInstanceOf(CodecException.class)
                .hasMessage("the compressed data ends in row 3 of 4");
    }

    @Test
    void a_palette_is_refused() {
        byte[] stream = hex(START, "FFDA0008 01 0105 00 00 00", CODED);
        assertThatThrownBy(() -> decode(stream, 4))
                .hasMessage("the JPEG-LS stream uses a mapping table (palette), which is not supported");
    }

    @Test
    void what_is_not_decoded_is_refused_by_name() {
        assertThatThrownBy(() -> decode(hex(START, "FFDA0008 01 0100 00 00 02", CODED), 4))
                .hasMessage("the JPEG-LS stream uses a point transform, which is not supported");
        assertThatThrownBy(() -> decode(hex("FFD8 FFE80007 6D72667801", START.substring(4), SCAN, CODED), 4))
                .hasMessage("the JPEG-LS stream uses HP colour transform 1, which is not supported");
        assertThatThrownBy(() -> decode(hex(START, "FFF80003 05", SCAN, CODED), 4))
                .hasMessage("a JPEG-LS preset parameter marker (LSE) of type 5 is not supported");
        assertThatThrownBy(() -> decode(hex(START.replace("FFF7", "FFC0"), SCAN, CODED), 4))
                .hasMessage("marker SOF0 stands in a stream that should be JPEG-LS");
    }

    @Test
    void parameters_outside_their_ranges_are_refused_with_their_values() {
        assertThatThrownBy(() -> decode(hex(START, "FFF8000D 01 01FF 0000 0000 0000 0000", SCAN, CODED), 4))
                .hasMessage("JPEG-LS MAXVAL 511 does not fit in 8 bits");
        assertThatThrownBy(() -> decode(hex(START, "FFF8000D 01 0000 0009 0007 0015 0000", SCAN, CODED), 4))
                .hasMessage("JPEG-LS thresholds 9, 7, 21 do not rise from above NEAR 0 to at most 255");
        assertThatThrownBy(() -> decode(hex(START, "FFDA0008 01 0100 80 00 00", CODED), 4))
                .hasMessage("JPEG-LS NEAR 128 is too large for samples up to 255");
        assertThatThrownBy(() -> decode(hex(START, "FFF8000D 01 0000 0000 0000 0000 0002", SCAN, CODED), 4))
                .hasMessage("JPEG-LS RESET 2 is outside 3 to 255");
    }

    @Test
    void a_stream_of_something_else_is_refused() {
        assertThatThrownBy(() -> decode(new byte[] {'R', 'I', 'F', 'F'}, 4))
                .hasMessage("this is no JPEG-LS stream: it does not start with FFD8");
    }

    @Test
    void a_frame_that_its_few_bytes_cannot_hold_is_refused_before_it_is_allocated() {
        byte[] stream = hex("FFD8 FFF7000B 08 9C40 9C40 01 011100", SCAN, CODED);
        assertThatThrownBy(() -> JpegLsStream.decode(stream, new FrameShape(40000, 40000, 1, 8)))
                .hasMessageMatching("[0-9]+ compressed bytes cannot hold 40000 x 40000 pixels of 1 sample");
    }

    /** Bits that are all ones are runs of what is above, so of zeros: FF and, behind the zero bit, 7F. */
    private static final String ONES = "FF7F";

    @Test
    void a_few_bytes_may_be_a_large_image_of_one_value() throws IOException {
        // 33 bits until a run order of 15 is reached, then one for each row.
        byte[] stream = hex("FFD8 FFF7000B 08 0FA0 1388 01 011100", SCAN, ONES.repeat(4100 / 15), "FFD9");
        Object pixels =
                JpegLsStream.decode(stream, new FrameShape(5000, 4000, 1, 8)).pixels();
        assertThat((byte[]) pixels).isEqualTo(new byte[5000 * 4000]);
    }

    @Test
    void a_large_image_is_not_allocated_before_its_rows_are_there() {
        byte[] stream = hex("FFD8 FFF7000B 08 1F40 EA60 01 011100", SCAN, ONES.repeat(3), "00".repeat(2000), "FFD9");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> JpegLsStream.decode(stream, new FrameShape(60000, 8000, 1, 8)))
                .hasMessageMatching("row [0-9]+ of 8000 has an invalid JPEG-LS code");
        // The image has 480 million bytes; 256 times the stream and a few lines are allowed.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000_000);
    }
}
