package org.figtrace.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.codec.FrameDecoders;
import org.junit.jupiter.api.Test;

/** Stored values against the checksums that pydicom, GDCM and DCMTK agree on. */
class StoredPixelsTest {
    private static final int SHA256_COLUMN = 15;
    private final DicomEngine engine = new Part10Engine();

    @Test
    void every_file_that_has_a_decoder_gives_the_stored_values_that_other_programs_give() throws Exception {
        Path data = SharedData.require("pixels.csv").getParent();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String line : Files.readAllLines(data.resolve("pixels.csv"))) {
            String[] columns = line.split(",", -1);
            String truth = columns[SHA256_COLUMN];
            boolean lossy = columns[0].contains("LOSSY");
            Path file = data.resolve(columns[0]);
            // Others pad half an image, and take "1A" frames for 1; both are refused here (see MalformedFilesTest).
            boolean refused = columns[0].contains("truncated") || columns[0].endsWith("badVR.dcm");
            if (truth.length() != 64 || lossy || refused || !decodable(columns[4]) || !Files.exists(file)) {
                continue;
            }
            compared++;
            DicomObject header = engine.readHeader(DicomSource.of(file));
            if (!checksum(header).equals(truth)
                    || !checksum(engine.readAll(DicomSource.of(file))).equals(truth)) {
                wrong.add(columns[0]);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    private static boolean decodable(String uid) {
        TransferSyntax syntax = TransferSyntax.of(uid);
        return !syntax.encapsulated() || FrameDecoders.of(syntax).isPresent();
    }

    private String checksum(DicomObject object) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (FrameReader frames = engine.frames(object)) {
            for (int f = 0; f < frames.frames(); f++) {
                digest.update(littleEndian(frames.read(f)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] littleEndian(Object values) {
        if (values instanceof byte[] bytes) {
            return bytes;
        }
        if (values instanceof short[] shorts) {
            ByteBuffer b = ByteBuffer.allocate(shorts.length * 2).order(ByteOrder.LITTLE_ENDIAN);
            b.asShortBuffer().put(shorts);
            return b.array();
        }
        if (values instanceof int[] ints) {
            ByteBuffer b = ByteBuffer.allocate(ints.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            b.asIntBuffer().put(ints);
            return b.array();
        }
        float[] floats = (float[]) values;
        ByteBuffer b = ByteBuffer.allocate(floats.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        b.asFloatBuffer().put(floats);
        return b.array();
    }
}
