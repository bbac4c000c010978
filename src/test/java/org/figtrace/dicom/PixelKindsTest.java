package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.figtrace.measure.ValueStatistics;
import org.figtrace.render.Window;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.StoredRange;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of stored values, up to what is measured of them. Pixel (i, 0) of the slice has the i-th value. */
class PixelKindsTest {
    @TempDir
    Path folder;

    private Volume read(DataSet image) throws Exception {
        Series series =
                Synthetic.scan(Synthetic.write(folder, List.of(image))).series().get(0);
        return SeriesReader.read(series, Synthetic.engine(), Progress.NONE);
    }

    /** One row of 16-bit cells. */
    private static DataSet cells(int stored, int high, boolean signed, int... cells) {
        DataSet data = Synthetic.slice(0);
        data.remove(Tag.RescaleSlope);
        data.remove(Tag.RescaleIntercept);
        data.putIntegers(Tag.Columns, Vr.US, cells.length);
        data.putIntegers(Tag.Rows, Vr.US, 1);
        data.putIntegers(Tag.BitsStored, Vr.US, stored);
        data.putIntegers(Tag.HighBit, Vr.US, high);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, signed ? 1 : 0);
        ByteBuffer b = ByteBuffer.allocate(2 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int c : cells) {
            b.putShort((short) c);
        }
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, b.array()));
        return data;
    }

    private static double[] values(Volume v) {
        double[] values = new double[v.geometry().columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = v.value(i, 0, 0);
        }
        return values;
    }

    @Test
    void twelve_signed_bits_keep_their_sign_and_lose_the_overlay_above_them() throws Exception {
        assertThat(values(read(cells(12, 11, true, 0x0FFF, 0xFFFF, 0x17FF, 0x0800))))
                .containsExactly(-1, -1, 2047, -2048);
    }

    @Test
    void bits_that_do_not_start_at_the_lowest_are_moved_there() throws Exception {
        assertThat(values(read(cells(12, 15, false, 0x1230, 0xFFFF, 0x000F)))).containsExactly(0x123, 0xFFF, 0);
        assertThat(values(read(cells(8, 7, false, 0x12FF, 0x0080)))).containsExactly(255, 128);
    }

    @Test
    void thirty_two_bits_are_exact_values_or_refused() throws Exception {
        DataSet image = cells(16, 15, true, 0, 0, 0, 0);
        image.putIntegers(Tag.Columns, Vr.US, 2);
        for (int tag : new int[] {Tag.BitsAllocated, Tag.BitsStored}) {
            image.putIntegers(tag, Vr.US, 32);
        }
        image.putIntegers(Tag.HighBit, Vr.US, 31);
        ByteBuffer b = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        image.put(new Element.Bytes(
                Tag.PixelData, Vr.OW, b.putInt(-70_000).putInt(1 << 24).array()));
        assertThat(values(read(image))).containsExactly(-70_000, 1 << 24);
        b.putInt(4, (1 << 24) + 1);
        assertThatThrownBy(() -> read(image)).hasMessageContaining("a stored value is 16777217");
    }

    @Test
    void single_bits_are_zeros_and_ones() throws Exception {
        DataSet image = cells(1, 0, false, 0b101);
        image.putIntegers(Tag.BitsAllocated, Vr.US, 1);
        image.putIntegers(Tag.Columns, Vr.US, 4);
        assertThat(values(read(image))).containsExactly(1, 0, 1, 0);
    }

    @Test
    void low_is_white_changes_no_value_and_is_told() throws Exception {
        DataSet image = cells(12, 11, false, 5, 4000);
        assertThat(read(image).lowIsWhite()).isFalse();
        image.putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME1");
        Volume v = read(image);
        assertThat(values(v)).containsExactly(5, 4000);
        assertThat(v.lowIsWhite()).isTrue();
    }

    private static Mask all(Volume v) {
        Mask mask = new Mask(v.geometry());
        mask.slice(0).set(0, v.geometry().columns());
        return mask;
    }

    @Test
    void padding_is_no_measurement() throws Exception {
        DataSet image = cells(16, 15, true, -2000, -2000, -2000, 10, 20, 60);
        image.putIntegers(Tag.PixelPaddingValue, Vr.SS, -2000);
        Volume v = read(image);
        assertThat(v.padding(0)).contains(new StoredRange(-2000, -2000));
        assertThat(v.value(0, 0, 0)).isEqualTo(-2000);
        ValueStatistics statistics = ValueStatistics.of(v, all(v)).orElseThrow();
        assertThat(statistics.mean()).isEqualTo(30);
        assertThat(statistics.voxels()).isEqualTo(3);
        assertThat(statistics.padding()).isEqualTo(3);
        assertThat(statistics.notFinite()).isZero();
        assertThat(Window.ofPercentiles(v, 0, 100)).isEqualTo(Window.linearExact(35, 50));
    }

    @Test
    void a_range_of_padding_holds_between_its_ends_in_either_order() throws Exception {
        for (int[] ends : new int[][] {{-2000, -1500}, {-1500, -2000}}) {
            DataSet image = cells(16, 15, true, -2000, -1700, -1499);
            image.putIntegers(Tag.PixelPaddingValue, Vr.SS, ends[0]);
            image.putIntegers(Tag.PixelPaddingRangeLimit, Vr.SS, ends[1]);
            assertThat(ValueStatistics.of(read(image), all(read(image)))
                            .orElseThrow()
                            .padding())
                    .isEqualTo(2);
        }
    }

    @Test
    void padding_is_signed_as_the_pixels_are_whatever_its_value_representation_says() throws Exception {
        DataSet image = cells(16, 15, true, -2000, 5);
        image.putIntegers(Tag.PixelPaddingValue, Vr.US, 65536 - 2000);
        assertThat(read(image).padding(0)).contains(new StoredRange(-2000, -2000));
        DataSet unsigned = cells(16, 15, false, 63536, 5);
        unsigned.putIntegers(Tag.PixelPaddingValue, Vr.SS, -2000);
        assertThat(read(unsigned).padding(0)).contains(new StoredRange(63536, 63536));
    }

    @Test
    void padding_that_no_pixel_can_have_is_said() throws Exception {
        DataSet image = cells(12, 11, false, 0xF830, 5);
        image.putIntegers(Tag.PixelPaddingValue, Vr.US, 0xF830);
        Volume v = read(image);
        assertThat(v.padding(0)).isEmpty();
        assertThat(v.warnings())
                .contains(folder.resolve("a.dcm") + ": PixelPaddingValue (0028,0120) 63536 is no value of 12 bits;"
                        + " padding cannot be told from the image");
    }

    private static DataSet withTable(DataSet image, String type, int first, int... entries) {
        image.putText(Tag.Modality, Vr.CS, "CR");
        ByteBuffer b = ByteBuffer.allocate(2 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int e : entries) {
            b.putShort((short) e);
        }
        DataSet table = new DataSet().putIntegers(Tag.LUTDescriptor, Vr.US, entries.length, first, 16);
        table.putText(Tag.ModalityLUTType, Vr.LO, type);
        table.put(new Element.Bytes(Tag.LUTData, Vr.OW, b.array()));
        return image.putItems(Tag.ModalityLUTSequence, List.of(table));
    }

    @Test
    void a_modality_table_gives_the_values_and_their_unit() throws Exception {
        Volume v = read(withTable(cells(12, 11, false, 0, 3, 4, 5, 9), "OD", 3, 700, 65000, 900));
        assertThat(values(v)).containsExactly(700, 700, 65000, 900, 900);
        assertThat(v.valueUnit().symbol()).isEqualTo("OD");
        assertThat(v.calibration().valueSource()).isEqualTo("ModalityLUTSequence (0028,3000)");
    }

    @Test
    void a_modality_table_starts_at_a_signed_value_where_the_pixels_are_signed() throws Exception {
        assertThat(values(read(withTable(cells(16, 15, true, -3, -2, -1), "US", -2, 1, 50_000))))
                .containsExactly(1, 1, 50_000);
    }

    @Test
    void a_modality_table_of_the_wrong_length_is_refused() {
        DataSet image = withTable(cells(12, 11, false, 0, 3), "US", 0, 1, 2, 3);
        image.items(Tag.ModalityLUTSequence).get(0).putIntegers(Tag.LUTDescriptor, Vr.US, 9, 0, 16);
        assertThatThrownBy(() -> read(image))
                .hasMessage(folder.resolve("a.dcm") + ": LUTData (0028,3006) has 6 bytes for 9 entries");
    }
}
