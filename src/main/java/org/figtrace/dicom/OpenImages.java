package org.figtrace.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The images of a series while their frames are read. An image of one slice is opened and closed at once; one of several
 * stays open until its last slice has been read.
 */
final class OpenImages implements Closeable {
    private final Series series;
    private final DicomEngine engine;
    private final KeptOpen kept;
    private final Map<DicomObject, Shared> shared = new IdentityHashMap<>();

    OpenImages(Series series, DicomEngine engine) {
        this.series = series;
        this.engine = engine;
        this.kept =
                KeptOpen.of(series.images().stream().map(DicomObject::source).toList());
        for (DicomObject image : series.images()) {
            shared.computeIfAbsent(image, i -> new Shared()).slices++;
        }
    }

    private static final class Shared {
        int slices;
        FrameReader reader;
    }

    /** Reads the frame of slice k and hands it over. */
    void read(int k, StoredSlices stored) throws IOException {
        DicomObject image = series.images().get(k);
        int frame = series.frames().get(k);
        Shared opened = shared.get(image);
        if (opened.slices == 1) {
            try (FrameReader reader = engine.frames(image)) {
                stored.put(k, image, reader.format(), read(image, reader, frame));
            }
            return;
        }
        FrameReader reader;
        synchronized (opened) {
            if (opened.reader == null) {
                opened.reader = engine.frames(image);
            }
            reader = opened.reader;
        }
        stored.put(k, image, reader.format(), read(image, reader, frame));
    }

    private static Object read(DicomObject image, FrameReader reader, int frame) throws IOException {
        if (frame >= reader.frames()) {
            throw new DicomException(
                    image.name(), "has " + reader.frames() + " frames, so frame " + (frame + 1) + " cannot be read");
        }
        return reader.read(frame);
    }

    @Override
    public void close() throws IOException {
        kept.close();
        for (Shared opened : shared.values()) {
            synchronized (opened) {
                if (opened.reader != null) {
                    opened.reader.close();
                }
            }
        }
    }
}
