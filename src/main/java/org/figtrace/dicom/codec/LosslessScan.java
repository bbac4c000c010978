package org.figtrace.dicom.codec;

import java.io.IOException;

/**
 * A lossless scan with Huffman coding (T.81 annex H, process 14): differences to one of seven predictions, modulo 2^16.
 * A row is decoded in two steps, first its differences, then the samples.
 */
final class LosslessScan {
    private final FrameHeader frame;
    private final ScanHeader scan;
    private final JpegTables tables;
    private final int count;
    private final int width;

    LosslessScan(FrameHeader frame, ScanHeader scan, JpegTables tables) throws CodecException {
        frame.requireEqualSampling("lossless JPEG");
        if (scan.first() < 1 || scan.first() > 7) {
            throw new CodecException("a lossless JPEG scan has selection value " + scan.first() + ", outside 1 to 7");
        }
        if (scan.pointTransform() >= frame.precision()) {
            throw new CodecException("a point transform by " + scan.pointTransform() + " bits leaves nothing of "
                    + frame.precision() + " bits");
        }
        this.frame = frame;
        this.scan = scan;
        this.tables = tables;
        count = scan.components().size();
        width = frame.columns() * count;
        FrameHeader.Component one = frame.components().get(0);
        if (count > 1 && (one.horizontal() != 1 || one.vertical() != 1)) {
            throw new CodecException(
                    "an interleaved lossless JPEG scan has sampling factors other than 1, which is not" + " supported");
        }
    }

    /** Decodes the scan that starts at {@code from} and says where its entropy-coded data ends. */
    int decode(byte[] data, int from, SampleBuffer out) throws IOException {
        int rowsPerRestart = rowsPerRestart();
        EntropySegments segments = new EntropySegments(data, from, data.length, BitReader.Stuffing.ZERO_BYTE);
        HuffmanTable[] huffman = new HuffmanTable[count];
        for (int c = 0; c < count; c++) {
            huffman[c] = tables.sizes(scan.selectors().get(c) >> 4);
        }
        int[] above = new int[width];
        int[] row = new int[width];
        for (int y = 0; y < frame.rows(); y++) {
            boolean first = y % rowsPerRestart == 0;
            if (first && y > 0) {
                segments.restart(y, frame.rows());
            }
            readDifferences(segments, huffman, row, y);
            if (first) {
                addInitial(row);
            } else {
                addPrediction(row, above);
            }
            for (int c = 0; c < count; c++) {
                out.putRow(y, scan.components().get(c).index(), row, c, count, scan.pointTransform());
            }
            int[] free = above;
            above = row;
            row = free;
        }
        return segments.end();
    }

    /** A restart interval is a whole number of rows (T.81 H.1.1). */
    private int rowsPerRestart() throws CodecException {
        int interval = tables.restartInterval();
        if (interval % frame.columns() != 0) {
            throw new CodecException(
                    "a restart interval of " + interval + " pixels is no whole number of rows of " + frame.columns());
        }
        return interval == 0 ? Integer.MAX_VALUE : interval / frame.columns();
    }

    private void readDifferences(EntropySegments segments, HuffmanTable[] huffman, int[] row, int y)
            throws IOException {
        BitReader bits = segments.bits();
        boolean valid = count == 1 ? readRow(bits, huffman[0], row) : readRow(bits, huffman, row);
        segments.requireComplete(y, frame.rows());
        if (!valid) {
            throw new CodecException("row " + (y + 1) + " of " + frame.rows() + " has an invalid Huffman code");
        }
    }

    private static boolean readRow(BitReader bits, HuffmanTable huffman, int[] row) {
        for (int i = 0; i < row.length; i++) {
            int decoded = huffman.decode(bits);
            if (decoded == HuffmanTable.INVALID) {
                return false;
            }
            row[i] = decoded >> 8;
        }
        return true;
    }

    private static boolean readRow(BitReader bits, HuffmanTable[] huffman, int[] row) {
        for (int i = 0; i < row.length; i += huffman.length) {
            for (int c = 0; c < huffman.length; c++) {
                int decoded = huffman[c].decode(bits);
                if (decoded == HuffmanTable.INVALID) {
                    return false;
                }
                row[i + c] = decoded >> 8;
            }
        }
        return true;
    }

    /** The first row of a restart interval is predicted from the left, its first sample from half the range (H.1.1). */
    private void addInitial(int[] row) {
        int half = 1 << frame.precision() - scan.pointTransform() - 1;
        for (int i = 0; i < count; i++) {
            row[i] = row[i] + half & 0xFFFF;
        }
        addLeft(row);
    }

    private void addLeft(int[] row) {
        int n = count;
        for (int i = n; i < row.length; i++) {
            row[i] = row[i] + row[i - n] & 0xFFFF;
        }
    }

    /** Table H.1; the first sample of a row is predicted from above. Ra is left, Rb above, Rc above and left. */
    private void addPrediction(int[] row, int[] above) {
        int n = count;
        for (int i = 0; i < n; i++) {
            row[i] = row[i] + above[i] & 0xFFFF;
        }
        switch (scan.first()) {
            case 1 -> addLeft(row);
            case 2 -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + above[i] & 0xFFFF;
                }
            }
            case 3 -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + above[i - n] & 0xFFFF;
                }
            }
            case 4 -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + row[i - n] + above[i] - above[i - n] & 0xFFFF;
                }
            }
            case 5 -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + row[i - n] + (above[i] - above[i - n] >> 1) & 0xFFFF;
                }
            }
            case 6 -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + above[i] + (row[i - n] - above[i - n] >> 1) & 0xFFFF;
                }
            }
            default -> {
                for (int i = n; i < row.length; i++) {
                    row[i] = row[i] + (row[i - n] + above[i] >> 1) & 0xFFFF;
                }
            }
        }
    }
}
