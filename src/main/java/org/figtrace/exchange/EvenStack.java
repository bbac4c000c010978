package org.figtrace.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * A stack of slices as one grid with the same step between all of them, which is all that NIfTI and NRRD can hold. The
 * step goes from the first slice to the last, so that both ends are exact; a constant gantry tilt stays in it as a
 * shear.
 *
 * @param warnings how far slices leave their place, where scanners rounded positions
 */
record EvenStack(VoxelGrid grid, List<String> warnings) {
    /** Differences below this, in mm, are those of numbers written with few digits. */
    private static final double ROUNDING_MM = 0.01;

    /** @throws ExchangeException where the volume has no millimetres, or its slices are not evenly spaced */
    static EvenStack of(VolumeGeometry g, String file, String format) throws ExchangeException {
        if (!g.isCalibrated()) {
            throw new ExchangeException(
                    file, "cannot be written: the series has no spacing, and " + format + " needs millimetres");
        }
        int last = g.slices() - 1;
        // A single slice has no step; the third axis is then absent from the file and only its direction matters.
        Vector3 step = last == 0
                ? g.normal()
                : g.sliceOrigin(last).minus(g.sliceOrigin(0)).times(1.0 / last);
        double worst = 0;
        int worstSlice = 0;
        for (int k = 1; k < last; k++) {
            double off = g.sliceOrigin(k).distanceTo(g.sliceOrigin(0).plus(step.times(k)));
            if (off > worst) {
                worst = off;
                worstSlice = k;
            }
        }
        if (worst > VoxelGrid.TOLERANCE * step.length()) {
            double[] gaps = g.gaps();
            throw new ExchangeException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "cannot be written: the distance between slices varies from %.3f to %.3f mm (slice %d lies"
                                    + " %.3f mm off an even stack), and %s holds only one",
                            Arrays.stream(gaps).min().orElseThrow(),
                            Arrays.stream(gaps).max().orElseThrow(),
                            worstSlice,
                            worst,
                            format));
        }
        List<String> warnings = worst > ROUNDING_MM
                ? List.of(String.format(
                        Locale.ROOT,
                        "slice positions leave the even stack that %s holds by up to %.3f mm (slice %d)",
                        format,
                        worst,
                        worstSlice))
                : List.of();
        return new EvenStack(
                new VoxelGrid(new int[] {g.columns(), g.rows(), g.slices()}, g.sliceOrigin(0), new Vector3[] {
                    g.rowDirection().times(g.columnSpacing()),
                    g.columnDirection().times(g.rowSpacing()),
                    step
                }),
                warnings);
    }
}
