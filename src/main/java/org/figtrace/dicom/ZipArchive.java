package org.figtrace.dicom;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive whose entries are read as files. It is opened for the first reader and closed after the last: whoever
 * reads many entries keeps it open for as long ({@link #keepOpen}), so that its directory is read once. Nothing is ever
 * written, so that no name of an entry can lead anywhere.
 */
final class ZipArchive {
    /** An entry that claims more is not read. */
    private static final long LARGEST = 1L << 31;

    private static final int MOST_ENTRIES = 200_000;

    /** Larger entries must not inflate more than {@link #MOST_TIMES}: empty images do, but they are small. */
    private static final long UNSUSPICIOUS = 1L << 26;

    private static final int MOST_TIMES = 200;

    private final Path file;
    private ZipFile opened;
    private int readers;

    ZipArchive(Path file) {
        this.file = file;
    }

    /** The files in the archive by name; what cannot be read is said. */
    List<DicomSource> sources(List<String> problems) throws IOException {
        try (Closeable open = keepOpen()) {
            if (opened.size() > MOST_ENTRIES) {
                throw new DicomException(
                        file.toString(), "has " + opened.size() + " entries, more than can be scanned");
            }
            List<DicomSource> sources = new ArrayList<>();
            List<? extends ZipEntry> entries = opened.stream()
                    .filter(e -> !e.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                Source source = new Source(entry.getName(), Math.max(0, entry.getSize()));
                problem(entry).ifPresentOrElse(p -> problems.add(source.name() + ": " + p), () -> sources.add(source));
            }
            return sources;
        }
    }

    private static Optional<String> problem(ZipEntry entry) {
        long size = entry.getSize();
        if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return Optional.of("is an archive in an archive, which is not opened");
        }
        if (size > LARGEST) {
            return Optional.of("has " + size + " bytes, more than is read from an archive");
        }
        return size > UNSUSPICIOUS && size / MOST_TIMES > entry.getCompressedSize()
                ? Optional.of("claims " + size + " bytes out of " + entry.getCompressedSize()
                        + ", more than an image can be compressed")
                : Optional.empty();
    }

    /** Keeps the archive open until what is returned is closed. */
    synchronized Closeable keepOpen() throws IOException {
        if (readers == 0) {
            opened = open();
        }
        readers++;
        return new Closeable() {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    release();
                }
            }
        };
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            if (e.getMessage() != null && e.getMessage().contains("encrypted")) {
                throw new DicomException(file.toString(), "has encrypted entries, so it cannot be read", e);
            }
            throw e;
        }
    }

    private synchronized void release() throws IOException {
        readers--;
        if (readers == 0) {
            opened.close();
        }
    }

    private final class Source implements DicomSource {
        private final String entry;
        private final long size;

        Source(String entry, long size) {
            this.entry = entry;
            this.size = size;
        }

        /** In one line, whatever the entry is called. */
        @Override
        public String name() {
            return file + "!" + entry.replaceAll("\\p{Cntrl}", "?");
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            Closeable open = keepOpen();
            try {
                ZipEntry found = opened.getEntry(entry);
                if (found == null) {
                    throw new DicomException(name(), "is no longer in its archive");
                }
                return new FilterInputStream(new BufferedInputStream(opened.getInputStream(found))) {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        open.close();
                    }
                };
            } catch (IOException | RuntimeException e) {
                open.close();
                throw e;
            }
        }

        @Override
        public Closeable keepOpen() throws IOException {
            return ZipArchive.this.keepOpen();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }
}
