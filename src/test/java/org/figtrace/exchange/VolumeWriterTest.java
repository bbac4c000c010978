package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeWriterTest {
    private static final Vector3 ROW = new Vector3(Math.sqrt(3) / 2, 0.5, 0);
    private static final Vector3 COLUMN = new Vector3(0, 0, -1);
    private static final VolumeGeometry OBLIQUE =
            VolumeGeometry.regular(4, 3, 5, new Vector3(17, -23, 31), ROW, COLUMN, 0.5, 0.75, 2);

    @TempDir
    Path folder;

    @Test
    void nifti_bytes_are_rows_from_the_last_to_the_first_in_ras() throws IOException {
        Path file = folder.resolve("v.nii");
        VolumeWriter.write(numbered(VolumeGeometry.axial(2, 3, 2, new Vector3(7, -11, 13), 0.5, 0.75, 2.5)), file);

        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(b.capacity()).isEqualTo(352 + 24);
        assertThat(b.getInt(0)).isEqualTo(348);
        assertThat(shorts(b, 40, 8)).containsExactly(3, 2, 3, 2, 1, 1, 1, 1);
        assertThat(shorts(b, 70, 2)).containsExactly(4, 16);
        assertThat(b.getFloat(112)).isEqualTo(2f);
        assertThat(b.getFloat(116)).isEqualTo(-1000f);
        // LPS (7, -11, 13); the first stored row is row 2, at y = -11 + 1.5. RAS: (-7, 9.5, 13), rows towards +y.
        assertThat(floats(b, 280, 4)).containsExactly(-0.5f, 0f, 0f, -7f);
        assertThat(floats(b, 296, 4)).containsExactly(0f, 0.75f, 0f, 9.5f);
        assertThat(floats(b, 312, 4)).containsExactly(0f, 0f, 2.5f, 13f);
        assertThat(floats(b, 76, 4)).containsExactly(-1f, 0.5f, 0.75f, 2.5f);
        assertThat(floats(b, 256, 6)).containsExactly(0f, 1f, 0f, -7f, 9.5f, 13f);
        assertThat(shorts(b, 252, 2)).containsExactly(1, 1);
        assertThat(shorts(b, 352, 12)).containsExactly(4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii.gz", "v.nii", "v.nrrd"})
    void what_is_written_reads_back_at_the_same_place_on_an_oblique_grid(String name) throws IOException {
        Path file = folder.resolve(name);
        Volume v = numbered(OBLIQUE);
        assertThat(VolumeWriter.write(v, file)).isEmpty();
        Volume back = name.endsWith("nrrd") ? Nrrd.readVolume(file) : Nifti.readVolume(file);
        // NIfTI places are float32: 4e-6 at 60 mm.
        assertThat(back.geometry().sameGridAs(OBLIQUE, 1e-5)).isTrue();
        for (int n = 0; n < 60; n++) {
            assertThat(back.value(n % 4, n / 4 % 3, n / 12)).isEqualTo(2 * n - 1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.nii.gz", "m.nrrd"})
    void a_mask_is_written_for_the_grid_that_it_was_drawn_on(String name) throws IOException {
        Mask mask = new Mask(OBLIQUE);
        mask.set(3, 0, 4, true);
        mask.set(0, 2, 1, true);
        Path file = folder.resolve(name);
        VolumeWriter.write(mask, file);
        LesionRegion back = MaskFile.read(file, Optional.empty(), OBLIQUE, DicomEngines.preferred());
        assertThat(MaskPlacementTest.voxels(back.mask())).containsExactlyInAnyOrder("3,0,4", "0,2,1");
        assertThat(back.warnings()).isEmpty();
    }

    @Test
    void a_tilted_stack_keeps_its_shear_in_the_sform_and_has_no_qform() throws IOException {
        VolumeGeometry tilted = stack(new Vector3(0, 0, 0), new Vector3(0, 0.7, 2), new Vector3(0, 1.4, 4));
        Path file = folder.resolve("v.nii");
        VolumeWriter.write(numbered(tilted), file);
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(shorts(b, 252, 2)).containsExactly(0, 1);
        assertThat(floats(b, 296, 4)[2]).isEqualTo(-0.7f);
        assertThat(Nifti.readVolume(file).geometry().sameGridAs(tilted, 1e-6)).isTrue();
    }

    @Test
    void what_a_format_cannot_hold_is_refused_and_leaves_nothing_behind() throws IOException {
        Volume uneven = numbered(stack(new Vector3(0, 0, 0), new Vector3(0, 0, 2), new Vector3(0, 0, 5)));
        Volume pixels = numbered(VolumeGeometry.uncalibrated(2, 3, 2));
        for (String name : List.of("v.nii.gz", "v.nrrd")) {
            refused(uneven, folder.resolve(name), "the distance between slices varies from 2.000 to 3.000 mm (slice 1");
            refused(pixels, folder.resolve(name), "the series has no spacing");
        }
        refused(numbered(OBLIQUE), folder.resolve("v.tiff"), "has no known extension");
        refused(numbered(OBLIQUE), folder.resolve("none/v.nii"), "does not exist");
        refused(numbered(OBLIQUE), folder.resolve("none/slices"), "does not exist");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_single_slice_is_written_as_two_dimensions() throws IOException {
        VolumeGeometry one = VolumeGeometry.axial(2, 3, 1, new Vector3(7, -11, 13), 0.5, 0.75, 1);
        Path file = folder.resolve("v.nii");
        VolumeWriter.write(numbered(one), file);
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(shorts(b, 40, 4)).containsExactly(2, 2, 3, 1);
        assertThat(Nifti.readVolume(file).geometry().sameGridAs(one, 1e-6)).isTrue();
    }

    @Test
    void rescales_that_differ_between_slices_become_float_values() throws IOException {
        VolumeGeometry g = VolumeGeometry.axial(2, 1, 2, Vector3.ZERO, 0.5, 0.75, 2);
        Volume v = new Volume(
                g,
                new Voxels.Shorts(new short[][] {{1, 2}, {-1, (short) 65535}}, false),
                new double[] {0.5, 0.25},
                new double[] {0, 10},
                ValueUnit.ARBITRARY,
                new Calibration("test", "test"),
                List.of(),
                List.of());
        for (String name : List.of("v.nii.gz", "v.nrrd")) {
            Path file = folder.resolve(name);
            VolumeWriter.write(v, file);
            Volume back = name.endsWith("nrrd") ? Nrrd.readVolume(file) : Nifti.readVolume(file);
            assertThat(back.voxels()).isInstanceOf(Voxels.Floats.class);
            assertThat(back.value(1, 0, 0)).isEqualTo(1);
            assertThat(back.value(1, 0, 1)).isEqualTo(65535 * 0.25 + 10);
        }
    }

    @Test
    void png_slices_say_how_their_numbers_become_values_and_where_they_lie() throws IOException {
        Path out = folder.resolve("slices");
        assertThat(VolumeWriter.write(numbered(OBLIQUE), out)).isEmpty();
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "slice-0000.png", "slice-0001.png", "slice-0002.png", "slice-0003.png", "slice-0004.png");
        // Another decoder, that of the JDK.
        BufferedImage png = ImageIO.read(out.resolve("slice-0003.png").toFile());
        assertThat(png.getType()).isEqualTo(BufferedImage.TYPE_USHORT_GRAY);
        for (int n = 36; n < 48; n++) {
            assertThat(png.getRaster().getSample(n % 4, n / 4 % 3, 0)).isEqualTo(n);
        }
        String text = new String(Files.readAllBytes(out.resolve("slice-0003.png")), StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("Rescale\0value = 2.0 * pixel + -1000.0")
                .contains("ValueUnit\0HU")
                .contains("PixelSpacing\0" + "0.75\\0.5")
                .contains("SOPInstanceUID\0" + "1.2.3.3")
                .contains("Frame\0" + "1");
    }

    @Test
    void floats_are_cut_into_65535_steps_in_png_and_that_is_told() throws IOException {
        VolumeGeometry g = VolumeGeometry.axial(3, 1, 1, Vector3.ZERO, 0.5, 0.75, 2);
        Volume v = new Volume(
                g,
                new Voxels.Floats(new float[][] {{-1.5f, 0.25f, 5.05350f}}),
                new double[] {1},
                new double[] {0},
                new ValueUnit("SUV"),
                new Calibration("test", "test"),
                List.of(),
                List.of());
        Path out = folder.resolve("p.png");
        assertThat(VolumeWriter.write(v, out)).containsExactly("values are rounded to steps of 0.000100000 SUV in PNG");
        BufferedImage png = ImageIO.read(out.resolve("slice-0000.png").toFile());
        assertThat(png.getRaster().getSample(0, 0, 0)).isZero();
        assertThat(png.getRaster().getSample(2, 0, 0)).isEqualTo(65535);
        assertThat((double) png.getRaster().getSample(1, 0, 0)).isCloseTo(17500, within(1.0));
    }

    private void refused(Volume v, Path file, String why) {
        assertThatExceptionOfType(ExchangeException.class)
                .as(file + " " + why)
                .isThrownBy(() -> VolumeWriter.write(v, file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    private static VolumeGeometry stack(Vector3... origins) {
        return VolumeGeometry.ofSlices(2, 3, new Vector3(1, 0, 0), new Vector3(0, 1, 0), 0.5, 0.75, List.of(origins));
    }

    /** Stored 0, 1, 2, ... by column, row and slice; value = 2 * stored - 1000. */
    private static Volume numbered(VolumeGeometry g) {
        int pixels = g.columns() * g.rows();
        short[][] data = new short[g.slices()][pixels];
        for (int n = 0; n < g.slices() * pixels; n++) {
            data[n / pixels][n % pixels] = (short) n;
        }
        double[] slopes = new double[g.slices()];
        double[] intercepts = new double[g.slices()];
        Arrays.fill(slopes, 2);
        Arrays.fill(intercepts, -1000);
        List<SliceReference> references = java.util.stream.IntStream.range(0, g.slices())
                .mapToObj(k -> new SliceReference("1.2.840.10008.5.1.4.1.1.2", "1.2.3." + k, 1))
                .toList();
        return new Volume(
                g,
                new Voxels.Shorts(data, true),
                slopes,
                intercepts,
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                references,
                List.of());
    }

    private static int[] shorts(ByteBuffer b, int at, int count) {
        int[] v = new int[count];
        Arrays.setAll(v, n -> b.getShort(at + 2 * n));
        return v;
    }

    /** Adding 0 turns -0 into 0: a sign of nothing means nothing. */
    private static float[] floats(ByteBuffer b, int at, int count) {
        float[] v = new float[count];
        for (int n = 0; n < count; n++) {
            v[n] = b.getFloat(at + 4 * n) + 0f;
        }
        return v;
    }
}
