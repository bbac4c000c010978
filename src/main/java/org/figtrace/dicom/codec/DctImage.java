package org.figtrace.dicom.codec;

import java.io.IOException;
import java.util.Arrays;

/**
 * The components of a DCT-coded image (T.81 annexes A and F), each decoded into a plane of whole blocks, from which the
 * pixels are put together when every scan is done.
 */
final class DctImage {
    /** From zig-zag order to rows (T.81 figure A.6). */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final FrameHeader frame;
    private final SamplePlane[] planes;
    private final int mcusAcross;
    private final int mcusDown;
    private final InverseDct inverse;
    private final int[] coefficients = new int[64];

    /** @param bytes length of the whole stream, which bounds what is allocated */
    DctImage(FrameHeader frame, FrameShape shape, int bytes) throws CodecException {
        if (frame.precision() != 8 && frame.precision() != 12) {
            throw new CodecException("a JPEG image coded by DCT has 8 or 12 bits per sample, not " + frame.precision());
        }
        this.frame = frame;
        int horizontal = frame.largestHorizontal();
        int vertical = frame.largestVertical();
        mcusAcross = ceilDivide(frame.columns(), 8 * horizontal);
        mcusDown = ceilDivide(frame.rows(), 8 * vertical);
        long blocks = 0;
        for (FrameHeader.Component c : frame.components()) {
            if (horizontal % c.horizontal() != 0 || vertical % c.vertical() != 0) {
                throw new CodecException("component " + c.id() + " is sampled " + c.horizontal() + " x " + c.vertical()
                        + " times where another is " + horizontal + " x " + vertical
                        + " times; such fractions are not supported");
            }
            blocks += (long) ceilDivide(ceilDivide(frame.columns() * c.horizontal(), horizontal), 8)
                    * ceilDivide(ceilDivide(frame.rows() * c.vertical(), vertical), 8);
        }
        // A block takes two codes at least, one for its mean and one for its end.
        shape.requireBits(2 * blocks, bytes);
        planes = new SamplePlane[frame.components().size()];
        for (FrameHeader.Component c : frame.components()) {
            planes[c.index()] = new SamplePlane(
                    ceilDivide(frame.columns() * c.horizontal(), horizontal),
                    ceilDivide(frame.rows() * c.vertical(), vertical),
                    8L * mcusAcross * c.horizontal(),
                    8L * mcusDown * c.vertical(),
                    horizontal / c.horizontal(),
                    vertical / c.vertical());
        }
        inverse = new InverseDct(frame.precision());
    }

    private static int ceilDivide(int a, int b) {
        return (a + b - 1) / b;
    }

    /** Decodes the scan that starts at {@code from} and says where its entropy-coded data ends. */
    int decode(byte[] data, int from, ScanHeader scan, JpegTables tables) throws IOException {
        int count = scan.components().size();
        ComponentCoder[] coders = new ComponentCoder[count];
        for (int i = 0; i < count; i++) {
            coders[i] = new ComponentCoder(
                    scan.components().get(i), scan.selectors().get(i), tables);
        }
        // A scan of one component has one block per MCU and no blocks beyond its edge (T.81 A.2.2).
        boolean alone = count == 1;
        SamplePlane first = coders[0].plane;
        int across = alone ? ceilDivide(first.width(), 8) : mcusAcross;
        int down = alone ? ceilDivide(first.height(), 8) : mcusDown;
        int rowsPerMcu = alone ? 8 * first.verticalRatio() : 8 * frame.largestVertical();
        EntropySegments segments = new EntropySegments(data, from, data.length, BitReader.Stuffing.ZERO_BYTE);
        int untilRestart = tables.restartInterval();
        for (int my = 0; my < down; my++) {
            int row = Math.min(frame.rows() - 1, my * rowsPerMcu);
            for (int mx = 0; mx < across; mx++) {
                if (tables.restartInterval() > 0 && untilRestart-- == 0) {
                    segments.restart(row, frame.rows());
                    untilRestart = tables.restartInterval() - 1;
                    for (ComponentCoder coder : coders) {
                        coder.mean = 0;
                    }
                }
                decodeMcu(segments, coders, alone, mx, my, row);
            }
            segments.requireComplete(row, frame.rows());
        }
        return segments.end();
    }

    private void decodeMcu(EntropySegments segments, ComponentCoder[] coders, boolean alone, int mx, int my, int row)
            throws IOException {
        for (ComponentCoder coder : coders) {
            int across = alone ? 1 : coder.component.horizontal();
            int down = alone ? 1 : coder.component.vertical();
            for (int v = 0; v < down; v++) {
                for (int h = 0; h < across; h++) {
                    if (!coder.decodeBlock(segments.bits(), 8 * (mx * across + h), 8 * (my * down + v))) {
                        segments.requireComplete(row, frame.rows());
                        throw new CodecException("the block at row " + (row + 1) + " of " + frame.rows()
                                + " has an invalid Huffman code or more than 64 coefficients");
                    }
                }
            }
        }
    }

    /** Puts the pixels together; every component must have been decoded. */
    void putInto(SampleBuffer out) {
        int[] line = new int[frame.columns()];
        for (SamplePlane plane : planes) {
            plane.prepare();
        }
        for (int y = 0; y < frame.rows(); y++) {
            for (int c = 0; c < planes.length; c++) {
                planes[c].readRow(y, line);
                out.putRow(y, c, line, 0, 1, 0);
            }
        }
    }

    /** Whether a component has fewer samples than pixels, which only chrominance has. */
    boolean subsampled() {
        return frame.components().stream()
                .anyMatch(c -> c.horizontal() != frame.largestHorizontal() || c.vertical() != frame.largestVertical());
    }

    /** One component in one scan: its tables and the mean that the next block differs from. */
    private final class ComponentCoder {
        private final FrameHeader.Component component;
        private final SamplePlane plane;
        private final HuffmanTable means;
        private final HuffmanTable others;
        private final int[] divisors;
        private int mean;

        ComponentCoder(FrameHeader.Component component, int selector, JpegTables tables) throws CodecException {
            this.component = component;
            plane = planes[component.index()];
            means = tables.sizes(selector >> 4);
            others = tables.runs(selector & 15);
            divisors = tables.quantization(component.quantizationTable());
        }

        /** Decodes the block whose first sample has this place in the plane (T.81 F.2.2); false where it is invalid. */
        boolean decodeBlock(BitReader bits, int x, int y) {
            int decoded = means.decode(bits);
            if (decoded == HuffmanTable.INVALID) {
                return false;
            }
            mean += decoded >> 8;
            int at = y * plane.stride() + x;
            int[] block = coefficients;
            boolean flat = true;
            for (int k = 1; k < 64; k++) {
                decoded = others.decode(bits);
                if (decoded == HuffmanTable.INVALID) {
                    return false;
                }
                int value = decoded >> 8;
                int run = decoded & 0xFF;
                if (value == 0 && run < 15) {
                    break;
                }
                k += run;
                if (k > 63) {
                    return false;
                }
                if (flat) {
                    Arrays.fill(block, 0);
                    flat = false;
                }
                block[ZIGZAG[k]] = value * divisors[k];
            }
            if (flat) {
                inverse.fill(mean * divisors[0], plane.samples(), at, plane.stride());
            } else {
                block[0] = mean * divisors[0];
                inverse.transform(block, plane.samples(), at, plane.stride());
            }
            return true;
        }
    }
}
