package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.StoredRange;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

class LesionMeasurementTest {
    private static final Calibration CALIBRATION = new Calibration("PixelSpacing (0028,0030)", "RescaleSlope, CT");

    /** Value of voxel (i, j, k): slice k has slope 2 + k and intercept -10 k on the stored value i + 10 j. */
    private static Volume volume(VolumeGeometry g) {
        short[][] data = new short[g.slices()][g.columns() * g.rows()];
        for (short[] slice : data) {
            for (int p = 0; p < slice.length; p++) {
                slice[p] = (short) (p % g.columns() + 10 * (p / g.columns()));
            }
        }
        return new Volume(
                g,
                new Voxels.Shorts(data, true),
                IntStream.range(0, g.slices()).mapToDouble(k -> 2 + k).toArray(),
                IntStream.range(0, g.slices()).mapToDouble(k -> -10 * k).toArray(),
                ValueUnit.HOUNSFIELD,
                CALIBRATION,
                IntStream.range(0, g.slices())
                        .mapToObj(k -> new SliceReference("1.2.840.10008.5.1.4.1.1.2", "1.2.3." + k, 1))
                        .toList(),
                List.of("steps are uneven"));
    }

    private static LesionMeasurement measure(VolumeGeometry g, Mask mask) throws NotMeasurableException {
        return LesionMeasurement.of(volume(g), mask, Optional.empty(), ShortAxisRule.HULL);
    }

