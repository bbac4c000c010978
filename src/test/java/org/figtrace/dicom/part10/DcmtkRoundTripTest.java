package org.figtrace.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.TransferSyntax;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read and write, as DCMTK reads it; skipped where DCMTK is not installed. */
class DcmtkRoundTripTest {
    @TempDir
    Path folder;

    private final DicomEngine engine = new Part10Engine();

    @BeforeAll
    static void dcmconvIsThere() {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(d -> Files.isExecutable(Path.of(d, "dcmconv"))),
                "skipped: dcmconv is not installed (Debian package dcmtk)");
    }

    /**
     * DCMTK brings original and copy into one form: implicit VR little endian, undefined lengths, no group lengths. The
     * data sets are then equal byte by byte where all values are, whatever their sequence lengths and order of bytes
     * were. Character sets, private elements, and items in items are among them.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "charsets/chrGerm.dcm",
                "charsets/chrGreek.dcm",
                "charsets/chrJapMulti.dcm",
                "charsets/chrKoreanMulti.dcm",
                "charsets/chrRuss.dcm",
                "charsets/chrX1.dcm",
                "ct_head_ge_tilt/%first",
                "mr_head_oblique/brain_001.dcm",
                "sts/STS_001/CT/image/%first",
                "sts/STS_001/CT/mask/%first",
                "sts/STS_001/PET/image/%first",
                "dcmqi/segmentations/liver.dcm",
                "dcmqi/segmentations/ct-3slice/01.dcm",
                "dcmqi/sr-example/sr.dcm",
                "dcmqi/sr-example/rwvm.dcm",
                "gsps/gsps_dcmtk_plus_graphics.dcm",
                "sr_ohif/cornerstone3d_adapters_5.14_sr.dcm",
                "enhanced_mr/emri_small.dcm",
                "enhanced_mr/emri_small_big_endian.dcm",
                "syntaxes_ct/ct_ile.dcm",
                "syntaxes_ct/ct_ebe.dcm",
                "syntaxes_ct/ct_deflated.dcm"
            })
    void a_file_that_is_read_and_written_in_explicit_little_endian_is_equal_to_dcmtk(String name) throws Exception {
        Path original = file(name);
        Path copy = folder.resolve("copy.dcm");
        try (OutputStream out = Files.newOutputStream(copy)) {
            engine.write(engine.readAll(DicomSource.of(original)).dataSet(), TransferSyntax.EXPLICIT_LITTLE, out);
        }
        assertThat(dataSet(copy)).isEqualTo(dataSet(original));
    }

    @Test
    void group_lengths_and_defined_lengths_do_not_change_what_is_read() throws Exception {
        Path original = SharedData.require("charsets/chrJapMulti.dcm");
        Path lengths = folder.resolve("lengths.dcm");
        run("dcmconv", "+te", "+e", "+g=", original.toString(), lengths.toString());
        Path copy = folder.resolve("copy.dcm");
        try (OutputStream out = Files.newOutputStream(copy)) {
            engine.write(engine.readAll(DicomSource.of(lengths)).dataSet(), TransferSyntax.EXPLICIT_LITTLE, out);
        }
        assertThat(dataSet(copy)).isEqualTo(dataSet(original));
    }

    private static Path file(String name) throws Exception {
        if (!name.endsWith("/%first")) {
            return SharedData.require(name);
        }
        try (var files = Files.list(SharedData.require(name.substring(0, name.length() - 7)))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** The bytes behind the meta header, as DCMTK writes the file. */
    private byte[] dataSet(Path file) throws Exception {
        Path converted = folder.resolve("converted.dcm");
        run("dcmconv", "+ti", "-e", "-g", file.toString(), converted.toString());
        byte[] bytes = Files.readAllBytes(converted);
        // Preamble and DICM, then (0002,0000) UL in 12 bytes with the length of what follows of the meta header.
        int meta = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(132 + 8);
        return Arrays.copyOfRange(bytes, 132 + 12 + meta, bytes.length);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
