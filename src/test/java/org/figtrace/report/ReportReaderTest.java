package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.figtrace.report.MessyReportsTest.claims;
import static org.figtrace.report.MessyReportsTest.labels;
import static org.figtrace.report.MessyReportsTest.panel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportReaderTest {
    private static final String SENTENCE = "The caf\u00e9 owner\u2019s mass measured 31\u00a0mm (Figure 1).";

    @TempDir
    private Path folder;

    @Test
    void what_is_no_report_is_refused_in_one_sentence() throws IOException {
        assertThat(refusal(file("empty.txt", new byte[0]))).isEqualTo("empty.txt: is empty");
        assertThat(refusal(file("blank.txt", " \n\f\n".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("blank.txt: holds no text");
        byte[] junk = new byte[5000];
        new Random(7).nextBytes(junk);
        assertThat(refusal(file("junk.txt", junk))).isEqualTo("junk.txt: is neither text nor PDF");
        assertThat(refusal(file("letter.rtf", "{\\rtf1\\ansi Mass}".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("letter.rtf: is RTF; save it as plain text or PDF");
        assertThat(refusal(folder.resolve("missing.pdf"))).isEqualTo("missing.pdf: does not exist");
        Path inner = Files.createDirectory(folder.resolve("reports"));
        assertThat(refusal(inner)).isEqualTo("reports: is a folder, not a report");
    }

    @Test
    void a_file_that_is_too_large_is_refused_before_it_is_read() throws IOException {
        Path big = folder.resolve("big.txt");
        try (RandomAccessFile sparse = new RandomAccessFile(big.toFile(), "rw")) {
            sparse.setLength((20L << 20) + 1);
        }
        assertThat(refusal(big))
                .isEqualTo("big.txt: has 20971521 bytes, more than the 20971520 that a report may have");
    }

    @Test
    void text_is_read_in_the_character_sets_of_hospitals() throws IOException {
        byte[] utf8 = SENTENCE.getBytes(StandardCharsets.UTF_8);
        byte[] marked = new byte[utf8.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(utf8, 0, marked, 3, utf8.length);
        List<Path> files = List.of(
                file("utf8.txt", utf8),
                file("bom.txt", marked),
                file("utf16be.txt", SENTENCE.getBytes(StandardCharsets.UTF_16)),
                file("utf16le.txt", ("\uFEFF" + SENTENCE).getBytes(StandardCharsets.UTF_16LE)),
                file("windows.txt", SENTENCE.getBytes(Charset.forName("windows-1252"))));
        for (Path file : files) {
            Report report = ReportReader.read(file);
            assertThat(report.text()).describedAs("%s", file).isEqualTo(SENTENCE);
            assertThat(claims(report)).containsExactly("size = 31.0 mm [1]");
        }
    }

    @Test
    void a_page_of_two_columns_and_a_wide_caption_reads_in_the_order_of_a_reader() throws IOException {
        Path pdf = folder.resolve("columns.pdf");
        try (PDDocument document = new PDDocument()) {
            page(document);
            document.save(pdf.toFile());
        }
        Report report = ReportReader.read(pdf);
        assertThat(labels(report)).containsExactly("1A", "1B");
        assertThat(report.figures().get(0).caption())
                .isEqualTo("(A) Axial CT of the head shows a mass of the scalp that has destroyed the vault below it."
                        + " (B) Coronal MRI shows the same mass.");
        assertThat(panel(report, "1B").modality()).contains(Modality.MR);
        assertThat(claims(report)).containsExactly("size = 62.0 mm [1A]", "thickness = 7.0 mm [1B]");
        assertThat(report.claims().get(0).text())
                .isEqualTo(
                        "On computed tomography of the head the mass measured 62 mm in the axial plane (Figure 1A).");
        assertThat(report.claims().get(1).text())
                .describedAs("the right column goes on where the left one ended")
                .isEqualTo("On magnetic resonance imaging the dura below it was thickened to 7 mm over the whole length"
                        + " (Figure 1B).");
    }

    @Test
    void an_encrypted_pdf_is_refused_in_one_sentence() throws IOException {
        Path pdf = folder.resolve("secret.pdf");
        try (PDDocument document = new PDDocument()) {
            page(document);
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "user", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(pdf.toFile());
        }
        assertThat(refusal(pdf)).isEqualTo("secret.pdf: is encrypted; save it without a password");
    }

    @Test
    void a_pdf_without_text_is_refused_in_one_sentence() throws IOException {
        Path pdf = folder.resolve("scan.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf.toFile());
        }
        assertThat(refusal(pdf)).isEqualTo("scan.pdf: is a PDF without text, perhaps scanned pages");
    }

    @Test
    void broken_pdfs_are_refused_without_a_word_from_the_library() throws IOException {
        Path whole = folder.resolve("whole.pdf");
        try (PDDocument document = new PDDocument()) {
            page(document);
            document.save(whole.toFile());
        }
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(11);
        List<LogRecord> logged = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            assertThat(refusal(file("head.pdf", Arrays.copyOf(bytes, 40)))).startsWith("head.pdf: is a broken PDF: ");
            for (int i = 0; i < 60; i++) {
                byte[] damaged = i % 2 == 0 ? Arrays.copyOf(bytes, random.nextInt(20, bytes.length)) : bytes.clone();
                for (int k = 0; k < 12; k++) {
                    damaged[random.nextInt(8, damaged.length)] = (byte) random.nextInt();
                }
                Path file = file("damaged" + i + ".pdf", damaged);
                try {
                    assertThat(ReportReader.read(file)).isNotNull();
                } catch (ReportException e) {
                    assertThat(e)
                            .hasMessageStartingWith(file.getFileName() + ": is a ")
                            .hasMessageNotContaining("\n");
                }
            }
        } finally {
            root.removeHandler(listener);
        }
        assertThat(logged.stream().map(r -> r.getLoggerName() + ": " + r.getMessage()))
                .isEmpty();
    }

    @Test
    void the_library_logs_as_before_when_the_file_is_read() throws IOException {
        Logger library = Logger.getLogger("org.apache.pdfbox");
        Level before = library.getLevel();
        refusal(file("stub.pdf", "%PDF-1.4 and no more".getBytes(StandardCharsets.US_ASCII)));
        assertThat(library.getLevel()).isEqualTo(before);
        assertThat(library.isLoggable(Level.WARNING)).isTrue();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static String refusal(Path file) {
        ReportException[] refused = new ReportException[1];
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> ReportReader.read(file))
                .satisfies(e -> refused[0] = e);
        return refused[0].getMessage();
    }

    /** A4 with two columns of 10 pt type over a caption as wide as the page. */
    private static void page(PDDocument document) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (QuietLog fallbackFonts = QuietLog.of("org.apache.pdfbox");
                PDPageContentStream content = new PDPageContentStream(document, page)) {
            PDFont font = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);
            column(content, font, 50, 700, """
                    A patient was referred to us with a lump
                    of the scalp. It was hard and did not move.
                    On computed tomography of the head the
                    mass measured 62 mm in the axial plane
                    (Figure 1A). The skin above it was intact.
                    On magnetic resonance imaging the dura
                    """);
            column(content, font, 310, 700, """
                    below it was thickened to 7 mm over the
                    whole length (Figure 1B). The mass was
                    removed in one piece on the next day, and
                    the vault was closed with a titanium mesh.
                    The patient went home without complaints
                    and was well when she was seen again.
                    """);
            column(content, font, 50, 560, """
                    Figure 1. (A) Axial CT of the head shows a mass of the scalp that has destroyed the vault below it. (B) Coronal
                    MRI shows the same mass.
                    """);
        }
    }

    private static void column(PDPageContentStream content, PDFont font, float x, float y, String lines)
            throws IOException {
        content.beginText();
        content.setFont(font, 10);
        content.setLeading(12);
        content.newLineAtOffset(x, y);
        for (String line : lines.lines().toList()) {
            content.showText(line);
            content.newLine();
        }
        content.endText();
    }
}
