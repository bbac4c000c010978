package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real series against geometry and values that pydicom and numpy computed (series.csv, or dcmdump by hand). */
class SharedSeriesTest {
    /** series.csv has six decimals of values and four of positions. */
    private static final double SIX_DECIMALS = 1e-6;

    private static final double FOUR_DECIMALS = 1e-4;

    private static Series only(Path path) throws Exception {
        List<Series> series = Synthetic.scan(path).series();
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "sts/STS_001/CT/image",
        "sts/STS_001/MR_T1/image",
        "sts/STS_001/PET/image",
        "sts/STS_002/CT/image",
        "sts/STS_002/MR_T1/image",
        "sts/STS_002/PET/image",
        "sts/STS_019/CT/image",
        "sts/STS_019/MR_T1/image",
        "sts/STS_019/PET/image",
        "ct_head_ge_tilt",
        "mr_head_oblique",
        "dcmqi/segmentations/ct-3slice",
        "dcmqi/segmentations/23x38x3/image",
        "dcmqi/segmentations/24x38x3/image",
        "ibsi/ibsi_1_ct_radiomics_phantom/dicom/image"
    })
    void a_series_has_the_geometry_and_values_of_the_truth(String folder) throws Exception {
        List<String> truth = row(folder);
        Series series = only(SharedData.require(folder));
        VolumeGeometry geometry = series.geometry();
        assertThat(series.seriesInstanceUid()).isEqualTo(truth.get(1));
        assertThat(geometry.slices()).isEqualTo(Integer.parseInt(truth.get(2)));
        assertThat(series.modality()).isEqualTo(truth.get(3));
        assertThat(geometry.columns()).isEqualTo(Integer.parseInt(truth.get(8)));
        assertThat(geometry.rows()).isEqualTo(Integer.parseInt(truth.get(9)));
        double[] spacing = numbers(truth.get(11));
        assertThat(geometry.rowSpacing()).isEqualTo(spacing[0]);
        assertThat(geometry.columnSpacing()).isEqualTo(spacing[1]);
        assertThat(geometry.sliceOrigin(0).toArray()).containsExactly(numbers(truth.get(16)), within(FOUR_DECIMALS));
        assertThat(geometry.sliceOrigin(geometry.slices() - 1).toArray())
                .containsExactly(numbers(truth.get(17)), within(FOUR_DECIMALS));
        double[] steps = numbers(truth.get(18));
        for (double gap : geometry.gaps()) {
            // The truth lists each different step once, rounded to four decimals.
            assertThat(Arrays.stream(steps)
                            .map(step -> Math.abs(step - gap))
                            .min()
                            .orElseThrow())
                    .isLessThanOrEqualTo(FOUR_DECIMALS);
        }
        Volume volume = SeriesReader.read(series, Synthetic.engine(), Progress.NONE);
        double[] found = minMaxMean(volume);
        assertThat(found[0]).isCloseTo(Double.parseDouble(truth.get(21)), within(SIX_DECIMALS));
        assertThat(found[1]).isCloseTo(Double.parseDouble(truth.get(22)), within(SIX_DECIMALS));
        assertThat(found[2]).isCloseTo(Double.parseDouble(truth.get(23)), within(SIX_DECIMALS));
        assertThat(volume.references()).hasSize(geometry.slices());
    }

    @Test
    void the_head_ct_reports_its_tilt_and_its_uneven_steps() throws Exception {
        Series series = only(SharedData.require("ct_head_ge_tilt"));
        assertThat(series.gantryTiltDeg()).isCloseTo(18.5, within(0.005));
        assertThat(series.warnings())
                .containsExactly(
                        "gantry tilt 18.50 degrees: slices are sheared by 1.339 mm in their plane per 4.002 mm step",
                        "uneven steps between slices: 1.081 mm (1x), 4.002 mm (13x), 6.999 mm (13x)");
        assertThat(series.valueUnit().symbol()).isEqualTo("HU");
    }

    @Test
    void the_oblique_mr_has_its_orientation_and_the_true_step() throws Exception {
        Series series = only(SharedData.require("mr_head_oblique"));
        // SpacingBetweenSlices 2 is a gap there; the positions are 6.96 to 7.07 mm apart.
        assertThat(series.geometry().sliceSpacing().orElseThrow()).isBetween(6.95, 7.08);
        assertThat(series.geometry().columnDirection().toArray())
                .containsExactly(new double[] {0, 0.99096, 0.13416}, within(1e-5));
        assertThat(series.gantryTiltDeg()).isLessThan(VolumeGeometry.TILT_DEG);
        // The positions were rounded to 0.1 mm, from which the steps differ by up to 0.11 mm and nothing else.
        assertThat(series.geometry().isRegular()).isTrue();
        assertThat(series.warnings()).isEmpty();
        assertThat(series.valueUnit().symbol()).isEqualTo("arbitrary");
    }

    @ParameterizedTest
    @CsvSource({"23x38x3", "24x38x3"})
    void a_multiframe_image_is_the_volume_of_the_single_images_that_it_was_made_from(String phantom) throws Exception {
        Path folder = SharedData.require("dcmqi/segmentations/" + phantom);
        Volume single = SeriesReader.read(only(folder.resolve("image")), Synthetic.engine(), Progress.NONE);
        Volume multi = SeriesReader.read(only(folder.resolve("multiframe")), Synthetic.engine(), Progress.NONE);
        assertThat(multi.geometry().sameGridAs(single.geometry(), SIX_DECIMALS)).isTrue();
        assertThat(minMaxMean(multi)).containsExactly(minMaxMean(single), within(SIX_DECIMALS));
        assertThat(multi.references().stream().map(r -> r.frame())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"emri_small.dcm", "emri_small_RLE.dcm", "emri_small_big_endian.dcm"})
    void ten_frames_without_functional_groups_are_ten_slices_in_pixels(String file) throws Exception {
        Series series = only(SharedData.require("enhanced_mr/" + file));
        assertThat(series.geometry().slices()).isEqualTo(10);
        assertThat(series.geometry().isCalibrated()).isFalse();
        double[] found = minMaxMean(SeriesReader.read(series, Synthetic.engine(), Progress.NONE));
        assertThat(found).containsExactly(new double[] {0, 467, 109.699121}, within(SIX_DECIMALS));
    }

    @Test
    void masks_and_reports_are_not_taken_for_images() throws Exception {
        ScanResult found = Synthetic.scan(SharedData.require("dcmqi/sr-example"));
        assertThat(found.series()).isEmpty();
        assertThat(found.others().stream()
                        .map(o -> o.dataSet().string(Tag.Modality).orElse("")))
                .containsExactly("RWV", "SEG", "SR");
    }

    private static double[] minMaxMean(Volume volume) {
        VolumeGeometry g = volume.geometry();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    double value = volume.value(i, j, k);
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                    sum += value;
                }
            }
        }
        return new double[] {least, most, sum / ((double) g.slices() * g.rows() * g.columns())};
    }

    private static double[] numbers(String list) {
        String[] parts = list.replaceAll("[\\[\\]]", "").split(",");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Double.parseDouble(parts[i].strip());
        }
        return numbers;
    }

    /** The row of a folder; commas inside of quotes do not divide. */
    private static List<String> row(String folder) throws Exception {
        return Files.readAllLines(SharedData.require("series.csv")).stream()
                .map(line -> List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
                .map(cells -> cells.stream().map(c -> c.replace("\"", "")).toList())
                .filter(cells -> cells.get(0).equals(folder))
                .findFirst()
                .orElseThrow();
    }
}
