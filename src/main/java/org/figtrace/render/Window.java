package org.figtrace.render;

import java.util.Arrays;
import java.util.Optional;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.StoredRange;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/**
 * The linear map from values to 8-bit grey (PS3.3 C.11.2.1.2 and C.11.2.1.3).
 *
 * @param centre in the unit of the values
 * @param width in the unit of the values
 */
public record Window(double centre, double width, Function function) {
    /** Brain, 80 HU wide round 40 HU. */
    public static final Window BRAIN = linear(40, 80);

    /** Soft tissue of the head, wide enough for a scalp mass between fat and bone. */
    public static final Window SOFT_TISSUE = linear(40, 350);

    /** Skull. */
    public static final Window BONE = linear(500, 2000);

    private static final int LARGEST_SAMPLE = 500_000;

    /** VOI LUT Function (0028,1056). */
    public enum Function {
        /** The default: a width of w spans w integers, so the ramp is w - 1 long. */
        LINEAR,
        /** The ramp is w long; for values that are not integers. */
        LINEAR_EXACT
    }

    public Window {
        if (!Double.isFinite(centre) || !Double.isFinite(width)) {
            throw new IllegalArgumentException("a window must be finite, not " + centre + " / " + width);
        }
        if (function == Function.LINEAR && width < 1 || !(width > 0)) {
            throw new IllegalArgumentException("window width must be "
                    + (function == Function.LINEAR ? "1 or more" : "above 0") + ", not " + width);
        }
    }

    /** @throws IllegalArgumentException for a width below 1 */
    public static Window linear(double centre, double width) {
        return new Window(centre, width, Function.LINEAR);
    }

    /** @throws IllegalArgumentException for a width of 0 or less */
    public static Window linearExact(double centre, double width) {
        return new Window(centre, width, Function.LINEAR_EXACT);
    }

    /**
     * The window between two percentiles of the values of a volume, for images without a physical unit. A large volume
     * is sampled at every n-th voxel; padding is left out. A volume of one value gets a width of 1.
     *
     * @param low percentile that becomes black, 0 to 100
     * @param high percentile that becomes white, above low
     */
    public static Window ofPercentiles(Volume volume, double low, double high) {
        if (!(low >= 0 && high <= 100 && low < high)) {
            throw new IllegalArgumentException("percentiles must ascend within 0 to 100, not " + low + " and " + high);
        }
        VolumeGeometry g = volume.geometry();
        long perSlice = (long) g.columns() * g.rows();
        long all = perSlice * g.slices();
        long step = Math.max(1, all / LARGEST_SAMPLE);
        double[] values = new double[(int) ((all + step - 1) / step)];
        int n = 0;
        for (long v = 0; v < all; v += step) {
            int k = (int) (v / perSlice);
            int index = (int) (v % perSlice);
            Optional<StoredRange> padding = volume.padding(k);
            double value = volume.value(index % g.columns(), index / g.columns(), k);
            boolean measured =
                    padding.isEmpty() || !padding.get().contains(volume.voxels().stored(k, index));
            if (measured && Double.isFinite(value)) {
                values[n++] = value;
            }
        }
        if (n == 0) {
            throw new IllegalArgumentException("a volume without a finite value has no window");
        }
        Arrays.sort(values, 0, n);
        double black = values[(int) Math.round(low / 100 * (n - 1))];
        double white = values[(int) Math.round(high / 100 * (n - 1))];
        return white > black ? linearExact((black + white) / 2, white - black) : linearExact(black, 1);
    }

    /** Percentiles 1 and 99.5: what an MR image without a window of its own is shown with. */
    public static Window automatic(Volume volume) {
        return ofPercentiles(volume, 1, 99.5);
    }

    /** What a volume is shown with unless a reader or the images say otherwise: soft tissue for HU, else automatic. */
    public static Window suitedTo(Volume volume) {
        return volume.valueUnit().equals(ValueUnit.HOUNSFIELD) ? SOFT_TISSUE : automatic(volume);
    }

    /** The grey of a value, 0 black to 255 white; NaN is black. */
    public int grey(double value) {
        double position = function == Function.LINEAR
                ? width == 1 ? step(value) : (value - (centre - 0.5)) / (width - 1) + 0.5
                : (value - centre) / width + 0.5;
        return (int) Math.round(255 * Math.max(0, Math.min(1, position)));
    }

    /** A LINEAR window of width 1 is a threshold: at or below centre - 0.5 black, above it white. */
    private double step(double value) {
        return value > centre - 0.5 ? 1 : 0;
    }
}
