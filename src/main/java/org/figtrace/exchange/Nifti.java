package org.figtrace.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/**
 * Reads and writes single-file NIfTI-1 images (.nii, and .nii.gz whatever its name), both byte orders, every type of one real
 * number per voxel. NIfTI keeps places in RAS+ millimetres; what is returned is in LPS+.
 */
public final class Nifti {
    private Nifti() {}

    /**
     * The image as a volume. A left-handed grid, such as dcm2niix writes, has its rows turned back to DICOM order. NIfTI
     * has no unit of value, so the unit is {@link ValueUnit#ARBITRARY}.
     *
     * @throws ExchangeException where the file is damaged, holds more than one volume or no single real number per
     *     voxel, has no place in the patient, or is sheared within the slice
     */
    public static Volume readVolume(Path file) throws IOException {
        try (VoxelFile in = VoxelFile.open(file)) {
            NiftiHeader header = header(in);
            VoxelGrid.Stack stack = header.grid(in.name()).toStack(in.name());
            VolumeSink sink = new VolumeSink(header.sizes(), header.type(), stack.flippedRows());
            readSlices(in, header, sink);
            double[] slopes = new double[header.sizes()[2]];
            double[] intercepts = slopes.clone();
            Arrays.fill(slopes, header.slope());
            Arrays.fill(intercepts, header.intercept());
            List<String> warnings = warnings(header);
            if (sink.largestRounding() > 0) {
                warnings.add("values of type " + header.type() + " were rounded to 32-bit float, by at most "
                        + sink.largestRounding());
            }
            return new Volume(
                    stack.geometry(),
                    sink.voxels(),
                    slopes,
                    intercepts,
                    ValueUnit.ARBITRARY,
                    new Calibration(
                            header.sform().isPresent() ? "NIfTI sform" : "NIfTI qform",
                            "NIfTI scl_slope " + header.slope() + ", scl_inter " + header.intercept()),
                    List.of(),
                    warnings);
        }
    }

    /**
     * The image as labels: each whole number above 0 is a region, named by that number.
     *
     * @throws ExchangeException as {@link #readVolume} does, and where the values are those of an image, not labels
     */
    public static LabelMap readLabels(Path file) throws IOException {
        try (VoxelFile in = VoxelFile.open(file)) {
            NiftiHeader header = header(in);
            LabelSink sink = new LabelSink(
                    in.name(), header.grid(in.name()), header.type(), header.slope(), header.intercept(), 1);
            readSlices(in, header, sink);
            return sink.labels(warnings(header));
        }
    }

    /**
     * Writes a volume as dcm2niix writes the same series: columns, rows from last to first, slices; the stored integers
     * with scl_slope and scl_inter, or 32-bit float where the rescale differs between slices; sform and qform with code
     * 1, millimetres. A constantly tilted stack is written with its true, sheared sform and without a qform. The file is
     * compressed when its name ends in .gz.
     *
     * @return sentences about what the file cannot hold exactly
     * @throws ExchangeException where slices are not evenly spaced, the volume has no millimetres, or the file cannot
     *     be written
     */
    public static List<String> write(Volume volume, Path file) throws IOException {
        return NiftiWriter.write(StoredVoxels.withRescale(volume), file);
    }

    /** Writes a mask as 8-bit 0 and 1, placed as {@link #write(Volume, Path)} places the volume it was drawn on. */
    public static List<String> write(Mask mask, Path file) throws IOException {
        return NiftiWriter.write(StoredVoxels.of(mask), file);
    }

    private static NiftiHeader header(VoxelFile in) throws IOException {
        NiftiHeader header = NiftiHeader.parse(in.peek(NiftiHeader.SIZE), in.name());
        in.skip(header.voxelOffset(), "the NIfTI header");
        return header;
    }

    private static void readSlices(VoxelFile in, NiftiHeader header, VoxelSink sink) throws IOException {
        int[] sizes = header.sizes();
        long sliceBytes = (long) sizes[0] * sizes[1] * header.type().bytes();
        in.requireRoomFor(sliceBytes * sizes[2]);
        if (sliceBytes > Integer.MAX_VALUE - 8) {
            throw new ExchangeException(in.name(), "one slice of " + sliceBytes + " bytes is too large");
        }
        ByteBuffer slice = ByteBuffer.allocate((int) sliceBytes).order(header.order());
        for (int k = 0; k < sizes[2]; k++) {
            in.read(slice, "slice " + (k + 1) + " of " + sizes[2]);
            sink.slice(k, slice);
        }
    }

    private static List<String> warnings(NiftiHeader header) {
        List<String> warnings = new ArrayList<>();
        if (!header.unitsStated()) {
            warnings.add("xyzt_units states no unit of length; millimetres are assumed");
        }
        if (header.sform().isPresent() && header.qform().isPresent()) {
            double apart = farthestCorner(header.sform().get(), header.qform().get());
            if (apart > VoxelGrid.TOLERANCE * header.sform().get().steps()[0].length()) {
                warnings.add(String.format(
                        Locale.ROOT, "sform and qform disagree by up to %.3f mm; the sform is used", apart));
            }
        }
        return warnings;
    }

    private static double farthestCorner(VoxelGrid one, VoxelGrid other) {
        double farthest = 0;
        for (int corner = 0; corner < 8; corner++) {
            double a = (corner & 1) * (one.sizes()[0] - 1.0);
            double b = (corner >> 1 & 1) * (one.sizes()[1] - 1.0);
            double c = (corner >> 2) * (one.sizes()[2] - 1.0);
            farthest = Math.max(farthest, one.centre(a, b, c).distanceTo(other.centre(a, b, c)));
        }
        return farthest;
    }
}
