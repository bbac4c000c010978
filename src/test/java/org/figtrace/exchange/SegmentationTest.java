package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.figtrace.SharedData;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.figtrace.exchange.SegBytes.FrameBits;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationTest {
    private static final DicomEngine ENGINE = DicomEngines.preferred();
    private static final Vector3 X = new Vector3(0.5, 0, 0);
    private static final Vector3 Y = new Vector3(0, 0.75, 0);

    /** Steps of 2, 2 and 6 mm: between the last two a slice or two are missing. */
    private static final VolumeGeometry SERIES = VolumeGeometry.ofSlices(
            3,
            2,
            X,
            Y,
            0.5,
            0.75,
            List.of(new Vector3(9, 8, 0), new Vector3(9, 8, 2), new Vector3(9, 8, 4), new Vector3(9, 8, 10)));

    private static final byte[] CORNER = {1, 0, 0, 0, 0, 0};

    @TempDir
    Path folder;

    /** Voxels as pydicom counts them, in shared/data/seg_truth.csv. */
    @ParameterizedTest
    @CsvSource({
        "dcmqi/segmentations/liver.dcm,                 dcmqi/segmentations/ct-3slice,    Liver,      107098",
        "dcmqi/segmentations/partial_overlaps.dcm,      dcmqi/segmentations/ct-3slice,    GREEN,      9602",
        "dcmqi/segmentations/partial_overlaps.dcm,      dcmqi/segmentations/ct-3slice,    ORANGE,     11888",
        "dcmqi/segmentations/partial_overlaps.dcm,      dcmqi/segmentations/ct-3slice,    PURPLE,     10743",
        "dcmqi/segmentations/partial_overlaps.dcm,      dcmqi/segmentations/ct-3slice,    LIGHT_BLUE, 6693",
        "dcmqi/segmentations/partial_overlaps.dcm,      dcmqi/segmentations/ct-3slice,    5,          4713",
        "dcmqi/segmentations/23x38x3/seg/label.seg,     dcmqi/segmentations/23x38x3/image, Liver,     322",
        "dcmqi/segmentations/24x38x3/seg/label.seg,     dcmqi/segmentations/24x38x3/image, Liver,     315",
        "dcmqi/segmentations/sparse-labelmap-noppv.dcm, dcmqi/segmentations/24x38x3/image, Liver,     630",
        "dcmqi/segmentations/sparse-labelmap-ppv5.dcm,  dcmqi/segmentations/24x38x3/image, Liver,     630"
    })
    void real_segments_have_the_voxels_that_pydicom_counts(String seg, String series, String name, int voxels)
            throws IOException {
        var found = new SeriesScanner(ENGINE)
                .scan(List.of(SharedData.require(series)), Progress.NONE)
                .series()
                .get(0);
        LesionRegion region = MaskFile.read(SharedData.require(seg), Optional.of(name), found, ENGINE);
        assertThat(region.mask().count()).isEqualTo(voxels);
        assertThat(region.warnings()).isEmpty();
    }

    /** The label images that these segmentations were made from, by another program (MANIFEST). */
    @ParameterizedTest
    @CsvSource({
        "liver.dcm,             liver_seg.nrrd,             ct-3slice",
        "23x38x3/seg/label.seg, 23x38x3/nrrd/label.nrrd,    23x38x3/image",
        "24x38x3/seg/label.seg, 24x38x3/nrrd/label.nrrd,    24x38x3/image"
    })
    void a_segmentation_and_its_label_image_are_the_same_mask(String seg, String nrrd, String series)
            throws IOException {
        var g = new SeriesScanner(ENGINE)
                .scan(List.of(SharedData.require("dcmqi/segmentations/" + series)), Progress.NONE)
                .series()
                .get(0)
                .geometry();
        LesionRegion one = MaskFile.read(SharedData.require("dcmqi/segmentations/" + seg), Optional.empty(), g, ENGINE);
        LesionRegion other =
                MaskFile.read(SharedData.require("dcmqi/segmentations/" + nrrd), Optional.empty(), g, ENGINE);
        for (int k = 0; k < 3; k++) {
            assertThat(one.mask().slice(k)).isEqualTo(other.mask().slice(k));
        }
        assertThat(other.mask().isEmpty()).isFalse();
    }

    @Test
    void the_segment_of_a_published_report_tells_its_codes_and_lies_on_its_13_planes() throws IOException {
        Path file = SharedData.require("dcmqi/sr-example/seg.dcm");
        Segmentation seg = Segmentation.read(ENGINE.readHeader(DicomSource.of(file)), ENGINE);
        assertThat(seg.type()).isEqualTo(Segmentation.Type.BINARY);
        assertThat(seg.segments()).hasSize(1);
        Segmentation.Segment segment = seg.segments().get(0);
        assertThat(segment.number()).isEqualTo(1);
        assertThat(segment.label()).isEqualTo("Neoplasm, Primary");
        assertThat(segment.category().orElseThrow().meaning()).isEqualTo("Morphologically Altered Structure");
        assertThat(segment.propertyType().orElseThrow().meaning()).isEqualTo("Neoplasm, Primary");
        // dcmdump: first and last plane of 13, 3.375 mm apart; 128 x 128 pixels of 3.537818 mm.
        var pet = VolumeGeometry.axial(
                128, 128, 13, new Vector3(-226.4105, -430.7887, -119.271), 3.537818, 3.537818, 3.375);
        List<String> warnings = new ArrayList<>();
        assertThat(seg.mask(1, pet, warnings).count()).isEqualTo(795);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_frame_between_slices_is_left_out_and_told() throws IOException {
        Path file = write(SegBytes.binary(
                3,
                2,
                X,
                Y,
                2,
                List.of(
                        new FrameBits(1, new Vector3(9, 8, 2.9), CORNER),
                        new FrameBits(1, new Vector3(9, 8, 7), CORNER),
                        new FrameBits(1, new Vector3(9, 8, -5), CORNER))));
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(MaskPlacementTest.voxels(region.mask())).isEqualTo(Set.of("0,0,1"));
        assertThat(region.warnings())
                .containsExactly(
                        "2 frame(s) of segment 1 (Mass 1) are farther than half a step from every slice and were left"
                                + " out, the first is frame 2",
                        "its grid leaves that of the series by up to 0.450 voxels; voxels were matched to the nearest");
    }

    @Test
    void frames_that_cannot_be_told_apart_or_placed_are_refused() throws IOException {
        Path close = write(SegBytes.binary(
                3,
                2,
                X,
                Y,
                2,
                List.of(
                        new FrameBits(1, new Vector3(9, 8, 2), CORNER),
                        new FrameBits(1, new Vector3(9, 8, 2.5), CORNER))));
        refused(close, "frames 1 and 2 of segment 1 (Mass 1) both lie on slice 1 of the series");
        Path coarse = write(SegBytes.binary(3, 2, X, Y, 4, List.of(new FrameBits(1, new Vector3(9, 8, 2), CORNER))));
        refused(coarse, "SpacingBetweenSlices (0018,0088) is 4 mm, but the slices of the series are 2 mm apart");
        Path away = write(SegBytes.binary(3, 2, X, Y, 2, List.of(new FrameBits(1, new Vector3(9, 8, 99), CORNER))));
        refused(away, "frame 1 is at 99.000 mm along the slice normal, the slices are at 0.000 to 10.000 mm");
        Path shifted = write(SegBytes.binary(3, 2, X, Y, 2, List.of(new FrameBits(1, new Vector3(9.2, 8, 2), CORNER))));
        refused(shifted, "lies at index (0.400, 0.000, 1.000) of the series");
        Path none = write(SegBytes.binary(3, 2, X, Y, 2, List.of(new FrameBits(2, new Vector3(9, 8, 2), CORNER))));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> MaskFile.read(none, Optional.of("Mass 1"), SERIES, ENGINE))
                .withMessageContaining("segment 1 (Mass 1) has no frame");
    }

    @Test
    void fractions_are_inside_from_half_of_their_maximum() throws IOException {
        Path file = write(SegBytes.bytes(
                "FRACTIONAL", 3, 2, X, Y, List.of(new FrameBits(1, new Vector3(9, 8, 2), new byte[] {
                    0, 99, 100, (byte) 200, 1, 0
                }))));
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(MaskPlacementTest.voxels(region.mask())).isEqualTo(Set.of("2,0,1", "0,1,1"));
        assertThat(region.warnings()).containsExactly("fractions of segment 1 (Mass 1) are inside from 100.0 of 200");
    }

    @Test
    void a_label_map_holds_the_segment_numbers_themselves() throws IOException {
        Path file = write(SegBytes.bytes(
                "LABELMAP",
                3,
                2,
                X,
                Y,
                List.of(
                        new FrameBits(1, new Vector3(9, 8, 2), new byte[] {0, 1, 2, 2, 1, 0}),
                        new FrameBits(2, new Vector3(9, 8, 0), new byte[] {2, 0, 0, 0, 0, 1}))));
        assertThat(MaskPlacementTest.voxels(MaskFile.read(file, Optional.of("Mass 2"), SERIES, ENGINE)
                        .mask()))
                .isEqualTo(Set.of("2,0,1", "0,1,1", "0,0,0"));
    }

    @Test
    void headers_that_contradict_themselves_are_refused_by_tag_and_value() throws IOException {
        DataSet frames = data();
        frames.putIntegers(Tag.NumberOfFrames, Vr.IS, 7);
        refused(
                write(frames),
                "NumberOfFrames (0028,0008) is 7, but PerFrameFunctionalGroupsSequence (5200,9230) has 1");
        DataSet type = data();
        type.putText(0x00620001, Vr.CS, "MIXED");
        refused(write(type), "SegmentationType (0062,0001) \"MIXED\" is unknown");
        DataSet twice = data();
        twice.putItems(
                0x00620002,
                List.of(twice.items(0x00620002).get(0), twice.items(0x00620002).get(0)));
        refused(write(twice), "SegmentNumber (0062,0004) 1 occurs twice");
        DataSet spacing = data();
        spacing.items(Tag.SharedFunctionalGroupsSequence)
                .get(0)
                .items(Tag.PixelMeasuresSequence)
                .get(0)
                .putDecimals(Tag.PixelSpacing, 0, 0.5);
        refused(write(spacing), "PixelSpacing (0028,0030) 0.0\\0.5");
        DataSet place = data();
        place.items(Tag.PerFrameFunctionalGroupsSequence).get(0).remove(Tag.PlanePositionSequence);
        refused(write(place), "PlanePositionSequence (0020,9113) is missing for frame 1");
    }

    private static DataSet data() {
        return SegBytes.binary(3, 2, X, Y, 2, List.of(new FrameBits(1, new Vector3(9, 8, 2), CORNER)));
    }

    private void refused(Path file, String why) {
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> MaskFile.read(file, Optional.empty(), SERIES, ENGINE))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    private Path write(DataSet dataSet) throws IOException {
        Path file = Files.createTempFile(folder, "seg", ".dcm");
        try (var out = Files.newOutputStream(file)) {
            ENGINE.write(dataSet, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }
}
