package org.figtrace.dicom.codec;

/** Walks the markers and marker segments of a JPEG or JPEG-LS stream (T.81 B.1.1). */
final class MarkerReader {
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DHT = 0xC4;
    static final int DRI = 0xDD;
    static final int DNL = 0xDC;
    static final int APP0 = 0xE0;
    static final int APP8 = 0xE8;
    static final int APP14 = 0xEE;

    private final byte[] data;
    private int position;
    private int segmentEnd;

    MarkerReader(byte[] data) {
        this.data = data;
    }

    /** What the standards call a marker, e.g. SOF3 or RST0. */
    static String name(int marker) {
        return switch (marker) {
            case SOI -> "SOI";
            case EOI -> "EOI";
            case SOS -> "SOS";
            case DQT -> "DQT";
            case DHT -> "DHT";
            case DRI -> "DRI";
            case DNL -> "DNL";
            case 0xC8, 0xCC, 0xDE, 0xDF -> String.format("FF%02X", marker);
            case 0xF7 -> "SOF55";
            case 0xF8 -> "LSE";
            default -> {
                if (marker >= 0xC0 && marker <= 0xCF) {
                    yield "SOF" + (marker - 0xC0);
                }
                if (marker >= 0xD0 && marker <= 0xD7) {
                    yield "RST" + (marker - 0xD0);
                }
                yield marker >= 0xE0 && marker <= 0xEF ? "APP" + (marker - 0xE0) : String.format("FF%02X", marker);
            }
        };
    }

    byte[] data() {
        return data;
    }

    /** Where the next byte is read. */
    int position() {
        return position;
    }

    /** Goes to a place that was reached by other means, such as the end of entropy-coded data. */
    void moveTo(int newPosition) {
        position = newPosition;
    }

    /** Refuses a stream that does not start as every JPEG and JPEG-LS stream does. */
    void requireStart(String coding) throws CodecException {
        if (data.length < 2 || data[0] != (byte) 0xFF || (data[1] & 0xFF) != SOI) {
            throw new CodecException("this is no " + coding + " stream: it does not start with FFD8");
        }
        position = 2;
    }

    /** The code of the next marker, fill bytes before it passed over. */
    int nextMarker() throws CodecException {
        if (position >= data.length) {
            throw new CodecException("the compressed data ends after " + data.length + " bytes, before a whole image");
        }
        if (data[position] != (byte) 0xFF) {
            throw new CodecException(
                    "no marker stands at byte " + position + " of the compressed data, where one is due");
        }
        while (position < data.length && data[position] == (byte) 0xFF) {
            position++;
        }
        if (position >= data.length) {
            throw new CodecException("the compressed data ends after " + data.length + " bytes, before a whole image");
        }
        return data[position++] & 0xFF;
    }

    /** Enters the segment of the marker just read. */
    void openSegment(int marker) throws CodecException {
        segmentEnd = Math.min(data.length, position + 2);
        int length = u16(marker);
        if (length < 2 || length > data.length - position + 2) {
            throw new CodecException("marker " + name(marker) + " says that it is " + length + " bytes long, but "
                    + (data.length - position + 2) + " follow");
        }
        segmentEnd = position + length - 2;
    }

    /** Bytes left in the segment that is open. */
    int remaining() {
        return segmentEnd - position;
    }

    /** Leaves the segment that is open, whatever was read of it. */
    void closeSegment() {
        position = segmentEnd;
    }

    /** @param marker named in the refusal of a segment that is too short */
    int u8(int marker) throws CodecException {
        if (position >= segmentEnd) {
            throw new CodecException("the segment of marker " + name(marker) + " is too short");
        }
        return data[position++] & 0xFF;
    }

    int u16(int marker) throws CodecException {
        int high = u8(marker);
        return high << 8 | u8(marker);
    }

    /** Whether the segment that is open starts with these letters and goes on behind them; nothing is read by this. */
    boolean segmentIs(String letters) {
        if (remaining() <= letters.length()) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (data[position + i] != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
