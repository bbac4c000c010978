package org.figtrace.measure;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/** Masks with known truth, on grids whose three spacings differ. */
final class Shapes {
    static final double DX = 0.5;
    static final double DY = 0.7;
    static final double DZ = 1.3;

    private Shapes() {}

    static VolumeGeometry grid(int columns, int rows, int slices) {
        return VolumeGeometry.axial(columns, rows, slices, new Vector3(-31, 17, 240), DX, DY, DZ);
    }

    /** The same spacings on directions turned about all three axes. */
    static VolumeGeometry turned(int columns, int rows, int slices) {
        double a = Math.toRadians(25);
        double b = Math.toRadians(40);
        Vector3 row = new Vector3(Math.cos(a), Math.sin(a), 0);
        Vector3 column = new Vector3(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b));
        return VolumeGeometry.regular(columns, rows, slices, new Vector3(5, -3, 11), row, column, DX, DY, DZ);
    }

    /** Slices at 0, 1, 4, 6.5 mm ... along z, each shifted in y by 0.4 mm per mm: gantry tilt and uneven gaps. */
    static VolumeGeometry tilted(int columns, int rows, double... positions) {
        List<Vector3> origins = java.util.Arrays.stream(positions)
                .mapToObj(z -> new Vector3(3, 0.4 * z, z))
                .toList();
        return VolumeGeometry.ofSlices(columns, rows, new Vector3(1, 0, 0), new Vector3(0, 1, 0), DX, DY, origins);
    }

    static Mask box(VolumeGeometry g, int i0, int j0, int k0, int ni, int nj, int nk) {
        Mask mask = new Mask(g);
        for (int k = k0; k < k0 + nk; k++) {
            for (int j = j0; j < j0 + nj; j++) {
                for (int i = i0; i < i0 + ni; i++) {
                    mask.set(i, j, k, true);
                }
            }
        }
        return mask;
    }

    /** The voxels whose centre, in patient coordinates, is accepted. */
    static Mask where(VolumeGeometry g, Predicate<Vector3> inside) {
        Mask mask = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    if (inside.test(g.toPatient(i, j, k))) {
                        mask.set(i, j, k, true);
                    }
                }
            }
        }
        return mask;
    }

    /** Every voxel by the toss of a coin: islands, holes and every case of marching cubes. */
    static Mask noise(VolumeGeometry g, double share, long seed) {
        Random random = new Random(seed);
        Mask mask = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    mask.set(i, j, k, random.nextDouble() < share);
                }
            }
        }
        return mask;
    }
}
