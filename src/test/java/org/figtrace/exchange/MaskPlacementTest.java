package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One region on an oblique series, told by files whose axes run in every order and direction. */
class MaskPlacementTest {
    private static final DicomEngine ENGINE = DicomEngines.preferred();

    /** Turned by 30 degrees about z, then slices to the side: no axis of the series is one of the patient. */
    private static final Vector3 ROW = new Vector3(Math.sqrt(3) / 2, 0.5, 0);

    private static final Vector3 COLUMN = new Vector3(-0.3, 0.3 * Math.sqrt(3), -0.8);
    private static final VolumeGeometry SERIES =
            VolumeGeometry.regular(5, 4, 3, new Vector3(17, -23, 31), ROW, COLUMN, 0.5, 0.75, 2);

    /** No reflection of the grid keeps it: a wrong axis shows. */
    private static final Set<String> REGION = new TreeSet<>(List.of("0,0,0", "1,0,0", "4,3,2", "2,1,2", "3,0,1"));

    @TempDir
    Path folder;

    /** Axis a of the file runs along axis axes[a] of the series, backwards where flips[a]. */
    record Order(int[] axes, boolean[] flips) {
        int[] voxel(int[] ijk) {
            int[] v = new int[3];
            for (int a = 0; a < 3; a++) {
                v[a] = flips[a] ? size(a) - 1 - ijk[axes[a]] : ijk[axes[a]];
            }
            return v;
        }

        int size(int a) {
            return new int[] {5, 4, 3}[axes[a]];
        }

        Vector3 origin() {
            int[] ijk = new int[3];
            for (int a = 0; a < 3; a++) {
                ijk[axes[a]] = flips[a] ? size(a) - 1 : 0;
            }
            return SERIES.toPatient(ijk[0], ijk[1], ijk[2]);
        }

        Vector3 step(int a) {
            int[] ijk = new int[3];
            ijk[axes[a]] = flips[a] ? -1 : 1;
            return SERIES.toPatient(ijk[0], ijk[1], ijk[2]).minus(SERIES.toPatient(0, 0, 0));
        }

        byte[] voxels() {
            byte[] v = new byte[60];
            for (String text : REGION) {
                int[] at = voxel(Arrays.stream(text.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray());
                v[at[0] + size(0) * (at[1] + size(1) * at[2])] = 1;
            }
            return v;
        }

        @Override
        public String toString() {
            return Arrays.toString(axes) + Arrays.toString(flips);
        }
    }

