package org.figtrace.dicom;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Little-endian bytes of pixel data that can be read at any place, by several threads. */
public interface PixelBytes extends Closeable {
    long length();

    /** Fills the target from its position to its limit with the bytes that start at the given place. */
    void read(long at, ByteBuffer target) throws IOException;

    /** @param length of the pixel data, at most what the file has after its start */
    record InFile(FileChannel channel, long start, long length) implements PixelBytes {
        @Override
        public void read(long at, ByteBuffer target) throws IOException {
            long from = start + at;
            while (target.hasRemaining()) {
                int read = channel.read(target, from);
                if (read < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
                from += read;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    record InMemory(byte[] value) implements PixelBytes {
        @Override
        public long length() {
            return value.length;
        }

        @Override
        public void read(long at, ByteBuffer target) {
            target.put(value, (int) at, target.remaining());
        }

        @Override
        public void close() {}
    }
}
