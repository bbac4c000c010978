package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.figtrace.SharedData;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFileTest {
    private static final DicomEngine ENGINE = DicomEngines.preferred();
    private static final VolumeGeometry SERIES = VolumeGeometry.axial(6, 5, 3, new Vector3(1, 2, 3), 0.5, 0.75, 2);

    @TempDir
    Path folder;

    @Test
    void contours_become_voxels_whose_centres_they_enclose() throws IOException {
        // From x 1.2 to 2.6 are columns 1, 2, 3 (1.5, 2.0, 2.5), from y 2.5 to 4.0 rows 1, 2 (2.75, 3.5); z 5 is slice
        // 1.
        DataSet square = RtStructTest.contour("CLOSED_PLANAR", 1.2, 2.5, 5, 2.6, 2.5, 5, 2.6, 4, 5, 1.2, 4, 5);
        DataSet elsewhere = RtStructTest.contour("CLOSED_PLANAR", 0, 0, 50, 1, 0, 50, 1, 1, 50);
        LesionRegion region = MaskFile.read(
                write(RtStructTest.structure(RtStructTest.roi(4, "GTV", square, elsewhere))),
                Optional.empty(),
                series("1.2.3", "1.2.4"),
                ENGINE);
        assertThat(MaskPlacementTest.voxels(region.mask()))
                .isEqualTo(Set.of("1,1,1", "2,1,1", "3,1,1", "1,2,1", "2,2,1", "3,2,1"));
        assertThat(region.roiName()).isEqualTo("GTV");
        assertThat(region.source()).isEqualTo("RTSTRUCT x.dcm");
        assertThat(region.contours().orElseThrow()).hasSize(1);
        assertThat(region.warnings()).hasSize(1).first().asString().contains("contour 2 at 50.000 mm");
    }

    @Test
    void a_region_is_chosen_by_name_or_number_and_never_guessed() throws IOException {
        DataSet c = RtStructTest.contour("CLOSED_PLANAR", 1.2, 2.5, 5, 2.6, 2.5, 5, 2.6, 4, 5);
        Path file = write(RtStructTest.structure(
                RtStructTest.roi(1, "GTV", c), RtStructTest.roi(2, "edema", c), RtStructTest.roi(7, "edema", c)));
        assertThat(MaskFile.read(file, Optional.of("GTV"), SERIES, ENGINE).roiName())
                .isEqualTo("GTV");
        assertThat(MaskFile.read(file, Optional.of("7"), SERIES, ENGINE).roiName())
                .isEqualTo("edema");
        refused(file, Optional.empty(), "holds 3 regions of interest and none was named: 1 GTV, 2 edema, 7 edema");
        refused(file, Optional.of("CTV"), "has no region \"CTV\"; it holds: 1 GTV, 2 edema, 7 edema");
        refused(file, Optional.of("edema"), "2 regions are called \"edema\"; name one by number");
    }

    @Test
    void labels_are_regions_and_probabilities_are_cut_at_half() throws IOException {
        Path labels = mask(1, 0, v -> {
            v[0] = 3;
            v[7] = 12;
        });
        refused(labels, Optional.empty(), "holds 2 regions and none was named: 3, 12");
        assertThat(MaskPlacementTest.voxels(
                        MaskFile.read(labels, Optional.of("12"), SERIES, ENGINE).mask()))
                .isEqualTo(Set.of("1,1,0"));
        // 127 / 255 is below a half, 128 / 255 above.
        Path fractions = mask(1 / 255f, 0, v -> {
            v[0] = 127;
            v[1] = (byte) 128;
            v[2] = (byte) 255;
        });
        LesionRegion cut = MaskFile.read(fractions, Optional.empty(), SERIES, ENGINE);
        assertThat(MaskPlacementTest.voxels(cut.mask())).isEqualTo(Set.of("1,0,0", "2,0,0"));
        assertThat(cut.warnings())
                .containsExactly("voxels hold fractions between 0 and 1; those of at least 0.5 are inside");
    }

    @Test
    void an_image_is_not_taken_for_a_mask() throws IOException {
        refused(mask(1, -1024, v -> {}), Optional.empty(), "is no mask: voxel (0, 0, 0) is -1024.0");
        Path many = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 4, 16, 600, 1, 1)
                .sformLps(new Vector3(1, 2, 3), new Vector3(.5, 0, 0), new Vector3(0, .75, 0), new Vector3(0, 0, 2))
                .voxels(1200, b -> {
                    for (int n = 1; n <= 600; n++) {
                        b.putShort((short) n);
                    }
                })
                .write(folder.resolve("many.nii"));
        refused(many, Optional.empty(), "is no mask but an image: it holds more than 512 different values");
    }

    @Test
    void another_frame_of_reference_is_refused_and_another_series_told_with_both_uids() throws IOException {
        DataSet c = RtStructTest.contour("CLOSED_PLANAR", 1.2, 2.5, 5, 2.6, 2.5, 5, 2.6, 4, 5);
        Path file = write(RtStructTest.structure(RtStructTest.roi(1, "GTV", c)));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> MaskFile.read(file, Optional.empty(), series("1.2.99", "1.2.4"), ENGINE))
                .withMessage(file + ": lies in frame of reference 1.2.3, but the series in 1.2.99 (0020,0052)");
        assertThat(MaskFile.read(file, Optional.empty(), series("1.2.3", "1.2.77"), ENGINE)
                        .warnings())
                .containsExactly("the region was drawn on series 1.2.4, not on 1.2.77");
    }

    @Test
    void whatever_is_no_mask_is_refused_in_one_sentence() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "patient had a mass of 12 cm");
        refused(text, Optional.empty(), "is no mask file: neither RTSTRUCT, DICOM SEG, NIfTI nor NRRD");
        Path empty = Files.write(folder.resolve("empty.nii"), new byte[0]);
        refused(empty, Optional.empty(), "is no mask file");
        refused(folder.resolve("none"), Optional.empty(), "does not exist");
        refused(folder, Optional.empty(), "is a folder");
        DataSet c = RtStructTest.contour("POINT", 1, 2, 3);
        refused(
                write(RtStructTest.structure(RtStructTest.roi(1, "dot", c))),
                Optional.empty(),
                "ROI 1 (dot) has no closed contour");
        refused(write(RtStructTest.structure()), Optional.empty(), "holds no regions of interest");
        refused(mask(1, 0, v -> {}), Optional.empty(), "holds no regions");
    }

    @Test
    void the_ct_phantom_has_the_125256_voxels_of_the_ibsi_reference_by_contour_and_by_mask() throws IOException {
        Path ibsi = SharedData.require("ibsi/ibsi_1_ct_radiomics_phantom");
        var series = new SeriesScanner(ENGINE)
                .scan(List.of(ibsi.resolve("dicom/image")), Progress.NONE)
                .series()
                .get(0);
        try (var masks = Files.list(ibsi.resolve("dicom/mask"))) {
            LesionRegion drawn = MaskFile.read(masks.findFirst().orElseThrow(), Optional.of("GTV-1"), series, ENGINE);
            LesionRegion stored =
                    MaskFile.read(ibsi.resolve("nifti/mask/mask.nii.gz"), Optional.empty(), series.geometry(), ENGINE);
            assertThat(drawn.mask().count()).isEqualTo(125256);
            for (int k = 0; k < 60; k++) {
                assertThat(drawn.mask().slice(k)).isEqualTo(stored.mask().slice(k));
            }
            assertThat(stored.warnings()).isEmpty();
        }
    }

    @Test
    void the_real_lesions_have_the_voxels_of_the_truth_table() throws IOException {
        Path truth = SharedData.require("truth.csv");
        List<String> lines = Files.readAllLines(truth);
        List<String> header = Arrays.asList(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            Path folder = truth.resolveSibling(row[0]);
            Path images = Files.isDirectory(folder.resolve("image")) ? folder.resolve("image") : folder;
            var series = new SeriesScanner(ENGINE)
                    .scan(List.of(images), Progress.NONE)
                    .series()
                    .get(0);
            LesionRegion region = MaskFile.read(
                    truth.resolveSibling(row[header.indexOf("rtstruct")]),
                    Optional.of(row[header.indexOf("roi")]),
                    series,
                    ENGINE);
            assertThat(region.mask().count()).as(row[0]).isEqualTo(Long.parseLong(row[header.indexOf("voxels")]));
        }
    }

    private static Series series(String frameOfReferenceUid, String seriesUid) {
        return new Series(
                seriesUid,
                "1.2.1",
                Optional.empty(),
                "CT",
                Optional.empty(),
                Optional.empty(),
                Optional.of(frameOfReferenceUid),
                SERIES,
                OptionalDouble.empty(),
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                List.of(),
                List.of(),
                List.of(),
                ENGINE.name());
    }

    private interface Fill {
        void fill(byte[] voxels);
    }

    private Path mask(float slope, float intercept, Fill fill) {
        byte[] voxels = new byte[90];
        fill.fill(voxels);
        return new NiftiBytes(ByteOrder.BIG_ENDIAN, 2, 8, 6, 5, 3)
                .sformLps(new Vector3(1, 2, 3), new Vector3(.5, 0, 0), new Vector3(0, .75, 0), new Vector3(0, 0, 2))
                .set(h -> h.putFloat(112, slope).putFloat(116, intercept))
                .voxels(90, b -> b.put(voxels))
                .write(folder.resolve("mask.nii.gz"));
    }

    private void refused(Path file, Optional<String> roi, String why) {
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> MaskFile.read(file, roi, SERIES, ENGINE))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    private Path write(DataSet dataSet) throws IOException {
        Path file = folder.resolve("x.dcm");
        try (var out = Files.newOutputStream(file)) {
            ENGINE.write(dataSet, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }
}