    @Test
    void a_lesion_has_every_quantity_with_its_unit_and_definition() throws Exception {
        VolumeGeometry g = Shapes.grid(12, 11, 6);
        LesionMeasurement m = measure(g, Shapes.box(g, 2, 3, 2, 5, 4, 2));

        assertThat(m.quantities())
                .extracting(Quantity::name, Quantity::unit)
                .containsExactly(
                        tuple("longest axial diameter", "mm"),
                        tuple("short axis", "mm"),
                        tuple("WHO product", "mm2"),
                        tuple("maximum 3D diameter", "mm"),
                        tuple("volume", "mm3"),
                        tuple("mesh volume", "mm3"),
                        tuple("surface area", "mm2"),
                        tuple("major axis", "mm"),
                        tuple("minor axis", "mm"),
                        tuple("least axis", "mm"),
                        tuple("sphericity", "1"),
                        tuple("mean value", "HU"),
                        tuple("standard deviation", "HU"),
                        tuple("minimum value", "HU"),
                        tuple("maximum value", "HU"),
                        tuple("median value", "HU"),
                        tuple("10th percentile", "HU"),
                        tuple("90th percentile", "HU"));
        assertThat(m.quantities()).allSatisfy(q -> assertThat(q.definition()).isNotBlank());
        assertThat(m.voxels()).isEqualTo(40);
        assertThat(m.volume().getAsDouble()).isCloseTo(40 * 0.5 * 0.7 * 1.3, within(1e-9));
        assertThat(m.lengthUnit()).isEqualTo(LengthUnit.MILLIMETRE);
        assertThat(m.sliceReference()).contains(new SliceReference("1.2.840.10008.5.1.4.1.1.2", "1.2.3.2", 1));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void values_are_rescaled_slice_by_slice() throws Exception {
        VolumeGeometry g = Shapes.grid(12, 11, 6);
        // Voxels 2 and 3 of row 0 on slices 1 and 2: 3 * {2, 3} - 10 and 4 * {2, 3} - 20, that is -4, -1, -12, -8.
        ValueStatistics s =
                measure(g, Shapes.box(g, 2, 0, 1, 2, 1, 2)).statistics().orElseThrow();

        assertThat(s.voxels()).isEqualTo(4);
        assertThat(s.mean()).isCloseTo(-6.25, within(1e-12));
        assertThat(s.standardDeviation())
                .isCloseTo(Math.sqrt((2.25 * 2.25 + 5.25 * 5.25 + 5.75 * 5.75 + 1.75 * 1.75) / 4), within(1e-12));
        assertThat(s.min()).isEqualTo(-12);
        assertThat(s.max()).isEqualTo(-1);
        assertThat(s.median()).isCloseTo(-6, within(1e-12));
        // Ranks 0.3 and 2.7 of the order -12, -8, -4, -1.
        assertThat(s.percentile10()).isCloseTo(-10.8, within(1e-12));
        assertThat(s.percentile90()).isCloseTo(-1.9, within(1e-12));
    }

    @Test
    void uneven_gaps_count_as_what_they_are() throws Exception {
        // Slices at 0, 1, 4, 6.5 mm stand for 1, 2, 2.75 and 2.5 mm.
        VolumeGeometry g = Shapes.tilted(9, 8, 0, 1, 4, 6.5);
        LesionMeasurement m = measure(g, Shapes.box(g, 1, 1, 0, 2, 3, 3));

        assertThat(m.volume().getAsDouble()).isCloseTo(6 * 0.35 * (1 + 2 + 2.75), within(1e-9));
        assertThat(m.provenance().tiltDeg()).isCloseTo(Math.toDegrees(Math.atan(0.4)), within(1e-9));
        assertThat(m.provenance().sliceSpacing().getAsDouble()).isEqualTo(2.5);
        assertThat(m.provenance().warnings())
                .containsExactly(
                        "steps are uneven", "the lesion reaches the first or last slice and may go on beyond it");
    }

    @Test
    void provenance_says_where_the_numbers_come_from() throws Exception {
        VolumeGeometry axial = Shapes.grid(9, 8, 5);
        Provenance p = measure(axial, Shapes.box(axial, 2, 2, 2, 2, 2, 1)).provenance();
        assertThat(p.spacingSource()).isEqualTo("PixelSpacing (0028,0030)");
        assertThat(p.valueSource()).isEqualTo("RescaleSlope, CT");
        assertThat(p.plane()).isEqualTo("axial");
        assertThat(p.endPointRule()).contains("outline of the mask");
        assertThat(p.shortAxisRule()).contains("convex hull");
        assertThat(p.definitions()).anyMatch(d -> d.contains("L0JK")).doesNotHaveDuplicates();

        // The normal of the turned grid leans away from z by 40 degrees.
        VolumeGeometry turned = Shapes.turned(9, 8, 5);
        assertThat(measure(turned, Shapes.box(turned, 2, 2, 2, 2, 2, 1))
                        .provenance()
                        .plane())
                .isEqualTo("axial, turned by 40.0 degrees");
        VolumeGeometry coronal = VolumeGeometry.regular(
                9, 8, 5, Vector3.ZERO, new Vector3(1, 0, 0), new Vector3(0, 0, -1), 0.5, 0.7, 1.3);
        assertThat(measure(coronal, Shapes.box(coronal, 2, 2, 2, 2, 2, 1))
                        .provenance()
                        .plane())
                .isEqualTo("coronal");
    }

    @Test
    void contours_give_the_ends_and_the_mask_the_volume() throws Exception {
        VolumeGeometry g = Shapes.grid(20, 16, 4);
        Contour contour = new Contour(List.of(
                g.toPatient(1.5, 2.5, 1),
                g.toPatient(12.5, 2.5, 1),
                g.toPatient(12.5, 9.5, 1),
                g.toPatient(1.5, 9.5, 1)));
        Contour off = new Contour(contour.points().stream()
                .map(p -> p.plus(new Vector3(0, 0, 99)))
                .toList());
        Mask mask = Shapes.box(g, 2, 3, 1, 11, 7, 1);
        LesionMeasurement m =
                LesionMeasurement.of(volume(g), mask, Optional.of(List.of(contour, off)), ShortAxisRule.INSIDE);

        assertThat(m.longestAxial().endPointRule()).isEqualTo(EndPointRule.CONTOUR);
        assertThat(m.longestAxial().longAxis().length()).isCloseTo(Math.hypot(11 * 0.5, 7 * 0.7), within(1e-9));
        assertThat(m.volume().getAsDouble()).isCloseTo(77 * 0.35 * 1.3, within(1e-9));
        assertThat(m.provenance().warnings()).anyMatch(w -> w.startsWith("contour 2 "));

        LesionMeasurement fallback =
                LesionMeasurement.of(volume(g), mask, Optional.of(List.of(off)), ShortAxisRule.HULL);
        assertThat(fallback.longestAxial().endPointRule()).isEqualTo(EndPointRule.MASK_OUTLINE);
        assertThat(fallback.provenance().warnings())
                .contains("no contour lies on a slice; diameters are taken from the mask");
    }

    @Test
    void an_image_without_spacing_is_measured_in_pixels_and_has_no_volume() throws Exception {
        VolumeGeometry g = VolumeGeometry.uncalibrated(12, 11, 6);
        LesionMeasurement m = measure(g, Shapes.box(g, 2, 3, 2, 5, 1, 2));

        assertThat(m.lengthUnit()).isEqualTo(LengthUnit.PIXEL);
        assertThat(m.longestAxial().longAxis().length()).isCloseTo(5, within(1e-12));
        assertThat(m.volume()).isEmpty();
        assertThat(m.mesh()).isEmpty();
        assertThat(m.maxDiameter3d()).isEmpty();
        assertThat(m.axisLengths()).isEmpty();
        assertThat(m.provenance().plane()).isEqualTo("unknown");
        assertThat(m.provenance().sliceSpacing()).isEmpty();
        assertThat(m.quantities()).extracting(Quantity::unit).containsOnly("px", "px2", "HU");
        assertThat(m.provenance().warnings())
                .contains("the image has no spacing: lengths are in pixels, volume and 3D lengths are unknown");
    }

    @Test
    void a_single_slice_has_diameters_but_no_volume() throws Exception {
        VolumeGeometry g = Shapes.grid(12, 11, 1);
        LesionMeasurement m = measure(g, Shapes.box(g, 2, 3, 0, 5, 1, 1));

        assertThat(m.longestAxial().longAxis().length()).isCloseTo(2.5, within(1e-12));
        assertThat(m.volume()).isEmpty();
        assertThat(m.mesh()).isEmpty();
        assertThat(m.maxDiameter3d()).isEmpty();
        assertThat(m.provenance().warnings())
                .contains("a single slice has no extent across it: volume and 3D lengths are unknown");
    }

    @Test
    void one_voxel_has_everything_but_axes() throws Exception {
        VolumeGeometry g = Shapes.grid(5, 5, 5);
        LesionMeasurement m = measure(g, Shapes.box(g, 2, 2, 2, 1, 1, 1));

        assertThat(m.axisLengths()).isEmpty();
        assertThat(m.maxDiameter3d().orElseThrow().length()).isCloseTo(1.3, within(1e-9));
        assertThat(m.mesh().orElseThrow().volume()).isCloseTo(0.5 * 0.7 * 1.3 / 6, within(1e-12));
        assertThat(m.statistics().orElseThrow().standardDeviation()).isZero();
    }

    @Test
    void voxels_without_a_value_are_left_out_and_counted() throws Exception {
        VolumeGeometry g = Shapes.grid(4, 3, 2);
        float[][] data = new float[2][12];
        Arrays.fill(data[0], 5);
        Arrays.fill(data[1], Float.NaN);
        data[0][0] = Float.POSITIVE_INFINITY;
        Volume volume = new Volume(
                g,
                new Voxels.Floats(data),
                new double[] {1, 1},
                new double[] {0, 0},
                ValueUnit.ARBITRARY,
                CALIBRATION,
                List.of(),
                List.of());

        LesionMeasurement some =
                LesionMeasurement.of(volume, Shapes.box(g, 0, 0, 0, 2, 1, 1), Optional.empty(), ShortAxisRule.HULL);
        assertThat(some.statistics().orElseThrow().mean()).isEqualTo(5);
        assertThat(some.sliceReference()).isEmpty();
        assertThat(some.provenance().warnings())
                .contains("voxels without a finite value, left out of the statistics: 1");
        LesionMeasurement none =
                LesionMeasurement.of(volume, Shapes.box(g, 0, 0, 1, 2, 1, 1), Optional.empty(), ShortAxisRule.HULL);
        assertThat(none.statistics()).isEmpty();
        assertThat(none.provenance().warnings()).contains("no voxel of the lesion has a finite value");
    }

    @Test
    void padding_is_left_out_of_the_statistics_and_counted() throws Exception {
        VolumeGeometry g = Shapes.grid(5, 5, 5);
        // Stored values of the box on slice 2: 11, 12, 13 in row 1 and 21, 22, 23 in row 2; 13 to 21 are padding.
        Volume volume = volume(g).withPadding(Collections.nCopies(5, Optional.of(new StoredRange(13, 21))));
        LesionMeasurement m =
                LesionMeasurement.of(volume, Shapes.box(g, 1, 1, 2, 3, 2, 1), Optional.empty(), ShortAxisRule.HULL);
        // Slope 4 and intercept -20 on the mean of 11, 12, 22 and 23.
        assertThat(m.statistics().orElseThrow().mean()).isEqualTo(4 * 17 - 20);
        assertThat(m.provenance().warnings())
                .contains(
                        "voxels with the pixel padding value, which is no measurement, left out of the statistics: 2");
    }

    @Test
    void an_empty_mask_is_refused() {
        VolumeGeometry g = Shapes.grid(5, 5, 5);
        assertThatThrownBy(() -> measure(g, new Mask(g)))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessage("the mask holds no voxel; there is nothing to measure");
    }

    @Test
    void a_mask_on_another_grid_is_refused() {
        VolumeGeometry g = Shapes.grid(5, 5, 5);
        for (VolumeGeometry other : List.of(
                Shapes.grid(6, 5, 5), VolumeGeometry.axial(5, 5, 5, new Vector3(-30, 17, 240), 0.5, 0.7, 1.3))) {
            assertThatThrownBy(() -> measure(g, Shapes.box(other, 2, 2, 2, 1, 1, 1)))
                    .isInstanceOf(NotMeasurableException.class)
                    .hasMessageStartingWith(
                            "the mask (" + other.columns() + " x 5 x 5 voxels of 0.5000 x 0.7000 mm from ")
                    .hasMessageEndingWith(
                            "is not on the grid of the image (5 x 5 x 5 voxels of 0.5000 x 0.7000 mm from (-31.000,"
                                    + " 17.000, 240.000) to (-29.000, 19.800, 245.200))");
        }
        assertThatThrownBy(() -> measure(g, Shapes.box(VolumeGeometry.uncalibrated(5, 5, 5), 2, 2, 2, 1, 1, 1)))
                .isInstanceOf(NotMeasurableException.class);
    }

    @Test
    void a_mask_whose_file_rounded_the_grid_is_measured_on_the_grid_of_the_image() throws Exception {
        VolumeGeometry g = Shapes.grid(5, 5, 5);
        VolumeGeometry rounded = VolumeGeometry.axial(5, 5, 5, new Vector3(-31.01, 17.01, 240), 0.5001, 0.7001, 1.3001);
        LesionMeasurement m = measure(g, Shapes.box(rounded, 1, 1, 1, 3, 1, 1));

        assertThat(m.longestAxial().longAxis().length()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void several_islands_on_a_slice_are_warned_of() throws Exception {
        VolumeGeometry g = Shapes.grid(20, 11, 6);
        Mask mask = Shapes.box(g, 2, 3, 2, 5, 4, 3);
        mask.set(12, 4, 3, true);
        mask.set(15, 4, 3, true);
        mask.set(12, 4, 4, true);

        assertThat(measure(g, mask).provenance().warnings())
                .contains("slices that hold several islands: 2 (slice 3 holds 3); a diameter is that of one island and"
                        + " does not bridge them");
        assertThat(measure(g, Shapes.box(g, 2, 3, 2, 5, 4, 3)).provenance().warnings())
                .noneMatch(w -> w.contains("islands"));
    }

    @Test
    void eligibility_takes_the_axes_and_the_step_of_the_lesion() throws Exception {
        VolumeGeometry g = Shapes.grid(40, 30, 6);
        LesionMeasurement m = measure(g, Shapes.box(g, 2, 3, 2, 30, 10, 2));

        RecistEligibility thin = RecistEligibility.of(m, OptionalDouble.of(1.5), LesionKind.NON_NODAL);
        assertThat(thin.verdict()).isEqualTo(RecistEligibility.Verdict.TARGET);
        assertThat(thin.longestDiameterMm())
                .isEqualTo(m.longestAxial().longAxis().length());
        assertThat(thin.sliceSpacingMm().getAsDouble()).isCloseTo(Shapes.DZ, within(1e-9));
        // Slice Thickness (0018,0050) of 0 is met in files, and is no thickness.
        assertThat(RecistEligibility.of(m, OptionalDouble.of(0), LesionKind.NON_NODAL)
                        .verdict())
                .isEqualTo(RecistEligibility.Verdict.CANNOT_BE_JUDGED);
    }
}
