package org.figtrace.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.figtrace.SharedData;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.Synthetic;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Part10EngineTest {
    private static final List<TransferSyntax> NATIVE = List.of(
            TransferSyntax.EXPLICIT_LITTLE,
            TransferSyntax.IMPLICIT_LITTLE,
            TransferSyntax.EXPLICIT_BIG,
            TransferSyntax.DEFLATED);

    private final DicomEngine engine = new Part10Engine();

    @TempDir
    Path folder;

    /** An object in memory, as an entry of an archive would be. */
    private record Bytes(byte[] value) implements DicomSource {
        @Override
        public String name() {
            return "bytes";
        }

        @Override
        public long size() {
            return value.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(value);
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }

    /** Hexadecimal bytes, with text between apostrophes. */
    private static byte[] hex(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String word : text.strip().split("\\s+")) {
            if (word.startsWith("'")) {
                out.writeBytes(word.replace("'", "").replace('_', ' ').getBytes(StandardCharsets.ISO_8859_1));
            } else {
                out.write(Integer.parseInt(word, 16));
            }
        }
        return out.toByteArray();
    }

    private DataSet read(String hex) throws IOException {
        return engine.readAll(new Bytes(hex(hex))).dataSet();
    }

    private byte[] written(DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(data, syntax, out);
        return out.toByteArray();
    }

    private static DataSet every() {
        DataSet data = Synthetic.slice(3);
        data.putIntegers(0x00189810, Vr.SS, -7);
        data.putIntegers(Tag.PixelPaddingValue, Vr.SS, -2000);
        data.put(new Element.Bytes(
                0x00189087, Vr.FD, ByteBuffer.allocate(8).putDouble(0, 1.5).array()));
        data.put(new Element.Bytes(0x00280009, Vr.AT, hex("18 00 63 10")));
        data.put(new Element.Bytes(0x00090010, Vr.LO, hex("'SOMEBODY'")));
        data.put(new Element.Bytes(0x00091001, Vr.UN, hex("01 02 03 04")));
        DataSet inner = new DataSet().putText(Tag.PatientID, Vr.LO, "INNER");
        DataSet outer = new DataSet().putItems(Tag.ContourImageSequence, List.of(inner, new DataSet()));
        data.putItems(Tag.ROIContourSequence, List.of(outer));
        data.putItems(Tag.StructureSetROISequence, List.of());
        return data;
    }

    private static void assertEqual(DataSet found, DataSet expected) {
        assertThat(found.elements().stream().map(e -> Tag.toString(e.tag())))
                .containsExactlyElementsOf(expected.elements().stream()
                        .filter(e -> (e.tag() & 0xffff) != 0)
                        .map(e -> Tag.toString(e.tag()))
                        .toList());
        for (Element element : expected.elements()) {
            if ((element.tag() & 0xffff) == 0) {
                continue;
            }
            Element other = found.get(element.tag()).orElseThrow();
            if (element instanceof Element.Sequence sequence) {
                List<DataSet> items = ((Element.Sequence) other).items();
                assertThat(items).hasSameSizeAs(sequence.items());
                for (int i = 0; i < items.size(); i++) {
                    assertEqual(items.get(i), sequence.items().get(i));
                }
            } else if (element instanceof Element.Fragments fragments) {
                Element.Fragments same = (Element.Fragments) other;
                assertThat(same.offsetTable()).isEqualTo(fragments.offsetTable());
                assertThat(same.fragments()).containsExactlyElementsOf(fragments.fragments());
            } else {
                assertThat(other.vr()).as(Tag.toString(element.tag())).isEqualTo(element.vr());
                assertThat(((Element.Bytes) other).value())
                        .as(Tag.toString(element.tag()))
                        .isEqualTo(((Element.Bytes) element).value());
            }
        }
    }

    @Test
    void the_built_in_engine_is_found_by_its_name() {
        assertThat(DicomEngines.named("built-in")).containsInstanceOf(Part10Engine.class);
    }

    @Test
    void what_is_written_is_read_again_equal_in_every_syntax() throws IOException {
        for (TransferSyntax syntax : NATIVE) {
            DicomObject object = engine.readAll(new Bytes(written(every(), syntax)));
            assertThat(object.transferSyntax()).isEqualTo(syntax);
            assertEqual(object.dataSet(), every());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sts/STS_001/CT/mask/RS.dcm",
        "ct_head_ge_tilt/01.dcm",
        "mr_head_oblique/brain_001.dcm",
        "dcmqi/segmentations/liver.dcm",
        "dcmqi/segmentations/partial_overlaps.dcm",
        "dcmqi/sr-example/sr.dcm",
        "dcmqi/segmentations/ct-3slice/01.dcm",
        "enhanced_mr/emri_small_RLE.dcm",
        "enhanced_mr/emri_small_jpeg_2k_lossless.dcm",
        "gsps/gsps_dcmtk_plus_graphics.dcm",
        "malformed/badVR.dcm"
    })
    void a_real_object_read_and_written_unchanged_is_equal_private_elements_too(String file) throws IOException {
        DicomObject object = engine.readAll(DicomSource.of(SharedData.require(file)));
        byte[] again = written(object.dataSet(), object.transferSyntax());
        assertEqual(engine.readAll(new Bytes(again)).dataSet(), object.dataSet());
    }

    @Test
    void explicit_little_endian_is_laid_out_as_the_standard_says() throws IOException {
        DataSet data = new DataSet();
        data.putIntegers(Tag.Rows, Vr.US, 512);
        data.putText(Tag.PatientID, Vr.LO, "ABC");
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, hex("01 02")));
        byte[] file = written(data, TransferSyntax.EXPLICIT_LITTLE);
        // PS3.5 7.1.2: LO and US have 16-bit lengths, OW two reserved bytes and a 32-bit length; odd text is padded.
        byte[] expected = hex("10 00 20 00 'LO' 04 00 'ABC_' 28 00 10 00 'US' 02 00 00 02"
                + " E0 7F 10 00 'OW' 00 00 02 00 00 00 01 02");
        assertThat(Arrays.copyOfRange(file, file.length - expected.length, file.length))
                .isEqualTo(expected);
        assertThat(new String(file, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
        ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        // The group length counts from behind itself to the end of group 0002 (PS3.10 7.1).
        assertThat(144 + b.getInt(140)).isEqualTo(file.length - expected.length);
    }

    @Test
    void big_endian_values_are_swapped_by_the_unit_of_their_representation() throws IOException {
        // US 0200H, FD 1.5 = 3FF8 0000 0000 0000H, OB unswapped, OW by words, AT by halves.
        DataSet data = read("00 28 00 10 'US' 00 02 02 00"
                + " 00 28 00 09 'AT' 00 04 00 18 10 63"
                + " 00 18 90 87 'FD' 00 08 3F F8 00 00 00 00 00 00"
                + " 7F E0 00 10 'OW' 00 00 00 00 00 04 01 02 03 04");
        assertThat(data.integer(Tag.Rows)).hasValue(512);
        assertThat(data.decimal(0x00189087)).hasValue(1.5);
        assertThat(data.string(0x00280009)).hasValue("00181063");
        assertThat(data.bytes(Tag.PixelData)).hasValue(hex("02 01 04 03"));
    }

    @Test
    void implicit_representations_come_from_the_dictionary() throws IOException {
        DataSet data = read("08 00 60 00 02 00 00 00 'CT'"
                + " 09 00 10 00 04 00 00 00 'ACME'"
                + " 09 00 01 10 02 00 00 00 01 02"
                + " 28 00 03 01 02 00 00 00 01 00"
                + " 28 00 20 01 02 00 00 00 30 F8"
                + " 00 60 00 30 02 00 00 00 05 06");
        assertThat(data.get(Tag.Modality)).map(Element::vr).hasValue(Vr.CS);
        assertThat(data.get(0x00090010)).map(Element::vr).hasValue(Vr.LO);
        assertThat(data.get(0x00091001)).map(Element::vr).hasValue(Vr.UN);
        // US or SS is decided by Pixel Representation, which is 1 here: F830H is -2000.
        assertThat(data.integer(Tag.PixelPaddingValue)).hasValue(-2000);
        assertThat(data.get(0x60003000)).map(Element::vr).hasValue(Vr.OW);
    }

    @Test
    void un_of_undefined_length_is_a_sequence_in_implicit_little_endian() throws IOException {
        DataSet data = read("08 00 60 00 'CS' 02 00 'CT'"
                + " 09 00 01 10 'UN' 00 00 FF FF FF FF"
                + " FE FF 00 E0 FF FF FF FF 10 00 20 00 02 00 00 00 'ID' FE FF 0D E0 00 00 00 00"
                + " FE FF DD E0 00 00 00 00"
                + " 10 00 20 00 'LO' 02 00 'XY'");
        assertThat(data.items(0x00091001))
                .singleElement()
                .satisfies(item -> assertThat(item.string(Tag.PatientID)).hasValue("ID"));
        assertThat(data.string(Tag.PatientID)).hasValue("XY");
    }

    @Test
    void sequences_and_items_may_have_defined_or_undefined_lengths() throws IOException {
        String item = "10 00 20 00 'LO' 02 00 'ID'";
        for (String sequence : List.of(
                "'SQ' 00 00 12 00 00 00 FE FF 00 E0 0A 00 00 00 " + item,
                "'SQ' 00 00 FF FF FF FF FE FF 00 E0 0A 00 00 00 " + item + " FE FF DD E0 00 00 00 00",
                "'SQ' 00 00 1A 00 00 00 FE FF 00 E0 FF FF FF FF " + item + " FE FF 0D E0 00 00 00 00",
                // The item's own delimiter is missing; the sequence's ends both.
                "'SQ' 00 00 FF FF FF FF FE FF 00 E0 FF FF FF FF " + item + " FE FF DD E0 00 00 00 00")) {
            DataSet data = read("08 00 40 11 " + sequence + " 10 00 10 00 'PN' 02 00 'AB'");
            assertThat(data.items(0x00081140)).as(sequence).hasSize(1);
            assertThat(data.items(0x00081140).get(0).string(Tag.PatientID)).hasValue("ID");
            assertThat(data.string(Tag.PatientName)).as(sequence).hasValue("AB");
        }
    }

    @Test
    void the_bytes_are_believed_where_the_meta_header_names_the_other_vr_encoding() throws IOException {
        byte[] file = written(every(), TransferSyntax.EXPLICIT_LITTLE);
        String text = new String(file, StandardCharsets.ISO_8859_1)
                .replace("1.2.840.10008.1.2.1\0", "1.2.840.10008.1.2\0\0\0");
        DicomObject object = engine.readAll(new Bytes(text.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(object.dataSet().string(Tag.SOPInstanceUID)).hasValue("2.25.100.4");
        assertThat(object.dataSet().integer(Tag.Rows)).hasValue(3);
    }

    @Test
    void a_header_stops_at_the_pixels_and_remembers_where_they_are() throws IOException {
        for (TransferSyntax syntax : NATIVE) {
            Path file = Synthetic.write(folder.resolve("a.dcm"), Synthetic.slice(2), syntax);
            DicomObject header = engine.readHeader(DicomSource.of(file));
            assertThat(header.hasPixelData()).isTrue();
            assertThat(header.dataSet().contains(Tag.PixelData)).isFalse();
            try (FrameReader frames = engine.frames(header)) {
                assertThat(frames.read(0))
                        .as(syntax.name())
                        .isEqualTo(new short[] {200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211});
            }
        }
    }

    @Test
    void a_header_is_read_without_the_pixels_behind_it() throws IOException {
        DataSet data = pixels(1000, 1000, 16, 15, "00 00");
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, new byte[2_000_000]));
        byte[] file = written(data, TransferSyntax.EXPLICIT_LITTLE);
        ByteArrayInputStream stream = new ByteArrayInputStream(file);
        DicomSource counted = new DicomSource() {
            @Override
            public String name() {
                return "counted";
            }

            @Override
            public long size() {
                return file.length;
            }

            @Override
            public InputStream open() {
                return stream;
            }

            @Override
            public Optional<Path> path() {
                return Optional.empty();
            }
        };
        assertThat(engine.readHeader(counted).hasPixelData()).isTrue();
        // One buffer of 8 KB is enough for this header.
        assertThat(file.length - stream.available()).isLessThanOrEqualTo(8 * 1024);
    }

    @Test
    void a_tag_value_that_is_cut_in_half_is_absent() throws IOException {
        DataSet data = read("08 00 60 00 'CS' 02 00 'CT' 28 00 09 00 'AT' 06 00 18 00 63 10 18 00");
        assertThat(data.strings(0x00280009)).containsExactly("00181063");
    }

    @Test
    void a_text_too_long_for_a_short_length_field_is_written_as_un() throws IOException {
        DataSet data = new DataSet().putText(Tag.ContourData, Vr.DS, "1.5\\".repeat(30_000) + "2.5");
        DataSet found = engine.readAll(new Bytes(written(data, TransferSyntax.EXPLICIT_LITTLE)))
                .dataSet();
        assertThat(found.get(Tag.ContourData)).map(Element::vr).hasValue(Vr.UN);
        assertThat(found.strings(Tag.ContourData)).hasSize(30_001).endsWith("2.5");
        assertThat(found.decimals(Tag.ContourData).orElseThrow()).hasSize(30_001);
    }

    @Test
    void an_archive_entry_has_the_same_frames_as_a_file() throws IOException {
        DicomObject header = engine.readHeader(new Bytes(written(Synthetic.slice(1), TransferSyntax.EXPLICIT_LITTLE)));
        try (FrameReader frames = engine.frames(header)) {
            assertThat((short[]) frames.read(0)).startsWith((short) 100, (short) 101);
        }
    }

    @Test
    void bits_above_high_bit_are_cut_and_the_sign_is_extended_from_it() throws IOException {
        // 12 bits stored in the lower bits, an old overlay in bit 15; FFFH is -1 where signed.
        DataSet data = pixels(1, 3, 12, 11, "FF 8F 00 08 FF 07");
        assertThat(frame(data, 0)).isEqualTo(new short[] {4095, 2048, 2047});
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 1);
        assertThat(frame(data, 0)).isEqualTo(new short[] {-1, -2048, 2047});
        // High Bit 15: the stored bits are the upper twelve.
        data.putIntegers(Tag.HighBit, Vr.US, 15);
        assertThat(frame(data, 0)).isEqualTo(new short[] {(short) 0xf8ff, 0x0080, 0x007f});
    }

    private static DataSet pixels(int rows, int columns, int stored, int high, String hex) {
        DataSet data = Synthetic.slice(0);
        data.putIntegers(Tag.Rows, Vr.US, rows).putIntegers(Tag.Columns, Vr.US, columns);
        data.putIntegers(Tag.BitsStored, Vr.US, stored).putIntegers(Tag.HighBit, Vr.US, high);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        data.put(new Element.Bytes(Tag.PixelData, Vr.OW, hex(hex)));
        return data;
    }

    private Object frame(DataSet data, int frame) throws IOException {
        Path file = Synthetic.write(folder.resolve("frame.dcm"), data, TransferSyntax.EXPLICIT_LITTLE);
        try (FrameReader frames = engine.frames(engine.readHeader(DicomSource.of(file)))) {
            return frames.read(frame);
        }
    }

    @Test
    void colour_planes_come_by_pixel() throws IOException {
        DataSet data = pixels(1, 2, 8, 7, "01 02 03 04 05 06");
        data.putIntegers(Tag.BitsAllocated, Vr.US, 8).putIntegers(Tag.SamplesPerPixel, Vr.US, 3);
        assertThat(frame(data, 0)).isEqualTo(new byte[] {1, 2, 3, 4, 5, 6});
        data.putIntegers(Tag.PlanarConfiguration, Vr.US, 1);
        assertThat(frame(data, 0)).isEqualTo(new byte[] {1, 3, 5, 2, 4, 6});
    }

    @Test
    void single_bits_start_at_the_lowest_and_frames_follow_without_padding() throws IOException {
        // Two frames of 1 x 3: bits 0 1 2 are 1 0 1 and bits 3 4 5 are 0 1 1: 35H.
        DataSet data = pixels(1, 3, 1, 0, "35 00");
        data.putIntegers(Tag.BitsAllocated, Vr.US, 1).putIntegers(Tag.NumberOfFrames, Vr.IS, 2);
        assertThat(frame(data, 0)).isEqualTo(new byte[] {1, 0, 1});
        assertThat(frame(data, 1)).isEqualTo(new byte[] {0, 1, 1});
    }

    @Test
    void float_pixel_data_are_floats() throws IOException {
        DataSet data = pixels(1, 2, 16, 15, "00 00");
        data.remove(Tag.PixelData);
        data.putIntegers(Tag.BitsAllocated, Vr.US, 32);
        data.put(new Element.Bytes(Tag.FloatPixelData, Vr.OF, hex("00 00 C0 3F 00 00 20 C0")));
        assertThat(frame(data, 0)).isEqualTo(new float[] {1.5f, -2.5f});
    }

    /** One RLE frame of 1 x 2 pixels of 8 bits, cut into two fragments. */
    private static List<byte[]> twoFragments(int a, int b) {
        byte[] whole = new byte[68];
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(64);
        whole[64] = 1;
        whole[65] = (byte) a;
        whole[66] = (byte) b;
        whole[67] = (byte) 128;
        return List.of(Arrays.copyOf(whole, 40), Arrays.copyOfRange(whole, 40, 68));
    }

    private Object[] encapsulated(String offsets, List<byte[]> fragments) throws IOException {
        DataSet data = pixels(1, 2, 8, 7, "00 00");
        data.putIntegers(Tag.BitsAllocated, Vr.US, 8).putIntegers(Tag.NumberOfFrames, Vr.IS, 2);
        byte[] table = offsets.isEmpty() ? new byte[0] : hex(offsets);
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, table, fragments));
        Path file = Synthetic.write(folder.resolve("rle.dcm"), data, TransferSyntax.RLE);
        List<Object> both = new ArrayList<>();
        DicomSource source = DicomSource.of(file);
        for (DicomObject object : List.of(engine.readHeader(source), engine.readAll(source))) {
            try (FrameReader frames = engine.frames(object)) {
                both.add(frames.read(0));
                both.add(frames.read(1));
            }
        }
        return both.toArray();
    }

    @Test
    void an_offset_table_that_fits_says_which_fragments_make_a_frame() throws IOException {
        List<byte[]> fragments = new ArrayList<>(twoFragments(1, 2));
        fragments.addAll(twoFragments(3, 4));
        byte[] first = {1, 2};
        byte[] second = {3, 4};
        // The second frame starts behind items of 8 + 40 and 8 + 28 bytes: 84 = 54H.
        assertThat(encapsulated("00 00 00 00 54 00 00 00", fragments)).containsExactly(first, second, first, second);
    }

    @Test
    void without_a_table_that_fits_several_fragments_per_frame_are_refused_and_not_guessed() {
        List<byte[]> fragments = new ArrayList<>(twoFragments(1, 2));
        fragments.addAll(twoFragments(3, 4));
        for (String table : List.of("", "00 00 00 00 55 00 00 00", "04 00 00 00 54 00 00 00")) {
            assertThatThrownBy(() -> encapsulated(table, fragments))
                    .hasMessage(folder.resolve("rle.dcm") + ": Pixel Data (7FE0,0010) has 4 fragments for 2 frames"
                            + " and no offset table that fits them");
        }
    }

    @Test
    void a_fragment_for_each_frame_needs_no_table_and_a_wrong_one_does_no_harm() throws IOException {
        byte[] a = joined(twoFragments(1, 2));
        byte[] b = joined(twoFragments(3, 4));
        for (String table : List.of("", "00 00 00 00 99 00 00 00")) {
            assertThat(encapsulated(table, List.of(a, b))[1]).isEqualTo(new byte[] {3, 4});
        }
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Test
    void a_syntax_without_decoder_is_refused_by_its_name() throws IOException {
        DataSet data = Synthetic.slice(0);
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, new byte[0], List.of(new byte[10])));
        TransferSyntax video = TransferSyntax.of("1.2.840.10008.1.2.4.102");
        DicomObject object = engine.readHeader(new Bytes(written(data, video)));
        assertThatThrownBy(() -> engine.frames(object))
                .isInstanceOf(DicomException.class)
                .hasMessage("bytes: TransferSyntaxUID (0002,0010) is MPEG-4 AVC/H.264 High Profile / Level 4.1,"
                        + " and the built-in engine has no decoder for it");
    }

    @Test
    void a_length_beyond_the_file_is_refused_with_tag_and_numbers() {
        assertThatThrownBy(() -> read("08 00 60 00 'CS' 02 00 'CT' 10 00 10 00 'PN' FF 0F 'AB'"))
                .isInstanceOf(DicomException.class)
                .hasMessage("bytes: PatientName (0010,0010) at byte 18 claims 4095 bytes, but 2 are left");
        assertThatThrownBy(() -> read("08 00 60 00 'CS' 02 00 'CT' 09 00 01 10 'OB' 00 00 00 00 00 80 01"))
                .hasMessage("bytes: (0009,1001) at byte 22 claims 2147483648 bytes, but 1 are left");
    }

    @Test
    void endless_nesting_is_refused() throws IOException {
        DataSet data = new DataSet();
        for (int depth = 0; depth < 200; depth++) {
            data = new DataSet().putItems(Tag.ContourImageSequence, List.of(data));
        }
        byte[] file = written(data, TransferSyntax.EXPLICIT_LITTLE);
        assertThatThrownBy(() -> engine.readAll(new Bytes(file)))
                .hasMessage("bytes: sequences are nested more than 64 deep");
    }

    @Test
    void every_truncation_is_read_or_refused_in_one_sentence() throws IOException {
        for (TransferSyntax syntax : NATIVE) {
            byte[] file = written(every(), syntax);
            for (int length = 0; length < file.length; length++) {
                DicomSource cut = new Bytes(Arrays.copyOf(file, length));
                try {
                    engine.readAll(cut);
                } catch (DicomException e) {
                    assertThat(e.getMessage()).startsWith("bytes: ").hasLineCount(1);
                }
            }
        }
    }

    @Test
    void every_changed_byte_is_read_or_refused_in_one_sentence() throws IOException {
        for (TransferSyntax syntax : NATIVE) {
            byte[] file = written(every(), syntax);
            for (int at = 132; at < file.length; at++) {
                for (int value : new int[] {0, 0x7f, 0xff}) {
                    byte[] wrong = file.clone();
                    wrong[at] = (byte) value;
                    try {
                        DicomObject object = engine.readHeader(new Bytes(wrong));
                        if (object.hasPixelData()) {
                            engine.frames(object).close();
                        }
                    } catch (DicomException e) {
                        assertThat(e.getMessage()).startsWith("bytes: ").hasLineCount(1);
                    }
                }
            }
        }
    }

    @Test
    void a_reader_stops_when_its_thread_is_interrupted() throws IOException {
        Path file = Synthetic.write(folder.resolve("a.dcm"), Synthetic.slice(0), TransferSyntax.EXPLICIT_LITTLE);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> engine.readHeader(DicomSource.of(file))).isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void the_meta_header_names_our_implementation() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.dcm"))) {
            engine.write(Synthetic.slice(0), TransferSyntax.IMPLICIT_LITTLE, out);
        }
        DataSet meta =
                engine.readHeader(DicomSource.of(folder.resolve("a.dcm"))).fileMeta();
        assertThat(meta.string(Tag.ImplementationClassUID).orElseThrow()).startsWith("2.25.");
        assertThat(meta.string(Tag.ImplementationVersionName).orElseThrow()).startsWith("FIGTRACE_");
        assertThat(meta.string(Tag.TransferSyntaxUID)).hasValue("1.2.840.10008.1.2");
        assertThat(meta.string(Tag.MediaStorageSOPInstanceUID)).hasValue("2.25.100.1");
    }
}
