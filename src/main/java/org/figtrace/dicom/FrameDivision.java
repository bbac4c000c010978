package org.figtrace.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which fragments make which frame (PS3.5 A.4). An offset table is believed only where it fits the fragments; otherwise
 * the fragments themselves tell.
 */
public final class FrameDivision {
    private FrameDivision() {}

    /**
     * First fragment of each frame and, last, the number of fragments.
     *
     * @param extendedOffsetTable (7FE0,0001), or empty
     * @throws DicomException when fragments and frames cannot be matched
     */
    public static int[] firsts(String file, int frames, Fragments fragments, Optional<byte[]> extendedOffsetTable)
            throws IOException {
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
        Optional<int[]> told = extendedOffsetTable.flatMap(t -> fromTable(frames, fragments, t, 8));
        if (told.isEmpty()) {
            told = fromTable(frames, fragments, fragments.offsetTable(), 4);
        }
        if (told.isEmpty()) {
            told = fromMarkers(frames, fragments);
        }
        return told.orElseThrow(() -> new DicomException(
                file,
                "Pixel Data (7FE0,0010) has " + count + " fragments for " + frames
                        + " frames and no offset table that fits them"));
    }

    private static Optional<int[]> fromTable(int frames, Fragments fragments, byte[] table, int unit) {
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

    private static Optional<int[]> fromMarkers(int frames, Fragments fragments) throws IOException {
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
}
