package org.figtrace.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a voxel file, decompressed where they are gzip, read no further than was asked. */
final class VoxelFile implements Closeable {
    /** DEFLATE cannot expand more than this (zlib technical notes), so a file bounds what it may claim to hold. */
    private static final long GREATEST_EXPANSION = 1032;

    private final String name;
    private final long size;
    private InputStream in;
    private boolean compressed;

    private VoxelFile(String name, long size, InputStream in) {
        this.name = name;
        this.size = size;
        this.in = in;
    }

    static VoxelFile open(Path file) throws IOException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new ExchangeException(name, "is a folder, not a file");
        }
        InputStream raw;
        try {
            raw = Files.newInputStream(file);
        } catch (NoSuchFileException missing) {
            throw new ExchangeException(name, "does not exist", missing);
        }
        try {
            VoxelFile opened = new VoxelFile(name, Files.size(file), new BufferedInputStream(raw, 1 << 16));
            if (opened.startsWithGzip()) {
                opened.decompress();
            }
            return opened;
        } catch (IOException unreadable) {
            raw.close();
            throw unreadable;
        }
    }

    String name() {
        return name;
    }

    /** Reads what follows as gzip, as the encoding field of a header may ask in the middle of a file. */
    void decompress() throws IOException {
        try {
            in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
            compressed = true;
        } catch (ZipException | EOFException broken) {
            throw new ExchangeException(name, "its gzip compression is damaged (" + broken.getMessage() + ")", broken);
        }
    }

    private boolean startsWithGzip() throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    /** Refuses a header that claims more bytes than the file can hold, before anything is allocated for them. */
    void requireRoomFor(long bytes) throws ExchangeException {
        if (bytes > (compressed ? size * GREATEST_EXPANSION : size)) {
            throw new ExchangeException(
                    name,
                    "its header promises " + bytes + " bytes of voxels, which a " + (compressed ? "compressed " : "")
                            + "file of " + size + " bytes cannot hold");
        }
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new ExchangeException(
                    name,
                    "its " + (bytes >> 20) + " MB of voxels do not fit in the "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory of this program");
        }
    }

    /** Up to this many bytes from the start, without consuming them. */
    byte[] peek(int length) throws IOException {
        in.mark(length);
        byte[] start = guarded(() -> in.readNBytes(length));
        in.reset();
        return start;
    }

    /** Fills the buffer's whole capacity; what names the bytes in the message when the file ends too early. */
    void read(ByteBuffer buffer, String what) throws IOException {
        byte[] array = buffer.array();
        int got = guarded(() -> in.readNBytes(array, 0, array.length));
        if (got < array.length) {
            throw new ExchangeException(
                    name, "ends within " + what + ": " + got + " of " + array.length + " bytes are there");
        }
    }

    void skip(long bytes, String what) throws IOException {
        for (long left = bytes; left > 0; ) {
            int part = (int) Math.min(left, 1 << 16);
            read(ByteBuffer.allocate(part), what);
            left -= part;
        }
    }

    /** A line of text without its end; null at the end of the file. */
    String line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = guarded(() -> in.read());
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (line.size() == longest) {
                throw new ExchangeException(name, "a header line is longer than " + longest + " bytes");
            }
            line.write(b);
            b = guarded(() -> in.read());
        }
        String text = line.toString(java.nio.charset.StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private interface Read<T> {
        T read() throws IOException;
    }

    private <T> T guarded(Read<T> read) throws IOException {
        try {
            return read.read();
        } catch (ZipException | EOFException broken) {
            throw new ExchangeException(name, "its gzip compression is damaged (" + broken.getMessage() + ")", broken);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
