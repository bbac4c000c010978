package org.figtrace.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text of a PDF in reading order: column after column, an empty line where paragraphs are parted. */
final class PdfText extends PDFTextStripper {
    private static final int MOST_PAGES = 500;
    private static final int MOST_CHARACTERS = 10_000_000;
    private static final int MOST_ON_A_PAGE = 200_000;
    private static final int LONGEST_PROBLEM = 120;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final String name;
    private final long deadline = System.nanoTime() + LONGEST_NANOS;
    private final StringBuilder text = new StringBuilder();
    private final List<PageLayout.Word> words = new ArrayList<>();
    private int glyphs;

    private PdfText(String name) {
        this.name = name;
        setSortByPosition(false);
        setShouldSeparateByBeads(false);
    }

    static String read(Path file, String name) throws IOException {
        try (QuietLog quiet = QuietLog.of("org.apache.pdfbox", "org.apache.fontbox")) {
            return text(file, name);
        }
    }

    private static String text(Path file, String name) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw new ReportException(
                        name,
                        "has " + document.getNumberOfPages() + " pages, more than the " + MOST_PAGES
                                + " that a report may have");
            }
            PdfText pages = new PdfText(name);
            pages.writeText(document, Writer.nullWriter());
            return pages.text.toString();
        } catch (ReportException e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw new ReportException(name, "is encrypted; save it without a password", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // PDFBox answers some broken files with unchecked exceptions
            throw new ReportException(name, "is a broken PDF: " + problem(e), e);
        }
    }

    /** The first line of what PDFBox says, which can be nothing or a page long. */
    private static String problem(Throwable e) {
        String said =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String problem = e.getMessage() == null || said.isEmpty() ? e.getClass().getSimpleName() : said;
        return problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) + "..." : problem;
    }

    @Override
    protected void processTextPosition(TextPosition glyph) {
        if (++glyphs > MOST_ON_A_PAGE || System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    glyphs > MOST_ON_A_PAGE
                            ? "page " + getCurrentPageNo() + " has more than " + MOST_ON_A_PAGE + " characters"
                            : "its pages take more than a minute to read");
        }
        super.processTextPosition(glyph);
    }

    @Override
    protected void writeString(String word, List<TextPosition> glyphs) {
        List<TextPosition> run = new ArrayList<>();
        for (TextPosition glyph : glyphs) {
            if (glyph.getUnicode() == null || glyph.getUnicode().isBlank()) {
                word(run);
                run.clear();
            } else if (glyph.getDir() == 0) {
                run.add(glyph);
            }
        }
        word(run);
    }

    /** Text that is turned, such as "Downloaded from" along the margin, has no place in the lines and is left out. */
    private void word(List<TextPosition> run) {
        if (run.isEmpty()) {
            return;
        }
        StringBuilder word = new StringBuilder();
        double right = 0;
        double height = 0;
        for (TextPosition glyph : run) {
            word.append(glyph.getUnicode());
            right = Math.max(right, glyph.getXDirAdj() + glyph.getWidthDirAdj());
            height = Math.max(height, glyph.getFontSizeInPt());
        }
        TextPosition first = run.get(0);
        double size = height > 0 ? height : Math.max(1, first.getHeightDir());
        words.add(new PageLayout.Word(word.toString(), first.getXDirAdj(), right, first.getYDirAdj(), size));
    }

    @Override
    protected void endPage(org.apache.pdfbox.pdmodel.PDPage page) throws IOException {
        text.append(PageLayout.text(words)).append('\f');
        words.clear();
        glyphs = 0;
        if (text.length() > MOST_CHARACTERS) {
            throw new ReportException(name, "holds more than " + MOST_CHARACTERS + " characters of text");
        }
    }
}
