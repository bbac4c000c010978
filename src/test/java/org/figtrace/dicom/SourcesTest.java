package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives, media and folders as they come, good and bad. */
class SourcesTest {
    @TempDir
    Path folder;

    private static byte[] slice(int k) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Synthetic.engine().write(Synthetic.slice(k), TransferSyntax.EXPLICIT_LITTLE, out);
        return out.toByteArray();
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path zip = folder.resolve("study.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(e.getKey()));
                out.write(e.getValue());
            }
        }
        return zip;
    }

    private static Map<String, byte[]> slices(int count) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int k = 0; k < count; k++) {
            entries.put("IM%04d".formatted(k), slice(k));
        }
        return entries;
    }

    @Test
    void a_thousand_entries_are_a_series_that_can_be_read_after_the_scan() throws Exception {
        ScanResult found = Synthetic.scan(zip(slices(1000)));
        Series series = found.series().get(0);
        assertThat(series.geometry().slices()).isEqualTo(1000);
        // Stored 100 k, as 16 signed bits.
        assertThat(SeriesReader.read(series, Synthetic.engine(), Progress.NONE).value(0, 0, 300))
                .isEqualTo(30_000 - 1024);
    }

    @Test
    void an_archive_is_closed_when_nothing_reads_it() throws Exception {
        ZipArchive archive = new ZipArchive(zip(slices(2)));
        DicomSource source = archive.sources(new ArrayList<>()).get(1);
        // Each of these fails if the archive was left open on what is deleted now.
        Files.delete(folder.resolve("study.zip"));
        zip(Map.of("IM0001", slice(7)));
        assertThat(Synthetic.engine().readAll(source).dataSet().string(Tag.SOPInstanceUID))
                .contains("2.25.100.8");
    }

    @Test
    void names_that_lead_out_of_the_archive_lead_nowhere() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path zip = zip(Map.of("../../evil\n.dcm", slice(0), "/etc/IM1", slice(1), "..\\..\\IM2", slice(2)));
        Path moved = Files.move(zip, inner.resolve("study.zip"));
        ScanResult found = Synthetic.scan(moved);
        assertThat(found.series().get(0).geometry().slices()).isEqualTo(3);
        assertThat(found.series().get(0).images().get(0).name()).isEqualTo(moved + "!../../evil?.dcm");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(moved);
        }
    }

    @Test
    void an_archive_in_an_archive_is_named() throws Exception {
        Map<String, byte[]> entries = slices(1);
        entries.put("more/inner.ZIP", new byte[] {'P', 'K', 3, 4});
        Path zip = zip(entries);
        ScanResult found = Synthetic.scan(zip);
        assertThat(found.series()).hasSize(1);
        assertThat(found.unreadable())
                .containsExactly(zip + "!more/inner.ZIP: is an archive in an archive, which is not opened");
    }

    @Test
    void an_archive_with_encrypted_entries_is_refused_in_a_sentence() throws Exception {
        Path zip = zip(slices(2));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        // The flag of encryption (APPNOTE.TXT 4.4.4) in the directory entry of the second file.
        int entries = 0;
        for (int at = 0; at + 4 <= bytes.limit(); at++) {
            if (bytes.getInt(at) == 0x02014b50 && ++entries == 2) {
                bytes.putShort(at + 8, (short) (bytes.getShort(at + 8) | 1));
            }
        }
        Files.write(zip, bytes.array());
        ScanResult found = Synthetic.scan(zip);
        assertThat(found.unreadable()).containsExactly(zip + ": has encrypted entries, so it cannot be read");
    }

    @Test
    void an_entry_that_inflates_as_no_image_does_is_not_inflated() throws Exception {
        int size = (1 << 26) + 1000;
        Path zip = zip(Map.of("bomb", new byte[size]));
        assertThat(Synthetic.scan(zip).unreadable())
                .singleElement()
                .asString()
                .startsWith(zip + "!bomb: claims " + size + " bytes out of ")
                .endsWith("more than an image can be compressed");
    }

    @Test
    void an_image_that_is_called_an_archive_is_an_image() throws Exception {
        Path file = Files.write(folder.resolve("scan.zip"), slice(0));
        ScanResult found = Synthetic.scan(file);
        assertThat(found.series()).hasSize(1);
        assertThat(found.unreadable()).isEmpty();
    }

    @Test
    void links_between_folders_show_each_file_once() throws Exception {
        Path a = Files.createDirectory(folder.resolve("a"));
        Path b = Files.createDirectory(folder.resolve("b"));
        for (int k = 0; k < 3; k++) {
            Files.write((k < 2 ? a : b).resolve("IM" + k), slice(k));
        }
        Files.createSymbolicLink(a.resolve("toB"), b);
        Files.createSymbolicLink(b.resolve("toA"), a);
        Files.createSymbolicLink(a.resolve("self"), a);
        Files.createSymbolicLink(a.resolve("up"), folder);
        ScanResult found = Synthetic.scan(folder);
        assertThat(found.unreadable()).isEmpty();
        assertThat(found.series()).singleElement().satisfies(s -> {
            assertThat(s.geometry().slices()).isEqualTo(3);
            assertThat(s.warnings()).isEmpty();
        });
    }

    private Path directory(String... fileIds) throws IOException {
        List<DataSet> records = new ArrayList<>();
        records.add(new DataSet().putText(0x00041430, Vr.CS, "PATIENT"));
        for (String id : fileIds) {
            records.add(new DataSet().putText(Tag.ReferencedFileID, Vr.CS, id));
        }
        return Synthetic.write(
                folder.resolve("DICOMDIR"),
                new DataSet()
                        .putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.1.3.10")
                        .putItems(Tag.DirectoryRecordSequence, records),
                TransferSyntax.EXPLICIT_LITTLE);
    }

    @Test
    void files_that_a_dicomdir_names_and_that_are_gone_are_said() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images/series1"));
        Files.write(images.resolve("im000001"), slice(0));
        Files.write(images.resolve("forgotten"), slice(1));
        Path dicomdir = directory("IMAGES\\SERIES1\\IM000001", "IMAGES\\SERIES1\\IM000002");
        for (Path scanned : List.of(dicomdir, folder)) {
            ScanResult found = Synthetic.scan(scanned);
            assertThat(found.series().get(0).geometry().slices()).isEqualTo(2);
            assertThat(found.unreadable())
                    .singleElement()
                    .asString()
                    .endsWith("DICOMDIR: refers to IMAGES\\SERIES1\\IM000002 (ReferencedFileID (0004,1500)), which is"
                            + " missing");
        }
    }

    @Test
    void a_dicomdir_cannot_name_what_lies_outside_of_its_media() throws Exception {
        Files.write(folder.resolve("IM0"), slice(0));
        Path inner = Files.createDirectory(folder.resolve("disc"));
        Path dicomdir = Files.move(directory("..\\IM0", "/etc/passwd", "A\\..\\..\\IM0"), inner.resolve("DICOMDIR"));
        ScanResult found = Synthetic.scan(dicomdir);
        assertThat(found.series()).isEmpty();
        assertThat(found.unreadable())
                .hasSize(3)
                .allSatisfy(
                        u -> assertThat(u).endsWith("(ReferencedFileID (0004,1500)), which is no file of its media"));
    }

    @Test
    void many_missing_files_are_counted() throws Exception {
        String[] ids = new String[14];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "IM" + i;
        }
        Path dicomdir = directory(ids);
        assertThat(Synthetic.scan(dicomdir).unreadable())
                .hasSize(11)
                .last()
                .isEqualTo(dicomdir.toAbsolutePath() + ": refers to 14 files in all that are missing");
    }
}
