package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

class ValueDistributionTest {
    private static Volume volume(VolumeGeometry g, Voxels voxels, double slope, double intercept) {
        double[] slopes = new double[g.slices()];
        double[] intercepts = new double[g.slices()];
        Arrays.fill(slopes, slope);
        Arrays.fill(intercepts, intercept);
        return new Volume(
                g, voxels, slopes, intercepts, ValueUnit.HOUNSFIELD, new Calibration("s", "v"), List.of(), List.of());
    }

    private static short[][] random16(VolumeGeometry g, long seed) {
        Random random = new Random(seed);
        short[][] data = new short[g.slices()][g.columns() * g.rows()];
        for (short[] slice : data) {
            for (int p = 0; p < slice.length; p++) {
                slice[p] = (short) (random.nextGaussian() * 9000);
            }
        }
        return data;
    }

    /** The values themselves, one row. */
    private static ValueDistribution of(double... values) {
        VolumeGeometry g = Shapes.grid(values.length, 1, 1);
        float[][] data = new float[1][values.length];
        for (int p = 0; p < values.length; p++) {
            data[0][p] = (float) values[p];
        }
        return ValueDistribution.of(
                        volume(g, new Voxels.Floats(data), 1, 0), Shapes.box(g, 0, 0, 0, values.length, 1, 1))
                .orElseThrow();
    }

    /** The same statistics by sorting every value and adding them up in order. */
    private static ValueStatistics sorted(Volume volume, Mask mask) {
        VolumeGeometry g = volume.geometry();
        double[] all = new double[(int) mask.count()];
        int n = 0;
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    if (mask.get(i, j, k)) {
                        all[n++] = volume.value(i, j, k);
                    }
                }
            }
        }
        Arrays.sort(all);
        double sum = 0;
        for (double v : all) {
            sum += v;
        }
        double mean = sum / n;
        double squares = 0;
        for (double v : all) {
            squares += (v - mean) * (v - mean);
        }
        return new ValueStatistics(
                n,
                0,
                0,
                mean,
                Math.sqrt(squares / n),
                all[0],
                all[n - 1],
                percentile(all, 0.5),
                percentile(all, 0.1),
                percentile(all, 0.9));
    }

    private static double percentile(double[] sorted, double fraction) {
        double rank = fraction * (sorted.length - 1);
        int below = (int) rank;
        double rest = rank - below;
        return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }

    @Test
    void counting_gives_the_numbers_of_sorting_to_the_last_bit() {
        VolumeGeometry g = Shapes.grid(37, 29, 5);
        byte[][] bytes = new byte[5][37 * 29];
        for (byte[] slice : bytes) {
            new Random(7).nextBytes(slice);
        }
        Mask mask = Shapes.noise(g, 0.6, 3);
        for (double slope : new double[] {1, 0.1, -2.75, 0}) {
            for (boolean signed : new boolean[] {true, false}) {
                for (Voxels voxels :
                        List.of(new Voxels.Shorts(random16(g, 11), signed), new Voxels.Bytes(bytes, signed))) {
                    Volume volume = volume(g, voxels, slope, -1024.3);
                    assertThat(ValueStatistics.of(volume, mask))
                            .as("slope %s, signed %s, %s", slope, signed, voxels.getClass())
                            .contains(sorted(volume, mask));
                }
            }
        }
    }

    @Test
    void a_slice_outside_the_mask_may_have_another_rescale() {
        VolumeGeometry g = Shapes.grid(7, 6, 3);
        Volume volume = new Volume(
                g,
                new Voxels.Shorts(random16(g, 5), true),
                new double[] {1, 2, 1},
                new double[] {0, 5, 0},
                ValueUnit.ARBITRARY,
                new Calibration("s", "v"),
                List.of(),
                List.of());
        Mask one = Shapes.box(g, 1, 1, 1, 4, 3, 1);
        Mask all = Shapes.box(g, 1, 1, 0, 4, 3, 3);

        assertThat(ValueStatistics.of(volume, one)).contains(sorted(volume, one));
        assertThat(ValueStatistics.of(volume, all)).contains(sorted(volume, all));
    }

    @Test
    void percentiles_interpolate_between_order_statistics() {
        // numpy.percentile([1, 2, 4, 8, 16], q), type 7: rank q (n - 1) / 100.
        ValueDistribution d = of(16, 2, 8, 1, 4);

        assertThat(d.percentile(0)).isEqualTo(1);
        assertThat(d.percentile(100)).isEqualTo(16);
        assertThat(d.percentile(25)).isEqualTo(2);
        assertThat(d.percentile(90)).isCloseTo(12.8, within(1e-12));
        assertThat(d.percentile(5)).isCloseTo(1.2, within(1e-12));
        assertThatThrownBy(() -> d.percentile(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> d.percentile(Double.NaN)).hasMessageContaining("between 0 and 100");
    }

    @Test
    void values_that_are_no_numbers_are_counted_apart() {
        ValueDistribution d = of(3, Double.NaN, 5, Double.POSITIVE_INFINITY);

        assertThat(d.voxels()).isEqualTo(2);
        assertThat(d.notFinite()).isEqualTo(2);
        assertThat(d.statistics().mean()).isEqualTo(4);
    }

    @Test
    void bins_of_one_size_begin_at_their_origin() {
        Histogram h = of(-3, -1, 0, 0, 4.5, 9).histogramOfBinSize(-5, 5);

        assertThat(h.counts()).containsExactly(2L, 3L, 1L);
        assertThat(h.edge(0)).isEqualTo(-5);
        assertThat(h.edge(3)).isEqualTo(10);
        assertThat(h.binning()).isEqualTo(Histogram.Binning.FIXED_BIN_SIZE);
    }

    @Test
    void the_highest_value_is_in_the_last_of_a_number_of_bins() {
        Histogram h = of(0, 1, 2, 3, 4, 10).histogramOfBinNumber(4);

        // Width 2.5: 0 1 2 | 3 4 | | 10.
        assertThat(h.counts()).containsExactly(3L, 2L, 0L, 1L);
        assertThat(h.binWidth()).isEqualTo(2.5);
        assertThat(of(7, 7, 7).histogramOfBinNumber(3).counts()).containsExactly(3L, 0L, 0L);
    }

    @Test
    void four_equal_bins_have_two_bits() {
        Histogram h = of(0, 1, 2, 3).histogramOfBinNumber(4);

        assertThat(h.entropy()).isCloseTo(2, within(1e-12));
        assertThat(h.uniformity()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void bins_that_cannot_hold_the_values_are_refused() {
        ValueDistribution d = of(-3, 1000);
        assertThatThrownBy(() -> d.histogramOfBinSize(0, 5)).hasMessageContaining("do not hold values from -3.0");
        assertThatThrownBy(() -> d.histogramOfBinSize(-3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> d.histogramOfBinSize(-3, 1e-9)).hasMessageContaining("1 to 1000000 bins");
        assertThatThrownBy(() -> d.histogramOfBinNumber(0)).hasMessageContaining("not 0");
    }

    @Test
    void nothing_is_known_of_an_empty_mask() {
        VolumeGeometry g = Shapes.grid(4, 3, 2);
        assertThat(ValueDistribution.of(volume(g, new Voxels.Shorts(random16(g, 2), true), 1, 0), new Mask(g)))
                .isEmpty();
    }
}
