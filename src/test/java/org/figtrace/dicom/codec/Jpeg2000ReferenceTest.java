package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.PixelFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that OpenJPEG writes with every option it has, against the samples that OpenJPEG reads from them. */
class Jpeg2000ReferenceTest {
    @TempDir
    private Path folder;

    private ReferenceCoder coder;

    @BeforeEach
    void prepare() {
        ReferenceCoder.require("opj_compress");
        ReferenceCoder.require("opj_decompress");
        coder = new ReferenceCoder(folder);
    }

    /** A way of coding an image, and how far two decoders may be from each other. */
    private record Coding(int columns, int rows, int samples, int bits, boolean signed, String options, int tolerance) {
        Coding(int columns, int rows, int samples, int bits, String options) {
            this(columns, rows, samples, bits, false, options, options.contains("-I") ? tolerance(bits) : 0);
        }

        /**
         * Float arithmetic may round to the next count. OpenJPEG takes 1.625732422 for 2 / K where T.800 gives 1.625786,
         * 3.3e-5 less, in each direction; of 16 bits that is up to four counts.
         */
        static int tolerance(int bits) {
            return bits > 12 ? 4 : 1;
        }

        Coding asSigned() {
            return new Coding(columns, rows, samples, bits, true, options, tolerance);
        }
    }

    private void compare(Coding coding, TestImages kind) throws IOException {
        int[] pixels = kind.make(coding.columns, coding.rows, coding.samples, coding.bits, 23);
        Path raw = folder.resolve("in.rawl");
        Path stream = folder.resolve("stream.j2k");
        Path read = folder.resolve("out.rawl");
        Files.write(raw, planes(pixels, coding));
        List<String> compress = new ArrayList<>(List.of("-i", raw.toString(), "-o", stream.toString(), "-F"));
        compress.add(String.format(
                "%d,%d,%d,%d,%s", coding.columns, coding.rows, coding.samples, coding.bits, coding.signed ? "s" : "u"));
        compress.addAll(List.of(coding.options.trim().split(" +")));
        coder.run("opj_compress", compress);
        coder.run("opj_decompress", List.of("-i", stream.toString(), "-o", read.toString()));
        int[] theirs = pixels(Files.readAllBytes(read), coding);
        PixelFormat format = new PixelFormat(
                coding.columns,
                coding.rows,
                coding.samples,
                coding.bits > 8 ? 16 : 8,
                coding.bits,
                coding.signed,
                coding.samples == 1 ? "MONOCHROME2" : "RGB");
        int[] ours = decode(Files.readAllBytes(stream), format, coding + " of " + kind);
        int mask = (1 << coding.bits) - 1;
        for (int i = 0; i < ours.length; i++) {
            ours[i] = coding.signed ? ours[i] << 32 - coding.bits >> 32 - coding.bits : ours[i] & mask;
        }
        assertThat(ReferenceCoder.largestDifference(List.of(ours), List.of(theirs)))
                .as("%s of %s", coding, kind)
                .isLessThanOrEqualTo(coding.tolerance);
    }

    private static int[] decode(byte[] stream, PixelFormat format, String what) throws IOException {
        try {
            return TestImages.unsigned(new Jpeg2000Decoder().decode(new EncodedFrame("a.dcm", 1, stream, format)));
        } catch (DicomException e) {
            throw new AssertionError(what, e);
        }
    }

    /** Component by component, as OpenJPEG takes raw samples; signed ones are a pattern of bits to this. */
    private static byte[] planes(int[] pixels, Coding coding) {
        int bytes = coding.bits > 8 ? 2 : 1;
        ByteBuffer out = ByteBuffer.allocate(pixels.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < coding.samples; c++) {
            for (int i = c; i < pixels.length; i += coding.samples) {
                int value = coding.signed ? pixels[i] - (1 << coding.bits - 1) : pixels[i];
                if (bytes == 1) {
                    out.put((byte) value);
                } else {
                    out.putShort((short) value);
                }
            }
        }
        return out.array();
    }

