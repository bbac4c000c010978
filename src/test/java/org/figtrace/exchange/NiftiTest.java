package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.figtrace.SharedData;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NiftiTest {
    private static final Vector3 ORIGIN = new Vector3(7, -11, 13);
    private static final Vector3 A = new Vector3(0.5, 0, 0);
    private static final Vector3 B = new Vector3(0, 0.75, 0);
    private static final Vector3 C = new Vector3(0, 0, 2.5);

    @TempDir
    Path folder;

    /** The type codes of nifti1.h with a value at each end of the type that float32 holds exactly. */
    enum Type {
        UINT8(2, 8, 200, (b, v) -> b.put((byte) v)),
        INT16(4, 16, -30000, (b, v) -> b.putShort((short) v)),
        INT32(8, 32, -16_000_000, (b, v) -> b.putInt(v)),
        FLOAT32(16, 32, -12345, (b, v) -> b.putFloat(v)),
        FLOAT64(64, 64, -54321, (b, v) -> b.putDouble(v)),
        INT8(256, 8, -100, (b, v) -> b.put((byte) v)),
        UINT16(512, 16, 60000, (b, v) -> b.putShort((short) v)),
        UINT32(768, 32, 16_000_000, (b, v) -> b.putInt(v)),
        INT64(1024, 64, -16_000_000, (b, v) -> b.putLong(v)),
        UINT64(1280, 64, 16_000_000, (b, v) -> b.putLong(v));

        final int code;
        final int bits;
        final int value;
        final ObjIntConsumer<ByteBuffer> put;

        Type(int code, int bits, int value, ObjIntConsumer<ByteBuffer> put) {
            this.code = code;
            this.bits = bits;
            this.value = value;
            this.put = put;
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_type_reads_in_both_byte_orders_compressed_or_not(Type type) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (String name : List.of("a.nii", "a.nii.gz")) {
                Path file = new NiftiBytes(order, type.code, type.bits, 2, 3, 4)
                        .sformLps(ORIGIN, A, B, C)
                        .set(h -> h.putFloat(112, 0.5f).putFloat(116, -3))
                        .voxels(24 * type.bits / 8, b -> {
                            for (int n = 0; n < 24; n++) {
                                type.put.accept(b, n == 17 ? type.value : n);
                            }
                        })
                        .write(folder.resolve(name));

                Volume v = Nifti.readVolume(file);

                // Voxel 17 of 2 x 3 x 4, first axis fastest: 17 = 1 + 2 * (2 + 3 * 2). The grid is right-handed as it
                // is.
                assertThat(v.value(1, 2, 2)).isEqualTo(0.5 * type.value - 3);
                assertThat(v.value(0, 1, 3)).isEqualTo(0.5 * (0 + 2 * (1 + 3 * 3)) - 3);
                assertThat(v.geometry().toPatient(1, 2, 3)).isEqualTo(new Vector3(7.5, -9.5, 20.5));
                assertThat(v.warnings()).isEmpty();
            }
        }
    }

    @Test
    void a_slope_of_zero_means_no_scaling_at_all() throws IOException {
        Volume v = Nifti.readVolume(
                tiny().set(h -> h.putFloat(112, 0).putFloat(116, 99)).write(file()));
        assertThat(v.value(1, 0, 0)).isEqualTo(1);
    }

    @Test
    void a_left_handed_grid_gets_its_rows_back_in_dicom_order() throws IOException {
        // Rows run to -y as dcm2niix writes them: stored row 0 is the most posterior one.
        Vector3 last = ORIGIN.plus(B.times(2));
        Volume v = Nifti.readVolume(numbered().sformLps(last, A, B.times(-1), C).write(file()));

        assertThat(v.geometry().sliceOrigin(0)).isEqualTo(ORIGIN);
        assertThat(v.geometry().columnDirection()).isEqualTo(new Vector3(0, 1, 0));
        assertThat(v.geometry().normal()).isEqualTo(new Vector3(0, 0, 1));
        for (int n = 0; n < 24; n++) {
            int i = n % 2;
            int j = n / 2 % 3;
            int k = n / 6;
            assertThat(v.value(i, 2 - j, k)).isEqualTo(n);
        }
    }

    @Test
    void a_sheared_stack_keeps_the_place_of_every_slice() throws IOException {
        Vector3 step = new Vector3(0, 0.8, 2.5);
        Volume v = Nifti.readVolume(numbered().sformLps(ORIGIN, A, B, step).write(file()));

        assertThat(v.geometry()
                        .toPatient(1, 2, 3)
                        .distanceTo(ORIGIN.plus(A).plus(B.times(2)).plus(step.times(3))))
                .isLessThan(1e-6); // float32 of numbers near 10
        assertThat(v.geometry().tiltDeg()).isCloseTo(Math.toDegrees(Math.atan2(0.8, 2.5)), within(1e-5));
    }

    @Test
    void the_qform_alone_places_the_voxels_by_its_quaternion_and_qfac() throws IOException {
        // nifti1.h method 2 with a rotation by 90 degrees about z (RAS): x -> y, y -> -x; qfac -1 turns z round.
        float h = (float) Math.sqrt(0.5);
        Volume v = Nifti.readVolume(numbered()
                .set(b -> b.putShort(254, (short) 0).putShort(252, (short) 1))
                .set(b -> b.putFloat(76, -1)
                        .putFloat(80, 0.5f)
                        .putFloat(84, 0.75f)
                        .putFloat(88, 2.5f))
                .set(b -> b.putFloat(264, h).putFloat(268, 7).putFloat(272, -11).putFloat(276, 13))
                .write(file()));

        // RAS: a -> +y 0.5, b -> -x 0.75, c -> -z 2.5. LPS: a -> (0,-0.5,0), b -> (0.75,0,0), c -> (0,0,-2.5).
        // (0,-1,0) x (1,0,0) = (0,0,1), against c: left-handed, so rows are turned; row 0 is stored row 2.
        assertThat(v.geometry().toPatient(1, 0, 3).distanceTo(new Vector3(-7 + 1.5, 11 - 0.5, 13 - 7.5)))
                .isLessThan(1e-5); // quaternion of float32: 1e-7 of about 20 mm, doubled by the square root
        assertThat(v.value(1, 0, 3)).isEqualTo(1 + 2 * (2 + 3 * 3));
    }

    @Test
    void where_both_forms_disagree_the_sform_counts_and_the_distance_is_told() throws IOException {
        Volume v = Nifti.readVolume(numbered()
                .set(b -> b.putShort(252, (short) 1))
                .set(b -> b.putFloat(80, 0.5f).putFloat(84, 0.75f).putFloat(88, 2.5f))
                .set(b -> b.putFloat(256, 0).putFloat(260, 0).putFloat(264, 1))
                .set(b -> b.putFloat(268, -7).putFloat(272, 12).putFloat(276, 13))
                .write(file()));
        assertThat(v.geometry().sliceOrigin(0)).isEqualTo(ORIGIN);
        assertThat(v.warnings()).containsExactly("sform and qform disagree by up to 1.000 mm; the sform is used");
    }

    @Test
    void metres_and_micrometres_become_millimetres() throws IOException {
        Volume um = Nifti.readVolume(tiny().set(h -> h.put(123, (byte) 3)).write(file()));
        assertThat(um.geometry().rowSpacing()).isCloseTo(0.00075, within(1e-12));
        Volume unstated = Nifti.readVolume(tiny().set(h -> h.put(123, (byte) 0)).write(file()));
        assertThat(unstated.geometry().rowSpacing()).isEqualTo(0.75);
        assertThat(unstated.warnings()).hasSize(1).first().asString().contains("xyzt_units");
    }

    @Test
    void what_float_cannot_hold_is_told() throws IOException {
        Volume v = Nifti.readVolume(new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 8, 32, 2, 1, 1)
                .sformLps(ORIGIN, A, B, C)
                .voxels(8, b -> b.putInt(16_777_217).putInt(5))
                .write(file()));
        assertThat(v.value(1, 0, 0)).isEqualTo(5);
        assertThat(v.warnings()).containsExactly("values of type INT32 were rounded to 32-bit float, by at most 1.0");
    }

    @Test
    void a_file_that_lies_is_refused_by_field_and_value() throws IOException {
        refused(tiny().set(h -> h.putInt(0, 540)), "NIfTI-2");
        refused(tiny().set(h -> h.putInt(0, 347)), "sizeof_hdr is 347");
        refused(tiny().set(h -> h.put(345, (byte) 'i')), ".hdr/.img");
        refused(tiny().set(h -> h.putShort(40, (short) 9)), "dim[0] is 9");
        refused(tiny().set(h -> h.putShort(44, (short) -3)), "dim[2] is -3");
        refused(tiny().set(h -> h.putShort(40, (short) 4).putShort(48, (short) 7)), "dim[4] is 7");
        refused(tiny().set(h -> h.putShort(70, (short) 128)), "datatype 128");
        refused(tiny().set(h -> h.putShort(72, (short) 8)), "datatype 4 contradicts bitpix 8");
        refused(tiny().set(h -> h.putFloat(108, 348)), "vox_offset is 348.0");
        refused(tiny().set(h -> h.putFloat(108, 1e9f)), "vox_offset is 1.0E9");
        refused(tiny().set(h -> h.putShort(254, (short) 0)), "both 0");
        refused(tiny().set(h -> h.putFloat(280, 0)), "the step along axis 1 is (0, 0, 0)");
        refused(tiny().set(h -> h.putFloat(284, 0.3f)), "not perpendicular");
        refused(tiny().set(h -> h.putFloat(292, Float.NaN)), "NaN");
        refused(numbered().voxels(47, b -> {}), "ends within slice 4 of 4: 11 of 12 bytes are there");
    }

    @Test
    void a_small_file_that_promises_terabytes_is_refused_before_they_are_allocated() throws IOException {
        Path bomb = tiny().set(h -> h.putShort(42, (short) 32767)
                        .putShort(44, (short) 32767)
                        .putShort(46, (short) 32767))
                .write(folder.resolve("bomb.nii.gz"));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Nifti.readVolume(bomb))
                .withMessageContaining("promises 70362301923326 bytes");
    }

    @Test
    void a_truncated_or_damaged_file_says_where_it_ends() throws IOException {
        byte[] whole = Files.readAllBytes(numbered().write(folder.resolve("whole.nii.gz")));
        Path cut = Files.write(folder.resolve("cut.nii.gz"), Arrays.copyOf(whole, whole.length - 20));
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Nifti.readVolume(cut))
                .withMessageStartingWith(cut + ": ");
        Path empty = Files.write(folder.resolve("empty.nii"), new byte[0]);
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Nifti.readVolume(empty))
                .withMessageContaining("ends within the NIfTI header: 0 bytes");
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Nifti.readVolume(folder.resolve("none.nii")))
                .withMessageContaining("does not exist");
    }

    @Test
    void the_ibsi_digital_phantom_is_where_its_manual_has_it() throws IOException {
        // nibabel 5: affine diag(-2, -2, 2), int16; 74 voxels in the mask, mean 2.15 (IBSI manual, 3.1 and Q4LE).
        Volume image = Nifti.readVolume(SharedData.require("ibsi/ibsi_1_digital_phantom/nifti/image/phantom.nii.gz"));
        Volume mask = Nifti.readVolume(SharedData.require("ibsi/ibsi_1_digital_phantom/nifti/mask/mask.nii.gz"));
        double sum = 0;
        int n = 0;
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 4; j++) {
                for (int i = 0; i < 5; i++) {
                    if (mask.value(i, j, k) == 1) {
                        n++;
                        sum += image.value(i, j, k);
                    }
                }
            }
        }
        assertThat(n).isEqualTo(74);
        assertThat(sum / n).isCloseTo(2.15, within(0.005));
        assertThat(image.geometry().toPatient(4, 3, 2)).isEqualTo(new Vector3(8, 6, 4));
        assertThat(image.voxels()).isInstanceOf(Voxels.Shorts.class);
    }

    private void refused(NiftiBytes bytes, String why) {
        Path file = bytes.write(file());
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> Nifti.readVolume(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    private Path file() {
        return folder.resolve("x.nii");
    }

    private static NiftiBytes tiny() {
        return new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 4, 16, 2, 1, 1)
                .sformLps(ORIGIN, A, B, C)
                .voxels(4, b -> b.putShort((short) 0).putShort((short) 1));
    }

    private static NiftiBytes numbered() {
        return new NiftiBytes(ByteOrder.LITTLE_ENDIAN, 4, 16, 2, 3, 4)
                .sformLps(ORIGIN, A, B, C)
                .voxels(48, b -> {
                    for (int n = 0; n < 24; n++) {
                        b.putShort((short) n);
                    }
                });
    }
}
