package org.figtrace.dicom.codec.j2k;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Packet headers of the segments PPM, or of the PPT of one tile-part, in the order of their index (T.800 A.7.4, A.7.5). */
final class PackedHeaders {
    private final TreeMap<Integer, byte[]> segments = new TreeMap<>();

    /** Takes the open segment. */
    void add(SegmentReader in, int marker) throws J2kException {
        int index = in.u8();
        if (segments.put(index, in.rest()) != null) {
            throw new J2kException("two segments of marker " + Marker.name(marker) + " have the same index " + index);
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    byte[] joined() {
        int length = segments.values().stream().mapToInt(s -> s.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (Map.Entry<Integer, byte[]> segment : segments.entrySet()) {
            System.arraycopy(segment.getValue(), 0, all, at, segment.getValue().length);
            at += segment.getValue().length;
        }
        return all;
    }

    /** Gives out the headers of PPM tile-part by tile-part, each behind its length. */
    static final class OfTileParts {
        private final byte[] all;
        private int at;

        OfTileParts(PackedHeaders headers) {
            all = headers.joined();
        }

        byte[] next() throws J2kException {
            long length = 0;
            for (int i = 0; i < 4; i++) {
                length = length << 8 | (at < all.length ? all[at] & 0xFF : 0);
                at++;
            }
            if (at > all.length || length > all.length - at) {
                throw new J2kException("the packed packet headers (PPM) end before those of every tile-part");
            }
            at += (int) length;
            return Arrays.copyOfRange(all, at - (int) length, at);
        }
    }
}
