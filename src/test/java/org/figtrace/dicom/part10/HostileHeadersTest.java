package org.figtrace.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.MemorySource;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.Synthetic;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files that claim much. What reading one allocates in its thread stays below 1 MB and 16 bytes for each byte of
 * the file, the bound that docs/fuzzing.md states.
 */
@Timeout(30)
class HostileHeadersTest {
    private static final long FREE_BYTES = 1 << 20;
    private static final long BYTES_FOR_A_BYTE = 16;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private final Part10Engine engine = new Part10Engine();

    private interface Reading {
        void run() throws IOException;
    }

    @BeforeEach
    void loadClassesAndDictionary() throws IOException {
        DicomObject warm = engine.readAll(source(file(Synthetic.slice(0), TransferSyntax.EXPLICIT_LITTLE)));
        try (FrameReader reader = engine.frames(warm)) {
            reader.read(0);
        }
        assertThatThrownBy(() -> engine.readHeader(source(new byte[300]))).isInstanceOf(DicomException.class);
    }

    private static byte[] file(DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Part10Engine().write(data, syntax, out);
        return out.toByteArray();
    }

    /** In memory, so that no size but that of the bytes is known to be true. */
    private static DicomSource source(byte[] bytes) {
        return source(bytes, bytes.length);
    }

    private static DicomSource source(byte[] bytes, long claimed) {
        return new MemorySource("a.dcm", bytes, claimed);
    }

