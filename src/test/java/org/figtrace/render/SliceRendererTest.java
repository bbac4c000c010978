package org.figtrace.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

class SliceRendererTest {
    /** Greys of 0..255 in this window are the values themselves. */
    private static final Window IDENTITY = Window.linear(128, 256);

    private static final VolumeGeometry GRID = VolumeGeometry.regular(
            20,
            12,
            3,
            new Vector3(7, -40, 15),
            new Vector3(Math.cos(0.3), Math.sin(0.3), 0),
            new Vector3(-Math.sin(0.3) * Math.cos(0.2), Math.cos(0.3) * Math.cos(0.2), Math.sin(0.2)),
            0.8,
            1.6,
            2.5);

    private interface Value {
        int of(int i, int j, int k);
    }

    private static Volume volume(VolumeGeometry g, Value value) {
        short[][] data = new short[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    data[k][j * g.columns() + i] = (short) (value.of(i, j, k) + 1000);
                }
            }
        }
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        double[] intercepts = new double[g.slices()];
        Arrays.fill(intercepts, -1000);
        return new Volume(
                g,
                new Voxels.Shorts(data, false),
                slopes,
                intercepts,
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                List.of(),
                List.of());
    }

    @Test
    void a_square_in_the_patient_is_square_on_the_picture() {
        // 8 columns of 0.8 mm are as long as 4 rows of 1.6 mm: 6.4 mm.
        Volume v = volume(GRID, (i, j, k) -> i >= 4 && i < 12 && j >= 3 && j < 7 ? 255 : 0);
        SliceView view = SliceView.whole(GRID, 1, 0.4);
        GreyImage image = SliceRenderer.render(v, view, IDENTITY, Interpolation.NEAREST);
        assertThat(image.width()).isEqualTo(40);
        assertThat(image.height()).isEqualTo(48);
        int[] box = {image.width(), image.height(), 0, 0};
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (image.grey(x, y) == 255) {
                    box[0] = Math.min(box[0], x);
                    box[1] = Math.min(box[1], y);
                    box[2] = Math.max(box[2], x + 1);
                    box[3] = Math.max(box[3], y + 1);
                }
            }
        }
        // Voxel edges: (4 columns, 3 rows) = (3.2 mm, 4.8 mm) from the corner, at 0.4 mm a pixel.
        assertThat(box).containsExactly(8, 12, 24, 28);
    }

    @Test
    void bilinear_greys_follow_a_ramp_between_voxel_centres() {
        Volume v = volume(GRID, (i, j, k) -> 10 * i + 2 * j);
        SliceView view = SliceView.whole(GRID, 0, 0.2);
        GreyImage image = SliceRenderer.render(v, view, IDENTITY, Interpolation.BILINEAR);
        for (int[] p : new int[][] {{10, 20}, {41, 55}, {60, 77}}) {
            Vector3 index = GRID.toIndex(view.patientAt(new ImagePoint(p[0] + 0.5, p[1] + 0.5)));
            // One grey of rounding.
            assertThat((double) image.grey(p[0], p[1])).isCloseTo(10 * index.x() + 2 * index.y(), within(0.51));
        }
    }

    @Test
    void low_values_are_white_where_the_volume_says_so_and_round_it_all_is_black() {
        Volume v = volume(GRID, (i, j, k) -> 200).withLowWhite(true);
        SliceView view = SliceView.around(GRID, 2, GRID.toPatient(9.5, 5.5, 2), 30, 30, 0.5);
        GreyImage image = SliceRenderer.render(v, view, IDENTITY, Interpolation.NEAREST);
        assertThat(image.grey(image.width() / 2, image.height() / 2)).isEqualTo(55);
        assertThat(image.grey(0, 0)).isZero();
    }

    @Test
    void a_picture_larger_than_the_slice_is_black_round_it() {
        Volume v = volume(GRID, (i, j, k) -> 200);
        Vector3 centre = GRID.toPatient(9.5, 5.5, 2);
        SliceView view = SliceView.around(GRID, 2, centre, 30, 30, 0.5);
        GreyImage image = SliceRenderer.render(v, view, IDENTITY, Interpolation.BILINEAR);
        assertThat(image.grey(30, 30)).isEqualTo(200);
        assertThat(image.grey(0, 0)).isZero();
        // The slice is 16 mm wide and 19.2 mm high: 32 x 38.4 pixels in the middle of 60 x 60.
        assertThat(image.grey(13, 30)).isZero();
        assertThat(image.grey(14, 30)).isEqualTo(200);
        assertThat(image.grey(30, 10)).isZero();
        assertThat(image.grey(30, 11)).isEqualTo(200);
    }

    @Test
    void a_picture_point_and_the_patient_point_below_it_are_one() {
        SliceView view = SliceView.around(GRID, 1, GRID.toPatient(3, 4, 1), 10, 6, 0.25);
        ImagePoint p = new ImagePoint(11.25, 7.5);
        Vector3 patient = view.patientAt(p);
        assertThat(view.distanceFromSlice(patient)).isCloseTo(0, within(1e-9));
        Vector3 off = patient.plus(GRID.normal().times(1.5));
        assertThat(view.distanceFromSlice(off)).isCloseTo(1.5, within(1e-9));
        assertThat(view.toImage(off).x()).isCloseTo(11.25, within(1e-9));
        assertThat(view.toImage(off).y()).isCloseTo(7.5, within(1e-9));
        // The centre of the crop is the point asked for: 10 x 6 mm at 0.25 mm are 40 x 24 pixels.
        assertThat(view.patientAt(new ImagePoint(20, 12)).distanceTo(GRID.toPatient(3, 4, 1)))
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void each_slice_shows_its_own_values() {
        Volume v = volume(GRID, (i, j, k) -> 60 * (k + 1));
        for (int k = 0; k < 3; k++) {
            GreyImage image = SliceRenderer.render(v, SliceView.whole(GRID, k, 1), IDENTITY, Interpolation.NEAREST);
            assertThat(image.grey(5, 5)).isEqualTo(60 * (k + 1));
        }
    }

    @Test
    void a_view_of_another_grid_is_refused() {
        Volume v = volume(GRID, (i, j, k) -> 0);
        VolumeGeometry other = VolumeGeometry.axial(20, 12, 3, Vector3.ZERO, 0.8, 1.6, 2.5);
        assertThatThrownBy(() -> SliceRenderer.render(v, SliceView.whole(other, 0, 1), IDENTITY, Interpolation.NEAREST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the view belongs to another volume");
    }

    @Test
    void a_slice_that_does_not_exist_and_a_picture_too_large_are_refused() {
        assertThatThrownBy(() -> SliceView.whole(GRID, 3, 1)).hasMessage("slice 3 is not among the 3");
        assertThatThrownBy(() -> SliceView.whole(GRID, 0, 1e-9)).hasMessageContaining("1 to 16384 pixels");
    }
}
