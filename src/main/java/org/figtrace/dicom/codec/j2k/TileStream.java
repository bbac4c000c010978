package org.figtrace.dicom.codec.j2k;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the stream holds of one tile: its parameters, its parts and, where they are packed, its packet headers. */
final class TileStream {
    private final int index;
    private final CodingParameters parameters;
    private final List<ByteRange> parts = new ArrayList<>();
    private final ByteArrayOutputStream packedHeaders = new ByteArrayOutputStream();
    private boolean packed;

    TileStream(int index, CodingParameters parameters) {
        this.index = index;
        this.parameters = parameters;
    }

    int index() {
        return index;
    }

    CodingParameters parameters() {
        return parameters;
    }

    /** Its bytes behind the headers, in the order of the stream. */
    List<ByteRange> parts() {
        return parts;
    }

    void add(ByteRange part) {
        parts.add(part);
    }

    void addPackedHeaders(byte[] headers) {
        packed = true;
        packedHeaders.writeBytes(headers);
    }

    /** The packet headers from PPM or PPT; otherwise they stand before the packets. */
    Optional<ByteRange> packedHeaders() {
        byte[] all = packedHeaders.toByteArray();
        return packed ? Optional.of(new ByteRange(all, 0, all.length)) : Optional.empty();
    }

    /** Bytes in all its parts and packed headers. */
    long bytes() {
        return parts.stream().mapToLong(p -> p.to() - p.from()).sum() + packedHeaders.size();
    }
}
