package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.plugin.Duplicator;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import java.nio.file.Path;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePlusVolumeTest {
    private static final List<String> LABELS = List.of("a\ninfo", "b", "c");

    /** Three slices of 2 x 2, steps 2 and 5 mm, sheared in y as a gantry tilt shears. */
    private static final VolumeGeometry TILTED = VolumeGeometry.ofSlices(
            2,
            2,
            new Vector3(1, 0, 0),
            new Vector3(0, 1, 0),
            0.5,
            0.7,
            List.of(new Vector3(-10, 3, 100), new Vector3(-10, 4, 102), new Vector3(-10, 6.5, 107)));

    private static final VolumeGeometry EVEN = VolumeGeometry.axial(2, 2, 3, new Vector3(-10, 3, 100), 0.5, 0.7, 2);

    private static Volume volume(VolumeGeometry g, Voxels voxels, double[] slopes, double[] intercepts) {
        return new Volume(
                g,
                voxels,
                slopes,
                intercepts,
                ValueUnit.HOUNSFIELD,
                new org.figtrace.volume.Calibration("PixelSpacing (0028,0030)", "RescaleSlope (0028,1053)"),
                List.of(
                        new SliceReference("1.2.840.10008.5.1.4.1.1.2", "2.25.1", 1),
                        new SliceReference("1.2.840.10008.5.1.4.1.1.2", "2.25.2", 1),
                        new SliceReference("1.2.840.10008.5.1.4.1.1.2", "2.25.3", 7)),
                List.of("gantry tilt 26.6 degrees"));
    }

    private static Volume signed(VolumeGeometry g, double slope, double intercept) {
        short[][] data = {{-32768, -1024, -1, 0}, {1, 1000, 3071, 32767}, {5, 6, 7, 8}};
        return volume(g, new Voxels.Shorts(data, true), new double[] {slope, slope, slope}, new double[] {
            intercept, intercept, intercept
        });
    }

    private static double read(ImagePlus image, int slice, int index) {
        return image.getCalibration()
                .getCValue(image.getStack().getProcessor(slice).get(index));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1024", "2.5, -7", "-1, 100"})
    void signed_16_bits_stay_16_and_read_as_their_values(double slope, double intercept) throws Exception {
        Volume volume = signed(EVEN, slope, intercept);
        ImagePlus image = ImagePlusVolume.toImagePlus(volume, "ct", LABELS);

        assertThat(image.getBitDepth()).isEqualTo(16);
        assertThat(read(image, 1, 0)).isEqualTo(-32768 * slope + intercept);
        assertThat(read(image, 1, 1)).isEqualTo(-1024 * slope + intercept);
        assertThat(read(image, 1, 2)).isEqualTo(-slope + intercept);
        assertThat(read(image, 2, 3)).isEqualTo(32767 * slope + intercept);
        assertThat(image.getCalibration().getValueUnit()).isEqualTo("HU");
        Volume back = ImagePlusVolume.toVolume(image);
        assertThat(back.value(1, 0, 0)).isEqualTo(-1024 * slope + intercept);
        assertThat(back.valueUnit()).isEqualTo(ValueUnit.HOUNSFIELD);
    }

    @Test
    void unsigned_16_bits_are_stored_as_they_are() {
        short[][] data = {{0, 1, (short) 40000, -1}, new short[4], new short[4]};
        ImagePlus image = ImagePlusVolume.toImagePlus(
                volume(EVEN, new Voxels.Shorts(data, false), new double[] {1, 1, 1}, new double[] {-1024, -1024, -1024
                }),
                "ct",
                LABELS);

        assertThat(image.getStack().getProcessor(1).get(2)).isEqualTo(40000);
        assertThat(read(image, 1, 2)).isEqualTo(40000 - 1024);
        assertThat(read(image, 1, 3)).isEqualTo(65535 - 1024);
    }

    @Test
    void signed_bytes_stay_bytes() {
        byte[][] data = {{-128, -1, 0, 127}, new byte[4], new byte[4]};
        ImagePlus image = ImagePlusVolume.toImagePlus(
                volume(EVEN, new Voxels.Bytes(data, true), new double[] {2, 2, 2}, new double[] {3, 3, 3}),
                "b",
                LABELS);

        assertThat(image.getBitDepth()).isEqualTo(8);
        assertThat(read(image, 1, 0)).isEqualTo(-253);
        assertThat(read(image, 1, 1)).isEqualTo(1);
        assertThat(read(image, 1, 3)).isEqualTo(257);
    }

    @Test
    void a_rescale_that_varies_is_applied_because_imagej_keeps_one_for_the_stack() throws Exception {
        short[][] data = {{1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}};
        ImagePlus image = ImagePlusVolume.toImagePlus(
                volume(EVEN, new Voxels.Shorts(data, true), new double[] {1, 2, 0.25}, new double[] {0, -10, 8}),
                "pet",
                LABELS);

        assertThat((float[]) image.getStack().getPixels(1)).containsExactly(1, 2, 3, 4);
        assertThat((float[]) image.getStack().getPixels(2)).containsExactly(-8, -6, -4, -2);
        assertThat((float[]) image.getStack().getPixels(3)).containsExactly(8.25f, 8.5f, 8.75f, 9);
        assertThat(image.getCalibration().getValueUnit()).isEqualTo("HU");
        assertThat(ImagePlusVolume.toVolume(image).value(1, 1, 2)).isEqualTo(9);
    }

    @Test
    void voxel_size_is_in_mm_and_depth_is_the_median_step() {
        ImagePlus image = ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS);

        Calibration cal = image.getCalibration();
        assertThat(cal.getUnit()).isEqualTo("mm");
        assertThat(cal.pixelWidth).isEqualTo(0.5);
        assertThat(cal.pixelHeight).isEqualTo(0.7);
        assertThat(cal.pixelDepth).isEqualTo(3.5); // steps 2 and 5
    }

    @Test
    void positions_of_every_slice_come_back_exactly() throws Exception {
        Volume back = ImagePlusVolume.toVolume(ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS));

        assertThat(back.geometry().sliceOrigin(0)).isEqualTo(new Vector3(-10, 3, 100));
        assertThat(back.geometry().sliceOrigin(2)).isEqualTo(new Vector3(-10, 6.5, 107));
        assertThat(back.geometry().gaps()).containsExactly(2, 5);
        assertThat(back.references().get(2)).isEqualTo(new SliceReference("1.2.840.10008.5.1.4.1.1.2", "2.25.3", 7));
        assertThat(back.calibration().spacingSource()).isEqualTo("PixelSpacing (0028,0030)");
        assertThat(back.warnings()).containsExactly("gantry tilt 26.6 degrees");
    }

    @Test
    void a_tiff_file_and_a_duplicate_keep_geometry_and_unit(@TempDir Path folder) throws Exception {
        ImagePlus image = ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS);
        String tiff = folder.resolve("ct.tif").toString();
        assertThat(new FileSaver(image).saveAsTiffStack(tiff)).isTrue();

        for (ImagePlus copy : List.of(IJ.openImage(tiff), new Duplicator().run(image))) {
            Volume back = ImagePlusVolume.toVolume(copy);
            assertThat(back.geometry().sliceOrigin(2)).isEqualTo(new Vector3(-10, 6.5, 107));
            assertThat(back.valueUnit()).isEqualTo(ValueUnit.HOUNSFIELD);
            assertThat(back.value(1, 0, 0)).isEqualTo(-1024);
        }
    }

    @Test
    void a_part_of_the_slices_keeps_their_own_positions() throws Exception {
        ImagePlus image = ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS);
        image.getStack().deleteSlice(2);
        image.setStack(image.getStack());

        Volume back = ImagePlusVolume.toVolume(image);
        assertThat(back.geometry().gaps()).containsExactly(7);
        assertThat(back.references().get(1).sopInstanceUid()).isEqualTo("2.25.3");
    }

    @Test
    void an_uneven_stack_that_was_reordered_or_given_another_scale_is_refused() {
        ImagePlus reversed = ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS);
        ImageStack backwards = new ImageStack(2, 2);
        for (int n = 3; n > 0; n--) {
            backwards.addSlice(
                    reversed.getStack().getSliceLabel(n), reversed.getStack().getPixels(n));
        }
        reversed.setStack(backwards);
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(reversed))
                .hasMessageStartingWith("ct: was cut, reordered or rescaled from a stack with a tilt or uneven gaps");

        ImagePlus rescaled = ImagePlusVolume.toImagePlus(signed(TILTED, 1, 0), "ct", LABELS);
        rescaled.getCalibration().pixelWidth = 0.6;
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(rescaled)).isInstanceOf(ImageException.class);
    }

    @Test
    void an_even_stack_that_was_given_another_scale_is_measured_by_it_and_says_so() throws Exception {
        ImagePlus image = ImagePlusVolume.toImagePlus(signed(EVEN, 1, 0), "ct", LABELS);
        image.getCalibration().pixelWidth = 0.6;

        Volume back = ImagePlusVolume.toVolume(image);
        assertThat(back.geometry().columnSpacing()).isEqualTo(0.6);
        assertThat(back.calibration().spacingSource()).isEqualTo("ImageJ Calibration, unit mm");
        assertThat(back.references()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mm, 0.5",
        "cm, 5",
        "um, 0.0005",
        "micron, 0.0005",
        "microns, 0.0005",
        "inch, 12.7",
        "inches, 12.7",
        "m, 500",
        "Millimeter, 0.5"
    })
    void any_image_is_measured_by_its_calibration_in_mm(String unit, double expectedDx) throws Exception {
        ImagePlus image = new ImagePlus("photo", new ShortProcessor(4, 3));
        image.getCalibration().setUnit(unit);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.7;

        VolumeGeometry g = ImagePlusVolume.toVolume(image).geometry();
        assertThat(g.columnSpacing()).isCloseTo(expectedDx, within(1e-12 * expectedDx));
        assertThat(g.rowSpacing()).isCloseTo(expectedDx * 1.4, within(1e-12 * expectedDx));
    }

    @Test
    void z_has_its_own_unit_and_an_unknown_one_is_refused() throws Exception {
        ImageStack stack = new ImageStack(2, 2);
        stack.addSlice(new ShortProcessor(2, 2));
        stack.addSlice(new ShortProcessor(2, 2));
        ImagePlus image = new ImagePlus("z", stack);
        image.getCalibration().setUnit("mm");
        image.getCalibration().setZUnit("cm");
        image.getCalibration().pixelDepth = 0.3;
        assertThat(ImagePlusVolume.toVolume(image).geometry().gaps()).containsExactly(3);

        image.getCalibration().setZUnit("sec");
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(image))
                .hasMessageStartingWith("z: its voxel size 1.0 x 1.0 x 0.3 mm is no length");
    }

    @Test
    void pixels_are_never_millimetres() throws Exception {
        ImagePlus image = new ImagePlus("photo", new ShortProcessor(4, 3));
        image.getCalibration().pixelWidth = 0.5; // a number without a unit says nothing

        Volume volume = ImagePlusVolume.toVolume(image);
        assertThat(volume.geometry().isCalibrated()).isFalse();
        assertThat(volume.calibration().spacingSource()).isEqualTo("none: ImageJ Calibration, unit pixel");
        assertThat(volume.valueUnit()).isEqualTo(ValueUnit.ARBITRARY);
    }

    @Test
    void a_curved_calibration_is_applied_pixel_by_pixel() throws Exception {
        ImagePlus image = new ImagePlus("od", new ShortProcessor(2, 1, new short[] {3, 10}, null));
        image.getCalibration().setFunction(Calibration.POLY2, new double[] {1, 2, 0.5}, "OD");

        Volume volume = ImagePlusVolume.toVolume(image);
        assertThat(volume.value(0, 0, 0)).isEqualTo(1 + 2 * 3 + 0.5 * 9);
        assertThat(volume.value(1, 0, 0)).isEqualTo(1 + 2 * 10 + 0.5 * 100);
        assertThat(volume.valueUnit().symbol()).isEqualTo("OD");
    }

    @Test
    void of_a_hyperstack_the_slices_of_the_current_channel_and_frame_are_measured() throws Exception {
        ImagePlus image = IJ.createHyperStack("h", 1, 1, 2, 3, 2, 16);
        for (int n = 1; n <= 12; n++) {
            image.getStack().getProcessor(n).set(0, 0, n);
        }
        image.setSlice(image.getStackIndex(2, 1, 2));

        Volume volume = ImagePlusVolume.toVolume(image);
        assertThat(volume.geometry().slices()).isEqualTo(3);
        // Index = channel + 2 (slice - 1) + 6 (frame - 1) for channel 2, frame 2.
        assertThat(volume.value(0, 0, 0)).isEqualTo(8);
        assertThat(volume.value(0, 0, 2)).isEqualTo(12);
    }

    @Test
    void colour_images_and_labels_that_are_not_different_are_refused() {
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(new ImagePlus("rgb", new ColorProcessor(2, 2))))
                .hasMessageStartingWith("rgb: is RGB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImagePlusVolume.toImagePlus(signed(EVEN, 1, 0), "ct", List.of("a", "a\nb", "c")));
    }

    @Test
    void a_damaged_property_is_said_not_guessed_around() {
        ImagePlus image = ImagePlusVolume.toImagePlus(signed(EVEN, 1, 0), "ct", LABELS);
        image.setProp(StackRecord.PROPERTY, image.getProp(StackRecord.PROPERTY).replace("spacing 0.5", "spacing x"));
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(image))
                .hasMessageStartingWith("ct: its property \"Figtrace stack\" is damaged");
    }
}
