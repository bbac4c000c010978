package org.figtrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.util.ByteUtils;

/** Reads a folder as a program on dcm4che alone would: file by file, the data set, then its pixels as 16-bit values. */
public final class PlainDcm4cheRead implements Callable<Object> {
    private final Path folder;

    public PlainDcm4cheRead(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<short[]> call() throws IOException {
        List<short[]> slices = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                slices.add(slice(file));
            }
        }
        return slices;
    }

    private static short[] slice(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file.toFile())) {
            Attributes image = in.readDataset();
            byte[] bytes = image.getSafeBytes(Tag.PixelData);
            short[] values = new short[bytes.length / 2];
            ByteUtils.bytesToShorts(bytes, values, 0, values.length, image.bigEndian());
            return values;
        }
    }
}
