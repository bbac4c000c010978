package org.figtrace.dicom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One file of a zip archive. The archive is opened for each reading, so that nothing stays open between them.
 *
 * @param size of the inflated entry, as the archive states it
 */
record ZipEntrySource(Path archive, String entry, long size) implements DicomSource {
    /** An entry that claims more is not read: what the archive states is not yet proved. */
    private static final long LARGEST = 1L << 31;

    private static final int MOST_ENTRIES = 200_000;

    /** The files of an archive, by name. */
    static List<DicomSource> of(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new DicomException(
                        archive.toString(), "has " + zip.size() + " entries, more than can be scanned");
            }
            List<DicomSource> sources = new ArrayList<>();
            for (ZipEntry entry : zip.stream()
                    .filter(e -> !e.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList()) {
                sources.add(new ZipEntrySource(archive, entry.getName(), Math.max(0, entry.getSize())));
            }
            return sources;
        }
    }

    @Override
    public String name() {
        return archive + "!" + entry;
    }

    @Override
    public InputStream open() throws IOException {
        if (size > LARGEST) {
            throw new DicomException(name(), "has " + size + " bytes, more than is read from an archive");
        }
        ZipFile zip = new ZipFile(archive.toFile());
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            zip.close();
            throw new DicomException(name(), "is no longer in its archive");
        }
        try {
            return new FilterInputStream(zip.getInputStream(found)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }
}
