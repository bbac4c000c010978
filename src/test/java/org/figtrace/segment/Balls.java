package org.figtrace.segment;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/** Images of shapes known by formula, and how well a mask agrees with one. */
final class Balls {
    private Balls() {}

    /** The voxels whose centres lie in the ball. */
    static Mask ball(VolumeGeometry g, Vector3 centre, double radius) {
        Mask mask = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    mask.set(i, j, k, g.toPatient(i, j, k).distanceTo(centre) <= radius);
                }
            }
        }
        return mask;
    }

    /** The value of each voxel is the formula at its centre plus Gaussian noise of a fixed seed, rounded to 1. */
    static Volume image(VolumeGeometry g, double noise, ToDoubleFunction<Vector3> value) {
        Random random = new Random(20);
        short[][] data = new short[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int i = 0; i < data[k].length; i++) {
                Vector3 p = g.toPatient(i % g.columns(), i / g.columns(), k);
                data[k][i] = (short) Math.round(value.applyAsDouble(p) + noise * random.nextGaussian());
            }
        }
        double[] one = new double[g.slices()];
        java.util.Arrays.fill(one, 1);
        return new Volume(
                g,
                new Voxels.Shorts(data, true),
                one,
                new double[g.slices()],
                ValueUnit.HOUNSFIELD,
                new Calibration("formula", "formula"),
                List.of(),
                List.of());
    }

    static double dice(Mask a, Mask b) {
        long both = 0;
        for (int k = 0; k < a.geometry().slices(); k++) {
            both += common(a, b, k);
        }
        return 2.0 * both / (a.count() + b.count());
    }

    static double dice(Mask a, Mask b, int slice) {
        return 2.0
                * common(a, b, slice)
                / (a.slice(slice).cardinality() + b.slice(slice).cardinality());
    }

    private static long common(Mask a, Mask b, int slice) {
        BitSet both = (BitSet) a.slice(slice).clone();
        both.and(b.slice(slice));
        return both.cardinality();
    }
}
