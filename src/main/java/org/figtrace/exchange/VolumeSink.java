package org.figtrace.exchange;

import java.nio.ByteBuffer;
import org.figtrace.volume.Voxels;

/** Turns the slices of a file into the voxels of a volume; 8- and 16-bit integers stay what they are. */
final class VolumeSink implements VoxelSink {
    private final int columns;
    private final int rows;
    private final ScalarType type;
    private final boolean flipRows;
    private final Object[] slices;
    private double largestRounding;

    VolumeSink(int[] sizes, ScalarType type, boolean flipRows) {
        this.columns = sizes[0];
        this.rows = sizes[1];
        this.type = type;
        this.flipRows = flipRows;
        this.slices = switch (type) {
            case INT8, UINT8 -> new byte[sizes[2]][];
            case INT16, UINT16 -> new short[sizes[2]][];
            default -> new float[sizes[2]][];
        };
    }

    @Override
    public void slice(int k, ByteBuffer data) {
        switch (type) {
            case INT8, UINT8 -> {
                byte[] out = new byte[columns * rows];
                for (int j = 0; j < rows; j++) {
                    data.get(from(j) * columns, out, j * columns, columns);
                }
                slices[k] = out;
            }
            case INT16, UINT16 -> {
                short[] out = new short[columns * rows];
                for (int j = 0; j < rows; j++) {
                    data.asShortBuffer().get(from(j) * columns, out, j * columns, columns);
                }
                slices[k] = out;
            }
            default -> {
                float[] out = new float[columns * rows];
                for (int j = 0; j < rows; j++) {
                    for (int i = 0; i < columns; i++) {
                        double value = type.get(data, from(j) * columns + i);
                        float kept = (float) value;
                        out[j * columns + i] = kept;
                        if (kept != value && !Double.isNaN(value)) {
                            largestRounding = Math.max(largestRounding, Math.abs(kept - value));
                        }
                    }
                }
                slices[k] = out;
            }
        }
    }

    private int from(int row) {
        return flipRows ? rows - 1 - row : row;
    }

    Voxels voxels() {
        return switch (type) {
            case INT8, UINT8 -> new Voxels.Bytes((byte[][]) slices, type == ScalarType.INT8);
            case INT16, UINT16 -> new Voxels.Shorts((short[][]) slices, type == ScalarType.INT16);
            default -> new Voxels.Floats((float[][]) slices);
        };
    }

    /** How far the worst voxel moved when it was rounded to 32-bit float; 0 where all are exact. */
    double largestRounding() {
        return largestRounding;
    }
}
