package org.figtrace.volume;

/**
 * Stored values of a stack, one array per slice, each row by row: index j * columns + i. Sixteen-bit voxels stay
 * sixteen-bit; the arrays are shared, not copied, and must not be changed by readers.
 */
public sealed interface Voxels {
    int slices();

    /** The stored value, before any rescale. */
    double stored(int slice, int index);

    record Shorts(short[][] data, boolean signed) implements Voxels {
        @Override
        public int slices() {
            return data.length;
        }

        @Override
        public double stored(int slice, int index) {
            short v = data[slice][index];
            return signed ? v : v & 0xffff;
        }
    }

    record Bytes(byte[][] data, boolean signed) implements Voxels {
        @Override
        public int slices() {
            return data.length;
        }

        @Override
        public double stored(int slice, int index) {
            byte v = data[slice][index];
            return signed ? v : v & 0xff;
        }
    }

    record Floats(float[][] data) implements Voxels {
        @Override
        public int slices() {
            return data.length;
        }

        @Override
        public double stored(int slice, int index) {
            return data[slice][index];
        }
    }
}
