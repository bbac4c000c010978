package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks under one Series Instance UID that are no one volume. */
class SeriesSplitTest {
    private static final int PLACES = 3;

    @TempDir
    Path folder;

    private List<Series> scan(List<DataSet> images) throws Exception {
        return Synthetic.scan(Synthetic.write(folder, images)).series();
    }

    private static DataSet slice(int k, int uid, Consumer<DataSet> change) {
        DataSet image = Synthetic.slice(k);
        image.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.100." + uid);
        change.accept(image);
        return image;
    }

    /** Two volumes at the same places; the second one's pixels are 1000 above the first's. */
    private List<Series> twice(Consumer<DataSet> first, Consumer<DataSet> second) throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int k = 0; k < PLACES; k++) {
            images.add(slice(k, 10 + k, first));
            int stored = 100 * k + 1000;
            images.add(slice(
                    k, 20 + k, second.andThen(d -> Synthetic.pixels(d, Synthetic.COLUMNS, Synthetic.ROWS, stored))));
        }
        List<Series> series = scan(images);
        assertThat(series).hasSize(2);
        for (int v = 0; v < 2; v++) {
            Volume volume = SeriesReader.read(series.get(v), Synthetic.engine(), Progress.NONE);
            for (int k = 0; k < PLACES; k++) {
                assertThat(volume.voxels().stored(k, 0)).isEqualTo(100 * k + 1000 * v);
            }
        }
        return series;
    }

    private static List<String> labels(List<Series> series) {
        return series.stream().map(s -> s.stack().orElse(null)).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "00200012; IS; 1; 2; acquisition 1; acquisition 2",
                "00200100; IS; 1; 2; temporal position 1; temporal position 2",
                "00180081; DS; 4.6; 11.2; echo 4.6 ms; echo 11.2 ms",
                "00180086; IS; 1; 2; echo 1; echo 2",
                "00180082; DS; 200; 900; inversion time 200 ms; inversion time 900 ms",
                "00181060; DS; 0; 120.5; trigger time 0 ms; trigger time 120.5 ms",
                "00181210; SH; B30f; B70f; convolution kernel B30f; convolution kernel B70f",
                "00080008; CS; ORIGINAL\\PRIMARY\\M; ORIGINAL\\PRIMARY\\P; image type ORIGINAL\\PRIMARY\\M; image type ORIGINAL\\PRIMARY\\P",
                "00281053; DS; 1; 2; rescale slope\\intercept 1\\-1024; rescale slope\\intercept 2\\-1024"
            })
    void volumes_at_the_same_places_are_told_apart_by(
            String tag, Vr vr, String one, String other, String first, String second) throws Exception {
        int t = Integer.parseUnsignedInt(tag, 16);
        List<Series> series = twice(d -> d.putText(t, vr, one), d -> d.putText(t, vr, other));
        assertThat(labels(series)).containsExactly(first, second);
        assertThat(series.get(1).warnings())
                .containsExactly("2 volumes lie at the same places; this is the one with " + second);
    }

    @Test
    void b_values_tell_diffusion_volumes_apart_and_their_directions_those_of_one_b_value() throws Exception {
        List<DataSet> images = new ArrayList<>();
        double[][] gradients = {{}, {1, 0, 0}, {0, 1, 0}};
        for (int v = 0; v < gradients.length; v++) {
            for (int k = 0; k < PLACES; k++) {
                double[] g = gradients[v];
                images.add(slice(k, 10 * (v + 1) + k, d -> {
                    d.put(doubles(Tag.DiffusionBValue, g.length == 0 ? 0 : 1000));
                    if (g.length > 0) {
                        d.put(doubles(Tag.DiffusionGradientOrientation, g));
                    }
                }));
            }
        }
        assertThat(labels(scan(images)))
                .containsExactly(
                        "no gradient direction",
                        "gradient direction 1.0\\0.0\\0.0",
                        "gradient direction 0.0\\1.0\\0.0");
    }

    private static Element doubles(int tag, double... values) {
        ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            b.putDouble(v);
        }
        return new Element.Bytes(tag, Vr.FD, b.array());
    }

    @Test
    void two_attributes_together_tell_four_volumes_apart() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int v = 0; v < 4; v++) {
            for (int k = 0; k < PLACES; k++) {
                int volume = v;
                images.add(slice(k, 10 * (v + 1) + k, d -> {
                    d.putIntegers(Tag.EchoNumbers, Vr.IS, 1 + volume / 2);
                    d.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", volume % 2 == 0 ? "M" : "P");
                    // Different in every image, so that it tells nothing apart.
                    d.putText(
                            Tag.AcquisitionTime,
                            Vr.TM,
                            "1015" + d.string(Tag.SOPInstanceUID).orElseThrow().substring(9));
                }));
            }
        }
        assertThat(labels(scan(images)))
                .containsExactly(
                        "echo 1, image type ORIGINAL\\PRIMARY\\M",
                        "echo 1, image type ORIGINAL\\PRIMARY\\P",
                        "echo 2, image type ORIGINAL\\PRIMARY\\M",
                        "echo 2, image type ORIGINAL\\PRIMARY\\P");
    }

    @Test
    void an_aborted_repetition_is_a_stack_of_its_own() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int k = 0; k < PLACES; k++) {
            images.add(slice(k, 10 + k, d -> d.putIntegers(Tag.TemporalPositionIdentifier, Vr.IS, 1)));
        }
        images.add(slice(0, 20, d -> d.putIntegers(Tag.TemporalPositionIdentifier, Vr.IS, 2)));
        List<Series> series = scan(images);
        assertThat(series.stream().map(s -> s.geometry().slices())).containsExactly(3, 1);
        assertThat(labels(series)).containsExactly("temporal position 1", "temporal position 2");
    }

    @Test
    void two_acquisitions_that_lie_between_each_other_are_two_even_stacks_and_not_an_uneven_one() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            int slice = k;
            images.add(slice(k, 10 + k, d -> d.putIntegers(Tag.AcquisitionNumber, Vr.IS, 1)));
            images.add(slice(
                    k,
                    20 + k,
                    d -> d.putIntegers(Tag.AcquisitionNumber, Vr.IS, 2)
                            .putDecimals(Tag.ImagePositionPatient, -10, -20, 2.5 * slice + 0.9)));
        }
        List<Series> series = scan(images);
        assertThat(labels(series)).containsExactly("acquisition 1", "acquisition 2");
        assertThat(series).allSatisfy(s -> assertThat(s.geometry().isRegular()).isTrue());
    }

    @Test
    void odd_slices_before_even_ones_are_one_stack() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            int pass = 1 + k % 2;
            images.add(slice(k, 10 + k, d -> d.putIntegers(Tag.AcquisitionNumber, Vr.IS, pass)));
        }
        assertThat(scan(images)).singleElement().satisfies(s -> {
            assertThat(s.geometry().slices()).isEqualTo(8);
            assertThat(s.stack()).isEmpty();
        });
    }

    @Test
    void a_finer_acquisition_beyond_a_coarse_one_stays_in_its_stack() throws Exception {
        List<DataSet> images = new ArrayList<>();
        double[] z = {0, 4, 8, 12, 19, 26, 33};
        for (int k = 0; k < z.length; k++) {
            double place = z[k];
            int acquisition = k < 4 ? 1 : 2;
            images.add(slice(
                    k,
                    10 + k,
                    d -> d.putIntegers(Tag.AcquisitionNumber, Vr.IS, acquisition)
                            .putDecimals(Tag.ImagePositionPatient, -10, -20, place)));
        }
        assertThat(scan(images)).hasSize(1);
    }

    @Test
    void frames_of_reference_localizers_planes_sizes_and_spacings_are_named_in_the_stack() throws Exception {
        List<DataSet> images = new ArrayList<>(Synthetic.slices(2));
        images.add(slice(2, 10, d -> d.putText(Tag.FrameOfReferenceUID, Vr.UI, "2.25.401")));
        images.add(slice(3, 11, d -> d.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "LOCALIZER")));
        images.add(slice(4, 12, d -> d.putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0, -1)));
        images.add(slice(5, 13, d -> d.putDecimals(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1)));
        images.add(slice(6, 14, d -> d.putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0.8, -0.6)));
        images.add(slice(7, 15, d -> d.putDecimals(Tag.PixelSpacing, 0.6, 0.4)));
        String rest = ", frame of reference 2.25.400";
        assertThat(labels(scan(images)))
                .containsExactly(
                        "axial, pixels of 0.5 x 0.75 mm" + rest,
                        "axial, pixels of 0.5 x 0.75 mm, frame of reference 2.25.401",
                        "localizer, axial, pixels of 0.5 x 0.75 mm" + rest,
                        "coronal, pixels of 0.5 x 0.75 mm" + rest,
                        "sagittal, pixels of 0.5 x 0.75 mm" + rest,
                        "oblique axial, pixels of 0.5 x 0.75 mm" + rest,
                        "axial, pixels of 0.4 x 0.6 mm" + rest);
    }

    @Test
    void many_duplicates_are_counted_and_not_all_named() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            for (int copy = 0; copy < 6; copy++) {
                images.add(slice(k, 10 * (k + 1) + copy, d -> {}));
            }
        }
        Series series = scan(images).get(0);
        assertThat(series.geometry().slices()).isEqualTo(2);
        assertThat(series.warnings())
                .hasSize(6)
                .contains("10 images in all lie at the places of others and are left out");
    }

    /** Two temporal positions of two slices, or two stacks of them, in one Enhanced object. */
    private static DataSet enhanced(Consumer<DataSet> shared, FrameChange change) {
        DataSet data = Synthetic.slice(0);
        for (int tag : new int[] {Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.PixelSpacing}) {
            data.remove(tag);
        }
        Synthetic.pixels(data, 4, 12, 0);
        data.putIntegers(Tag.Rows, Vr.US, 3);
        data.putIntegers(Tag.NumberOfFrames, Vr.IS, 4);
        DataSet common = new DataSet()
                .putItems(Tag.PixelMeasuresSequence, List.of(new DataSet().putDecimals(Tag.PixelSpacing, 0.75, 0.5)));
        shared.accept(common);
        data.putItems(Tag.SharedFunctionalGroupsSequence, List.of(common));
        List<DataSet> groups = new ArrayList<>();
        for (int f = 0; f < 4; f++) {
            DataSet group = new DataSet()
                    .putItems(
                            Tag.PlanePositionSequence,
                            List.of(new DataSet().putDecimals(Tag.ImagePositionPatient, 5, 6, 1.5 * (f % 2))))
                    .putItems(
                            Tag.PlaneOrientationSequence,
                            List.of(new DataSet().putDecimals(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)));
            change.to(group, f);
            groups.add(group);
        }
        return data.putItems(Tag.PerFrameFunctionalGroupsSequence, groups);
    }

    private interface FrameChange {
        void to(DataSet group, int frame);
    }

    private static void content(DataSet group, Consumer<DataSet> change) {
        DataSet content = new DataSet();
        change.accept(content);
        group.putItems(Tag.FrameContentSequence, List.of(content));
    }

    @Test
    void temporal_positions_of_an_enhanced_object_are_volumes_of_their_own() throws Exception {
        List<Series> series = scan(List.of(enhanced(
                s -> {}, (g, f) -> content(g, c -> c.putIntegers(Tag.TemporalPositionIndex, Vr.UL, 1 + f / 2)))));
        assertThat(labels(series)).containsExactly("temporal position 1", "temporal position 2");
        assertThat(series.get(1).frames()).containsExactly(2, 3);
    }

    @Test
    void echoes_and_b_values_of_an_enhanced_object_are_volumes_of_their_own() throws Exception {
        assertThat(labels(scan(List.of(enhanced(
                        s -> {},
                        (g, f) -> g.putItems(
                                Tag.MREchoSequence,
                                List.of(dataSet(doubles(Tag.EffectiveEchoTime, f < 2 ? 4.6 : 9.2)))))))))
                .containsExactly("echo 4.6 ms", "echo 9.2 ms");
        assertThat(labels(scan(List.of(enhanced(
                        s -> {},
                        (g, f) -> g.putItems(
                                Tag.MRDiffusionSequence,
                                List.of(dataSet(doubles(Tag.DiffusionBValue, f < 2 ? 0 : 800)))))))))
                .containsExactly("b-value 0.0", "b-value 800.0");
    }

    private static DataSet dataSet(Element element) {
        DataSet data = new DataSet();
        data.put(element);
        return data;
    }

    @Test
    void a_legacy_converted_object_has_its_echo_times_among_unassigned_attributes() throws Exception {
        assertThat(labels(scan(List.of(enhanced(
                        s -> {},
                        (g, f) -> g.putItems(
                                Tag.UnassignedPerFrameConvertedAttributesSequence,
                                List.of(new DataSet().putDecimals(Tag.EchoTime, f < 2 ? 15 : 90))))))))
                .containsExactly("echo 15 ms", "echo 90 ms");
    }

    @Test
    void stacks_of_an_enhanced_object_are_kept_apart_wherever_they_lie() throws Exception {
        List<Series> series = scan(List.of(enhanced(s -> {}, (g, f) -> {
            content(g, c -> c.putText(Tag.StackID, Vr.SH, f < 2 ? "1" : "2"));
            g.putItems(
                    Tag.PlanePositionSequence,
                    List.of(new DataSet().putDecimals(Tag.ImagePositionPatient, 5, 6, 1.5 * f)));
        })));
        assertThat(labels(series)).containsExactly("stack 1", "stack 2");
        assertThat(series.get(1).geometry().sliceOrigin(0).z()).isEqualTo(3);
    }

    @Test
    void dimension_indexes_tell_volumes_apart_where_no_attribute_that_is_known_does() throws Exception {
        DataSet image = enhanced(
                s -> {},
                (g, f) -> content(g, c -> c.putIntegers(Tag.DimensionIndexValues, Vr.UL, 1 + f / 2, 1 + f % 2)));
        image.putItems(
                Tag.DimensionIndexSequence,
                List.of(
                        dataSet(new Element.Bytes(
                                Tag.DimensionIndexPointer, Vr.AT, new byte[] {0x18, 0, 0x14, (byte) 0x93})),
                        dataSet(new Element.Bytes(
                                Tag.DimensionIndexPointer, Vr.AT, new byte[] {0x20, 0, 0x57, (byte) 0x90}))));
        assertThat(labels(scan(List.of(image)))).containsExactly("dimension indexes 1", "dimension indexes 2");
    }

    @Test
    void a_part_of_a_concatenation_is_refused() throws Exception {
        DataSet image = enhanced(s -> {}, (g, f) -> {});
        image.putText(Tag.ConcatenationUID, Vr.UI, "2.25.7");
        ScanResult found = Synthetic.scan(Synthetic.write(folder, List.of(image)));
        assertThat(found.series()).isEmpty();
        assertThat(found.unreadable())
                .containsExactly(folder.resolve("a.dcm") + ": is one part of a concatenation"
                        + " (ConcatenationUID (0020,9161) 2.25.7), and parts are not put together");
    }

    @Test
    void runs_of_an_angiography_are_stacks_of_moments_in_pixels() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int run = 1; run <= 2; run++) {
            int number = run;
            images.add(slice(0, 10 + run, d -> {
                d.putText(Tag.Modality, Vr.CS, "XA");
                d.remove(Tag.ImagePositionPatient);
                d.remove(Tag.ImageOrientationPatient);
                d.putIntegers(Tag.InstanceNumber, Vr.IS, number);
                d.putDecimals(Tag.FrameTime, 66.7);
                d.putText(Tag.PixelSpacingCalibrationType, Vr.CS, "GEOMETRY");
                Synthetic.pixels(d, 4, 6, 0).putIntegers(Tag.Rows, Vr.US, 3);
                d.putIntegers(Tag.NumberOfFrames, Vr.IS, 2);
            }));
        }
        List<Series> series = scan(images);
        assertThat(labels(series)).containsExactly("image 1", "image 2");
        String a = folder.resolve("a.dcm").toString();
        assertThat(series.get(0).geometry().isCalibrated()).isFalse();
        assertThat(series.get(0).warnings())
                .contains(
                        a + ": within a frame PixelSpacing (0028,0030) is 0.75\\0.5 mm, which is not used for a stack"
                                + " without positions",
                        a + ": its frames are moments, 66.7 ms apart (FrameTime (0018,1063))")
                .anyMatch(w -> w.contains("missing or wrong in 2 frames; they follow each other as they are stored"));
    }

    @Test
    void the_scale_of_an_ultrasound_region_is_said_and_not_used() throws Exception {
        DataSet image = slice(0, 10, d -> {
            d.putText(Tag.Modality, Vr.CS, "US");
            d.remove(Tag.PixelSpacing);
            d.remove(Tag.ImagePositionPatient);
            d.remove(Tag.ImageOrientationPatient);
            d.putItems(Tag.SequenceOfUltrasoundRegions, List.of(dataSet(doubles(Tag.PhysicalDeltaX, 0.03))));
        });
        Series series = scan(List.of(image)).get(0);
        assertThat(series.geometry().isCalibrated()).isFalse();
        assertThat(series.warnings())
                .contains(folder.resolve("a.dcm") + ": SequenceOfUltrasoundRegions (0018,6011) gives a scale for 1"
                        + " region, which is not used; PhysicalDeltaX (0018,602C) is 0.03");
    }
}
