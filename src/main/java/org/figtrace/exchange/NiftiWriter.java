package org.figtrace.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.figtrace.geometry.Vector3;

/** Writes voxels as NIfTI-1 in the order of dcm2niix: columns as in DICOM, rows from the last to the first, slices. */
final class NiftiWriter {
    private static final int LONGEST_AXIS = 32767;

    private NiftiWriter() {}

    static List<String> write(StoredVoxels voxels, Path file) throws IOException {
        String name = file.toString();
        EvenStack stack = EvenStack.of(voxels.geometry(), name, "NIfTI");
        VoxelGrid dicom = stack.grid();
        int[] sizes = dicom.sizes();
        if (Math.max(sizes[0], Math.max(sizes[1], sizes[2])) > LONGEST_AXIS) {
            throw new ExchangeException(name, "NIfTI holds at most 32767 voxels along an axis, not " + dicom);
        }
        VoxelGrid flipped = new VoxelGrid(sizes, dicom.centre(0, sizes[1] - 1.0, 0), new Vector3[] {
            dicom.steps()[0], dicom.steps()[1].times(-1), dicom.steps()[2]
        });
        byte[] header = NiftiHeader.encode(
                flipped, voxels.type(), voxels.slope(), voxels.intercept(), isOrthogonal(flipped), "Figtrace");
        ByteBuffer slice = ByteBuffer.allocate(voxels.sliceBytes()).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFile.write(file, out -> {
            boolean gzip = name.toLowerCase(Locale.ROOT).endsWith(".gz");
            OutputStream to = gzip ? new GZIPOutputStream(out, 1 << 16) : out;
            to.write(header);
            for (int k = 0; k < sizes[2]; k++) {
                voxels.put(k, true, slice);
                to.write(slice.array());
            }
            if (to instanceof GZIPOutputStream compressed) {
                compressed.finish();
            }
        });
        return stack.warnings();
    }

    /**
     * Whether a quaternion, which cannot hold a shear, puts the last slice where the matrix has it. The qform of a
     * tilted stack is left out: readers that look at it alone then find no place instead of a wrong one.
     */
    private static boolean isOrthogonal(VoxelGrid grid) {
        Vector3 step = grid.steps()[2];
        Vector3 normal = grid.steps()[0].cross(grid.steps()[1]).normalized();
        double along = Math.copySign(step.length(), step.dot(normal));
        return step.distanceTo(normal.times(along)) * (grid.sizes()[2] - 1) <= VoxelGrid.TOLERANCE * step.length();
    }
}
