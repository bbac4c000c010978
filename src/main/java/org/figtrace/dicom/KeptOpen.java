package org.figtrace.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Archives that are kept open while many of their entries are read. */
record KeptOpen(List<Closeable> archives) implements Closeable {
    static KeptOpen of(List<DicomSource> sources) {
        List<Closeable> archives = new ArrayList<>();
        for (DicomSource source : sources) {
            try {
                archives.add(source.keepOpen());
            } catch (IOException gone) {
                // Said when the source itself is read.
                continue;
            }
        }
        return new KeptOpen(archives);
    }

    @Override
    public void close() throws IOException {
        for (Closeable archive : archives) {
            archive.close();
        }
    }
}