    private static int[] pixels(byte[] planes, Coding coding) {
        ByteBuffer in = ByteBuffer.wrap(planes).order(ByteOrder.LITTLE_ENDIAN);
        int[] pixels = new int[coding.columns * coding.rows * coding.samples];
        for (int c = 0; c < coding.samples; c++) {
            for (int i = c; i < pixels.length; i += coding.samples) {
                int value = coding.bits > 8 ? in.getShort() & 0xFFFF : in.get() & 0xFF;
                pixels[i] = coding.signed ? value << 32 - coding.bits >> 32 - coding.bits : value;
            }
        }
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 17, 1", "17, 1, 1", "2, 3, 2", "37, 29, 5", "512, 512, 6"})
    void every_size_and_depth_is_decoded_alike(int columns, int rows, int resolutions) throws IOException {
        for (int bits : new int[] {8, 12, 16}) {
            for (String options : new String[] {"-n " + resolutions, "-I -n " + resolutions}) {
                Coding coding = new Coding(columns, rows, 1, bits, options);
                compare(coding, TestImages.BODY);
                compare(coding.asSigned(), columns > 100 ? TestImages.BODY : TestImages.NOISE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 9, 10, 11, 13, 15})
    void odd_depths_are_decoded_alike(int bits) throws IOException {
        compare(new Coding(33, 32, 1, bits, "-n 4"), TestImages.NOISE);
        compare(new Coding(33, 32, 1, bits, "-n 4").asSigned(), TestImages.BODY);
    }

    /** Bypass 1, reset 2, terminate 4, vertically causal 8, predictable termination 16, segmentation symbols 32. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 8, 9, 13, 16, 20, 32, 33, 37, 47, 63})
    void every_code_block_style_is_decoded_alike(int style) throws IOException {
        compare(new Coding(70, 90, 1, 12, "-M " + style), TestImages.BODY);
        compare(new Coding(37, 29, 1, 16, "-n 3 -b 16,8 -M " + style).asSigned(), TestImages.BODY);
        compare(new Coding(70, 90, 1, 12, "-b 32,32 -r 30,10,3 -M " + style), TestImages.EDGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LRCP", "RLCP", "RPCL", "PCRL", "CPRL"})
    void every_progression_is_decoded_alike(String order) throws IOException {
        for (String more : new String[] {
            "-t 33,27 -n 4",
            "-SOP -EPH -t 50,40 -I",
            "-c [32,32],[16,16],[8,8] -n 3 -r 20,5,1",
            "-SOP -c [32,16],[64,8] -t 64,64 -r 10,2,1 -n 3",
            "-TP R",
            "-TP L -r 10,3,1 -I",
            "-PLT -TLM -d 13,7 -t 40,30 -T 3,5 -n 3",
            "-b 4,4 -c [16,16] -n 4 -mct 0"
        }) {
            compare(new Coding(90, 75, 3, 8, "-p " + order + " " + more), TestImages.BODY);
        }
    }

    @Test
    void a_changing_progression_is_decoded_alike() throws IOException {
        for (String changes : new String[] {
            "T1=0,0,3,3,3,CPRL/T1=3,0,3,6,3,LRCP",
            "T1=0,0,3,6,1,RLCP/T1=0,1,3,6,3,RPCL",
            "T1=0,0,3,2,3,RPCL/T1=2,0,3,6,3,PCRL"
        }) {
            compare(new Coding(90, 75, 3, 8, "-r 20,5,1 -POC " + changes), TestImages.BODY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r 2", "-r 20", "-r 40,20,10", "-q 30,40,60"})
    void lossy_streams_are_decoded_alike(String rates) throws IOException {
        for (TestImages kind : TestImages.values()) {
            for (String wavelet : new String[] {"", "-I "}) {
                compare(new Coding(100, 75, 1, 12, wavelet + rates), kind);
                compare(new Coding(100, 75, 1, 16, wavelet + rates).asSigned(), kind);
                compare(new Coding(100, 75, 3, 8, wavelet + rates), kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ROI c=0,U=3", "-ROI c=0,U=12", "-ROI c=0,U=5 -I", "-ROI c=0,U=9 -M 38"})
    void a_region_of_interest_is_decoded_alike(String options) throws IOException {
        compare(new Coding(60, 50, 1, 8, options), TestImages.BODY);
        compare(new Coding(60, 50, 1, 8, options), TestImages.EDGES);
    }

    /** The second and third component have every other column and row: a sample stands for four pixels. */
    @Test
    void coarser_components_are_repeated() throws IOException {
        int[] fine = TestImages.BODY.make(16, 12, 1, 8, 5);
        int[] coarse = TestImages.NOISE.make(8, 12, 1, 8, 6);
        byte[] planes = new byte[16 * 12 + 8 * 12];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) (i < fine.length ? fine[i] : coarse[i - fine.length]);
        }
        Path raw = folder.resolve("in.raw");
        Path stream = folder.resolve("stream.j2k");
        Files.write(raw, planes);
        coder.run(
                "opj_compress",
                List.of(
                        "-i",
                        raw.toString(),
                        "-o",
                        stream.toString(),
                        "-F",
                        "16,12,3,8,u@1x1:2x2:2x2",
                        "-n",
                        "3",
                        "-mct",
                        "0"));
        PixelFormat format = new PixelFormat(16, 12, 3, 8, 8, false, "YBR_FULL");
        int[] decoded = decode(Files.readAllBytes(stream), format, "subsampled");
        for (int i = 0; i < decoded.length; i++) {
            int x = i / 3 % 16;
            int y = i / 48;
            int expected = i % 3 == 0 ? fine[y * 16 + x] : coarse[(i % 3 - 1) * 48 + y / 2 * 8 + x / 2];
            assertThat(decoded[i]).as("%d, %d, component %d", x, y, i % 3).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"syntaxes_ct/ct_LOSSY_j2k.dcm", "syntaxes_mr/mr_LOSSY_j2k.dcm"})
    void real_lossy_images_are_as_gdcm_reads_them(String name) throws IOException {
        ReferenceCoder.require("gdcmconv");
        Path file = SharedData.require(name);
        List<int[]> theirs = ReferenceCoder.read(coder.convert("gdcmconv", List.of("--raw"), file));
        assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(file), theirs))
                .isZero();
    }

    @Test
    void lossless_streams_of_gdcm_are_exact() throws IOException {
        ReferenceCoder.require("gdcmconv");
        for (int bits : new int[] {8, 12, 16}) {
            for (int samples : bits == 8 ? new int[] {1, 3} : new int[] {1}) {
                List<int[]> pixels = List.of(
                        TestImages.BODY.make(61, 43, samples, bits, 3),
                        TestImages.NOISE.make(61, 43, samples, bits, 4));
                Path encoded = coder.convert("gdcmconv", List.of("--j2k"), coder.write(61, 43, samples, bits, pixels));
                assertThat(ReferenceCoder.largestDifference(ReferenceCoder.read(encoded), pixels))
                        .as("%d bits, %d samples", bits, samples)
                        .isZero();
            }
        }
    }
}
