package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NrrdTest {
    private static final VolumeGeometry SERIES = VolumeGeometry.axial(2, 3, 2, new Vector3(7, -11, 13), 0.5, 0.75, 2.5);
    private static final String PLACE = "space: left-posterior-superior\nsizes: 2 3 2\n"
            + "space directions: (0.5,0,0) (0,0.75,0) (0,0,2.5)\nspace origin: (7,-11,13)\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "signed char, 1, -100",
        "uchar, 1, 200",
        "int16, 2, -30000",
        "unsigned short, 2, 60000",
        "int, 4, -16000000",
        "uint32_t, 4, 16000000",
        "long long, 8, -16000000",
        "ulonglong, 8, 16000000",
        "float, 4, -12345",
        "double, 8, -54321"
    })
    void every_type_reads_in_both_byte_orders_raw_and_gzip(String type, int bytes, int value) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (String encoding : List.of("raw", "gzip")) {
                ByteBuffer b = ByteBuffer.allocate(12 * bytes).order(order);
                for (int n = 0; n < 12; n++) {
                    int v = n == 9 ? value : n;
                    switch (type) {
                        case "float" -> b.putFloat(v);
                        case "double" -> b.putDouble(v);
                        default -> {
                            switch (bytes) {
                                case 1 -> b.put((byte) v);
                                case 2 -> b.putShort((short) v);
                                case 4 -> b.putInt(v);
                                default -> b.putLong(v);
                            }
                        }
                    }
                }
                Volume v = Nrrd.readVolume(file(
                        "type: " + type + "\ndimension: 3\n" + PLACE + "endian: "
                                + (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "\nencoding: " + encoding
                                + "\n",
                        encoding.equals("gzip") ? NiftiBytes.gzip(b.array()) : b.array()));
                // Voxel 9 of 2 x 3 x 2, first axis fastest: 9 = 1 + 2 * (1 + 3 * 1).
                assertThat(v.value(1, 1, 1)).as(order + " " + encoding).isEqualTo(value);
                assertThat(v.value(0, 2, 1)).isEqualTo(10);
                assertThat(v.geometry().sameGridAs(SERIES, 1e-12)).isTrue();
            }
        }
    }

    @Test
    void a_ras_grid_is_turned_into_lps_and_dicom_row_order() throws IOException {
        // The same place said in RAS with rows running to anterior, as many exporters do.
        Volume v = Nrrd.readVolume(file(
                "type: uint8\ndimension: 3\nspace: right-anterior-superior\nsizes: 2 3 2\n"
                        + "space directions: (-0.5,0,0) (0, 0.75, 0) (0,0,2.5)\nspace origin: (-7, 9.5, 13)\n"
                        + "encoding: raw\n",
                new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
        assertThat(v.geometry().sameGridAs(SERIES, 1e-12)).isTrue();
        assertThat(v.value(0, 0, 0)).isEqualTo(4);
        assertThat(v.value(1, 2, 1)).isEqualTo(7);
    }

    @Test
    void overlapping_segments_of_slicer_have_their_names_and_layers() throws IOException {
        // Two layers side by side for each voxel; segments "mass" and "bone" share a layer, "shell" overlaps both.
        byte[] v = new byte[24];
        v[0] = 1; // voxel 0, layer 0: mass
        v[1] = 1; // voxel 0, layer 1: shell
        v[2 * 7] = 2; // voxel 7, layer 0: bone
        v[2 * 11 + 1] = 1; // voxel 11, layer 1: shell
        String header = "type: uchar\ndimension: 4\nspace: LPS\nsizes: 2 2 3 2\n"
                + "space directions: none (0.5,0,0) (0,0.75,0) (0,0,2.5)\nspace origin: (7,-11,13)\n"
                + "kinds: list domain domain domain\nencoding: raw\n"
                + segment(0, "mass", 1, 0) + segment(1, "bone", 2, 0) + segment(2, "shell", 1, 1);
        Path file = file(header, v);
        assertThat(region(file, "mass")).isEqualTo(Set.of("0,0,0"));
        assertThat(region(file, "bone")).isEqualTo(Set.of("1,0,1"));
        assertThat(region(file, "shell")).isEqualTo(Set.of("0,0,0", "1,2,1"));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> MaskFile.read(file, Optional.empty(), SERIES, DicomEngines.preferred()))
                .withMessageContaining("1 mass, 2 bone, 1 shell");
    }

    @Test
    void layers_after_each_other_are_regions_of_their_own() throws IOException {
        byte[] v = new byte[24];
        v[3] = 5;
        v[12 + 3] = 5;
        v[12 + 4] = 5;
        Path file = file(
                "type: uchar\ndimension: 4\nspace: LPS\nsizes: 2 3 2 2\n"
                        + "space directions: (0.5,0,0) (0,0.75,0) (0,0,2.5) none\nspace origin: (7,-11,13)\n"
                        + "encoding: raw\n",
                v);
        assertThat(region(file, "0:5")).isEqualTo(Set.of("1,1,0"));
        assertThat(region(file, "1:5")).isEqualTo(Set.of("1,1,0", "0,2,0"));
    }

    @Test
    void a_header_that_cannot_be_trusted_is_refused_by_field_and_value() throws IOException {
        String good = "type: uint8\ndimension: 3\n" + PLACE + "encoding: raw\n";
        refused(good.replace("space: left-posterior-superior\n", ""), "NRRD field space is missing");
        refused(good.replace("left-posterior-superior", "scanner-xyz"), "NRRD space \"scanner-xyz\"");
        refused(good.replace("type: uint8", "type: block"), "NRRD type \"block\"");
        refused(good.replace("encoding: raw", "encoding: bzip2"), "NRRD encoding \"bzip2\"");
        refused(good.replace("2 3 2\n", "2 3\n"), "dimension is 3, but sizes has 2");
        refused(good.replace("2 3 2\n", "2 -3 2\n"), "NRRD field sizes has \"-3\"");
        refused(good.replace("(0,0,2.5)", "(0,0,a)"), "NRRD field space directions has \"(0,0,a)\"");
        refused(good.replace("space origin: (7,-11,13)\n", ""), "NRRD field \"space origin\" is missing");
        refused(good.replace("type: uint8", "type: short"), "NRRD field \"endian\" is missing");
        refused(good + "data file: voxels.raw\n", "NRRD field datafile \"voxels.raw\"");
        refused(good + "space units: \"m\" \"m\" \"m\"\n", "only mm is read");
        refused(good + "type: uint8\n", "NRRD field \"type\" occurs twice");
        refused(good + "nonsense\n", "NRRD header line \"nonsense\"");
        refused(good.replace("2 3 2\n", "2 3 60000\n"), "promises 360000 bytes of voxels");
        refused(good.replace("2 3 2\n", "2 3 2\n").replace("raw", "gzip"), "its gzip compression is damaged");
    }

    @Test
    void the_label_images_of_dcmqi_have_the_voxels_of_their_segmentations() throws IOException {
        // 107098, 322 and 315 voxels in shared/data/seg_truth.csv, counted in the DICOM made from them.
        assertThat(only("dcmqi/segmentations/liver_seg.nrrd")).isEqualTo(107098);
        assertThat(only("dcmqi/segmentations/23x38x3/nrrd/label.nrrd")).isEqualTo(322);
        assertThat(only("dcmqi/segmentations/24x38x3/nrrd/label.nrrd")).isEqualTo(315);
    }

    private static long only(String file) throws IOException {
        LabelMap map = Nrrd.readLabels(SharedData.require(file));
        assertThat(map.regions()).hasSize(1);
        return map.regions().get(0).count();
    }

    private static Set<String> region(Path file, String name) throws IOException {
        return MaskPlacementTest.voxels(MaskFile.read(file, Optional.of(name), SERIES, DicomEngines.preferred())
                .mask());
    }

    private static String segment(int n, String name, int label, int layer) {
        return "Segment" + n + "_Name:=" + name + "\nSegment" + n + "_LabelValue:=" + label + "\nSegment" + n
                + "_Layer:=" + layer + "\n";
    }

    private void refused(String header, String why) throws IOException {
        Path file = file(header, new byte[12]);
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> Nrrd.readVolume(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    private Path file(String header, byte[] voxels) throws IOException {
        return Files.write(
                folder.resolve("x.nrrd"),
                MaskPlacementTest.concat(
                        ("NRRD0005\n# comment\n" + header + "\n").getBytes(StandardCharsets.US_ASCII), voxels));
    }
}
