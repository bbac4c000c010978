package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.figtrace.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams that DCMTK and GDCM write, against the pixels that went in or that DCMTK reads. The "cooked" mode of DCMTK
 * 3.6.7, which heeds all options of JPEG-LS, damages objects of several frames; those tests use an object for each.
 */
class ReferenceCodersTest {
    @TempDir
    private Path folder;

    private ReferenceCoder coder;

    @BeforeEach
    void prepare() {
        coder = new ReferenceCoder(folder);
    }

    /** One frame of every kind of test image. */
    private static List<int[]> frames(int columns, int rows, int samples, int bits) {
        return Stream.of(TestImages.values())
                .map(kind -> kind.make(columns, rows, samples, bits, 41))
                .toList();
    }

    private static String name(int columns, int rows, int bits, List<String> options) {
        return columns + " x " + rows + ", " + bits + " bits, " + String.join(" ", options);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "8, 1", "7, 5", "61, 43"})
    void lossless_jpeg_ls_of_dcmtk_is_exact(int columns, int rows) throws IOException {
        ReferenceCoder.require("dcmcjpls");
        for (int bits : new int[] {2, 7, 8, 9, 12, 15, 16}) {
            List<int[]> pixels = frames(columns, rows, 1, bits);
            Path raw = coder.write(columns, rows, 1, bits, pixels);
            List<int[]> ours = ReferenceCoder.read(coder.convert("dcmcjpls", List.of("+el"), raw));
            assertThat(ReferenceCoder.largestDifference(ours, pixels))
                    .as(name(columns, rows, bits, List.of("+el")))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void near_lossless_jpeg_ls_is_as_near_as_promised_and_as_dcmtk_reads_it(int near) throws IOException {
        ReferenceCoder.require("dcmcjpls");
        ReferenceCoder.require("dcmdjpls");
        List<String> options = List.of("+en", "+md", "" + near);
        for (int bits : new int[] {8, 12, 16}) {
            for (int[] pixels : frames(61, 43, 1, bits)) {
                Path raw = coder.write(61, 43, 1, bits, List.of(pixels));
                Path encoded = coder.convert("dcmcjpls", options, raw);
                List<int[]> ours = ReferenceCoder.read(encoded);
                List<int[]> theirs = ReferenceCoder.read(coder.convert("dcmdjpls", List.of(), encoded));
                String what = name(61, 43, bits, options);
                assertThat(ReferenceCoder.largestDifference(ours, theirs))
                        .as(what)
                        .isZero();
                assertThat(ReferenceCoder.largestDifference(ours, List.of(pixels)))
                        .as(what)
                        .isLessThanOrEqualTo(near);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"+il, 0", "+is, 0", "+in, 0", "+il, 3", "+is, 3", "+in, 3"})
    void colour_jpeg_ls_is_read_in_every_interleave_mode(String interleave, int near) throws IOException {
        ReferenceCoder.require("dcmcjpls");
        // Cooked mode is the one that heeds the interleave options.
        List<String> options =
                near == 0 ? List.of("+el", "+pc", interleave) : List.of("+en", "+md", "" + near, "+pc", interleave);
        for (int[] size : new int[][] {{1, 1}, {7, 5}, {61, 43}}) {
            for (int[] pixels : frames(size[0], size[1], 3, 8)) {
                Path raw = coder.write(size[0], size[1], 3, 8, List.of(pixels));
                List<int[]> ours = ReferenceCoder.read(coder.convert("dcmcjpls", options, raw));
                assertThat(ReferenceCoder.largestDifference(ours, List.of(pixels)))
                        .as(name(size[0], size[1], 8, options))
                        .isLessThanOrEqualTo(near);
            }
        }
    }

    @Test
    void preset_parameters_of_jpeg_ls_are_used() throws IOException {
        ReferenceCoder.require("dcmcjpls");
        for (int bits : new int[] {8, 12}) {
            List<int[]> pixels = frames(61, 43, 1, bits);
            Path raw = coder.write(61, 43, 1, bits, pixels);
            List<String> options = List.of("+el", "+pc", "+t1", "5", "+t2", "30", "+t3", "90", "+rs", "31");
            List<int[]> ours = ReferenceCoder.read(coder.convert("dcmcjpls", options, raw));
            assertThat(ReferenceCoder.largestDifference(ours, pixels))
                    .as(name(61, 43, bits, options))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "7, 5", "61, 43"})
    void lossless_jpeg_of_dcmtk_is_exact_with_every_selection_value(int columns, int rows) throws IOException {
        ReferenceCoder.require("dcmcjpeg");
        for (int bits : new int[] {8, 12, 16}) {
            List<int[]> pixels = frames(columns, rows, 1, bits);
            Path raw = coder.write(columns, rows, 1, bits, pixels);
            for (int selection = 1; selection <= 7; selection++) {
                List<String> options = List.of("+el", "+sv", "" + selection);
                Path encoded = coder.convert("dcmcjpeg", options, raw);
                assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), pixels))
                        .as(name(columns, rows, bits, options))
                        .isZero();
            }
            Path first = coder.convert("dcmcjpeg", List.of("+e1"), raw);
            assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(first), pixels))
                    .isZero();
        }
    }

    @Test
    void lossless_colour_jpeg_of_dcmtk_is_exact() throws IOException {
        ReferenceCoder.require("dcmcjpeg");
        List<int[]> pixels = frames(61, 43, 3, 8);
        Path raw = coder.write(61, 43, 3, 8, pixels);
        for (String selection : List.of("1", "4", "7")) {
            Path encoded = coder.convert("dcmcjpeg", List.of("+el", "+sv", selection), raw);
            assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), pixels))
                    .isZero();
        }
    }

    /** Two inverse transforms that are exact to half a count round to neighbours where they differ at all. */
    @ParameterizedTest
    @CsvSource({"+eb, 8, 50", "+eb, 8, 95", "+ee, 8, 80", "+ee, 12, 50", "+ee, 12, 95"})
    void lossy_jpeg_is_within_one_count_of_dcmtk(String process, int bits, int quality) throws IOException {
        ReferenceCoder.require("dcmcjpeg");
        ReferenceCoder.require("dcmdjpeg");
        for (int[] size : new int[][] {{1, 1}, {7, 5}, {61, 43}}) {
            Path raw = coder.write(size[0], size[1], 1, bits, frames(size[0], size[1], 1, bits));
            List<String> options = List.of(process, "+q", "" + quality);
            Path encoded = coder.convert("dcmcjpeg", options, raw);
            List<int[]> theirs = ReferenceCoder.read(coder.convert("dcmdjpeg", List.of(), encoded));
            assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), theirs))
                    .as(name(size[0], size[1], bits, options))
                    .isLessThanOrEqualTo(1);
        }
    }

    /** One count of luminance and one of chrominance, which counts up to 1.772 times, are three counts at most. */
    @ParameterizedTest
    @ValueSource(strings = {"+s2", "+s4", "+n2", "+n1", "+cr"})
    void lossy_colour_is_rgb_within_three_counts_of_dcmtk(String option) throws IOException {
        ReferenceCoder.require("dcmcjpeg");
        ReferenceCoder.require("dcmdjpeg");
        for (int[] size : new int[][] {{16, 8}, {61, 43}}) {
            Path raw = coder.write(size[0], size[1], 3, 8, frames(size[0], size[1], 3, 8));
            Path encoded = coder.convert("dcmcjpeg", List.of("+eb", "+q", "85", option), raw);
            List<int[]> theirs = ReferenceCoder.read(coder.convert("dcmdjpeg", List.of(), encoded));
            assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), theirs))
                    .as(name(size[0], size[1], 8, List.of(option)))
                    .isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jpeg", "--jpegls"})
    void lossless_streams_of_gdcm_are_exact(String syntax) throws IOException {
        ReferenceCoder.require("gdcmconv");
        for (int bits : new int[] {8, 12, 16}) {
            for (int samples : bits == 8 ? new int[] {1, 3} : new int[] {1}) {
                List<int[]> pixels = frames(61, 43, samples, bits);
                Path raw = coder.write(61, 43, samples, bits, pixels);
                Path encoded = coder.convert("gdcmconv", List.of(syntax), raw);
                assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), pixels))
                        .as(name(61, 43, bits, List.of(syntax, "" + samples)))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syntaxes_ct/ct_LOSSY_jpeg_baseline_8bit.dcm",
                "syntaxes_ct/ct_LOSSY_jpeg_extended_12bit.dcm",
                "syntaxes_mr/mr_LOSSY_jpeg_baseline_8bit.dcm",
                "syntaxes_mr/mr_LOSSY_jpeg_extended_12bit.dcm"
            })
    void real_lossy_images_are_within_one_count_of_dcmtk(String name) throws IOException {
        ReferenceCoder.require("dcmdjpeg");
        Path file = SharedData.require(name);
        List<int[]> theirs = ReferenceCoder.read(coder.convert("dcmdjpeg", List.of(), file));
        assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(file), theirs))
                .isLessThanOrEqualTo(1);
    }
}
