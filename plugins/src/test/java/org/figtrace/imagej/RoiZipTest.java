package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiZipTest {
    private static final VolumeGeometry GRID = VolumeGeometry.axial(40, 30, 4, Vector3.ZERO, 0.5, 0.7, 2);

    @TempDir
    Path folder;

    private static byte[] encoded(Roi roi, int slice) throws IOException {
        roi.setPosition(slice);
        return RoiEncoder.saveAsByteArray(roi);
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("lesions.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    @Test
    void selections_of_one_name_are_one_region_over_their_slices() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("mass.roi", encoded(new Roi(3, 4, 10, 5), 2));
        entries.put("mass-1.roi", encoded(new Roi(4, 4, 8, 5), 3));
        entries.put("node-7.roi", encoded(new Roi(30, 20, 2, 2), 1)); // no "node": the number is part of its name
        entries.put("0001-0010-0010.roi", encoded(new Roi(20, 10, 3, 3), 1));
        entries.put("0004-0010-0010.roi", encoded(new Roi(20, 10, 3, 2), 4));
        entries.put("ruler.roi", encoded(new Line(1, 1, 9, 9), 1));

        Map<String, RoiRegion> regions = RoiZip.read(zip(entries), GRID);

        assertThat(regions.keySet()).containsExactly("mass", "node-7", "lesions");
        assertThat(regions.get("mass").mask().count()).isEqualTo(50 + 40);
        assertThat(regions.get("mass").mask().get(3, 4, 1)).isTrue();
        assertThat(regions.get("mass").mask().get(3, 4, 2)).isFalse();
        assertThat(regions.get("mass").contours()).hasSize(2);
        assertThat(regions.get("node-7").mask().count()).isEqualTo(4);
        assertThat(regions.get("lesions").mask().count()).isEqualTo(9 + 6);
    }

    @Test
    void every_area_shape_is_read_with_its_sub_pixel_outline() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("oval.roi", encoded(new OvalRoi(2, 3, 10, 8), 1));
        entries.put(
                "freehand.roi",
                encoded(
                        new PolygonRoi(
                                new float[] {2.4f, 4.6f, 4.6f, 2.4f},
                                new float[] {2.4f, 2.4f, 4.6f, 4.6f},
                                Roi.FREEROI),
                        2));
        entries.put("ring.roi", encoded(new ShapeRoi(new Roi(5, 5, 10, 10)).not(new ShapeRoi(new Roi(8, 8, 2, 3))), 3));

        Map<String, RoiRegion> regions = RoiZip.read(zip(entries), GRID);

        assertThat(regions.get("freehand").mask().count()).isEqualTo(9);
        assertThat(regions.get("ring").mask().count()).isEqualTo(100 - 6);
        assertThat(regions.get("ring").contours()).hasSize(2);
        assertThat(regions.get("oval").mask().get(2, 7, 0)).isTrue();
    }

    @Test
    void hyperstack_positions_count_as_slices() throws IOException {
        Roi roi = new Roi(3, 4, 2, 2);
        roi.setPosition(1, 4, 1);
        Map<String, RoiRegion> regions = RoiZip.read(zip(Map.of("m.roi", RoiEncoder.saveAsByteArray(roi))), GRID);
        assertThat(regions.get("m").mask().get(3, 4, 3)).isTrue();
    }

    @Test
    void a_selection_without_a_slice_is_refused_on_a_stack_and_taken_on_a_single_image() throws IOException {
        Path file = zip(Map.of("m.roi", encoded(new Roi(3, 4, 2, 2), 0)));
        assertThatThrownBy(() -> RoiZip.read(file, GRID))
                .isInstanceOf(ImageException.class)
                .hasMessage(file + ": ROI m: names none of the 4 slices, so it could be on any");
        assertThat(RoiZip.read(file, VolumeGeometry.axial(40, 30, 1, Vector3.ZERO, 0.5, 0.7, 2)))
                .hasSize(1);
    }

    @Test
    void a_count_that_the_bytes_cannot_hold_is_refused_before_anything_is_allocated() throws IOException {
        byte[] polygon = encoded(new PolygonRoi(new int[] {1, 9, 5}, new int[] {1, 1, 9}, 3, Roi.POLYGON), 1);
        ByteBuffer.wrap(polygon).putShort(16, (short) 0).putInt(18, Integer.MAX_VALUE);
        assertThatThrownBy(() -> RoiZip.read(zip(Map.of("bomb.roi", polygon)), GRID))
                .hasMessageEndingWith("entry bomb.roi is no ImageJ ROI: it promises 2147483647 coordinates in "
                        + polygon.length + " bytes");

        byte[] shape = encoded(new ShapeRoi(new Roi(5, 5, 10, 10)).not(new ShapeRoi(new Roi(8, 8, 2, 3))), 1);
        ByteBuffer.wrap(shape).putInt(36, 500_000_000);
        assertThatThrownBy(() -> RoiZip.read(zip(Map.of("bomb.roi", shape)), GRID))
                .hasMessageContaining("it promises 500000000 coordinates");
    }

    @Test
    void damaged_entries_and_files_that_are_no_zip_are_each_one_sentence() throws IOException {
        byte[] roi = encoded(new OvalRoi(2, 3, 10, 8), 1);
        for (int length : new int[] {0, 3, 40, 63}) {
            assertThatThrownBy(() -> RoiZip.read(zip(Map.of("cut.roi", Arrays.copyOf(roi, length))), GRID))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("entry cut.roi is no ImageJ ROI");
        }
        Path text = Files.writeString(folder.resolve("a.zip"), "not a zip");
        assertThatThrownBy(() -> RoiZip.read(text, GRID))
                .isInstanceOf(ImageException.class)
                .hasMessage(text + ": holds no area selection of ImageJ (.roi)");
        assertThatThrownBy(() -> RoiZip.read(zip(Map.of("big.roi", new byte[RoiZip.LARGEST_ENTRY + 1])), GRID))
                .hasMessageContaining("entry big.roi is larger than any ROI that ImageJ writes");
    }

    @Test
    void random_damage_never_escapes_as_anything_but_an_image_exception() throws IOException {
        byte[] shape = encoded(new ShapeRoi(new Roi(5, 5, 10, 10)).not(new ShapeRoi(new Roi(8, 8, 2, 3))), 1);
        Random random = new Random(7);
        for (int n = 0; n < 300; n++) {
            byte[] damaged = shape.clone();
            for (int b = 0; b < 4; b++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            Path file = zip(Map.of("m.roi", damaged));
            try {
                RoiZip.read(file, GRID);
            } catch (ImageException expected) {
                assertThat(expected.getMessage()).startsWith(file.toString());
            }
        }
    }
}
