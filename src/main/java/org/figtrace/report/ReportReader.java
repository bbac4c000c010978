package org.figtrace.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a report from a file. What the file is, text or PDF, is told by its first bytes, not by its name. Text is UTF-8,
 * UTF-16 with a byte order mark, or else windows-1252.
 */
public final class ReportReader {
    private static final long MOST_PDF_BYTES = 200L << 20;
    private static final long MOST_TEXT_BYTES = 20L << 20;
    /** PDF readers look for "%PDF-" in the first kilobyte (ISO 32000-1, annex H, note 13). */
    private static final int HEADER = 1024;

    private ReportReader() {}

    /** @throws ReportException if the file is empty, too big, encrypted, broken or neither text nor PDF */
    public static Report read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            throw new ReportException(name, "is a folder, not a report");
        }
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new ReportException(name, "is empty");
            }
            boolean pdf = isPdf(file);
            long most = pdf ? MOST_PDF_BYTES : MOST_TEXT_BYTES;
            if (size > most) {
                throw new ReportException(
                        name, "has " + size + " bytes, more than the " + most + " that a report may have");
            }
            String text = pdf ? PdfText.read(file, name) : text(name, Files.readAllBytes(file));
            if (text.isBlank()) {
                throw new ReportException(name, pdf ? "is a PDF without text, perhaps scanned pages" : "holds no text");
            }
            return ReportParser.parse(text);
        } catch (NoSuchFileException e) {
            throw new ReportException(name, "does not exist", e);
        }
    }

    private static boolean isPdf(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEADER);
        }
        return new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static String text(String name, byte[] bytes) throws ReportException {
        String text = decoded(bytes);
        if (text.startsWith("{\\rtf")) {
            throw new ReportException(name, "is RTF; save it as plain text or PDF");
        }
        long odd = text.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0xFFFD)
                .count();
        if (text.indexOf('\0') >= 0 || odd > text.length() / 50) {
            throw new ReportException(name, "is neither text nor PDF");
        }
        return text;
    }

    private static String decoded(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
