package org.figtrace.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.MaskFile;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the files of test-images/ to numbers, against truth.csv. */
class PhantomMeasureTest {
    private static final Path IMAGES = Path.of("test-images");
    private static final DicomEngine ENGINE = DicomEngines.preferred();
    private static final Map<String, Double> TRUTH = new HashMap<>();
    private static ScanResult found;

    @BeforeAll
    static void scan() throws IOException {
        for (String line : Files.readAllLines(IMAGES.resolve("truth.csv"))) {
            String[] cells = line.split(",");
            if (!cells[0].equals("series")) {
                TRUTH.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2]));
            }
        }
        found = new SeriesScanner(ENGINE).scan(List.of(IMAGES), Progress.NONE);
    }

    private static Series series(Acquisition a) {
        return found.series().stream()
                .filter(s -> s.seriesInstanceUid().equals(a.seriesUid()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_folder_holds_two_regular_series_where_the_phantom_was_scanned() {
        assertThat(found.series()).hasSize(2);
        assertThat(found.others()).hasSize(2);
        for (Acquisition a : Acquisition.all()) {
            Series s = series(a);
            assertThat(s.warnings()).isEmpty();
            assertThat(s.modality()).isEqualTo(a.modality());
            assertThat(s.geometry().isRegular()).isTrue();
            assertThat(s.geometry().sameGridAs(a.geometry(), 1e-6)).isTrue();
            assertThat(s.valueUnit()).isEqualTo(a.isCt() ? ValueUnit.HOUNSFIELD : ValueUnit.ARBITRARY);
        }
        assertThat(found.series().get(0).frameOfReferenceUid())
                .isPresent()
                .isEqualTo(found.series().get(1).frameOfReferenceUid());
    }

    @Test
    void air_bone_and_brain_have_the_values_that_were_put_in() throws IOException {
        Volume ct = SeriesReader.read(series(Acquisition.ct()), ENGINE, Progress.NONE);
        // Means of 5 x 5 x 3 voxels: noise of 5 HU leaves a standard error of 0.6 HU.
        assertThat(meanAround(ct, 3, -12, -5)).isCloseTo(Tissue.BRAIN.hounsfield(), within(2.5));
        assertThat(meanAround(ct, -70, -95, 25)).isCloseTo(Tissue.AIR.hounsfield(), within(2.5));
        assertThat(meanAround(ct, -50.7, 49, 49)).isCloseTo(Tissue.MASS.hounsfield(), within(2.5));
        Volume mr = SeriesReader.read(series(Acquisition.mr()), ENGINE, Progress.NONE);
        // Noise of 9 leaves 1.04.
        assertThat(meanAround(mr, 3, -12, -5)).isCloseTo(Tissue.BRAIN.t1Signal(), within(4.5));
        assertThat(meanAround(mr, -50.7, 49, 49)).isCloseTo(Tissue.MASS.t1Signal(), within(4.5));
    }

    private static double meanAround(Volume v, double x, double y, double z) {
        Vector3 index = v.geometry().toIndex(new Vector3(x, y, z));
        double sum = 0;
        for (int k = -1; k <= 1; k++) {
            for (int j = -2; j <= 2; j++) {
                for (int i = -2; i <= 2; i++) {
                    sum += v.value(
                            (int) Math.round(index.x()) + i,
                            (int) Math.round(index.y()) + j,
                            (int) Math.round(index.z()) + k);
                }
            }
        }
        return sum / 75;
    }

    @Test
    void the_mass_drawn_in_the_structure_sets_measures_as_the_truth_says() throws Exception {
        for (Acquisition a : Acquisition.all()) {
            Series s = series(a);
            Volume volume = SeriesReader.read(s, ENGINE, Progress.NONE);
            VolumeGeometry g = volume.geometry();
            LesionRegion mass = MaskFile.read(
                    IMAGES.resolve(a.name() + "-mass.dcm"), Optional.of(PhantomStructureSet.ROI_NAME), s, ENGINE);
            assertThat(mass.warnings()).isEmpty();
            LesionMeasurement drawn = LesionMeasurement.of(volume, mass.mask(), mass.contours(), ShortAxisRule.HULL);
            double longest = TRUTH.get(a.name() + " mass_longest_axial_diameter_on_slices");
            double across = TRUTH.get(a.name() + " mass_short_axis_on_slices");
            // Contours are written to 0.0001 mm and hold the ends of both axes.
            assertThat(drawn.longestAxial().longAxis().length()).isCloseTo(longest, within(0.001));
            assertThat(drawn.longestAxial().shortAxis().length()).isCloseTo(across, within(0.01));

            double pixel = Math.hypot(g.columnSpacing(), g.rowSpacing());
            double voxel = Math.hypot(pixel, a.sliceStepMm());
            LesionMeasurement voxels = LesionMeasurement.of(volume, mass.mask(), Optional.empty(), ShortAxisRule.HULL);
            assertThat(voxels.longestAxial().longAxis().length()).isCloseTo(longest, within(pixel));
            assertThat(voxels.longestAxial().shortAxis().length()).isCloseTo(across, within(2 * pixel));
            assertThat(voxels.maxDiameter3d().orElseThrow().length())
                    .isCloseTo(TRUTH.get(a.name() + " mass_max_diameter_3d"), within(voxel));
            // A grid in an ellipse of 1000 pixels miscounts by about the fourth root of that, 6; over 20 slices
            // that is 25 of 13000 voxels or 0.2 %, and the inscribed polygon lacks 0.05 %.
            double volumeOfSlices = TRUTH.get(a.name() + " mass_volume_of_slices");
            assertThat(voxels.volume().orElseThrow()).isCloseTo(volumeOfSlices, within(0.005 * volumeOfSlices));
            // The median ignores the border, whose voxels are mixed with bone, brain and air.
            assertThat(voxels.statistics().orElseThrow().median())
                    .isCloseTo(TRUTH.get(a.name() + " mass_value"), within(0.005 * 300));
        }
    }
}
