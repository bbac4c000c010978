package org.figtrace.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.exchange.MaskFile;
import org.figtrace.exchange.Nifti;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;

/**
 * The two phantoms of the Image Biomarker Standardisation Initiative against its consensus values and their tolerances
 * (doi 10.1148/radiol.2020191145).
 */
class IbsiPhantomTest {
    private static LesionMeasurement measure(String folder) throws Exception {
        Volume volume = Nifti.readVolume(SharedData.require(folder + "/nifti/image/phantom.nii.gz"));
        return LesionMeasurement.of(
                volume,
                MaskFile.read(
                                SharedData.require(folder + "/nifti/mask/mask.nii.gz"),
                                Optional.empty(),
                                volume.geometry(),
                                DicomEngines.preferred())
                        .mask(),
                Optional.empty(),
                ShortAxisRule.HULL);
    }

    @Test
    void the_digital_phantom_has_the_consensus_values() throws Exception {
        LesionMeasurement m = measure("ibsi/ibsi_1_digital_phantom");

        assertThat(m.voxels()).isEqualTo(74);
        assertShape(m, "dig_phantom");
        ValueStatistics s = m.statistics().orElseThrow();
        // Consensus of three digits, on whole numbers: half of the last digit.
        assertThat(s.mean()).isCloseTo(consensus("dig_phantom", "stat_mean")[0], within(0.005));
        assertThat(s.standardDeviation() * s.standardDeviation())
                .isCloseTo(consensus("dig_phantom", "stat_var")[0], within(0.005));
        assertThat(s.min()).isEqualTo(consensus("dig_phantom", "stat_min")[0]);
        assertThat(s.max()).isEqualTo(consensus("dig_phantom", "stat_max")[0]);
        assertThat(s.median()).isEqualTo(consensus("dig_phantom", "stat_median")[0]);
        assertThat(s.percentile10()).isEqualTo(consensus("dig_phantom", "stat_p10")[0]);
        assertThat(s.percentile90()).isEqualTo(consensus("dig_phantom", "stat_p90")[0]);
    }

    @Test
    void the_histogram_of_the_digital_phantom_has_the_consensus_entropy_and_uniformity() throws Exception {
        Volume volume = Nifti.readVolume(SharedData.require("ibsi/ibsi_1_digital_phantom/nifti/image/phantom.nii.gz"));
        Histogram h = ValueDistribution.of(
                        volume,
                        MaskFile.read(
                                        SharedData.require("ibsi/ibsi_1_digital_phantom/nifti/mask/mask.nii.gz"),
                                        Optional.empty(),
                                        volume.geometry(),
                                        DicomEngines.preferred())
                                .mask())
                .orElseThrow()
                .histogramOfBinSize(1, 1);

        // TLU2 and BJ5W of the reference manual, three digits: half of the last.
        assertThat(h.voxels()).isEqualTo(74);
        assertThat(h.entropy()).isCloseTo(1.27, within(0.005));
        assertThat(h.uniformity()).isCloseTo(0.512, within(0.0005));
    }

    @Test
    void the_ct_phantom_has_the_consensus_shape_of_configuration_a() throws Exception {
        LesionMeasurement m = measure("ibsi/ibsi_1_ct_radiomics_phantom");

        assertThat(m.voxels()).isEqualTo(125256);
        assertShape(m, "chest_config_a");
    }

    private static void assertShape(LesionMeasurement m, String dataset) throws IOException {
        SurfaceMesh mesh = m.mesh().orElseThrow();
        AxisLengths axes = m.axisLengths().orElseThrow();
        assertConsensus(mesh.volume(), dataset, "morph_volume");
        assertConsensus(m.volume().getAsDouble(), dataset, "morph_vol_approx");
        assertConsensus(mesh.area(), dataset, "morph_area_mesh");
        assertConsensus(mesh.sphericity(), dataset, "morph_sphericity");
        assertConsensus(m.maxDiameter3d().orElseThrow().length(), dataset, "morph_diam");
        assertConsensus(axes.major(), dataset, "morph_pca_maj_axis");
        assertConsensus(axes.minor(), dataset, "morph_pca_min_axis");
        assertConsensus(axes.least(), dataset, "morph_pca_least_axis");
    }

    private static void assertConsensus(double value, String dataset, String feature) throws IOException {
        double[] consensus = consensus(dataset, feature);
        assertThat(value).as(feature).isCloseTo(consensus[0], within(consensus[1]));
    }

    /** Value and tolerance. */
    private static double[] consensus(String dataset, String feature) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("ibsi/ibsi_reference_morphology.csv"));
        String[] cells = lines.stream()
                .map(line -> line.split(","))
                .filter(c -> c[0].equals(dataset) && c[1].equals(feature))
                .findFirst()
                .orElseThrow();
        return new double[] {Double.parseDouble(cells[2]), Double.parseDouble(cells[3])};
    }
}
