package org.figtrace.dicom;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An object in memory, as an entry of an archive would be.
 *
 * @param size what it claims to have
 */
public record MemorySource(String name, byte[] bytes, long size) implements DicomSource {
    MemorySource(byte[] bytes) {
        this("memory", bytes, bytes.length);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }
}
