package org.figtrace.dicom.codec.j2k;

/**
 * Finds the codestream in the JP2 file format (T.800 annex I), which some objects carry although PS3.5 A.4.4 asks for the
 * codestream alone.
 */
final class Jp2Boxes {
    private static final int SIGNATURE = 0x6A502020;
    private static final int HEADER = 0x6A703268;
    private static final int PALETTE = 0x70636C72;
    private static final int CODESTREAM = 0x6A703263;

    private final byte[] data;

    private Jp2Boxes(byte[] data) {
        this.data = data;
    }

    /** Where the codestream starts: at 0 unless boxes are around it. */
    static int codestream(byte[] data) throws J2kException {
        Jp2Boxes boxes = new Jp2Boxes(data);
        if (data.length < 12 || boxes.u32(4) != SIGNATURE) {
            return 0;
        }
        return boxes.find(0, data.length);
    }

    private int find(int from, int end) throws J2kException {
        long at = from;
        while (end - at >= 8) {
            int box = (int) at;
            long length = boxLength(box, end);
            int content = box + (u32(box) == 1 ? 16 : 8);
            int type = u32(box + 4);
            if (type == CODESTREAM) {
                return content;
            }
            if (type == HEADER) {
                refusePalette(content, (int) Math.min(end, at + length));
            }
            at += length;
        }
        throw new J2kException("the JP2 boxes of the stream hold no codestream");
    }

    /** Its values would be indices of colours, which the data set would not know of. */
    private void refusePalette(int from, int end) throws J2kException {
        long at = from;
        while (end - at >= 8) {
            if (u32((int) at + 4) == PALETTE) {
                throw new J2kException("the stream is a JP2 file with a palette, which is not supported");
            }
            at += boxLength((int) at, end);
        }
    }

    /** Bytes of a box with its header; a length of 0 means up to the end, 1 that 64 bits follow. */
    private long boxLength(int at, int end) throws J2kException {
        long length = u32(at) & 0xFFFFFFFFL;
        if (length == 1 && end - at >= 16) {
            length = (long) u32(at + 8) << 32 | u32(at + 12) & 0xFFFFFFFFL;
        } else if (length == 0) {
            length = end - at;
        }
        if (length < 8) {
            throw new J2kException("a JP2 box of the stream says that it is " + length + " bytes long");
        }
        return length;
    }

    private int u32(int at) {
        return (data[at] & 0xFF) << 24 | (data[at + 1] & 0xFF) << 16 | (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
    }
}
