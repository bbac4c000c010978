package org.figtrace.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.codec.EncodedFrame;
import org.figtrace.dicom.codec.FrameDecoder;

/**
 * Frames of encapsulated pixel data. Which fragments make a frame is taken from an offset table only where that table
 * fits the fragments; otherwise from the fragments themselves.
 */
final class EncapsulatedFrames implements FrameReader {
    private final String file;
    private final PixelDescription description;
    private final Fragments fragments;
    private final FrameDecoder decoder;

    /** First fragment of each frame and, last, the number of fragments. */
    private final int[] firsts;

    /** @param extendedOffsetTable (7FE0,0001), or empty */
    EncapsulatedFrames(
            String file,
            PixelDescription description,
            Fragments fragments,
            Optional<byte[]> extendedOffsetTable,
            FrameDecoder decoder)
            throws IOException {
        this.file = file;
        this.description = description;
        this.fragments = fragments;
        this.decoder = decoder;
        this.firsts = divide(extendedOffsetTable);
    }

    private int[] divide(Optional<byte[]> extendedOffsetTable) throws IOException {
        int frames = description.frames();
        int count = fragments.count();
        if (count < frames) {
            throw new DicomException(
                    file, "Pixel Data (7FE0,0010) has " + count + " fragments, " + frames + " frames expected");
        }
        if (frames == 1) {
            return new int[] {0, count};
        }
        if (count == frames) {
            int[] each = new int[frames + 1];
            Arrays.setAll(each, i -> i);
            return each;
        }
        Optional<int[]> told = extendedOffsetTable.flatMap(t -> fromTable(t, 8));
        if (told.isEmpty()) {
            told = fromTable(fragments.offsetTable(), 4);
        }
        if (told.isEmpty()) {
            told = fromMarkers();
        }
        return told.orElseThrow(() -> new DicomException(
                file,
                "Pixel Data (7FE0,0010) has " + count + " fragments for " + frames
                        + " frames and no offset table that fits them"));
    }

    private Optional<int[]> fromTable(byte[] table, int unit) {
        int frames = description.frames();
        if (table.length != (long) frames * unit) {
            return Optional.empty();
        }
        ByteBuffer offsets = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        int[] found = new int[frames + 1];
        for (int f = 0; f < frames; f++) {
            long offset = unit == 8 ? offsets.getLong() : offsets.getInt() & 0xffffffffL;
            found[f] = Arrays.binarySearch(fragments.starts(), offset);
            if (found[f] < 0 || (f == 0 ? found[f] != 0 : found[f] <= found[f - 1])) {
                return Optional.empty();
            }
        }
        found[frames] = fragments.count();
        return Optional.of(found);
    }

    private Optional<int[]> fromMarkers() throws IOException {
        int frames = description.frames();
        int[] found = new int[frames + 1];
        int seen = 0;
        for (int i = 0; i < fragments.count(); i++) {
            if (fragments.startsImage(i)) {
                if (seen == frames || seen == 0 && i > 0) {
                    return Optional.empty();
                }
                found[seen++] = i;
            }
        }
        found[frames] = fragments.count();
        return seen == frames ? Optional.of(found) : Optional.empty();
    }

    @Override
    public int frames() {
        return description.frames();
    }

    @Override
    public PixelFormat format() {
        return decoder.delivered(description.format());
    }

    @Override
    public Object read(int frame) throws IOException {
        if (frame < 0 || frame >= description.frames()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + description.frames());
        }
        byte[] encoded = fragments.join(file, firsts[frame], firsts[frame + 1]);
        Object stored = decoder.decode(new EncodedFrame(file, frame + 1, encoded, description.format()));
        return StoredBits.cut(stored, description.format(), description.highBit());
    }

    @Override
    public void close() throws IOException {
        fragments.close();
    }
}