    /** Meta header and the given bytes as an explicit little endian data set. */
    private static byte[] withBytes(byte[] dataSet) throws IOException {
        byte[] meta = file(new DataSet(), TransferSyntax.EXPLICIT_LITTLE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(meta);
        out.write(dataSet);
        return out.toByteArray();
    }

    private static byte[] element(int tag, String vr, int length) {
        ByteBuffer b = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        b.putShort((short) (tag >>> 16)).putShort((short) tag);
        b.put((byte) vr.charAt(0)).put((byte) vr.charAt(1)).putShort((short) 0).putInt(length);
        return b.array();
    }

    private static void assertFrugal(int fileBytes, Reading reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(reading::run).isInstanceOf(DicomException.class);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for a file of %d bytes", fileBytes)
                .isLessThan(FREE_BYTES + BYTES_FOR_A_BYTE * fileBytes);
    }

    private void assertRefusedFrugally(byte[] file) {
        assertFrugal(file.length, () -> {
            DicomObject object = engine.readAll(source(file));
            try (FrameReader reader = engine.frames(object)) {
                reader.read(0);
            }
        });
    }

    private static DataSet huge(int columns, int rows) {
        return Synthetic.slice(0).putIntegers(Tag.Columns, Vr.US, columns).putIntegers(Tag.Rows, Vr.US, rows);
    }

    @Test
    void the_largest_rows_and_columns_allocate_nothing() throws IOException {
        assertRefusedFrugally(file(huge(65535, 65535), TransferSyntax.EXPLICIT_LITTLE));
        assertRefusedFrugally(file(huge(30000, 30000), TransferSyntax.EXPLICIT_LITTLE));
    }

    @Test
    void the_largest_rows_and_columns_allocate_nothing_when_they_are_compressed() throws IOException {
        for (TransferSyntax syntax : List.of(
                TransferSyntax.RLE,
                TransferSyntax.JPEG_BASELINE,
                TransferSyntax.JPEG_LOSSLESS_SV1,
                TransferSyntax.JPEG_LS_LOSSLESS)) {
            DataSet data = huge(30000, 30000);
            byte[] fragment = new byte[300];
            // Two RLE segments that begin where they may.
            ByteBuffer.wrap(fragment)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(2)
                    .putInt(64)
                    .putInt(128);
            data.put(new Element.Fragments(Tag.PixelData, Vr.OB, new byte[0], List.of(fragment)));
            assertRefusedFrugally(file(data, syntax));
        }
    }

    @Test
    void two_thousand_million_frames_allocate_nothing() throws IOException {
        DataSet data = Synthetic.slice(0).putText(Tag.NumberOfFrames, Vr.IS, "2147483647");
        assertRefusedFrugally(file(data, TransferSyntax.EXPLICIT_LITTLE));
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, new byte[0], List.of(new byte[100])));
        assertRefusedFrugally(file(data, TransferSyntax.RLE));
    }

    @Test
    void a_scan_refuses_more_frames_than_the_file_has_pixels_for() throws IOException {
        // 4 x 3 pixels of 2 bytes: 24 bytes for a frame, so that a thousand do not fit in less than 24,000.
        DataSet data = Synthetic.slice(0).putText(Tag.NumberOfFrames, Vr.IS, "1000");
        data.putText(0x00204000, Vr.LT, "x".repeat(9000));
        Files.write(folder.resolve("a.dcm"), file(data, TransferSyntax.EXPLICIT_LITTLE));
        assertThat(new SeriesScanner(engine)
                        .scan(List.of(folder), Progress.NONE)
                        .unreadable())
                .containsExactly(folder.resolve("a.dcm")
                        + ": NumberOfFrames (0028,0008) is 1000, more than the file has room for");
    }

    @Test
    void lengths_of_four_gigabytes_allocate_nothing() throws IOException {
        for (String vr : List.of("OB", "UN", "UT", "SQ", "OW")) {
            assertRefusedFrugally(withBytes(element(0x00091010, vr, -2)));
        }
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        item.write(element(0x00081140, "SQ", -1));
        item.write(new byte[] {(byte) 0xfe, -1, 0, (byte) 0xe0, -2, -1, -1, -1});
        assertRefusedFrugally(withBytes(item.toByteArray()));
        ByteArrayOutputStream fragment = new ByteArrayOutputStream();
        fragment.write(element(Tag.PixelData, "OB", -1));
        fragment.write(new byte[] {(byte) 0xfe, -1, 0, (byte) 0xe0, -2, -1, -1, 0x7f});
        assertRefusedFrugally(withBytes(fragment.toByteArray()));
    }

    @Test
    void an_archive_entry_that_lies_about_its_size_allocates_nothing() throws IOException {
        byte[] file = withBytes(element(0x00091010, "OB", 2_000_000_000));
        assertFrugal(file.length, () -> engine.readAll(source(file, 1L << 40)));
    }

    @Test
    void sequences_ten_thousand_deep_are_refused() throws IOException {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        for (int depth = 0; depth < 10_000; depth++) {
            nested.write(element(0x00081140, "SQ", -1));
            nested.write(new byte[] {(byte) 0xfe, -1, 0, (byte) 0xe0, -1, -1, -1, -1});
        }
        assertRefusedFrugally(withBytes(nested.toByteArray()));
    }

    @Test
    void a_deflated_value_that_claims_more_than_may_be_inflated_allocates_nothing() throws IOException {
        DataSet data = Synthetic.slice(0);
        data.put(new Element.Bytes(0x00091010, Vr.OB, new byte[3_000_000]));
        byte[] deflated = file(data, TransferSyntax.DEFLATED);
        assertThat(deflated.length).as("a thousandth of what it inflates to").isLessThan(5000);
        assertThat(engine.readAll(source(deflated)).dataSet().bytes(0x00091010))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(3_000_000));
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(element(0x00091010, "OB", 600_000_000));
        byte[] meta = file(new DataSet(), TransferSyntax.DEFLATED);
        java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
        deflater.setInput(bomb.toByteArray());
        deflater.finish();
        byte[] body = new byte[100];
        int length = deflater.deflate(body);
        deflater.end();
        // The writer ends an empty deflated data set with two bytes, 03 00.
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(meta, 0, meta.length - 2);
        file.write(body, 0, length);
        assertFrugal(file.size(), () -> engine.readAll(source(file.toByteArray())));
    }

    @Test
    void a_file_that_repeats_its_character_set_is_read_in_linear_time() throws IOException {
        // Every repetition once cost a visit to each of the 40,000 sequences: 1.6 thousand million visits.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 40_000; i++) {
            bytes.write(element(0x00091000 + i, "SQ", 0));
        }
        for (int i = 0; i < 40_000; i++) {
            bytes.write(new byte[] {8, 0, 5, 0, 'C', 'S', 2, 0, (byte) ('A' + i % 2), ' '});
        }
        byte[] file = withBytes(bytes.toByteArray());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> engine.readAll(source(file)));
    }

    @Test
    void a_file_that_repeats_its_pixel_representation_is_read_in_linear_time() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(40_000 * 8 + 40_000 * 10).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 40_000; i++) {
            b.putShort((short) 9).putShort((short) (0x1000 + i)).putInt(0);
        }
        for (int i = 0; i < 40_000; i++) {
            b.putShort((short) 0x28).putShort((short) 0x103).putInt(2).putShort((short) 1);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(file(new DataSet(), TransferSyntax.IMPLICIT_LITTLE));
        file.write(b.array());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> engine.readAll(source(file.toByteArray())));
    }

    @Test
    void a_value_of_many_kilobytes_is_not_told_in_full() throws IOException {
        DataSet data = Synthetic.slice(0);
        data.putText(Tag.SamplesPerPixel, Vr.LT, "7\\".repeat(5000));
        byte[] file = file(data, TransferSyntax.EXPLICIT_LITTLE);
        assertThatThrownBy(() -> engine.frames(engine.readAll(source(file))))
                .hasMessageStartingWith("a.dcm: SamplesPerPixel (0028,0002) is 7\\7\\7")
                .hasMessageEndingWith("so its pixels cannot be read")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
    }
}
