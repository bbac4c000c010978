package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.figtrace.SharedData;
import org.figtrace.TruthTable;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.MaskFile;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real sarcomas on CT, MR and PET and the IBSI CT phantom, from files to numbers, against truth.csv, which another
 * program computed (numpy, scikit-image; TRUTH_METHOD.md beside it).
 */
class StsTruthTest {
    static Stream<String> series() {
        return TruthTable.MASKED_SERIES.stream();
    }

    @ParameterizedTest
    @MethodSource("series")
    void a_masked_series_measures_what_the_truth_says(String name) throws Exception {
        Map<String, String> truth = TruthTable.row(name);
        DicomEngine engine = DicomEngines.preferred();
        Series series = onlySeries(SharedData.require(name + "/image"), engine);
        Volume volume = SeriesReader.read(series, engine, Progress.NONE);
        LesionRegion region = MaskFile.read(
                SharedData.require(truth.get("rtstruct")), Optional.of(truth.get("roi")), volume.geometry(), engine);
        LesionMeasurement drawn = LesionMeasurement.of(volume, region.mask(), region.contours(), ShortAxisRule.INSIDE);
        LesionMeasurement masked = LesionMeasurement.of(volume, region.mask(), Optional.empty(), ShortAxisRule.INSIDE);

        Bidirectional axial = drawn.longestAxial();
        assertThat(drawn.voxels()).isEqualTo(Long.parseLong(truth.get("voxels")));
        // truth.csv is written with 6 decimals; the truth takes the median step, this program every step.
        assertThat(drawn.volume().getAsDouble()).isCloseTo(number(truth, "volume_voxel_mm3"), within(0.02));
        assertThat(axial.endPointRule()).isEqualTo(EndPointRule.CONTOUR);
        assertThat(axial.longAxis().length()).isCloseTo(number(truth, "long_axis_mm"), within(1e-5));
        assertThat(axial.slice()).isEqualTo(Integer.parseInt(truth.get("long_axis_slice_index")));
        assertThat(drawn.sliceReference().orElseThrow().sopInstanceUid()).isEqualTo(truth.get("long_axis_sop"));
        assertThat(axial.shortAxis().length()).isCloseTo(number(truth, "short_axis_chord_mm"), within(0.01));
        assertEnds(volume.geometry(), axial, truth);

        // From the mask: at most one pixel diagonal for the long axis, two pixels for the short one.
        double pixel = volume.geometry().columnSpacing();
        assertThat(masked.longestAxial().longAxis().length())
                .isCloseTo(number(truth, "long_axis_mm"), within(pixel * Math.sqrt(2)));
        assertThat(masked.longestAxial().shortAxis().length())
                .isCloseTo(number(truth, "short_axis_chord_mm"), within(2 * pixel));

        // The same definitions: only ambiguous cubes may be filled in another way, a matter of 0.02 %.
        assertThat(drawn.maxDiameter3d().orElseThrow().length())
                .isCloseTo(number(truth, "max3d_mesh_mm"), within(1e-4));
        SurfaceMesh mesh = drawn.mesh().orElseThrow();
        assertThat(mesh.volume() / number(truth, "volume_mesh_mm3")).isCloseTo(1, within(2e-4));
        assertThat(mesh.area() / number(truth, "surface_mesh_mm2")).isCloseTo(1, within(2e-4));
        AxisLengths axes = drawn.axisLengths().orElseThrow();
        assertThat(axes.major()).isCloseTo(number(truth, "pca_major_mm"), within(1e-4));
        assertThat(axes.minor()).isCloseTo(number(truth, "pca_minor_mm"), within(1e-4));
        assertThat(axes.least()).isCloseTo(number(truth, "pca_least_mm"), within(1e-4));

        ValueStatistics values = drawn.statistics().orElseThrow();
        assertThat(values.mean()).isCloseTo(number(truth, "mean"), within(1e-5));
        assertThat(values.standardDeviation()).isCloseTo(number(truth, "sd_pop"), within(1e-5));
        assertThat(values.min()).isCloseTo(number(truth, "min"), within(1e-5));
        assertThat(values.max()).isCloseTo(number(truth, "max"), within(1e-5));
        assertThat(values.median()).isCloseTo(number(truth, "median"), within(1e-5));
    }

    /** The truth gives the ends as column and row, rounded to 0.001 of a pixel, in either order. */
    private static void assertEnds(VolumeGeometry g, Bidirectional axial, Map<String, String> truth) {
        String[] p = truth.get("long_axis_p1_px").replaceAll("[\\[\\] ]", "").split(",");
        String[] q = truth.get("long_axis_p2_px").replaceAll("[\\[\\] ]", "").split(",");
        var one = g.toIndex(axial.longAxis().from());
        var two = g.toIndex(axial.longAxis().to());
        boolean swapped = Math.abs(one.x() - Double.parseDouble(p[0])) > 0.01;
        String[] first = swapped ? q : p;
        String[] second = swapped ? p : q;
        assertThat(one.x()).isCloseTo(Double.parseDouble(first[0]), within(0.001));
        assertThat(one.y()).isCloseTo(Double.parseDouble(first[1]), within(0.001));
        assertThat(two.x()).isCloseTo(Double.parseDouble(second[0]), within(0.001));
        assertThat(two.y()).isCloseTo(Double.parseDouble(second[1]), within(0.001));
    }

    private static Series onlySeries(Path folder, DicomEngine engine) throws IOException {
        List<Series> found =
                new SeriesScanner(engine).scan(List.of(folder), Progress.NONE).series();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static double number(Map<String, String> truth, String column) {
        return Double.parseDouble(truth.get(column));
    }
}
