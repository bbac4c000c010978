package org.figtrace.dicom.codec;

import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Images made from formulae, on which coders differ: noise, one value, gradients, and edges between flat regions. */
enum TestImages {
    NOISE {
        @Override
        IntBinaryOperator values(int largest, long seed) {
            Random random = new Random(seed);
            return (x, y) -> random.nextInt(largest + 1);
        }
    },
    CONSTANT {
        @Override
        IntBinaryOperator values(int largest, long seed) {
            return (x, y) -> largest / 3;
        }
    },
    GRADIENT {
        @Override
        IntBinaryOperator values(int largest, long seed) {
            return (x, y) -> Math.min(largest, largest / 40 * x + largest / 90 * y);
        }
    },
    /** Flat squares from the lowest to the highest value: long runs that end in the largest differences. */
    EDGES {
        @Override
        IntBinaryOperator values(int largest, long seed) {
            return (x, y) -> (x / 5 + y / 3) % 3 == 0 ? largest : (x / 5) % 2 == 0 ? 0 : largest / 2;
        }
    },
    /** A smooth body with a little noise, as scanners make it. */
    BODY {
        @Override
        IntBinaryOperator values(int largest, long seed) {
            Random random = new Random(seed);
            return (x, y) -> {
                double smooth = Math.sin(x / 7.0) * Math.cos(y / 5.0) / 3 + 0.5;
                int noise = random.nextInt(Math.max(2, largest / 100));
                return Math.min(largest, (int) (smooth * largest) + noise);
            };
        }
    };

    abstract IntBinaryOperator values(int largest, long seed);

    /** Samples in columns * rows * samples, row by row, colour by pixel; every component is another image. */
    int[] make(int columns, int rows, int samples, int bits, long seed) {
        int largest = (1 << bits) - 1;
        int[] all = new int[columns * rows * samples];
        for (int s = 0; s < samples; s++) {
            IntBinaryOperator values = values(largest, seed + s);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    all[(y * columns + x) * samples + s] = values.applyAsInt(x + s, y);
                }
            }
        }
        return all;
    }

    /** Decoded bytes or shorts as unsigned numbers. */
    static int[] unsigned(Object pixels) {
        if (pixels instanceof byte[] bytes) {
            int[] values = new int[bytes.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes[i] & 0xFF;
            }
            return values;
        }
        short[] shorts = (short[]) pixels;
        int[] values = new int[shorts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shorts[i] & 0xFFFF;
        }
        return values;
    }
}
