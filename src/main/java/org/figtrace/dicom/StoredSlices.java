package org.figtrace.dicom;

import java.io.IOException;
import java.util.Optional;
import org.figtrace.volume.Voxels;

/**
 * Collects decoded frames, in any order and from several threads, into the voxels of a volume. Where all slices are of
 * one kind the arrays are taken as they are; slices of different kinds, and 32-bit integers, become floats.
 */
final class StoredSlices {
    /** Whole numbers up to here are exact in a float. */
    private static final int EXACT_IN_FLOAT = 1 << 24;

    private final Series series;
    private final Object[] slices;
    private final boolean[] signs;

    StoredSlices(Series series) {
        this.series = series;
        this.slices = new Object[series.geometry().slices()];
        this.signs = new boolean[slices.length];
    }

    void put(int k, DicomObject image, PixelFormat format, Object values) throws IOException {
        if (format.samples() != 1) {
            throw new DicomException(
                    image.name(),
                    "SamplesPerPixel (0028,0002) is " + format.samples() + ": a colour image has no voxel values");
        }
        if (format.photometricInterpretation().equals("PALETTE COLOR")) {
            throw new DicomException(
                    image.name(),
                    "PhotometricInterpretation (0028,0004) is PALETTE COLOR: a colour image has no voxel values");
        }
        if (format.columns() != series.geometry().columns()
                || format.rows() != series.geometry().rows()) {
            throw new DicomException(
                    image.name(),
                    "is %d x %d pixels where the series has %d x %d"
                            .formatted(
                                    format.columns(),
                                    format.rows(),
                                    series.geometry().columns(),
                                    series.geometry().rows()));
        }
        Optional<LookupTable> table =
                ModalityTable.of(new ImageFrame(image, series.frames().get(k)));
        signs[k] = table.isEmpty() && format.signed();
        if (table.isPresent()) {
            slices[k] = table.get().map(image.name(), values, format.signed());
        } else {
            slices[k] = values instanceof int[] ints ? floats(image, ints, format.signed()) : values;
        }
    }

    private static float[] floats(DicomObject image, int[] ints, boolean signed) throws IOException {
        float[] floats = new float[ints.length];
        for (int i = 0; i < ints.length; i++) {
            long value = signed ? ints[i] : ints[i] & 0xffffffffL;
            if (Math.abs(value) > EXACT_IN_FLOAT) {
                throw new DicomException(
                        image.name(), "a stored value is " + value + ", more than the 24 bits that voxels can hold");
            }
            floats[i] = value;
        }
        return floats;
    }

    Voxels voxels() {
        boolean signed = signs[0];
        boolean sameSign = true;
        boolean shorts = true;
        boolean bytes = true;
        for (int k = 0; k < slices.length; k++) {
            sameSign &= signs[k] == signed;
            shorts &= slices[k] instanceof short[];
            bytes &= slices[k] instanceof byte[];
        }
        if (shorts && sameSign) {
            short[][] data = new short[slices.length][];
            System.arraycopy(slices, 0, data, 0, data.length);
            return new Voxels.Shorts(data, signed);
        }
        if (bytes && sameSign) {
            byte[][] data = new byte[slices.length][];
            System.arraycopy(slices, 0, data, 0, data.length);
            return new Voxels.Bytes(data, signed);
        }
        float[][] data = new float[slices.length][];
        for (int k = 0; k < data.length; k++) {
            data[k] = toFloats(slices[k], signs[k]);
        }
        return new Voxels.Floats(data);
    }

    private static float[] toFloats(Object values, boolean signed) {
        if (values instanceof float[] floats) {
            return floats;
        }
        if (values instanceof short[] shorts) {
            float[] out = new float[shorts.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = signed ? shorts[i] : shorts[i] & 0xffff;
            }
            return out;
        }
        if (values instanceof byte[] bytes) {
            float[] out = new float[bytes.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = signed ? bytes[i] : bytes[i] & 0xff;
            }
            return out;
        }
        double[] doubles = (double[]) values;
        float[] out = new float[doubles.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) doubles[i];
        }
        return out;
    }

    /** Says where values were rounded. */
    Optional<String> warning() {
        for (int k = 0; k < slices.length; k++) {
            if (slices[k] instanceof double[]) {
                return Optional.of(series.images().get(k).name()
                        + ": DoubleFloatPixelData (7FE0,0009) is rounded to 32-bit floats");
            }
        }
        return Optional.empty();
    }
}
