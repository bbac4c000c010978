package org.figtrace.dicom;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** An object in memory, as an entry of an archive would be. */
record MemorySource(byte[] bytes) implements DicomSource {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long size() {
        return bytes.length;
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
