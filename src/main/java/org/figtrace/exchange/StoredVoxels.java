package org.figtrace.exchange;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Voxels as they go into a file: numbers of one type, and one rescale for all of them.
 *
 * @param numbers the number of a voxel, by slice and by j * columns + i
 */
record StoredVoxels(VolumeGeometry geometry, ScalarType type, double slope, double intercept, Numbers numbers) {
    @FunctionalInterface
    interface Numbers {
        double at(int slice, int index);
    }

    /** 1 inside, 0 outside. */
    static StoredVoxels of(Mask mask) {
        return new StoredVoxels(
                mask.geometry(),
                ScalarType.UINT8,
                1,
                0,
                (k, index) -> mask.slice(k).get(index) ? 1 : 0);
    }

    /**
     * Stored values with their rescale where all slices share one, as dcm2niix writes them: unsigned 16-bit values that
     * fit become signed, which every reader knows. Otherwise values in the unit of the volume, as 32-bit float.
     */
    static StoredVoxels withRescale(Volume volume) {
        VolumeGeometry g = volume.geometry();
        boolean oneRescale = IntStream.range(0, g.slices())
                .allMatch(k -> volume.slope(k) == volume.slope(0) && volume.intercept(k) == volume.intercept(0));
        if (!oneRescale) {
            return scaled(volume, ScalarType.FLOAT32);
        }
        Voxels voxels = volume.voxels();
        ScalarType type;
        if (voxels instanceof Voxels.Bytes bytes) {
            type = bytes.signed() ? ScalarType.INT8 : ScalarType.UINT8;
        } else if (voxels instanceof Voxels.Shorts shorts) {
            type = shorts.signed() || range(g, voxels::stored)[1] <= Short.MAX_VALUE
                    ? ScalarType.INT16
                    : ScalarType.UINT16;
        } else {
            type = ScalarType.FLOAT32;
        }
        return new StoredVoxels(g, type, volume.slope(0), volume.intercept(0), voxels::stored);
    }

    /**
     * Values in the unit of the volume, for formats without a rescale: whole numbers in the smallest signed type that
     * holds them, everything else as 32-bit float.
     */
    static StoredVoxels inUnit(Volume volume) {
        VolumeGeometry g = volume.geometry();
        boolean whole = !(volume.voxels() instanceof Voxels.Floats)
                && IntStream.range(0, g.slices())
                        .allMatch(k -> isWhole(volume.slope(k)) && isWhole(volume.intercept(k)));
        if (!whole) {
            return scaled(volume, ScalarType.FLOAT32);
        }
        StoredVoxels values = scaled(volume, ScalarType.INT16);
        double[] range = range(g, values.numbers());
        if (range[0] >= Short.MIN_VALUE && range[1] <= Short.MAX_VALUE) {
            return values;
        }
        return scaled(
                volume,
                range[0] >= Integer.MIN_VALUE && range[1] <= Integer.MAX_VALUE ? ScalarType.INT32 : ScalarType.FLOAT32);
    }

    private static boolean isWhole(double v) {
        return v == Math.rint(v);
    }

    private static StoredVoxels scaled(Volume volume, ScalarType type) {
        return new StoredVoxels(
                volume.geometry(),
                type,
                1,
                0,
                (k, index) -> volume.slope(k) * volume.voxels().stored(k, index) + volume.intercept(k));
    }

    /** Least and greatest number; NaN is passed over. */
    static double[] range(VolumeGeometry g, Numbers numbers) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int pixels = g.columns() * g.rows();
        for (int k = 0; k < g.slices(); k++) {
            for (int p = 0; p < pixels; p++) {
                double v = numbers.at(k, p);
                if (v < least) {
                    least = v;
                }
                if (v > greatest) {
                    greatest = v;
                }
            }
        }
        return new double[] {least, greatest};
    }

    int sliceBytes() {
        return Math.multiplyExact(Math.multiplyExact(geometry.columns(), geometry.rows()), type.bytes());
    }

    /** Puts one slice, row by row, in the byte order of the buffer, from its first byte. */
    void put(int slice, boolean flipRows, ByteBuffer out) {
        out.clear();
        int columns = geometry.columns();
        for (int row = 0; row < geometry.rows(); row++) {
            int first = (flipRows ? geometry.rows() - 1 - row : row) * columns;
            for (int index = first; index < first + columns; index++) {
                double v = numbers.at(slice, index);
                switch (type) {
                    case INT8, UINT8 -> out.put((byte) (int) v);
                    case INT16, UINT16 -> out.putShort((short) (int) v);
                    case INT32, UINT32 -> out.putInt((int) (long) v);
                    case INT64, UINT64 -> out.putLong((long) v);
                    case FLOAT32 -> out.putFloat((float) v);
                    case FLOAT64 -> out.putDouble(v);
                }
            }
        }
    }
}
