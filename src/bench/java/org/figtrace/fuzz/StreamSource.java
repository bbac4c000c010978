package org.figtrace.fuzz;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.figtrace.dicom.DicomSource;

/** An object without a file to seek in. */
record StreamSource(String name, byte[] bytes) implements DicomSource {
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
