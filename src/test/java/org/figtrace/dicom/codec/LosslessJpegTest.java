package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lossless JPEG, process 14 of T.81. */
class LosslessJpegTest {
    private static final int[][] SIZES = {{1, 1}, {1, 9}, {8, 1}, {7, 5}, {33, 17}};

    private static int[] decode(byte[] stream, int columns, int rows, int samples) throws IOException {
        return TestImages.unsigned(JpegStream.decode(stream, new FrameShape(columns, rows, samples, 16))
                .pixels());
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }

    /**
     * Written out by hand: 2 x 2 samples of 8 bits, selection value 4, one table with sizes 0 to 2 under the codes 0, 10
     * and 110. 130 131 / 129 132: the differences are 2 from 128 (110 10), 1 from the left (10 1), -1 from above (10 0),
     * and 132 - (129 + 131 - 130) = 2 (110 10).
     */
    @Test
    void two_by_two_samples_written_by_hand_are_read() throws IOException {
        byte[] stream = hex("FFD8 FFC3000B 08 0002 0002 01 011100"
                + "FFC40016 00 01010100000000000000000000000000 000102"
                + "FFDA0008 01 0100 04 00 00 D5 9A FFD9");
        assertThat(decode(stream, 2, 2, 1)).containsExactly(130, 131, 129, 132);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void every_prediction_is_undone(int selection) throws IOException {
        for (TestImages kind : TestImages.values()) {
            for (int[] size : SIZES) {
                for (int bits : new int[] {2, 8, 12, 15, 16}) {
                    int[] pixels = kind.make(size[0], size[1], 1, bits, 17);
                    byte[] stream = new LosslessWriter(size[0], size[1], 1, bits, selection).write(pixels);
                    assertThat(decode(stream, size[0], size[1], 1))
                            .as("%s %d x %d, %d bits", kind, size[0], size[1], bits)
                            .isEqualTo(pixels);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 2", "false, 0", "false, 3"})
    void colour_is_read_interleaved_and_one_component_after_the_other(boolean interleaved, int rowsPerRestart)
            throws IOException {
        int[] pixels = TestImages.NOISE.make(7, 11, 3, 8, 5);
        byte[] stream = new LosslessWriter(7, 11, 3, 8, 6)
                .interleaved(interleaved)
                .restartEvery(rowsPerRestart)
                .write(pixels);
        assertThat(decode(stream, 7, 11, 3)).isEqualTo(pixels);
    }

    @Test
    void every_restart_starts_predicting_anew() throws IOException {
        int[] pixels = TestImages.BODY.make(9, 23, 1, 12, 3);
        byte[] stream = new LosslessWriter(9, 23, 1, 12, 7).restartEvery(2).write(pixels);
        assertThat(decode(stream, 9, 23, 1)).isEqualTo(pixels);
    }

    @Test
    void a_point_transform_multiplies_what_was_divided() throws IOException {
        int[] pixels = TestImages.BODY.make(9, 6, 1, 12, 3);
        byte[] stream = new LosslessWriter(9, 6, 1, 12, 5).pointTransform(3).write(pixels);
        int[] expected = Arrays.stream(pixels).map(v -> v & ~7).toArray();
        assertThat(decode(stream, 9, 6, 1)).isEqualTo(expected);
    }

    @Test
    void a_frame_of_another_size_is_refused_with_both_sizes() {
        byte[] stream = new LosslessWriter(7, 5, 1, 8, 1).write(TestImages.NOISE.make(7, 5, 1, 8, 1));
        assertThatThrownBy(() -> decode(stream, 5, 7, 1))
                .isInstanceOf(CodecException.class)
                .hasMessage(
                        "the compressed image has 7 columns, 5 rows and 1 component where the data set says 5, 7 and 1");
    }

    @Test
    void more_bits_than_are_allocated_are_refused() {
        byte[] stream = new LosslessWriter(7, 5, 1, 12, 1).write(TestImages.NOISE.make(7, 5, 1, 12, 1));
        assertThatThrownBy(() -> JpegStream.decode(stream, new FrameShape(7, 5, 1, 8)))
                .hasMessage("the compressed image has 12 bits per sample, more than the 8 bits allocated");
    }

    @Test
    void truncated_data_is_refused_with_the_row_that_was_reached() {
        byte[] stream = new LosslessWriter(20, 30, 1, 8, 1).write(TestImages.NOISE.make(20, 30, 1, 8, 1));
        byte[] half = Arrays.copyOf(stream, stream.length / 2);
        assertThatThrownBy(() -> decode(half, 20, 30, 1))
                .isInstanceOf(CodecException.class)
                .hasMessageMatching("the compressed data ends in row 1[3-6] of 30");
    }

    @Test
    void a_missing_end_marker_is_no_loss() throws IOException {
        int[] pixels = TestImages.NOISE.make(7, 5, 1, 8, 1);
        byte[] stream = new LosslessWriter(7, 5, 1, 8, 1).write(pixels);
        assertThat(decode(Arrays.copyOf(stream, stream.length - 2), 7, 5, 1)).isEqualTo(pixels);
    }

    @Test
    void a_restart_marker_out_of_turn_is_refused() {
        byte[] stream =
                new LosslessWriter(4, 4, 1, 8, 1).restartEvery(1).write(TestImages.GRADIENT.make(4, 4, 1, 8, 1));
        for (int i = 0; i + 1 < stream.length; i++) {
            if (stream[i] == (byte) 0xFF && stream[i + 1] == (byte) 0xD1) {
                stream[i + 1] = (byte) 0xD4;
            }
        }
        assertThatThrownBy(() -> decode(stream, 4, 4, 1))
                .hasMessage("marker RST4 stands where RST1 is due, in row 3 of 4");
    }

    @Test
    void a_frame_that_its_few_bytes_cannot_hold_is_refused_before_it_is_allocated() {
        byte[] stream = new LosslessWriter(40000, 40000, 1, 8, 1).header();
        assertThatThrownBy(() -> decode(stream, 40000, 40000, 1))
                .isInstanceOf(CodecException.class)
                .hasMessageMatching("[0-9]+ compressed bytes cannot hold 40000 x 40000 pixels of 1 sample");
    }
}
