package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A stream whose packet headers, which SOP and EPH set off, are moved to marker PPM or PPT (T.800 A.7.4, A.7.5). */
class Jpeg2000PackedHeadersTest {
    private static final int SOT = 0xFF90;
    private static final int SOP = 0xFF91;
    private static final int EPH = 0xFF92;
    private static final int SOD = 0xFF93;
    private static final int SOT_BYTES = 12;

    private final byte[] stream = Jpeg2000Streams.MANY_OPTIONS.stream();
    private final ByteArrayOutputStream mainHeader = new ByteArrayOutputStream();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final ByteArrayOutputStream allHeaders = new ByteArrayOutputStream();

    private int u16(int at) {
        return (stream[at] & 0xFF) << 8 | stream[at + 1] & 0xFF;
    }

    private static byte[] segment(int marker, int index, byte[] content) {
        return ByteBuffer.allocate(content.length + 5)
                .putShort((short) marker)
                .putShort((short) (content.length + 3))
                .put((byte) index)
                .put(content)
                .array();
    }

    /** @param inTiles PPT; else the headers are gathered for PPM */
    private void repack(boolean inTiles) {
        int at = 0;
        while (u16(at) != SOT) {
            at++;
        }
        mainHeader.write(stream, 0, at);
        while (u16(at) == SOT) {
            int end = at + ByteBuffer.wrap(stream).getInt(at + 6);
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            ByteArrayOutputStream bodies = new ByteArrayOutputStream();
            int place = at + SOT_BYTES + 2;
            while (place < end) {
                int header = place + 6;
                int body = header;
                while (u16(body - 2) != EPH) {
                    body++;
                }
                int next = body;
                while (next < end && u16(next) != SOP) {
                    next++;
                }
                headers.write(stream, header, body - header);
                bodies.write(stream, place, header - place);
                bodies.write(stream, body, next - body);
                place = next;
            }
            // The headers of a tile in two segments, to be joined again.
            byte[] all = headers.toByteArray();
            byte[] first = Arrays.copyOf(all, all.length / 2);
            byte[] second = Arrays.copyOfRange(all, all.length / 2, all.length);
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            if (inTiles) {
                part.writeBytes(segment(0xFF61, 1, second));
                part.writeBytes(segment(0xFF61, 0, first));
            } else {
                allHeaders.writeBytes(ByteBuffer.allocate(4).putInt(all.length).array());
                allHeaders.writeBytes(all);
            }
            part.writeBytes(new byte[] {(byte) 0xFF, (byte) SOD});
            part.writeBytes(bodies.toByteArray());
            byte[] sot = Arrays.copyOfRange(stream, at, at + SOT_BYTES);
            ByteBuffer.wrap(sot).putInt(6, SOT_BYTES + part.size());
            parts.writeBytes(sot);
            parts.writeBytes(part.toByteArray());
            at = end;
        }
        parts.write(0xFF);
        parts.write(0xD9);
    }

    private static int[] decode(byte[]... pieces) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return TestImages.unsigned(new Jpeg2000Decoder()
                .decode(new EncodedFrame("a.dcm", 1, all.toByteArray(), Jpeg2000Streams.MANY_OPTIONS.format())));
    }

    @Test
    void headers_packed_in_their_tile_are_used() throws IOException {
        repack(true);
        assertThat(decode(mainHeader.toByteArray(), parts.toByteArray()))
                .isEqualTo(Jpeg2000Streams.MANY_OPTIONS.pixels());
    }

    @Test
    void headers_packed_in_the_main_header_are_used() throws IOException {
        repack(false);
        byte[] packed = segment(0xFF60, 0, allHeaders.toByteArray());
        assertThat(decode(mainHeader.toByteArray(), packed, parts.toByteArray()))
                .isEqualTo(Jpeg2000Streams.MANY_OPTIONS.pixels());
    }

    @Test
    void packed_headers_that_end_early_are_refused() {
        repack(false);
        byte[] headers = allHeaders.toByteArray();
        byte[] packed = segment(0xFF60, 0, Arrays.copyOf(headers, headers.length - 3));
        assertThatThrownBy(() -> decode(mainHeader.toByteArray(), packed, parts.toByteArray()))
                .hasMessageEndingWith("the packed packet headers (PPM) end before those of every tile-part");
    }
}
