package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.part10.Part10Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real images in every JPEG, JPEG-LS and JPEG 2000 syntax against the hashes that pydicom and DCMTK gave (pixels.csv). */
class SharedFramesTest {
    /** A row of pixels.csv; no cell of the rows asked for holds a comma. */
    private record Truth(String sha256, double mean) {}

    private static Map<String, Truth> truth() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("pixels.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        int hash = header.indexOf("sha256_stored");
        int mean = header.indexOf("stored_mean");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[hash].length() == 64)
                .collect(Collectors.toMap(
                        cells -> cells[0], cells -> new Truth(cells[hash], Double.parseDouble(cells[mean]))));
    }

    /** The stored values of all frames as a little-endian array. */
    private static ByteBuffer decode(Path file) throws IOException {
        Part10Engine engine = new Part10Engine();
        DicomObject object = engine.readHeader(DicomSource.of(file));
        try (FrameReader reader = engine.frames(object)) {
            int perFrame = reader.format().rows()
                    * reader.format().columns()
                    * reader.format().samples();
            int bytes = reader.format().bitsAllocated() / 8;
            ByteBuffer all =
                    ByteBuffer.allocate(reader.frames() * perFrame * bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int f = 0; f < reader.frames(); f++) {
                Object pixels = reader.read(f);
                if (pixels instanceof byte[] values) {
                    all.put(values);
                } else {
                    for (short value : (short[]) pixels) {
                        all.putShort(value);
                    }
                }
            }
            return all.flip();
        }
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syntaxes_ct/ct_jpeg_lossless_gdcm.dcm",
                "syntaxes_ct/ct_jpeg_lossless_p14.dcm",
                "syntaxes_ct/ct_jpeg_lossless_sv1.dcm",
                "syntaxes_ct/ct_jpegls_lossless.dcm",
                "syntaxes_ct/ct_jpegls_lossless_gdcm.dcm",
                "syntaxes_ct/ct_LOSSY_jpegls_near2_gdcm.dcm",
                "syntaxes_mr/mr_jpeg_lossless_gdcm.dcm",
                "syntaxes_mr/mr_jpeg_lossless_p14.dcm",
                "syntaxes_mr/mr_jpeg_lossless_sv1.dcm",
                "syntaxes_mr/mr_jpegls_lossless.dcm",
                "syntaxes_mr/mr_jpegls_lossless_gdcm.dcm",
                "syntaxes_mr/mr_LOSSY_jpegls_near2_gdcm.dcm",
                "enhanced_mr/emri_small_jpeg_ls_lossless.dcm",
                "syntaxes_ct/ct_j2k_lossless_gdcm.dcm",
                "syntaxes_mr/mr_j2k_lossless_gdcm.dcm",
                "enhanced_mr/emri_small_jpeg_2k_lossless.dcm",
                "malformed/bad_sequence.dcm"
            })
    void an_exactly_defined_decoding_gives_every_stored_value(String name) throws IOException {
        Path file = SharedData.require(name);
        assertThat(sha256(decode(file))).as(name).isEqualTo(truth().get(name).sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syntaxes_ct/ct_LOSSY_jpeg_baseline_8bit.dcm",
                "syntaxes_ct/ct_LOSSY_jpeg_extended_12bit.dcm",
                "syntaxes_mr/mr_LOSSY_jpeg_baseline_8bit.dcm",
                "syntaxes_mr/mr_LOSSY_jpeg_extended_12bit.dcm"
            })
    void a_lossy_decoding_has_the_mean_of_the_reference(String name) throws IOException {
        ByteBuffer values = decode(SharedData.require(name));
        boolean bytes = name.contains("8bit");
        double sum = 0;
        int count = bytes ? values.limit() : values.limit() / 2;
        for (int i = 0; i < count; i++) {
            sum += bytes ? values.get(i) & 0xFF : values.getShort(2 * i) & 0xFFFF;
        }
        // Two exact inverse transforms differ by one count in few values; over the image that nearly cancels.
        assertThat(sum / count).as(name).isCloseTo(truth().get(name).mean(), within(0.01));
    }
}
