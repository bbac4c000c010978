package org.figtrace.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

class WindowTest {
    /** PS3.3 C.11.2.1.2.1, note 2: centre 2048, width 4096 maps 0 to 0 and 4095 to 255. */
    @Test
    void the_example_of_the_standard_spans_twelve_bits() {
        Window w = Window.linear(2048, 4096);
        assertThat(w.grey(0)).isZero();
        assertThat(w.grey(4095)).isEqualTo(255);
        assertThat(w.grey(1)).isZero();
        assertThat(w.grey(2047.5)).isEqualTo(128);
    }

    /** Same note: centre 0, width 100 has its ramp from -50 to 49. */
    @Test
    void a_linear_window_ends_one_below_an_exact_one() {
        Window w = Window.linear(0, 100);
        assertThat(w.grey(-50)).isZero();
        assertThat(w.grey(49)).isEqualTo(255);
        assertThat(w.grey(48)).isEqualTo((int) Math.round(255 * 98 / 99.0));
        Window exact = Window.linearExact(0, 100);
        assertThat(exact.grey(49)).isEqualTo((int) Math.round(255 * 0.99));
        assertThat(exact.grey(50)).isEqualTo(255);
    }

    @Test
    void a_window_of_width_one_is_a_threshold() {
        Window w = Window.linear(10, 1);
        assertThat(w.grey(9.5)).isZero();
        assertThat(w.grey(9.6)).isEqualTo(255);
    }

    @Test
    void a_window_without_width_is_refused() {
        assertThatThrownBy(() -> Window.linear(0, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window width must be 1 or more, not 0.5");
        assertThatThrownBy(() -> Window.linearExact(0, 0)).hasMessage("window width must be above 0, not 0.0");
        assertThatThrownBy(() -> Window.linear(Double.NaN, 10)).hasMessageContaining("finite");
    }

    @Test
    void the_automatic_window_ignores_single_bright_voxels() {
        // 10 x 10 x 10 values 0..999, one of them replaced by a spike.
        float[][] data = new float[10][100];
        for (int k = 0; k < 10; k++) {
            for (int n = 0; n < 100; n++) {
                data[k][n] = 100 * k + n;
            }
        }
        data[9][99] = 1e6f;
        VolumeGeometry g = VolumeGeometry.axial(10, 10, 10, Vector3.ZERO, 1.1, 1.3, 1.7);
        Volume v = new Volume(
                g,
                new Voxels.Floats(data),
                ones(10),
                new double[10],
                ValueUnit.ARBITRARY,
                new Calibration("test", "test"),
                List.of(),
                List.of());
        Window w = Window.automatic(v);
        assertThat(w.centre() - w.width() / 2).isEqualTo(10);
        assertThat(w.centre() + w.width() / 2).isEqualTo(994);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
