package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;

class RleDecoderTest {
    private final FrameDecoder decoder = FrameDecoders.of(TransferSyntax.RLE).orElseThrow();

    /** A header of 64 bytes and the segments behind it (PS3.5 G.5). */
    private static byte[] frame(byte[]... segments) {
        int length = 64 + Arrays.stream(segments).mapToInt(s -> s.length).sum();
        ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(segments.length);
        int at = 64;
        for (byte[] segment : segments) {
            b.putInt(at);
            at += segment.length;
        }
        b.position(64);
        for (byte[] segment : segments) {
            b.put(segment);
        }
        return b.array();
    }

    private static byte[] bytes(int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) values[i];
        }
        return out;
    }

    private static PixelFormat format(int columns, int rows, int samples, int bits) {
        return new PixelFormat(columns, rows, samples, bits, bits, false, "MONOCHROME2");
    }

    private Object decode(byte[] encoded, PixelFormat format) throws Exception {
        return decoder.decode(new EncodedFrame("a.dcm", 1, encoded, format));
    }

    @Test
    void literal_runs_and_replicate_runs_follow_each_other() throws Exception {
        // 2: three literals; -3 (253): the next byte four times; -128: nothing; 0: one literal.
        byte[] segment = bytes(2, 10, 20, 30, 253, 7, 128, 0, 99);
        assertThat(decode(frame(segment), format(4, 2, 1, 8))).isEqualTo(bytes(10, 20, 30, 7, 7, 7, 7, 99));
    }

    @Test
    void the_first_segment_is_the_most_significant_byte() throws Exception {
        byte[] high = bytes(1, 0x01, 0xff);
        byte[] low = bytes(1, 0x02, 0xfe);
        assertThat(decode(frame(high, low), format(2, 1, 1, 16))).isEqualTo(new short[] {0x0102, (short) 0xfffe});
    }

    @Test
    void colour_comes_by_pixel() throws Exception {
        byte[] encoded = frame(bytes(1, 1, 2), bytes(1, 3, 4), bytes(1, 5, 6));
        assertThat(decode(encoded, format(2, 1, 3, 8))).isEqualTo(bytes(1, 3, 5, 2, 4, 6));
    }

    @Test
    void a_segment_that_ends_early_is_refused() {
        assertThatThrownBy(() -> decode(frame(bytes(1, 1, 2)), format(4, 1, 1, 8)))
                .hasMessage("a.dcm: Pixel Data (7FE0,0010), frame 1: RLE segment 1 ends after 2 of 4 bytes");
        assertThatThrownBy(() -> decode(frame(bytes(5, 1, 2)), format(4, 1, 1, 8)))
                .hasMessage("a.dcm: Pixel Data (7FE0,0010), frame 1: RLE segment 1 ends after 0 of 4 bytes");
    }

    @Test
    void a_header_that_contradicts_the_image_is_refused() {
        assertThatThrownBy(() -> decode(frame(bytes(1, 1, 2)), format(2, 1, 1, 16)))
                .hasMessage("a.dcm: Pixel Data (7FE0,0010), frame 1: it has 1 RLE segments where its description asks"
                        + " for 2");
        assertThatThrownBy(() -> decode(new byte[10], format(2, 1, 1, 16)))
                .hasMessageContaining("its RLE header needs 64 bytes, but there are 10");
        byte[] wild = frame(bytes(1, 1, 2));
        ByteBuffer.wrap(wild).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -5);
        assertThatThrownBy(() -> decode(wild, format(2, 1, 1, 8)))
                .hasMessageContaining("RLE segment 1 starts at byte 4294967291 of 67");
    }

    @Test
    void pixels_that_so_few_bytes_cannot_hold_are_refused_before_they_are_allocated() {
        // 2 bytes of a segment are 128 pixels at most (PS3.5 G.3.2).
        assertThatThrownBy(() -> decode(frame(bytes(129, 7)), format(129, 1, 1, 8)))
                .hasMessage(
                        "a.dcm: Pixel Data (7FE0,0010), frame 1: 66 compressed bytes cannot hold 129 x 1 pixels of 1"
                                + " sample");
        assertThatThrownBy(() -> decode(frame(bytes(129, 7)), format(40_000, 40_000, 1, 8)))
                .hasMessageContaining("cannot hold 40000 x 40000 pixels");
    }

    @Test
    void the_longest_run_is_128_pixels() throws Exception {
        byte[] run = new byte[128];
        Arrays.fill(run, (byte) 7);
        assertThat(decode(frame(bytes(129, 7)), format(128, 1, 1, 8))).isEqualTo(run);
    }
}
