package org.figtrace.dicom.codec;

import java.io.ByteArrayOutputStream;

/**
 * Writes lossless JPEG streams for tests, straight from the formulae of T.81 annex H: every difference size has a code
 * of five bits, and each prediction is computed for one sample at a time.
 */
final class LosslessWriter {
    private final int columns;
    private final int rows;
    private final int samples;
    private final int precision;
    private final int selection;
    private int pointTransform;
    private int rowsPerRestart;
    private boolean interleaved = true;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pending;
    private int pendingBits;

    LosslessWriter(int columns, int rows, int samples, int precision, int selection) {
        this.columns = columns;
        this.rows = rows;
        this.samples = samples;
        this.precision = precision;
        this.selection = selection;
    }

    LosslessWriter pointTransform(int bits) {
        pointTransform = bits;
        return this;
    }

    LosslessWriter restartEvery(int rowCount) {
        rowsPerRestart = rowCount;
        return this;
    }

    LosslessWriter interleaved(boolean all) {
        interleaved = all;
        return this;
    }

    /** The start of a stream, without any scan. */
    byte[] header() {
        bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 8 + 3 * samples, precision, rows >> 8, rows, columns >> 8, columns, samples);
        for (int s = 0; s < samples; s++) {
            bytes(s + 1, 0x11, 0);
        }
        bytes(0xFF, 0xC4, 0, 19 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int size = 0; size <= 16; size++) {
            bytes(size);
        }
        int interval = rowsPerRestart * columns;
        bytes(0xFF, 0xDD, 0, 4, interval >> 8, interval);
        return out.toByteArray();
    }

    byte[] write(int[] pixels) {
        header();
        for (int first = 0; first < samples; first += interleaved ? samples : 1) {
            scan(pixels, first, interleaved ? samples : 1);
        }
        bytes(0xFF, 0xD9);
        return out.toByteArray();
    }

    private void scan(int[] pixels, int first, int count) {
        bytes(0xFF, 0xDA, 0, 6 + 2 * count, count);
        for (int c = 0; c < count; c++) {
            bytes(first + c + 1, 0);
        }
        bytes(selection, 0, pointTransform);
        for (int y = 0; y < rows; y++) {
            if (rowsPerRestart > 0 && y > 0 && y % rowsPerRestart == 0) {
                align();
                bytes(0xFF, 0xD0 + (y / rowsPerRestart - 1) % 8);
            }
            for (int x = 0; x < columns; x++) {
                for (int c = first; c < first + count; c++) {
                    difference(at(pixels, x, y, c) - prediction(pixels, x, y, c));
                }
            }
        }
        align();
    }

    private int at(int[] pixels, int x, int y, int c) {
        return pixels[(y * columns + x) * samples + c] >> pointTransform;
    }

    /** Table H.1 and the rules for edges in H.1.2.1. */
    private int prediction(int[] pixels, int x, int y, int c) {
        boolean first = rowsPerRestart == 0 ? y == 0 : y % rowsPerRestart == 0;
        if (first) {
            return x == 0 ? 1 << precision - pointTransform - 1 : at(pixels, x - 1, y, c);
        }
        int b = at(pixels, x, y - 1, c);
        if (x == 0) {
            return b;
        }
        int a = at(pixels, x - 1, y, c);
        int d = at(pixels, x - 1, y - 1, c);
        return switch (selection) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> d;
            case 4 -> a + b - d;
            case 5 -> a + (b - d >> 1);
            case 6 -> b + (a - d >> 1);
            case 7 -> a + b >> 1;
            default -> throw new IllegalArgumentException("selection value " + selection);
        };
    }

    private void difference(int value) {
        int modulo = value & 0xFFFF;
        int signed = modulo > 32768 ? modulo - 65536 : modulo;
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(signed));
        bits(size, 5);
        if (size > 0 && size < 16) {
            bits(signed < 0 ? signed - 1 & (1 << size) - 1 : signed, size);
        }
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            pending = pending << 1 | value >> i & 1;
            if (++pendingBits == 8) {
                bytes(pending);
                if ((pending & 0xFF) == 0xFF) {
                    bytes(0);
                }
                pendingBits = 0;
                pending = 0;
            }
        }
    }

    private void align() {
        while (pendingBits > 0) {
            bits(1, 1);
        }
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }
}
