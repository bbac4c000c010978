package org.figtrace.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The fragments of encapsulated pixel data (PS3.5 A.4): where each is and the basic offset table in front of them.
 *
 * @param starts where each fragment's item starts, counted from the first one's, as offset tables count
 * @param source what the fragments are read from
 */
public record Fragments(byte[] offsetTable, List<Piece> pieces, long[] starts, Closeable source) implements Closeable {
    private static final int MOST_FRAGMENTS = 5_000_000;

    /** One fragment in a file or in memory. */
    public record Piece(PixelBytes bytes, long at, int length) {}

    public static Fragments of(Element.Fragments element) {
        List<Piece> pieces = new ArrayList<>();
        for (byte[] fragment : element.fragments()) {
            pieces.add(new Piece(new PixelBytes.InMemory(fragment), 0, fragment.length));
        }
        return new Fragments(element.offsetTable(), pieces, starts(pieces), () -> {});
    }

    /** @param all the bytes after the pixel data element's header, to the end of the file */
    public static Fragments of(String file, PixelBytes all) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        byte[] table = null;
        long at = 0;
        while (all.length() - at >= 8) {
            all.read(at, header.clear());
            header.flip();
            int tag = header.getShort() << 16 | header.getShort() & 0xffff;
            long length = header.getInt() & 0xffffffffL;
            at += 8;
            if (tag == Tag.SequenceDelimitationItem) {
                return new Fragments(table == null ? new byte[0] : table, pieces, starts(pieces), all);
            }
            if (tag != Tag.Item || length > all.length() - at || length > Integer.MAX_VALUE - 16) {
                throw new DicomException(
                        file,
                        "Pixel Data (7FE0,0010) has %s of %d bytes where a fragment must stand; %d bytes are left"
                                .formatted(Tag.toString(tag), length, all.length() - at));
            }
            if (table == null) {
                ByteBuffer bytes = ByteBuffer.allocate((int) length);
                all.read(at, bytes);
                table = bytes.array();
            } else if (pieces.size() == MOST_FRAGMENTS) {
                throw new DicomException(file, "Pixel Data (7FE0,0010) has more than " + MOST_FRAGMENTS + " fragments");
            } else {
                pieces.add(new Piece(all, at, (int) length));
            }
            at += length;
        }
        throw new DicomException(
                file,
                "Pixel Data (7FE0,0010) has " + all.length() + " bytes and ends after " + pieces.size()
                        + " fragments without its delimiter (FFFE,E0DD)");
    }

    private static long[] starts(List<Piece> pieces) {
        long[] starts = new long[pieces.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + 8 + pieces.get(i - 1).length();
        }
        return starts;
    }

    public int count() {
        return pieces.size();
    }

    /** The bytes of fragments first to last, without the last, joined. */
    public byte[] join(String file, int first, int last) throws IOException {
        long length = 0;
        for (int i = first; i < last; i++) {
            length += pieces.get(i).length();
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw new DicomException(file, "a frame of Pixel Data (7FE0,0010) has " + length + " compressed bytes");
        }
        ByteBuffer joined = ByteBuffer.allocate((int) length);
        for (int i = first; i < last; i++) {
            Piece piece = pieces.get(i);
            joined.limit(joined.position() + piece.length());
            piece.bytes().read(piece.at(), joined);
        }
        return joined.array();
    }

    /** Whether a fragment starts with a JPEG, JPEG-LS (FFD8H) or JPEG 2000 (FF4FH) image. */
    boolean startsImage(int fragment) throws IOException {
        Piece piece = pieces.get(fragment);
        if (piece.length() < 2) {
            return false;
        }
        ByteBuffer two = ByteBuffer.allocate(2);
        piece.bytes().read(piece.at(), two);
        int marker = two.getShort(0) & 0xffff;
        return marker == 0xffd8 || marker == 0xff4f;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
