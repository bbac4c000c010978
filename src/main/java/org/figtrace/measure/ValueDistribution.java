package org.figtrace.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.figtrace.volume.Mask;
import org.figtrace.volume.StoredRange;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * All values of a volume inside a mask in ascending order, in its value unit: the source of {@link ValueStatistics},
 * of any percentile and of histograms. Voxels of 8 or 16 bits under one rescale are counted, others are sorted; the
 * numbers are the same to the last bit.
 */
public final class ValueDistribution {
    private final double[] values;
    /** How many voxels have one of values[0] to values[d]. */
    private final long[] upTo;

    private final long notFinite;
    private final long padding;

    private ValueDistribution(double[] values, long[] upTo, long notFinite, long padding) {
        this.values = values;
        this.upTo = upTo;
        this.notFinite = notFinite;
        this.padding = padding;
    }

    /** Empty where the mask holds no finite value that is not padding. The mask must be on the grid of the volume. */
    public static Optional<ValueDistribution> of(Volume volume, Mask wholeMask) {
        Mask mask = withoutPadding(volume, wholeMask);
        int first = firstSlice(mask);
        if (first < 0) {
            return Optional.empty();
        }
        Ascending ascending = new Ascending();
        if (!(volume.voxels() instanceof Voxels.Floats) && hasOneRescale(volume, mask, first)) {
            count(volume, mask, first, ascending);
        } else {
            sort(volume, mask, ascending);
        }
        return ascending.n == 0
                ? Optional.empty()
                : Optional.of(ascending.distribution(mask.count(), wholeMask.count()));
    }

    /** The mask itself where it holds no padding ({@link Volume#padding}). */
    private static Mask withoutPadding(Volume volume, Mask mask) {
        Mask measured = mask;
        for (int k = 0; k < mask.geometry().slices(); k++) {
            Optional<StoredRange> padding = volume.padding(k);
            if (padding.isEmpty() || mask.slice(k).isEmpty()) {
                continue;
            }
            BitSet slice = mask.slice(k);
            for (int index = slice.nextSetBit(0); index >= 0; index = slice.nextSetBit(index + 1)) {
                if (padding.get().contains(volume.voxels().stored(k, index))) {
                    measured = measured == mask ? copy(mask) : measured;
                    measured.slice(k).clear(index);
                }
            }
        }
        return measured;
    }

    private static Mask copy(Mask mask) {
        Mask copy = new Mask(mask.geometry());
        for (int k = 0; k < mask.geometry().slices(); k++) {
            copy.slice(k).or(mask.slice(k));
        }
        return copy;
    }

    private static int firstSlice(Mask mask) {
        for (int k = 0; k < mask.geometry().slices(); k++) {
            if (!mask.slice(k).isEmpty()) {
                return k;
            }
        }
        return -1;
    }

    private static boolean hasOneRescale(Volume volume, Mask mask, int first) {
        double slope = volume.slope(first);
        double intercept = volume.intercept(first);
        for (int k = first; k < mask.geometry().slices(); k++) {
            if (!mask.slice(k).isEmpty() && (volume.slope(k) != slope || volume.intercept(k) != intercept)) {
                return false;
            }
        }
        return Double.isFinite(slope) && Double.isFinite(intercept);
    }

    private static void count(Volume volume, Mask mask, int first, Ascending ascending) {
        int[] counts;
        int lowest;
        if (volume.voxels() instanceof Voxels.Shorts shorts) {
            counts = shorts(shorts, mask);
            lowest = shorts.signed() ? Short.MIN_VALUE : 0;
        } else {
            Voxels.Bytes bytes = (Voxels.Bytes) volume.voxels();
            counts = bytes(bytes, mask);
            lowest = bytes.signed() ? Byte.MIN_VALUE : 0;
        }
        double slope = volume.slope(first);
        double intercept = volume.intercept(first);
        for (int c = 0; c < counts.length; c++) {
            // A negative slope turns the order round.
            int code = slope < 0 ? counts.length - 1 - c : c;
            if (counts[code] > 0) {
                ascending.add(slope * (lowest + code) + intercept, counts[code]);
            }
        }
    }

    /** How often each stored value occurs, from the lowest on. */
    private static int[] shorts(Voxels.Shorts voxels, Mask mask) {
        int[] counts = new int[1 << 16];
        int flip = voxels.signed() ? 0x8000 : 0;
        for (int k = 0; k < mask.geometry().slices(); k++) {
            BitSet slice = mask.slice(k);
            short[] stored = voxels.data()[k];
            for (int start = slice.nextSetBit(0); start >= 0; ) {
                int end = slice.nextClearBit(start);
                for (int index = start; index < end; index++) {
                    counts[(stored[index] & 0xffff) ^ flip]++;
                }
                start = slice.nextSetBit(end);
            }
        }
        return counts;
    }

    private static int[] bytes(Voxels.Bytes voxels, Mask mask) {
        int[] counts = new int[1 << 8];
        int flip = voxels.signed() ? 0x80 : 0;
        for (int k = 0; k < mask.geometry().slices(); k++) {
            BitSet slice = mask.slice(k);
            byte[] stored = voxels.data()[k];
            for (int index = slice.nextSetBit(0); index >= 0; index = slice.nextSetBit(index + 1)) {
                counts[(stored[index] & 0xff) ^ flip]++;
            }
        }
        return counts;
    }

