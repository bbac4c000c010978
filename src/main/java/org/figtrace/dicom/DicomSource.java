package org.figtrace.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where one DICOM object is read from: a file, or an entry of an archive. */
public interface DicomSource {
    /** The name a user knows it by; starts every message about it. */
    String name();

    /** Size in bytes; what bounds every allocation. */
    long size() throws IOException;

    InputStream open() throws IOException;

    /**
     * Keeps open what this source is a part of, until what is returned is closed, so that reading many sources of one
     * archive opens it once. A file of its own has nothing to keep open.
     */
    default Closeable keepOpen() throws IOException {
        return () -> {};
    }

    /** The file itself, where there is one to map or seek in. */
    Optional<Path> path();

    static DicomSource of(Path file) {
        record FileSource(Path file) implements DicomSource {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Optional<Path> path() {
                return Optional.of(file);
            }
        }
        return new FileSource(file);
    }
}
