package org.figtrace.dicom.part10;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Forward reading of bytes through a small buffer that grows only with what is asked for, so that a header is read
 * without the pixels behind it.
 */
final class ByteInput implements Closeable {
    private static final int FIRST_READ = 8 * 1024;
    private static final int NEXT_READ = 64 * 1024;

    private final ReadableByteChannel channel;
    private final long size;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_READ).limit(0);
    private long bufferStart;

    private ByteInput(ReadableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static ByteInput of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        return new ByteInput(channel, channel.size());
    }

    /** @param size how many bytes the stream has, or the most that will be taken from it */
    static ByteInput of(InputStream stream, long size) {
        return new ByteInput(Channels.newChannel(stream), size);
    }

    long position() {
        return bufferStart + buffer.position();
    }

    /** Bytes left, as far as the size is known. */
    long remaining() {
        return size - position();
    }

    /** Whether n more bytes are there; they are then in the buffer. */
    boolean has(int n) throws IOException {
        while (buffer.remaining() < n) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            refill(n);
            int before = buffer.position();
            buffer.position(buffer.limit()).limit(buffer.capacity());
            int read = channel.read(buffer);
            buffer.limit(buffer.position()).position(before);
            if (read < 0) {
                return false;
            }
        }
        return true;
    }

    private void refill(int n) {
        ByteOrder order = buffer.order();
        if (buffer.capacity() - buffer.position() < n || buffer.position() == buffer.limit()) {
            bufferStart += buffer.position();
            if (bufferStart > 0 && buffer.capacity() < NEXT_READ || buffer.capacity() < n) {
                ByteBuffer larger = ByteBuffer.allocate(Math.max(n, NEXT_READ)).order(order);
                larger.put(buffer).flip();
                buffer = larger;
            } else {
                buffer.compact().flip();
            }
        }
    }

    /** The buffer with at least n bytes to read. */
    ByteBuffer need(int n) throws IOException {
        if (!has(n)) {
            throw new EOFException();
        }
        return buffer;
    }

    /** The byte at an offset from here, which {@link #has} has proved to be there. */
    byte peek(int offset) {
        return buffer.get(buffer.position() + offset);
    }

    /** The next n bytes; memory is taken as they arrive, never for a length that the stream does not have. */
    byte[] bytes(int n) throws IOException {
        boolean proved = n <= NEXT_READ || channel instanceof FileChannel;
        byte[] value = new byte[proved ? n : NEXT_READ];
        int filled = Math.min(n, buffer.remaining());
        if (filled > value.length) {
            value = new byte[filled];
        }
        buffer.get(value, 0, filled);
        while (filled < n) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            if (filled == value.length) {
                value = Arrays.copyOf(value, (int) Math.min(n, value.length * 2L));
            }
            filled += fill(value, filled, Math.min(value.length, n) - filled);
        }
        return value;
    }

    private int fill(byte[] value, int from, int length) throws IOException {
        if (length <= buffer.capacity() / 2) {
            need(Math.min(length, 1));
            int got = Math.min(length, buffer.remaining());
            buffer.get(value, from, got);
            return got;
        }
        // Large values go past the buffer, which is empty here.
        int read = channel.read(ByteBuffer.wrap(value, from, length));
        if (read < 0) {
            throw new EOFException();
        }
        bufferStart += read;
        return read;
    }

    /** Steps back over bytes that were read last, all of them from the buffer. */
    void back(int n) {
        buffer.position(buffer.position() - n);
    }

    void skip(long n) throws IOException {
        long left = n - Math.min(n, buffer.remaining());
        buffer.position(buffer.position() + (int) (n - left));
        if (left > 0 && channel instanceof FileChannel file) {
            bufferStart += left;
            file.position(file.position() + left);
            return;
        }
        while (left > 0) {
            need(1);
            int step = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + step);
            left -= step;
        }
    }

    /** What is left, as a stream; this input must not be read afterwards. */
    InputStream rest() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return has(1) ? buffer.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!has(1)) {
                    return -1;
                }
                int got = Math.min(length, buffer.remaining());
                buffer.get(target, from, got);
                return got;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
