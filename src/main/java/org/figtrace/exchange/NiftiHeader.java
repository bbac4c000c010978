package org.figtrace.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.figtrace.geometry.Vector3;

/**
 * The 348-byte header of a single-file NIfTI-1 image (nifti1.h, R. W. Cox et al., 2003), with the places of its voxels
 * turned from RAS+ as NIfTI has them into LPS+ as DICOM has them: x and y change sign.
 *
 * @param sizes columns, rows, slices as stored
 * @param slope and intercept: value = slope * stored + intercept; 1 and 0 where the file gives no scaling
 * @param qform the place of the voxels by quaternion (method 2), where qform_code is above 0
 * @param sform the place of the voxels by matrix (method 3), where sform_code is above 0
 */
record NiftiHeader(
        ByteOrder order,
        int[] sizes,
        ScalarType type,
        double slope,
        double intercept,
        long voxelOffset,
        Optional<VoxelGrid> qform,
        Optional<VoxelGrid> sform,
        boolean unitsStated) {
    static final int SIZE = 348;

    /** Four bytes after the header say whether extensions follow. */
    static final int FIRST_VOXEL = 352;

    private static final int NIFTI_2_SIZE = 540;
    private static final long FARTHEST_VOXEL = 1 << 24;

    /** Whether the bytes begin as a NIfTI-1 or NIfTI-2 header does, in either byte order. */
    static boolean begins(byte[] start) {
        if (start.length < 4) {
            return false;
        }
        int size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int swapped = Integer.reverseBytes(size);
        return size == SIZE || swapped == SIZE || size == NIFTI_2_SIZE || swapped == NIFTI_2_SIZE;
    }

    static NiftiHeader parse(byte[] bytes, String file) throws ExchangeException {
        if (bytes.length < SIZE) {
            throw new ExchangeException(file, "ends within the NIfTI header: " + bytes.length + " bytes");
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int size = b.getInt(0);
        if (Integer.reverseBytes(size) == SIZE) {
            b.order(ByteOrder.BIG_ENDIAN);
        } else if (size != SIZE) {
            throw new ExchangeException(
                    file,
                    size == NIFTI_2_SIZE || Integer.reverseBytes(size) == NIFTI_2_SIZE
                            ? "is NIfTI-2; only NIfTI-1 is read"
                            : "is no NIfTI-1 file: sizeof_hdr is " + size + ", not 348");
        }
        String magic = new String(bytes, 344, 3, StandardCharsets.US_ASCII);
        if (magic.equals("ni1")) {
            throw new ExchangeException(file, "is the header of a .hdr/.img pair; only single-file NIfTI-1 is read");
        }
        if (!magic.equals("n+1")) {
            throw new ExchangeException(file, "is no NIfTI-1 file: its magic is not n+1 (Analyze 7.5 has no place)");
        }
        int[] sizes = sizes(b, file);
        float offset = b.getFloat(108);
        if (!(offset >= FIRST_VOXEL) || offset > FARTHEST_VOXEL || offset != Math.rint(offset)) {
            throw new ExchangeException(file, "vox_offset is " + offset + ", not a whole number from 352");
        }
        double slope = b.getFloat(112);
        double intercept = b.getFloat(116);
        // "If the scl_slope field is nonzero": 0 means that there is no scaling at all (nifti1.h).
        if (slope == 0 || !Double.isFinite(slope)) {
            slope = 1;
            intercept = 0;
        } else if (!Double.isFinite(intercept)) {
            throw new ExchangeException(file, "scl_inter is " + intercept + " beside scl_slope " + slope);
        }
        int spaceUnit = b.get(123) & 7;
        double millimetres = switch (spaceUnit) {
            case 0, 2 -> 1;
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> throw new ExchangeException(file, "xyzt_units states unit of length " + spaceUnit);
        };
        return new NiftiHeader(
                b.order(),
                sizes,
                type(b.getShort(70), b.getShort(72), file),
                slope,
                intercept,
                (long) offset,
                b.getShort(252) > 0 ? Optional.of(quaternionGrid(b, sizes, millimetres, file)) : Optional.empty(),
                b.getShort(254) > 0 ? Optional.of(matrixGrid(b, sizes, millimetres)) : Optional.empty(),
                spaceUnit != 0);
    }

    /** The sform where there is one, else the qform, as nifti1.h and its readers prefer. */
    VoxelGrid grid(String file) throws ExchangeException {
        return sform.or(() -> qform)
                .orElseThrow(() -> new ExchangeException(
                        file, "qform_code and sform_code are both 0, so its place in the patient is unknown"));
    }

    private static int[] sizes(ByteBuffer b, String file) throws ExchangeException {
        int dimensions = b.getShort(40);
        if (dimensions < 2 || dimensions > 7) {
            throw new ExchangeException(file, "dim[0] is " + dimensions + ", not 2 to 7");
        }
        int[] dim = new int[7];
        for (int d = 0; d < 7; d++) {
            dim[d] = d < dimensions ? b.getShort(42 + 2 * d) : 1;
            if (dim[d] < 1) {
                throw new ExchangeException(file, "dim[" + (d + 1) + "] is " + dim[d]);
            }
            if (d > 2 && dim[d] > 1) {
                throw new ExchangeException(
                        file, "holds more than one volume: dim[" + (d + 1) + "] is " + dim[d] + "; only 3-D is read");
            }
        }
        return Arrays.copyOf(dim, 3);
    }

    private static ScalarType type(short code, short bits, String file) throws ExchangeException {
        ScalarType type = switch (code) {
            case 2 -> ScalarType.UINT8;
            case 4 -> ScalarType.INT16;
            case 8 -> ScalarType.INT32;
            case 16 -> ScalarType.FLOAT32;
            case 64 -> ScalarType.FLOAT64;
            case 256 -> ScalarType.INT8;
            case 512 -> ScalarType.UINT16;
            case 768 -> ScalarType.UINT32;
            case 1024 -> ScalarType.INT64;
            case 1280 -> ScalarType.UINT64;
            default ->
                throw new ExchangeException(
                        file, "datatype " + code + " is not one real number per voxel (bits, complex, colour)");
        };
        if (bits != 8 * type.bytes()) {
            throw new ExchangeException(file, "datatype " + code + " contradicts bitpix " + bits);
        }
        return type;
    }

    static short code(ScalarType type) {
        return switch (type) {
            case UINT8 -> 2;
            case INT16 -> 4;
            case INT32 -> 8;
            case FLOAT32 -> 16;
            case FLOAT64 -> 64;
            case INT8 -> 256;
            case UINT16 -> 512;
            case UINT32 -> 768;
            case INT64 -> 1024;
            case UINT64 -> 1280;
        };
    }

    private static VoxelGrid matrixGrid(ByteBuffer b, int[] sizes, double mm) {
        Vector3[] columns = new Vector3[4];
        Arrays.setAll(
                columns,
                c -> new Vector3(
                        -mm * b.getFloat(280 + 4 * c), -mm * b.getFloat(296 + 4 * c), mm * b.getFloat(312 + 4 * c)));
        return new VoxelGrid(sizes, columns[3], Arrays.copyOf(columns, 3));
    }

    private static VoxelGrid quaternionGrid(ByteBuffer b, int[] sizes, double mm, String file)
            throws ExchangeException {
        double qb = b.getFloat(256);
        double qc = b.getFloat(260);
        double qd = b.getFloat(264);
        double rest = 1 - qb * qb - qc * qc - qd * qd;
        if (!(rest > -1e-5)) {
            throw new ExchangeException(
                    file, "quatern_b, c, d (" + qb + ", " + qc + ", " + qd + ") are longer than a unit quaternion");
        }
        Vector3[] rotation =
                Quaternion.of(Math.sqrt(Math.max(0, rest)), qb, qc, qd).axes();
        // pixdim[0] is qfac: -1 turns the third axis round; "if it is 0, treat it as 1".
        double qfac = b.getFloat(76) < 0 ? -1 : 1;
        Vector3[] steps = new Vector3[3];
        for (int a = 0; a < 3; a++) {
            double step = mm * b.getFloat(80 + 4 * a) * (a == 2 ? qfac : 1);
            steps[a] = new Vector3(-rotation[a].x(), -rotation[a].y(), rotation[a].z()).times(step);
        }
        return new VoxelGrid(
                sizes, new Vector3(-mm * b.getFloat(268), -mm * b.getFloat(272), mm * b.getFloat(276)), steps);
    }

    /**
     * A header of 352 little-endian bytes for voxels at this place, with xyzt_units mm and seconds as dcm2niix writes.
     *
     * @param description at most 79 ASCII characters for the field descrip
     */
    static byte[] encode(
            VoxelGrid grid, ScalarType type, double slope, double intercept, boolean exactQform, String description) {
        ByteBuffer b = ByteBuffer.allocate(FIRST_VOXEL).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, SIZE);
        b.put(38, (byte) 'r');
        int dimensions = grid.sizes()[2] > 1 ? 3 : 2;
        b.putShort(40, (short) dimensions);
        for (int d = 0; d < 7; d++) {
            b.putShort(42 + 2 * d, (short) (d < 3 ? grid.sizes()[d] : 1));
        }
        b.putShort(70, code(type));
        b.putShort(72, (short) (8 * type.bytes()));
        b.putFloat(76, grid.determinant() < 0 ? -1 : 1);
        for (int a = 0; a < 3; a++) {
            b.putFloat(80 + 4 * a, (float) grid.steps()[a].length());
        }
        b.putFloat(108, FIRST_VOXEL);
        b.putFloat(112, (float) slope);
        b.putFloat(116, (float) intercept);
        b.put(123, (byte) (2 | 8));
        byte[] text = description.getBytes(StandardCharsets.US_ASCII);
        b.put(148, text, 0, Math.min(79, text.length));
        Vector3[] ras = new Vector3[4];
        Arrays.setAll(ras, c -> {
            Vector3 lps = c < 3 ? grid.steps()[c] : grid.origin();
            return new Vector3(0 - lps.x(), 0 - lps.y(), lps.z());
        });
        if (exactQform) {
            b.putShort(252, (short) 1);
            Quaternion q = Quaternion.of(
                    ras[0].normalized(),
                    ras[1].normalized(),
                    ras[2].times(b.getFloat(76)).normalized());
            b.putFloat(256, (float) q.b());
            b.putFloat(260, (float) q.c());
            b.putFloat(264, (float) q.d());
            b.putFloat(268, (float) ras[3].x());
            b.putFloat(272, (float) ras[3].y());
            b.putFloat(276, (float) ras[3].z());
        }
        b.putShort(254, (short) 1);
        for (int c = 0; c < 4; c++) {
            b.putFloat(280 + 4 * c, (float) ras[c].x());
            b.putFloat(296 + 4 * c, (float) ras[c].y());
            b.putFloat(312 + 4 * c, (float) ras[c].z());
        }
        b.put(344, new byte[] {'n', '+', '1', 0});
        return b.array();
    }
}
