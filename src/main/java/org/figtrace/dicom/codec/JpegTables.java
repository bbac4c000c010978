package org.figtrace.dicom.codec;

import java.util.Arrays;

/** What DHT, DQT and DRI markers have set so far (T.81 B.2.4). */
final class JpegTables {
    private final HuffmanTable[] withoutRuns = new HuffmanTable[4];
    private final HuffmanTable[] withRuns = new HuffmanTable[4];
    private final int[][] quantization = new int[4][];
    private int restartInterval;

    /** Restart interval in MCUs, 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    /** A table for DC coefficients or lossless differences. */
    HuffmanTable sizes(int destination) throws CodecException {
        return require(withoutRuns, destination, "DC");
    }

    /** A table for AC coefficients. */
    HuffmanTable runs(int destination) throws CodecException {
        return require(withRuns, destination, "AC");
    }

    private static HuffmanTable require(HuffmanTable[] tables, int destination, String kind) throws CodecException {
        if (destination >= tables.length || tables[destination] == null) {
            throw new CodecException("the " + kind + " Huffman table " + destination + " is used but not defined");
        }
        return tables[destination];
    }

    /** 64 divisors in zig-zag order. */
    int[] quantization(int destination) throws CodecException {
        if (destination >= quantization.length || quantization[destination] == null) {
            throw new CodecException("the quantization table " + destination + " is used but not defined");
        }
        return quantization[destination];
    }

    void readHuffman(MarkerReader in) throws CodecException {
        while (in.remaining() > 0) {
            int which = in.u8(MarkerReader.DHT);
            int destination = which & 15;
            if (which >> 4 > 1 || destination > 3) {
                throw new CodecException(String.format("a Huffman table has class and destination %02X", which));
            }
            int[] counts = new int[16];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.u8(MarkerReader.DHT);
            }
            int[] symbols = new int[Arrays.stream(counts).sum()];
            for (int i = 0; i < symbols.length; i++) {
                symbols[i] = in.u8(MarkerReader.DHT);
            }
            boolean runs = which >> 4 == 1;
            (runs ? withRuns : withoutRuns)[destination] = new HuffmanTable(counts, symbols, runs);
        }
    }

    void readQuantization(MarkerReader in) throws CodecException {
        while (in.remaining() > 0) {
            int which = in.u8(MarkerReader.DQT);
            int destination = which & 15;
            if (which >> 4 > 1 || destination > 3) {
                throw new CodecException(
                        String.format("a quantization table has precision and destination %02X", which));
            }
            int[] divisors = new int[64];
            for (int i = 0; i < divisors.length; i++) {
                divisors[i] = which >> 4 == 1 ? in.u16(MarkerReader.DQT) : in.u8(MarkerReader.DQT);
            }
            quantization[destination] = divisors;
        }
    }

    void readRestartInterval(MarkerReader in) throws CodecException {
        restartInterval = in.u16(MarkerReader.DRI);
    }
}
