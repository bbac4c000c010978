package org.figtrace.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.figtrace.geometry.Vector3;

/** NIfTI-1 files put together field by field from nifti1.h, without the toolkit's own writer. */
final class NiftiBytes {
    final ByteBuffer header;
    private byte[] voxels = {};

    NiftiBytes(ByteOrder order, int datatype, int bits, int... dim) {
        header = ByteBuffer.allocate(352).order(order);
        header.putInt(0, 348);
        header.putShort(40, (short) dim.length);
        for (int d = 0; d < 7; d++) {
            header.putShort(42 + 2 * d, (short) (d < dim.length ? dim[d] : 1));
        }
        header.putShort(70, (short) datatype);
        header.putShort(72, (short) bits);
        header.putFloat(108, 352);
        header.put(123, (byte) 10);
        header.put(344, new byte[] {'n', '+', '1', 0});
    }

    /** The matrix of method 3 from places in LPS, as DICOM has them: x and y change sign for RAS. */
    NiftiBytes sformLps(Vector3 origin, Vector3 a, Vector3 b, Vector3 c) {
        header.putShort(254, (short) 2);
        Vector3[] columns = {a, b, c, origin};
        for (int i = 0; i < 4; i++) {
            header.putFloat(280 + 4 * i, (float) -columns[i].x());
            header.putFloat(296 + 4 * i, (float) -columns[i].y());
            header.putFloat(312 + 4 * i, (float) columns[i].z());
        }
        return this;
    }

    NiftiBytes set(Consumer<ByteBuffer> field) {
        field.accept(header);
        return this;
    }

    NiftiBytes voxels(int bytes, Consumer<ByteBuffer> values) {
        ByteBuffer b = ByteBuffer.allocate(bytes).order(header.order());
        values.accept(b);
        voxels = b.array();
        return this;
    }

    byte[] bytes() {
        byte[] all = new byte[352 + voxels.length];
        System.arraycopy(header.array(), 0, all, 0, 352);
        System.arraycopy(voxels, 0, all, 352, voxels.length);
        return all;
    }

    Path write(Path file) {
        try {
            byte[] bytes = bytes();
            return Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