    static Stream<Order> orders() {
        List<Order> all = new ArrayList<>();
        for (int[] axes : new int[][] {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}}) {
            for (int f = 0; f < 8; f++) {
                all.add(new Order(axes, new boolean[] {(f & 1) != 0, (f & 2) != 0, (f & 4) != 0}));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void a_nifti_mask_lands_on_the_same_voxels(Order o) throws IOException {
        Path file = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, o.size(0), o.size(1), o.size(2))
                .sformLps(o.origin(), o.step(0), o.step(1), o.step(2))
                .voxels(60, b -> b.put(o.voxels()))
                .write(folder.resolve("m.nii.gz"));
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(voxels(region.mask())).isEqualTo(REGION);
        assertThat(region.roiName()).isEqualTo("1");
        assertThat(region.source()).isEqualTo("NIfTI m.nii.gz");
        assertThat(region.contours()).isEmpty();
        assertThat(region.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void an_nrrd_mask_lands_on_the_same_voxels_in_every_space(Order o) throws IOException {
        for (String[] space : new String[][] {
            {"left-posterior-superior", "1", "1"}, {"RAS", "-1", "-1"}, {"left-anterior-superior", "1", "-1"}
        }) {
            double sx = Double.parseDouble(space[1]);
            double sy = Double.parseDouble(space[2]);
            String header = "NRRD0005\ntype: uint8\ndimension: 3\nspace: " + space[0] + "\nsizes: " + o.size(0) + " "
                    + o.size(1) + " " + o.size(2) + "\nspace directions: " + text(o.step(0), sx, sy) + " "
                    + text(o.step(1), sx, sy) + " " + text(o.step(2), sx, sy)
                    + "\nkinds: domain domain domain\nencoding: raw\nspace origin: " + text(o.origin(), sx, sy)
                    + "\n\n";
            Path file = folder.resolve("m.nrrd");
            Files.write(file, concat(header.getBytes(StandardCharsets.US_ASCII), o.voxels()));
            LesionRegion region = MaskFile.read(file, Optional.of("1"), SERIES, ENGINE);
            assertThat(voxels(region.mask())).as(space[0]).isEqualTo(REGION);
            assertThat(region.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void the_frames_of_a_dicom_seg_land_on_the_same_voxels(Order o) throws IOException {
        // Frames in reverse order of position, 12 to 20 bits each: none but the first starts on a byte.
        List<SegBytes.FrameBits> frames = new ArrayList<>();
        int pixels = o.size(0) * o.size(1);
        for (int c = o.size(2) - 1; c >= 0; c--) {
            byte[] bits = Arrays.copyOfRange(o.voxels(), c * pixels, (c + 1) * pixels);
            frames.add(new SegBytes.FrameBits(1, o.origin().plus(o.step(2).times(c)), bits));
        }
        Path file = folder.resolve("seg.dcm");
        try (var out = Files.newOutputStream(file)) {
            ENGINE.write(
                    SegBytes.binary(
                            o.size(0),
                            o.size(1),
                            o.step(0),
                            o.step(1),
                            o.step(2).length(),
                            frames),
                    TransferSyntax.EXPLICIT_LITTLE,
                    out);
        }
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(voxels(region.mask())).isEqualTo(REGION);
        assertThat(region.roiName()).isEqualTo("Mass 1");
        assertThat(region.warnings()).isEmpty();
    }

    @Test
    void a_file_may_cover_less_or_more_than_the_series() throws IOException {
        // Two voxels along each axis, from (-1, 2, 2): half of it lies outside.
        Path file = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 2)
                .sformLps(
                        SERIES.toPatient(-1, 2, 2),
                        SERIES.toPatient(1, 0, 0).minus(SERIES.toPatient(0, 0, 0)),
                        SERIES.toPatient(0, 1, 0).minus(SERIES.toPatient(0, 0, 0)),
                        SERIES.toPatient(0, 0, 1).minus(SERIES.toPatient(0, 0, 0)))
                .voxels(8, b -> b.put(new byte[] {1, 1, 1, 1, 1, 1, 1, 1}))
                .write(folder.resolve("m.nii"));
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(voxels(region.mask())).isEqualTo(Set.of("0,2,2", "0,3,2"));
        assertThat(region.warnings()).containsExactly("6 voxels of region 1 lie outside the series and were left out");
    }

    @Test
    void a_grid_that_is_not_that_of_the_series_is_refused_with_the_numbers() throws IOException {
        Vector3 i = SERIES.toPatient(1, 0, 0).minus(SERIES.toPatient(0, 0, 0));
        Vector3 j = SERIES.toPatient(0, 1, 0).minus(SERIES.toPatient(0, 0, 0));
        Vector3 k = SERIES.toPatient(0, 0, 1).minus(SERIES.toPatient(0, 0, 0));
        // The classic error: corners where centres belong.
        refused(SERIES.toPatient(-0.5, -0.5, 0), i, j, k, "lies at index (-0.500, -0.500, 0.000) of the series");
        // Every second column would leave holes.
        refused(SERIES.toPatient(0, 0, 0), i.times(2), j, k, "5 x 4 x 3 voxels of 0.5 x 0.75 x 2 mm");
        // PixelSpacing read as column\\row: the steps change places.
        refused(
                SERIES.toPatient(0, 0, 0),
                i.times(0.75 / 0.5),
                j.times(0.5 / 0.75),
                k,
                "voxel (3, 0, 0) at (18.9486, -21.875, 31) mm lies at index (4.500, 0.000, 0.000)");
        // The identity where a sheared or oblique grid is needed.
        refused(
                SERIES.toPatient(0, 0, 0),
                new Vector3(0.5, 0, 0),
                new Vector3(0, 0.75, 0),
                new Vector3(0, 0, 2),
                "its grid is not that of the series");
        // Far away on the same grid.
        refused(SERIES.toPatient(100, 0, 0), i, j, k, "no voxel of region 1 lies in the series");
    }

    private void refused(Vector3 origin, Vector3 a, Vector3 b, Vector3 c, String why) {
        Path file = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 4, 3, 2)
                .sformLps(origin, a, b, c)
                .voxels(24, v -> v.put(7, (byte) 1))
                .write(folder.resolve("x.nii"));
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> MaskFile.read(file, Optional.empty(), SERIES, ENGINE))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    @Test
    void a_slight_difference_is_matched_to_the_nearest_voxel_and_told() throws IOException {
        Vector3 i = SERIES.toPatient(1, 0, 0).minus(SERIES.toPatient(0, 0, 0));
        Path file = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 5, 1, 1)
                .sformLps(
                        SERIES.toPatient(0.1, 0, 0), i, SERIES.columnDirection().times(0.75), SERIES.normal())
                .voxels(5, v -> v.put(3, (byte) 1))
                .write(folder.resolve("m.nii"));
        LesionRegion region = MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
        assertThat(voxels(region.mask())).isEqualTo(Set.of("3,0,0"));
        assertThat(region.warnings())
                .containsExactly(
                        "its grid leaves that of the series by up to 0.100 voxels; voxels were matched to the nearest");
    }

    @Test
    void a_sheared_file_fits_a_tilted_series_and_nothing_fits_pixels() throws IOException {
        VolumeGeometry tilted = VolumeGeometry.ofSlices(
                3,
                2,
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                0.5,
                0.75,
                List.of(Vector3.ZERO, new Vector3(0, 0.9, 2), new Vector3(0, 1.8, 4)));
        Path file = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 3, 2, 3)
                .sformLps(Vector3.ZERO, new Vector3(.5, 0, 0), new Vector3(0, .75, 0), new Vector3(0, .9, 2))
                .voxels(18, v -> v.put(2 + 3 * (1 + 2 * 2), (byte) 1))
                .write(folder.resolve("m.nii"));
        assertThat(voxels(MaskFile.read(file, Optional.empty(), tilted, ENGINE).mask()))
                .isEqualTo(Set.of("2,1,2"));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> MaskFile.read(file, Optional.empty(), VolumeGeometry.uncalibrated(3, 2, 3), ENGINE))
                .withMessageContaining("the series has no spacing");
    }

    static Set<String> voxels(Mask mask) {
        Set<String> set = new TreeSet<>();
        for (int k = 0; k < mask.geometry().slices(); k++) {
            for (int j = 0; j < mask.geometry().rows(); j++) {
                for (int i = 0; i < mask.geometry().columns(); i++) {
                    if (mask.get(i, j, k)) {
                        set.add(i + "," + j + "," + k);
                    }
                }
            }
        }
        return set;
    }

    private static String text(Vector3 v, double sx, double sy) {
        return "(" + sx * v.x() + "," + sy * v.y() + "," + v.z() + ")";
    }

    static byte[] concat(byte[] a, byte[] b) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }
}
