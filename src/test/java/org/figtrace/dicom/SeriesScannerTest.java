package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesScannerTest {
    /** Ten digits of a decimal string and double arithmetic leave this much. */
    private static final double EXACT = 1e-9;

    @TempDir
    Path folder;

    private Series only(List<DataSet> images) throws Exception {
        List<Series> series = Synthetic.scan(Synthetic.write(folder, images)).series();
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    @Test
    void a_plain_series_has_its_geometry_and_no_warnings() throws Exception {
        Series series = only(Synthetic.slices(4));
        assertThat(series.geometry().columnSpacing()).isEqualTo(0.5);
        assertThat(series.geometry().rowSpacing()).isEqualTo(0.75);
        assertThat(series.geometry().sliceSpacing()).hasValue(2.5);
        assertThat(series.geometry().toPatient(3, 2, 1)).isEqualTo(new Vector3(-8.5, -18.5, 2.5));
        assertThat(series.sliceThicknessMm()).hasValue(2);
        assertThat(series.valueUnit().symbol()).isEqualTo("HU");
        assertThat(series.warnings()).isEmpty();
    }

    @Test
    void slices_are_ordered_by_position_whatever_their_names_and_numbers_say() throws Exception {
        List<DataSet> images = Synthetic.slices(4);
        for (int k = 0; k < 4; k++) {
            images.get(k).putIntegers(Tag.InstanceNumber, Vr.IS, 4 - k);
        }
        Collections.reverse(images);
        Series series = only(images);
        assertThat(series.images().stream()
                        .map(i -> i.dataSet().string(Tag.SOPInstanceUID).orElseThrow()))
                .containsExactly("2.25.100.1", "2.25.100.2", "2.25.100.3", "2.25.100.4");
    }

    @Test
    void spacing_is_the_step_between_positions_and_not_what_thickness_or_spacing_between_slices_say() throws Exception {
        List<DataSet> images = Synthetic.slices(3);
        images.forEach(i -> i.putDecimals(Tag.SpacingBetweenSlices, 9));
        images.forEach(i -> i.putDecimals(Tag.SliceThickness, 7));
        assertThat(only(images).geometry().sliceSpacing()).hasValue(2.5);
    }

    @Test
    void gantry_tilt_is_said_with_its_angle_and_shear() throws Exception {
        List<DataSet> images = Synthetic.slices(5);
        // y moves 0.9 mm per 2.5 mm: atan(0.9 / 2.5) = 19.799 degrees.
        for (int k = 0; k < 5; k++) {
            images.get(k).putDecimals(Tag.ImagePositionPatient, -10, -20 + 0.9 * k, 2.5 * k);
        }
        Series series = only(images);
        assertThat(series.gantryTiltDeg()).isCloseTo(Math.toDegrees(Math.atan(0.36)), within(EXACT));
        assertThat(series.warnings())
                .containsExactly(
                        "gantry tilt 19.80 degrees: slices are sheared by 0.900 mm in their plane per 2.500 mm step");
        assertThat(series.geometry().sliceOrigin(4)).isEqualTo(new Vector3(-10, -16.4, 10));
    }

    @Test
    void missing_slices_are_named_with_their_number_and_place() throws Exception {
        List<DataSet> images = Synthetic.slices(8);
        images.remove(4);
        images.remove(3);
        Series series = only(images);
        assertThat(series.geometry().slices()).isEqualTo(6);
        assertThat(series.warnings())
                .singleElement()
                .asString()
                .startsWith("2 slices are missing between slice 2 (")
                .contains("c.dcm) at 5.000 mm and slice 3 (")
                .endsWith("d.dcm) at 12.500 mm: the step is 7.500 mm, the median 2.500 mm");
    }

    @Test
    void uneven_steps_are_listed() throws Exception {
        List<DataSet> images = Synthetic.slices(4);
        images.get(3).putDecimals(Tag.ImagePositionPatient, -10, -20, 8.6);
        assertThat(only(images).warnings())
                .containsExactly("uneven steps between slices: 2.500 mm (2x), 3.600 mm (1x)");
    }

    @Test
    void a_file_with_an_instance_that_another_has_is_left_out_and_named() throws Exception {
        List<DataSet> images = Synthetic.slices(3);
        images.add(Synthetic.slice(1));
        Series series = only(images);
        assertThat(series.geometry().slices()).isEqualTo(3);
        assertThat(series.warnings())
                .singleElement()
                .asString()
                .contains("d.dcm: SOPInstanceUID (0008,0018) 2.25.100.2 is already in")
                .endsWith("b.dcm; left out");
    }

    @Test
    void a_slice_at_the_place_of_another_is_left_out_and_named() throws Exception {
        List<DataSet> images = Synthetic.slices(3);
        DataSet again = Synthetic.slice(1);
        again.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.100.99");
        again.putIntegers(Tag.InstanceNumber, Vr.IS, 99);
        images.add(again);
        Series series = only(images);
        assertThat(series.geometry().slices()).isEqualTo(3);
        assertThat(series.warnings())
                .singleElement()
                .asString()
                .contains("d.dcm: lies at the same place as")
                .endsWith("b.dcm (2.500 mm along the normal); left out");
    }

    @Test
    void slices_at_the_same_places_are_several_volumes_where_the_acquisition_tells_them_apart() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int acquisition = 1; acquisition <= 2; acquisition++) {
            for (int k = 0; k < 3; k++) {
                DataSet image = Synthetic.slice(k);
                image.putIntegers(Tag.AcquisitionNumber, Vr.IS, acquisition);
                image.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.100." + acquisition + "." + k);
                images.add(image);
            }
        }
        List<Series> series = Synthetic.scan(Synthetic.write(folder, images)).series();
        assertThat(series).hasSize(2);
        assertThat(series).allSatisfy(s -> assertThat(s.geometry().slices()).isEqualTo(3));
        assertThat(series.get(1).warnings())
                .containsExactly("2 volumes lie at the same places; this is the one with acquisition 2");
    }

    @Test
    void acquisition_numbers_alone_do_not_split_a_stack() throws Exception {
        List<DataSet> images = Synthetic.slices(4);
        for (int k = 0; k < 4; k++) {
            images.get(k).putIntegers(Tag.AcquisitionNumber, Vr.IS, k);
        }
        assertThat(only(images).geometry().slices()).isEqualTo(4);
    }

    @Test
    void a_slice_of_odd_size_is_named_and_left_out() throws Exception {
        List<DataSet> images = Synthetic.slices(6);
        Synthetic.pixels(images.get(2), 6, 5, 0);
        Series series = only(images);
        assertThat(series.geometry().slices()).isEqualTo(5);
        assertThat(series.warnings().get(0))
                .endsWith("c.dcm: Columns (0028,0011) by Rows (0028,0010) is 6 x 5"
                        + " where the other 5 slices have 4 x 3; left out");
        assertThat(series.warnings().get(1)).startsWith("1 slice is missing between");
    }

    @Test
    void a_localizer_and_another_orientation_are_stacks_of_their_own() throws Exception {
        List<DataSet> images = Synthetic.slices(5);
        images.get(3).putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "LOCALIZER");
        images.get(4).putDecimals(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1);
        List<Series> series = Synthetic.scan(Synthetic.write(folder, images)).series();
        assertThat(series.stream().map(s -> s.geometry().slices())).containsExactly(3, 1, 1);
        assertThat(series.stream().map(s -> s.valueUnit().symbol())).containsExactlyInAnyOrder("HU", "arbitrary", "HU");
    }

    @Test
    void a_missing_pixel_spacing_is_pixels_and_never_a_guess() throws Exception {
        List<DataSet> images = Synthetic.slices(2);
        images.forEach(i -> i.remove(Tag.PixelSpacing));
        Series series = only(images);
        assertThat(series.geometry().isCalibrated()).isFalse();
        assertThat(series.warnings())
                .containsExactly(
                        folder.resolve("a.dcm") + ": PixelSpacing (0028,0030) is missing; distances cannot be in mm");
    }

    @Test
    void a_pixel_spacing_that_is_no_length_is_said_with_its_value() throws Exception {
        for (String wrong : List.of("0\\0", "-0.5\\0.5", "0.5", "wide\\0.5", "NaN\\1")) {
            DataSet image = Synthetic.slice(0);
            image.putText(Tag.PixelSpacing, Vr.DS, wrong);
            Series series = only(List.of(image));
            assertThat(series.geometry().isCalibrated()).as(wrong).isFalse();
            assertThat(series.warnings())
                    .containsExactly(folder.resolve("a.dcm") + ": PixelSpacing (0028,0030) is " + wrong
                            + "; distances cannot be in mm");
        }
    }

    @Test
    void spacing_at_the_detector_is_no_spacing_in_the_patient() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.putText(Tag.Modality, Vr.CS, "XA");
        image.remove(Tag.PixelSpacing);
        image.putDecimals(Tag.ImagerPixelSpacing, 0.3, 0.2);
        Series series = only(List.of(image));
        assertThat(series.geometry().isCalibrated()).isFalse();
        assertThat(series.warnings().get(0))
                .endsWith("PixelSpacing (0028,0030) is missing and ImagerPixelSpacing (0018,1164) 0.3\\0.2"
                        + " holds at the detector only; distances cannot be in mm");
    }

    @Test
    void a_calibrated_projection_says_how_it_was_calibrated() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.putText(Tag.Modality, Vr.CS, "CR");
        image.putText(Tag.PixelSpacingCalibrationType, Vr.CS, "FIDUCIAL");
        Series series = only(List.of(image));
        assertThat(series.geometry().isCalibrated()).isTrue();
        assertThat(series.warnings())
                .containsExactly(folder.resolve("a.dcm") + ": PixelSpacing (0028,0030) 0.75\\0.5 is calibrated by"
                        + " FIDUCIAL (0028,0A02); on a projection (CR) mm hold in one depth only");
    }

    @Test
    void images_without_position_are_ordered_by_number_and_are_no_volume() throws Exception {
        List<DataSet> images = Synthetic.slices(3);
        Collections.reverse(images);
        images.forEach(i -> i.remove(Tag.ImagePositionPatient));
        Series series = only(images);
        assertThat(series.geometry().isCalibrated()).isFalse();
        assertThat(series.images().get(0).dataSet().integer(Tag.InstanceNumber)).hasValue(1);
        assertThat(series.warnings())
                .singleElement()
                .asString()
                .contains("ImagePositionPatient (0020,0032) is missing or wrong in 3 images")
                .endsWith("are no volume; distances cannot be in mm");
    }

    @Test
    void one_image_without_position_may_be_measured_in_its_plane() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.remove(Tag.ImagePositionPatient);
        Series series = only(List.of(image));
        assertThat(series.geometry().isCalibrated()).isTrue();
        assertThat(series.geometry().rowSpacing()).isEqualTo(0.75);
        assertThat(series.warnings()).singleElement().asString().endsWith("not in the patient");
    }

    @Test
    void junk_is_listed_and_does_not_stop_the_rest() throws Exception {
        Synthetic.write(folder, Synthetic.slices(2));
        Path inner = Files.createDirectory(folder.resolve("deep"));
        Files.writeString(inner.resolve("notes.txt"), "These are notes about the patient, not an image.");
        Files.createFile(inner.resolve("empty"));
        Synthetic.write(inner.resolve("IM"), Synthetic.slice(2), TransferSyntax.IMPLICIT_LITTLE);
        ScanResult found = Synthetic.scan(folder);
        assertThat(found.series())
                .singleElement()
                .satisfies(s -> assertThat(s.geometry().slices()).isEqualTo(3));
        assertThat(found.unreadable())
                .containsExactly(
                        inner.resolve("empty") + ": is not DICOM: it has only 0 bytes",
                        inner.resolve("notes.txt")
                                + ": is not DICOM: it has no DICM after a preamble and does not start with a data"
                                + " element");
    }

    @Test
    void more_frames_than_a_file_has_room_for_are_refused() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.putIntegers(Tag.NumberOfFrames, Vr.IS, 2_000_000_000);
        assertThat(Synthetic.scan(Synthetic.write(folder, List.of(image))).unreadable())
                .containsExactly(folder.resolve("a.dcm")
                        + ": NumberOfFrames (0028,0008) is 2000000000, more than the file has room for");
    }

    @Test
    void an_archive_stands_for_the_images_in_it() throws Exception {
        Synthetic.write(folder, Synthetic.slices(3));
        Path zip = folder.resolve("study.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("c.dcm", "a.dcm", "b.dcm")) {
                out.putNextEntry(new ZipEntry("images/" + name));
                out.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        Series series = Synthetic.scan(zip).series().get(0);
        assertThat(series.images().get(0).name()).isEqualTo(zip + "!images/a.dcm");
        // Pixel (0, 0) of the third slice is stored as 200.
        assertThat(SeriesReader.read(series, Synthetic.engine(), Progress.NONE).value(0, 0, 2))
                .isEqualTo(200 - 1024);
    }

    @Test
    void an_archive_that_is_none_is_listed() throws Exception {
        Path zip = Files.writeString(folder.resolve("study.zip"), "no archive");
        assertThat(Synthetic.scan(folder).unreadable())
                .singleElement()
                .asString()
                .startsWith(zip + ": cannot be read (");
    }

    @Test
    void a_dicomdir_stands_for_its_folder() throws Exception {
        Synthetic.write(folder, Synthetic.slices(3));
        Path directory = Synthetic.write(
                folder.resolve("DICOMDIR"),
                new DataSet()
                        .putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.1.3.10")
                        .putItems(Tag.DirectoryRecordSequence, List.of()),
                TransferSyntax.EXPLICIT_LITTLE);
        ScanResult found = Synthetic.scan(directory);
        assertThat(found.series())
                .singleElement()
                .satisfies(s -> assertThat(s.geometry().slices()).isEqualTo(3));
        assertThat(found.unreadable()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> Synthetic.scan(gone))
                .isInstanceOf(DicomException.class)
                .hasMessage(gone + ": there is no such file or folder");
    }

    @Test
    void a_scan_stops_when_it_is_cancelled() throws Exception {
        Synthetic.write(folder, Synthetic.slices(5));
        Progress cancelled = new Progress() {
            @Override
            public void update(double fraction, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> new SeriesScanner(Synthetic.engine()).scan(List.of(folder), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void frames_of_an_enhanced_image_take_their_places_from_its_functional_groups() throws Exception {
        Series series = only(List.of(enhanced()));
        assertThat(series.frames()).containsExactly(2, 1, 0);
        assertThat(series.geometry().sliceSpacing()).hasValue(1.5);
        assertThat(series.geometry().rowSpacing()).isEqualTo(0.75);
        assertThat(series.geometry().columnSpacing()).isEqualTo(0.5);
        assertThat(series.sliceThicknessMm()).hasValue(1.25);
        assertThat(series.warnings()).isEmpty();
    }

    /** Three frames from top to bottom; frame f is rescaled by slope f + 1 and intercept -10 f. */
    static DataSet enhanced() {
        DataSet data = Synthetic.slice(0);
        for (int tag : new int[] {
            Tag.ImagePositionPatient,
            Tag.ImageOrientationPatient,
            Tag.PixelSpacing,
            Tag.RescaleSlope,
            Tag.RescaleIntercept,
            Tag.SliceThickness
        }) {
            data.remove(tag);
        }
        Synthetic.pixels(data, 4, 9, 0);
        data.putIntegers(Tag.Rows, Vr.US, 3);
        data.putIntegers(Tag.NumberOfFrames, Vr.IS, 3);
        DataSet shared = new DataSet();
        shared.putItems(
                Tag.PlaneOrientationSequence,
                List.of(new DataSet().putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)));
        shared.putItems(
                Tag.PixelMeasuresSequence,
                List.of(new DataSet().putDecimals(Tag.PixelSpacing, 0.75, 0.5).putDecimals(Tag.SliceThickness, 1.25)));
        data.putItems(Tag.SharedFunctionalGroupsSequence, List.of(shared));
        List<DataSet> perFrame = new ArrayList<>();
        for (int f = 0; f < 3; f++) {
            DataSet group = new DataSet();
            group.putItems(
                    Tag.PlanePositionSequence,
                    List.of(new DataSet().putDecimals(Tag.ImagePositionPatient, 5, 6, 30 - 1.5 * f)));
            group.putItems(
                    Tag.PixelValueTransformationSequence,
                    List.of(new DataSet()
                            .putDecimals(Tag.RescaleSlope, f + 1)
                            .putDecimals(Tag.RescaleIntercept, -10 * f)
                            .putText(Tag.RescaleType, Vr.LO, "HU")));
            perFrame.add(group);
        }
        return data.putItems(Tag.PerFrameFunctionalGroupsSequence, perFrame);
    }

    @Test
    void every_changed_byte_of_an_archives_end_record_is_told_in_words() throws Exception {
        Path zip = folder.resolve("study.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(new byte[200]);
        }
        byte[] whole = Files.readAllBytes(zip);
        int endRecord = 22;
        for (int at = whole.length - endRecord; at < whole.length; at++) {
            for (int value : new int[] {1, 0x7f, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                Files.write(zip, damaged);
                assertThat(Synthetic.scan(zip).unreadable())
                        .allSatisfy(sentence -> assertThat(sentence)
                                .startsWith(zip.toString())
                                .doesNotContain("Exception")
                                .doesNotContain("null"));
            }
        }
    }
}
