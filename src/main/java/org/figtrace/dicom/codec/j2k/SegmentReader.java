package org.figtrace.dicom.codec.j2k;

import java.util.Arrays;

/** Reads markers and the parameters in their segments (T.800 A.1.3), never beyond the segment that is open. */
final class SegmentReader {
    private final byte[] data;
    private int position;
    private int segmentEnd;
    private int marker;

    SegmentReader(byte[] data, int from) {
        this.data = data;
        position = from;
        segmentEnd = from;
    }

    byte[] data() {
        return data;
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    /** Whether two more bytes are there. */
    boolean hasMarker() {
        return data.length - position >= 2;
    }

    int nextMarker() throws J2kException {
        if (!hasMarker()) {
            throw new J2kException(
                    "the JPEG 2000 stream ends after " + data.length + " bytes, before every tile is there");
        }
        marker = (data[position] & 0xFF) << 8 | data[position + 1] & 0xFF;
        if (marker < 0xFF01) {
            throw new J2kException(
                    "no marker stands at byte " + position + " of the JPEG 2000 stream, where one is due");
        }
        position += 2;
        return marker;
    }

    /** Enters the segment of the marker just read. */
    void open() throws J2kException {
        segmentEnd = Math.min(data.length, position + 2);
        int length = u16();
        if (length < 2 || length - 2 > data.length - position) {
            throw new J2kException("marker " + Marker.name(marker) + " says that it is " + length + " bytes long, but "
                    + (data.length - position + 2) + " follow");
        }
        segmentEnd = position + length - 2;
    }

    /** Bytes left in the open segment. */
    int remaining() {
        return segmentEnd - position;
    }

    /** Leaves the open segment, whatever was read of it. */
    void close() {
        position = segmentEnd;
    }

    /** The rest of the open segment. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(data, position, segmentEnd);
        position = segmentEnd;
        return rest;
    }

    int u8() throws J2kException {
        if (position >= segmentEnd) {
            throw new J2kException("the segment of marker " + Marker.name(marker) + " is too short");
        }
        return data[position++] & 0xFF;
    }

    int u16() throws J2kException {
        int high = u8();
        return high << 8 | u8();
    }

    long u32() throws J2kException {
        long high = u16();
        return high << 16 | u16();
    }

    /** A component index, in two bytes where there are more than 256 components. */
    int component(int components) throws J2kException {
        int index = components < 257 ? u8() : u16();
        if (index >= components) {
            throw new J2kException(
                    "marker " + Marker.name(marker) + " is about component " + index + " of an image of " + components);
        }
        return index;
    }
}
