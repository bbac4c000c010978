package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

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
import java.util.Random;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileFileTest {
    private static final DicomEngine ENGINE = DicomEngines.preferred();
    private static final Vector3 X = new Vector3(0.5, 0, 0);
    private static final Vector3 Y = new Vector3(0, 0.75, 0);
    private static final Vector3 Z = new Vector3(0, 0, 2);
    private static final VolumeGeometry SERIES = VolumeGeometry.axial(3, 2, 2, Vector3.ZERO, 0.5, 0.75, 2);
    private static final byte[] VOXELS = {1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1};

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void a_damaged_mask_is_refused_with_its_name_and_never_with_a_crash() throws IOException {
        List<byte[]> whole = new ArrayList<>();
        byte[] nifti = new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 3, 2, 2)
                .sformLps(Vector3.ZERO, X, Y, Z)
                .voxels(12, b -> b.put(VOXELS))
                .bytes();
        whole.add(nifti);
        whole.add(NiftiBytes.gzip(nifti));
        whole.add(MaskPlacementTest.concat(
                ("NRRD0005\ntype: uint8\ndimension: 3\nspace: LPS\nsizes: 3 2 2\nspace origin: (0,0,0)\n"
                                + "space directions: (0.5,0,0) (0,0.75,0) (0,0,2)\nencoding: gzip\n\n")
                        .getBytes(StandardCharsets.US_ASCII),
                NiftiBytes.gzip(VOXELS)));
        whole.add(dicom(
                SegBytes.binary(3, 2, X, Y, 2, List.of(new SegBytes.FrameBits(1, Z, Arrays.copyOf(VOXELS, 6))))));
        whole.add(dicom(RtStructTest.structure(
                RtStructTest.roi(1, "A", RtStructTest.contour("CLOSED_PLANAR", 0, 0, 0, 1, 0, 0, 1, 1, 0)))));
        Random random = new Random(20261122);
        int read = 0;
        int refused = 0;
        for (byte[] good : whole) {
            Path file = folder.resolve("mask");
            Files.write(file, good);
            assertThat(MaskFile.read(file, Optional.empty(), SERIES, ENGINE)
                            .mask()
                            .isEmpty())
                    .isFalse();
            for (int n = 0; n < 160; n++) {
                byte[] bad = n % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
                for (int flips = n % 4; flips > 0; flips--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, bad);
                try {
                    MaskFile.read(file, Optional.empty(), SERIES, ENGINE);
                    read++;
                } catch (IOException told) {
                    assertThat(told.getMessage()).startsWith(file + ": ");
                    refused++;
                } catch (RuntimeException | Error crash) {
                    fail("mutation " + n + " of " + good.length + " bytes", crash);
                }
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private Path nrrd(String directions, String origin, String more) throws IOException {
        return Files.writeString(
                folder.resolve("a.nrrd"),
                "NRRD0005\ntype: uint8\ndimension: 3\nspace: LPS\nsizes: 3 2 2\nspace origin: " + origin
                        + "\nspace directions: " + directions + "\nencoding: raw\n" + more + "\n" + "x".repeat(12),
                StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Its length overflows to infinity, so no unit vector can be made of it.
                "(1e308,0.75,0) (0,0.75,0) (0,0,2) | (0,0,0) | the step along axis 1 is (1.0E308, 0.75, 0)",
                // A square that underflows to zero.
                "(0.5,0,0) (0,1e-200,0) (0,0,2) | (0,0,0) | the step along axis 2 is (0, 0",
                // Slices 2 mm apart, of which the origin swallows the difference.
                "(0.5,0,0) (0,0.75,0) (0,0,2) | (0,0,1e308) | the first voxel lies at (0, 0, 1.0E308)",
            })
    void a_grid_whose_slices_no_double_can_tell_apart_is_refused(String directions, String origin, String problem)
            throws IOException {
        Path file = nrrd(directions, origin, "");
        assertThatThrownBy(() -> Nrrd.readVolume(file))
                .isInstanceOf(ExchangeException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void a_nifti_grid_far_from_its_origin_is_refused() throws IOException {
        Path file = folder.resolve("a.nii");
        Files.write(
                file,
                new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 2, 8, 3, 2, 2)
                        .sformLps(new Vector3(0, 0, 1e30), X, Y, Z)
                        .voxels(12, b -> b.put(VOXELS))
                        .bytes());
        assertThatThrownBy(() -> Nifti.readVolume(file))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("the first voxel lies at ");
    }

    @Test
    void a_sentence_quotes_no_more_of_a_header_than_it_can_hold() throws IOException {
        Path file = nrrd("(0.5,0,0) (0,0.75,0) (0,0,2)", "(0,0,0)", "\u0001\u00e9" + "y".repeat(5000) + "\n");
        assertThatThrownBy(() -> Nrrd.readVolume(file))
                .hasMessage(file + ": NRRD header line \"??" + "y".repeat(58) + "...\" is no field");
    }

    private static byte[] dicom(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        ENGINE.write(dataSet, TransferSyntax.EXPLICIT_LITTLE, out);
        return out.toByteArray();
    }
}
