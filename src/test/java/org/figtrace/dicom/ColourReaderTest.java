package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.figtrace.volume.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColourReaderTest {
    @TempDir
    Path folder;

    private ColourImage read(DataSet image) throws Exception {
        Series series = series(image);
        assertThat(series.isColour()).isTrue();
        return ColourReader.read(series, 0, Synthetic.engine());
    }

    private Series series(DataSet image) throws Exception {
        return Synthetic.scan(Synthetic.write(folder, List.of(image))).series().get(0);
    }

    /** A secondary capture of so many columns and one row. */
    private static DataSet capture(int columns, int samples, String photometric, int... bytes) {
        DataSet data = Synthetic.slice(0);
        data.putText(Tag.Modality, Vr.CS, "OT");
        data.putIntegers(Tag.Columns, Vr.US, columns);
        data.putIntegers(Tag.Rows, Vr.US, 1);
        data.putIntegers(Tag.SamplesPerPixel, Vr.US, samples);
        data.putText(Tag.PhotometricInterpretation, Vr.CS, photometric);
        data.putIntegers(Tag.PlanarConfiguration, Vr.US, 0);
        data.putIntegers(Tag.BitsAllocated, Vr.US, 8);
        data.putIntegers(Tag.BitsStored, Vr.US, 8);
        data.putIntegers(Tag.HighBit, Vr.US, 7);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        data.put(new Element.Bytes(Tag.PixelData, Vr.OB, bytes(bytes)));
        return data;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] words(int... values) {
        ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : values) {
            b.putShort((short) v);
        }
        return b.array();
    }

    private static void table(DataSet data, int colour, int entries, int first, int bits, byte[] values) {
        data.putIntegers(Tag.RedPaletteColorLookupTableDescriptor + colour, Vr.US, entries, first, bits);
        data.put(new Element.Bytes(Tag.RedPaletteColorLookupTableData + colour, Vr.OW, values));
    }

    @Test
    void red_green_and_blue_are_given_as_they_are_also_from_planes() throws Exception {
        assertThat(read(capture(2, 3, "RGB", 1, 2, 3, 4, 5, 6)).rgb()).containsExactly(1, 2, 3, 4, 5, 6);
        DataSet planes = capture(2, 3, "RGB", 1, 4, 2, 5, 3, 6);
        planes.putIntegers(Tag.PlanarConfiguration, Vr.US, 1);
        assertThat(read(planes).rgb()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    /** ITU-T T.871: pure red has Y 76, Cb 85, Cr 255 and pure blue Y 29, Cb 255, Cr 107. */
    @Test
    void luminance_and_chrominance_become_red_green_and_blue() throws Exception {
        byte[] rgb = read(capture(2, 3, "YBR_FULL", 76, 85, 255, 29, 255, 107)).rgb();
        int[] expected = {254, 0, 0, 0, 0, 254};
        for (int i = 0; i < expected.length; i++) {
            assertThat(rgb[i] & 0xff).isBetween(Math.max(0, expected[i] - 1), Math.min(255, expected[i] + 1));
        }
    }

    @Test
    void two_pixels_share_their_chrominance_where_it_is_subsampled() throws Exception {
        // Grey 10, 20, 30, 40: without chrominance (128) luminance is red, green and blue alike.
        DataSet image = capture(4, 3, "YBR_FULL_422", 10, 20, 128, 128, 30, 40, 128, 128);
        assertThat(read(image).rgb()).containsExactly(10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40);
    }

    @Test
    void an_odd_width_cannot_be_subsampled() {
        assertThatThrownBy(() -> read(capture(3, 3, "YBR_FULL_422", 1, 2, 3, 4, 5, 6)))
                .hasMessage(folder.resolve("a.dcm") + ": PhotometricInterpretation (0028,0004) is YBR_FULL_422 with 8"
                        + " bits and 3 columns; only 8 bits and an even number can be read");
    }

    @Test
    void a_palette_gives_each_stored_value_its_colour_and_those_beyond_it_that_of_its_end() throws Exception {
        DataSet image = capture(4, 1, "PALETTE COLOR", 9, 10, 11, 200);
        table(image, 0, 2, 10, 16, words(0x1100, 0x2200));
        table(image, 1, 2, 10, 16, words(0x3300, 0x4400));
        // Eight bits for each entry, two of them in a word.
        table(image, 2, 2, 10, 8, bytes(0x55, 0x66));
        assertThat(read(image).rgb())
                .containsExactly(bytes(0x11, 0x33, 0x55, 0x11, 0x33, 0x55, 0x22, 0x44, 0x66, 0x22, 0x44, 0x66));
    }

    @Test
    void a_palette_in_segments_is_expanded() throws Exception {
        DataSet image = capture(8, 1, "PALETTE COLOR", 0, 1, 2, 3, 4, 5, 6, 7);
        // Two values, a line of two to 0x5000, then both segments once more: each 2 + 2 entries.
        byte[] segments = words(0, 2, 0x1000, 0x3000, 1, 2, 0x5000, 2, 2, 0, 0);
        for (int c = 0; c < 3; c++) {
            image.putIntegers(Tag.RedPaletteColorLookupTableDescriptor + c, Vr.US, 8, 0, 16);
            image.put(new Element.Bytes(Tag.SegmentedRedPaletteColorLookupTableData + c, Vr.OW, segments));
        }
        byte[] rgb = read(image).rgb();
        int[] red = {0x10, 0x30, 0x40, 0x50, 0x10, 0x30, 0x40, 0x50};
        for (int i = 0; i < red.length; i++) {
            assertThat(rgb[3 * i]).isEqualTo((byte) red[i]);
        }
    }

    @Test
    void segments_that_do_not_fill_their_table_are_refused() {
        DataSet image = capture(2, 1, "PALETTE COLOR", 0, 1);
        for (int c = 0; c < 3; c++) {
            image.putIntegers(Tag.RedPaletteColorLookupTableDescriptor + c, Vr.US, 8, 0, 16);
            image.put(new Element.Bytes(Tag.SegmentedRedPaletteColorLookupTableData + c, Vr.OW, words(0, 2, 1, 2)));
        }
        assertThatThrownBy(() -> read(image))
                .hasMessageEndingWith(
                        "SegmentedRedPaletteColorLookupTableData (0028,1221) has segments for 2 of 8 entries");
    }

    @Test
    void a_palette_without_its_table_is_refused() {
        assertThatThrownBy(() -> read(capture(2, 1, "PALETTE COLOR", 0, 1)))
                .hasMessage(folder.resolve("a.dcm") + ": RedPaletteColorLookupTableDescriptor (0028,1101) is missing");
    }

    @Test
    void the_indexes_of_a_palette_are_no_values_to_measure() throws Exception {
        Series series = series(capture(2, 1, "PALETTE COLOR", 0, 1));
        assertThatThrownBy(() -> SeriesReader.read(series, Synthetic.engine(), Progress.NONE))
                .hasMessage(folder.resolve("a.dcm") + ": PhotometricInterpretation (0028,0004) is PALETTE COLOR: a"
                        + " colour image has no voxel values");
    }

    @Test
    void a_grey_image_is_no_picture_in_colour() throws Exception {
        Series series = series(Synthetic.slice(0));
        assertThat(series.isColour()).isFalse();
        assertThatThrownBy(() -> ColourReader.read(series, 0, Synthetic.engine()))
                .hasMessageContaining("PhotometricInterpretation (0028,0004) is MONOCHROME2")
                .hasMessageEndingWith("which is not shown in colour");
    }
}