    private static void sort(Volume volume, Mask mask, Ascending ascending) {
        double[] all = new double[Math.toIntExact(mask.count())];
        int n = 0;
        for (int k = 0; k < volume.geometry().slices(); k++) {
            BitSet slice = mask.slice(k);
            double slope = volume.slope(k);
            double intercept = volume.intercept(k);
            for (int index = slice.nextSetBit(0); index >= 0; index = slice.nextSetBit(index + 1)) {
                double value = slope * volume.voxels().stored(k, index) + intercept;
                if (Double.isFinite(value)) {
                    all[n++] = value;
                }
            }
        }
        Arrays.parallelSort(all, 0, n);
        for (int p = 0; p < n; p++) {
            ascending.add(all[p], 1);
        }
    }

    /** How many finite values there are. */
    public long voxels() {
        return upTo[upTo.length - 1];
    }

    /** How many voxels of the mask were not numbers and were left out. */
    public long notFinite() {
        return notFinite;
    }

    /** How many voxels of the mask only fill what the scanner did not see and were left out. */
    public long padding() {
        return padding;
    }

    public double min() {
        return values[0];
    }

    public double max() {
        return values[values.length - 1];
    }

    /**
     * With linear interpolation between order statistics (type 7 of Hyndman and Fan, doi
     * 10.1080/00031305.1996.10473566).
     *
     * @param percent 0 to 100
     */
    public double percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile lies between 0 and 100, not at " + percent);
        }
        return quantile(percent / 100);
    }

    private double quantile(double fraction) {
        double rank = fraction * (voxels() - 1);
        long below = (long) rank;
        double rest = rank - below;
        return rest == 0 ? ordered(below) : ordered(below) + rest * (ordered(below + 1) - ordered(below));
    }

    /** The order statistic of a place that counts from 0. */
    private double ordered(long place) {
        int found = Arrays.binarySearch(upTo, place + 1);
        return values[found >= 0 ? found : -found - 1];
    }

    public ValueStatistics statistics() {
        long n = voxels();
        double sum = 0;
        for (int d = 0; d < values.length; d++) {
            // One by one, so that counting and sorting round alike.
            for (long times = times(d); times > 0; times--) {
                sum += values[d];
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int d = 0; d < values.length; d++) {
            double square = (values[d] - mean) * (values[d] - mean);
            for (long times = times(d); times > 0; times--) {
                squares += square;
            }
        }
        return new ValueStatistics(
                n,
                notFinite,
                padding,
                mean,
                Math.sqrt(squares / n),
                min(),
                max(),
                quantile(0.5),
                quantile(0.1),
                quantile(0.9));
    }

    private long times(int d) {
        return d == 0 ? upTo[0] : upTo[d] - upTo[d - 1];
    }

    /**
     * Bins of one width in the value unit from an origin on: bin = floor((value - origin) / width), IBSI fixed bin
     * size (arXiv 1612.07003, section 2.7). IBSI takes the lower bound of the re-segmentation range as origin, or the
     * lowest value where there is none.
     *
     * @throws IllegalArgumentException for an origin above the lowest value or more than a million bins
     */
    public Histogram histogramOfBinSize(double origin, double width) {
        if (!(width > 0) || !(origin <= min()) || Double.isInfinite(origin)) {
            throw new IllegalArgumentException(
                    "bins of width " + width + " from " + origin + " do not hold values from " + min());
        }
        double last = Math.floor((max() - origin) / width);
        Histogram.checkBins(last + 1);
        long[] counts = new long[(int) last + 1];
        for (int d = 0; d < values.length; d++) {
            counts[(int) Math.floor((values[d] - origin) / width)] += times(d);
        }
        return new Histogram(
                Histogram.Binning.FIXED_BIN_SIZE,
                origin,
                width,
                Arrays.stream(counts).boxed().toList());
    }

    /**
     * A number of equal bins from the lowest value to the highest, which falls into the last bin: IBSI fixed bin
     * number (arXiv 1612.07003, section 2.7). Where all values are equal they are in the first bin and bins have no
     * width.
     *
     * @throws IllegalArgumentException for less than one bin or more than a million
     */
    public Histogram histogramOfBinNumber(int bins) {
        Histogram.checkBins(bins);
        double range = max() - min();
        long[] counts = new long[bins];
        for (int d = 0; d < values.length; d++) {
            int bin = range == 0 ? 0 : (int) Math.floor(bins * ((values[d] - min()) / range));
            counts[Math.min(bin, bins - 1)] += times(d);
        }
        return new Histogram(
                Histogram.Binning.FIXED_BIN_NUMBER,
                min(),
                range / bins,
                Arrays.stream(counts).boxed().toList());
    }

    /** Takes values in ascending order. */
    private static final class Ascending {
        private double[] values = new double[256];
        private long[] upTo = new long[256];
        private int distinct;
        private long n;

        void add(double value, long times) {
            n += times;
            if (distinct == 0 || values[distinct - 1] != value) {
                if (distinct == values.length) {
                    int more = distinct + (distinct >> 1);
                    values = Arrays.copyOf(values, more);
                    upTo = Arrays.copyOf(upTo, more);
                }
                values[distinct++] = value;
            }
            upTo[distinct - 1] = n;
        }

        /** @param withPadding voxels of the mask that padding was left out of */
        ValueDistribution distribution(long inMask, long withPadding) {
            return new ValueDistribution(
                    Arrays.copyOf(values, distinct), Arrays.copyOf(upTo, distinct), inMask - n, withPadding - inMask);
        }
    }
}
