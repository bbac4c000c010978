package org.figtrace.dicom.codec;

import java.io.IOException;
import java.util.Arrays;

/**
 * One scan of a JPEG-LS image (ITU-T T.87): lines of one component, lines of several in turn, or samples of several in
 * turn.
 */
final class JpegLsScan {
    private final FrameHeader frame;
    private final ScanHeader scan;
    private final int restartInterval;
    private final boolean bySample;
    private final EntropySegments segments;
    private final JpegLsModel model;
    private final int count;
    private final int width;

    /** The line being decoded and the one above, with a sample before and one behind those of the image. */
    private int[][] lines;

    private int[][] above;
    private final int[] runIndex;

    /**
     * @param restartInterval 0 for none; in lines, the unit in which JPEG-LS encoders give it and in which alone
     *     restarts can fall between lines
     * @param from where the entropy-coded data starts
     */
    JpegLsScan(
            FrameHeader frame,
            ScanHeader scan,
            JpegLsParameters parameters,
            int restartInterval,
            byte[] data,
            int from) {
        this.frame = frame;
        this.scan = scan;
        this.restartInterval = restartInterval;
        count = scan.components().size();
        bySample = scan.second() == 2 && count > 1;
        width = frame.columns();
        segments = new EntropySegments(data, from, data.length, BitReader.Stuffing.ZERO_BIT);
        model = new JpegLsModel(parameters, segments.bits());
        lines = new int[count][width + 2];
        above = new int[count][width + 2];
        runIndex = new int[count];
    }

    /** Decodes the scan and says where its entropy-coded data ends. */
    int decode(SampleBuffer out) throws IOException {
        for (int y = 0; y < frame.rows(); y++) {
            if (restartInterval > 0 && y > 0 && y % restartInterval == 0) {
                segments.restart(y, frame.rows());
                restart();
            }
            boolean valid = bySample ? decodeSamples() : decodeLines();
            segments.requireComplete(y, frame.rows());
            if (!valid) {
                throw new CodecException("row " + (y + 1) + " of " + frame.rows() + " has an invalid JPEG-LS code");
            }
            for (int c = 0; c < count; c++) {
                out.putRow(y, scan.components().get(c).index(), lines[c], 1, 1, 0);
            }
            int[][] free = above;
            above = lines;
            lines = free;
        }
        return segments.end();
    }

    private void restart() {
        model.restart();
        Arrays.fill(runIndex, 0);
        for (int c = 0; c < count; c++) {
            Arrays.fill(above[c], 0);
        }
    }

    /**
     * Sets the neighbours outside the image (T.87 A.2.1): left of a line stands the sample above its first, and behind
     * the line above its last is repeated. So the sample above and left of the first is what stood left a line before.
     */
    private static void setEdges(int[] line, int[] above, int width) {
        line[0] = above[1];
        above[width + 1] = above[width];
    }

    private boolean decodeLines() {
        for (int c = 0; c < count; c++) {
            setEdges(lines[c], above[c], width);
            if (!decodeLine(lines[c], above[c], c)) {
                return false;
            }
        }
        return true;
    }

    private boolean decodeLine(int[] line, int[] up, int component) {
        int ra = line[0];
        int rc = up[0];
        int rb = up[1];
        // The middle gradient of a sample is the right one of the sample before.
        int middle = model.quantize(rb - rc);
        int x = 1;
        while (x <= width) {
            int rd = up[x + 1];
            int right = model.quantize(rd - rb);
            int q = 81 * right + 9 * middle + model.quantize(rc - ra);
            if (q != 0) {
                ra = model.regular(q, ra, rb, rc);
                if (ra < 0) {
                    return false;
                }
                line[x++] = ra;
                rc = rb;
                rb = rd;
                middle = right;
            } else {
                x = decodeRun(line, up, component, x);
                if (x < 0) {
                    return false;
                }
                if (x <= width) {
                    ra = line[x - 1];
                    rc = up[x - 1];
                    rb = up[x];
                    middle = model.quantize(rb - rc);
                }
            }
        }
        return true;
    }

    /** Decodes a run from {@code x} on and what interrupts it; gives the place behind, or -1 where it is invalid. */
    private int decodeRun(int[] line, int[] up, int component, int x) {
        int ra = line[x - 1];
        int length = model.run(runIndex, component, width + 1 - x);
        if (length < 0) {
            return -1;
        }
        int end = x + length;
        Arrays.fill(line, x, end, ra);
        if (end > width) {
            return end;
        }
        int rb = up[end];
        // Left and above are alike where they differ by no more than NEAR, for which alone the region is 0.
        int sample = model.interruption(ra, rb, model.quantize(ra - rb) == 0, runIndex[component]);
        if (sample < 0) {
            return -1;
        }
        JpegLsModel.endRun(runIndex, component);
        line[end] = sample;
        return end + 1;
    }

    /** One line of all components, sample by sample; there is a run only where all components have one (T.87 B.3). */
    private boolean decodeSamples() {
        for (int c = 0; c < count; c++) {
            setEdges(lines[c], above[c], width);
        }
        int[] q = new int[count];
        int x = 1;
        while (x <= width) {
            int any = 0;
            for (int c = 0; c < count; c++) {
                int[] up = above[c];
                q[c] = 81 * model.quantize(up[x + 1] - up[x])
                        + 9 * model.quantize(up[x] - up[x - 1])
                        + model.quantize(up[x - 1] - lines[c][x - 1]);
                any |= q[c];
            }
            if (any == 0) {
                x = decodeCommonRun(x);
                if (x < 0) {
                    return false;
                }
            } else {
                for (int c = 0; c < count; c++) {
                    int[] up = above[c];
                    int sample = model.regular(q[c], lines[c][x - 1], up[x], up[x - 1]);
                    if (sample < 0) {
                        return false;
                    }
                    lines[c][x] = sample;
                }
                x++;
            }
        }
        return true;
    }

    private int decodeCommonRun(int x) {
        int length = model.run(runIndex, 0, width + 1 - x);
        if (length < 0) {
            return -1;
        }
        int end = x + length;
        for (int c = 0; c < count; c++) {
            Arrays.fill(lines[c], x, end, lines[c][x - 1]);
        }
        if (end > width) {
            return end;
        }
        for (int c = 0; c < count; c++) {
            int sample = model.interruption(lines[c][end - 1], above[c][end], false, runIndex[0]);
            if (sample < 0) {
                return -1;
            }
            lines[c][end] = sample;
        }
        JpegLsModel.endRun(runIndex, 0);
        return end + 1;
    }
}
