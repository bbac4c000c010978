package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged streams end in pixels or in one sentence, soon, and never in another exception. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedStreamsTest {
    private static final int COLUMNS = 41;
    private static final int ROWS = 29;

    private record Seed(TransferSyntax syntax, byte[] stream, PixelFormat format) {}

    private static PixelFormat format(int columns, int rows, int samples, int allocated) {
        String photometric = samples == 1 ? "MONOCHROME2" : "YBR_FULL_422";
        return new PixelFormat(columns, rows, samples, allocated, allocated, false, photometric);
    }

    private static byte[] libjpeg(int type) throws IOException {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, type);
        int samples = image.getRaster().getNumBands();
        image.getRaster().setPixels(0, 0, COLUMNS, ROWS, TestImages.BODY.make(COLUMNS, ROWS, samples, 8, 2));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static byte[] jpegLs(String header, String scan, int repetitions) {
        String coded = "C000006C80208E01C00000574000006EE6000001BC18000005D800009160";
        return HexFormat.of().parseHex((header + scan + coded.repeat(repetitions)).replace(" ", ""));
    }

    private static List<Seed> seeds() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        seeds.add(new Seed(
                TransferSyntax.JPEG_BASELINE, libjpeg(BufferedImage.TYPE_BYTE_GRAY), format(COLUMNS, ROWS, 1, 8)));
        seeds.add(new Seed(
                TransferSyntax.JPEG_BASELINE, libjpeg(BufferedImage.TYPE_INT_RGB), format(COLUMNS, ROWS, 3, 8)));
        int[] ct = TestImages.BODY.make(COLUMNS, ROWS, 1, 12, 3);
        seeds.add(new Seed(
                TransferSyntax.JPEG_LOSSLESS,
                new LosslessWriter(COLUMNS, ROWS, 1, 12, 4).restartEvery(5).write(ct),
                format(COLUMNS, ROWS, 1, 16)));
        int[] colour = TestImages.NOISE.make(COLUMNS, ROWS, 3, 8, 4);
        seeds.add(new Seed(
                TransferSyntax.JPEG_LOSSLESS,
                new LosslessWriter(COLUMNS, ROWS, 3, 8, 7).interleaved(false).write(colour),
                format(COLUMNS, ROWS, 3, 8)));
        // The example of T.87, and the same bits as longer lines, as 16 bits, and as three components.
        String preset = "FFF8000D 01 0000 0000 0000 0000 0000";
        seeds.add(new Seed(
                TransferSyntax.JPEG_LS_LOSSLESS,
                jpegLs("FFD8 FFF7000B 08 0004 0004 01 011100" + preset, "FFDA0008 01 0100 00 00 00", 1),
                format(4, 4, 1, 8)));
        seeds.add(new Seed(
                TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
                jpegLs("FFD8 FFF7000B 10 0009 0011 01 011100" + preset, "FFDA0008 01 0100 02 00 00", 30),
                format(17, 9, 1, 16)));
        for (String mode : List.of("01", "02")) {
            seeds.add(new Seed(
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    jpegLs(
                            "FFD8 FFF70011 08 0009 0011 03 011100 021100 031100" + preset,
                            "FFDA000C 03 0100 0200 0300 00" + mode + "00",
                            30),
                    format(17, 9, 3, 8)));
        }
        for (Jpeg2000Streams made : Jpeg2000Streams.values()) {
            seeds.add(new Seed(TransferSyntax.JPEG_2000, made.stream(), made.format()));
        }
        return seeds;
    }

    /** Overwrites, cuts out, doubles or cuts off some bytes, or sets one to a value that means something. */
    private static byte[] mutate(byte[] stream, Random random) {
        byte[] mutated = stream.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length);
            // Half of the changes hit the headers, which a long stream would otherwise hide.
            at = random.nextBoolean() ? at : at % Math.min(mutated.length, 60);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated[at] = new byte[] {0, -1, 1, 127, -128}[random.nextInt(5)];
                case 3 -> mutated = random.nextInt(4) == 0 ? Arrays.copyOf(mutated, Math.max(2, at)) : mutated;
                case 4 -> {
                    int to = Math.min(mutated.length, at + 1 + random.nextInt(20));
                    byte[] shorter = Arrays.copyOf(mutated, mutated.length - (to - at));
                    System.arraycopy(mutated, to, shorter, at, mutated.length - to);
                    mutated = shorter.length < 2 ? mutated : shorter;
                }
                default -> {
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + 8);
                    System.arraycopy(mutated, at, longer, Math.min(at + 8, longer.length), mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_damaged_stream_gives_pixels_or_one_sentence(long randomSeed) throws IOException {
        Random random = new Random(randomSeed);
        List<Seed> seeds = seeds();
        int refused = 0;
        int decoded = 0;
        for (int i = 0; i < 3000; i++) {
            Seed seed = seeds.get(i % seeds.size());
            byte[] mutated = mutate(seed.stream, random);
            FrameDecoder decoder = FrameDecoders.of(seed.syntax).orElseThrow();
            EncodedFrame frame = new EncodedFrame("a.dcm", 1, mutated, seed.format);
            try {
                Object pixels = decoder.decode(frame);
                assertThat(TestImages.unsigned(pixels)).hasSize(frame.values());
                decoded++;
            } catch (DicomException e) {
                assertThat(e.getMessage())
                        .startsWith("a.dcm: Pixel Data (7FE0,0010), frame 1: ")
                        .doesNotContain("\n");
                refused++;
            }
        }
        // A test that only refuses would not reach the decoders of samples.
        assertThat(refused).isGreaterThan(300);
        assertThat(decoded).isGreaterThan(300);
    }

    @Test
    void every_truncation_is_refused_until_the_last_sample_is_there() throws IOException {
        for (Seed seed : seeds()) {
            FrameDecoder decoder = FrameDecoders.of(seed.syntax).orElseThrow();
            int step = Math.max(1, seed.stream.length / 150);
            boolean complete = false;
            for (int length = 0; length <= seed.stream.length; length += step) {
                EncodedFrame frame = new EncodedFrame("a.dcm", 1, Arrays.copyOf(seed.stream, length), seed.format);
                try {
                    decoder.decode(frame);
                    complete = true;
                } catch (DicomException e) {
                    assertThat(complete)
                            .as("%s at %d bytes: %s", seed.syntax.name(), length, e.getMessage())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void an_interrupted_thread_stops_decoding() throws IOException {
        for (Seed seed : seeds()) {
            FrameDecoder decoder = FrameDecoders.of(seed.syntax).orElseThrow();
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> decoder.decode(new EncodedFrame("a.dcm", 1, seed.stream, seed.format)))
                        .isInstanceOf(InterruptedIOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }
}
