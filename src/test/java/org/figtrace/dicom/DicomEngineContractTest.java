package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.figtrace.SharedData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine on the class path must do alike: the same data sets and pixels from the same files, the same files
 * refused in one sentence, and nothing lost between reading and writing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DicomEngineContractTest {
    private static final List<String> FOLDERS = List.of(
            "syntaxes_ct", "syntaxes_mr", "enhanced_mr", "charsets", "malformed", "dcmqi/segmentations/ct-3slice");
    private static final List<String> NOT_WHOLE_OBJECTS =
            List.of("made_empty.dcm", "made_text_file.dcm", "made_truncated_in_header.dcm", "rtplan_truncated.dcm");
    private static final List<String> CUT_IN_THEIR_PIXELS =
            List.of("made_truncated_50pct.dcm", "emri_small_jpeg_2k_lossless_too_short.dcm");
    private static final String FRAMES_ARE_NO_NUMBER = "badVR.dcm";
    private static final List<TransferSyntax> NATIVE = List.of(
            TransferSyntax.EXPLICIT_LITTLE,
            TransferSyntax.IMPLICIT_LITTLE,
            TransferSyntax.EXPLICIT_BIG,
            TransferSyntax.DEFLATED);
    private static final int SHA256_COLUMN = 15;
    private static final int DAMAGES = 600;

    @TempDir
    Path folder;

    private final Map<String, Integer> cases = new TreeMap<>();
    private int refusedByName;

    @AfterAll
    void tell() {
        List<String> counts = new ArrayList<>();
        cases.forEach((engine, count) -> counts.add(engine + " " + count));
        System.out.println("contract cases: " + String.join(", ", counts) + " (" + refusedByName
                + " of them refused by the name of their transfer syntax)");
    }

    private DynamicNode contractCase(DicomEngine engine, String name, Executable work) {
        return dynamicTest(name, () -> {
            work.execute();
            cases.merge(engine.name(), 1, Integer::sum);
        });
    }

    private interface Clause {
        DynamicNode of(DicomEngine engine, Path file);
    }

    private static List<DynamicNode> onEveryEngine(Clause clause, List<Path> files) {
        return DicomEngines.all().stream()
                .<DynamicNode>map(engine ->
                        dynamicContainer(engine.name(), files.stream().map(file -> clause.of(engine, file))))
                .toList();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> found = Files.list(SharedData.require(folder))) {
                files.addAll(found.filter(f -> f.toString().endsWith(".dcm"))
                        .sorted()
                        .toList());
            }
        }
        return files;
    }

    private static List<Path> readable() throws IOException {
        return files().stream()
                .filter(f -> !NOT_WHOLE_OBJECTS.contains(name(f)) && !CUT_IN_THEIR_PIXELS.contains(name(f)))
                .toList();
    }

    private static List<Path> malformed(List<String> names) {
        return names.stream().map(n -> SharedData.require("malformed/" + n)).toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static DataSet all(DicomEngine engine, Path file) throws IOException {
        return engine.readAll(DicomSource.of(file)).dataSet();
    }

    private static byte[] written(DicomEngine engine, DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(data, syntax, out);
        return out.toByteArray();
    }

    @TestFactory
    List<DynamicNode> a_data_set_is_the_same_element_by_element_whoever_reads_it() throws IOException {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    List<String> found = ElementList.of(all(engine, file));
                    for (DicomEngine other : DicomEngines.all()) {
                        assertThat(found).as(other.name()).isEqualTo(ElementList.of(all(other, file)));
                    }
                }),
                readable());
    }

    @TestFactory
    List<DynamicNode> a_header_is_the_data_set_without_its_pixels() throws IOException {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    DicomObject header = engine.readHeader(DicomSource.of(file));
                    List<String> expected = ElementList.of(beforePixels(all(engine, file)));
                    assertThat(ElementList.of(header.dataSet())).isEqualTo(expected);
                    assertThat(header.hasPixelData()).isEqualTo(hasPixels(all(engine, file)));
                    if (header.hasPixelData() && !header.transferSyntax().deflated()) {
                        assertThat(tagAt(file, header)).isEqualTo(Tag.PixelData);
                    }
                }),
                readable());
    }

    private static boolean hasPixels(DataSet data) {
        return data.contains(Tag.PixelData);
    }

    private static DataSet beforePixels(DataSet whole) {
        DataSet header = new DataSet();
        whole.elements().stream()
                .filter(e -> !hasPixels(whole) || Integer.compareUnsigned(e.tag(), Tag.PixelData) < 0)
                .forEach(header::put);
        return header;
    }

    private static int tagAt(Path file, DicomObject header) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(header.transferSyntax().bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = (int) header.pixelDataOffset();
        return b.getShort(at) << 16 | b.getShort(at + 2) & 0xffff;
    }

    @TestFactory
    List<DynamicNode> pixels_are_the_stored_values_that_other_programs_give() throws IOException {
        Path data = SharedData.require("pixels.csv").getParent();
        Map<Path, String> truth = new TreeMap<>();
        for (String line : Files.readAllLines(data.resolve("pixels.csv"))) {
            String[] columns = line.split(",", -1);
            Path file = data.resolve(columns[0]);
            boolean ours = FOLDERS.stream().anyMatch(f -> columns[0].startsWith(f + "/"));
            // Others pad half an image, and take "1A" frames for 1; both are refused here.
            boolean whole =
                    !CUT_IN_THEIR_PIXELS.contains(name(file)) && !name(file).equals(FRAMES_ARE_NO_NUMBER);
            if (ours && whole && !columns[0].contains("LOSSY") && columns[SHA256_COLUMN].length() == 64) {
                truth.put(file, columns[SHA256_COLUMN]);
            }
        }
        assertThat(truth).hasSizeGreaterThan(30);
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    DicomObject header = engine.readHeader(DicomSource.of(file));
                    Throwable refusal = catchThrowable(
                            () -> assertThat(FrameDigest.of(engine, header)).isEqualTo(truth.get(file)));
                    if (refusal instanceof DicomException) {
                        assertRefusedByName(header, refusal);
                    } else {
                        assertThat(refusal).isNull();
                        assertThat(FrameDigest.of(engine, engine.readAll(header.source())))
                                .isEqualTo(truth.get(file));
                    }
                }),
                List.copyOf(truth.keySet()));
    }

    private void assertRefusedByName(DicomObject object, Throwable refusal) {
        TransferSyntax syntax = object.transferSyntax();
        assertThat(syntax.encapsulated()).isTrue();
        assertThat(refusal)
                .hasMessageStartingWith(
                        object.name() + ": TransferSyntaxUID (0002,0010) is " + syntax.name() + ", and ");
        refusedByName++;
    }

    @TestFactory
    List<DynamicNode> what_is_no_whole_object_is_refused_in_one_sentence() {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    assertOneSentence(file, () -> all(engine, file));
                    assertOneSentence(file, () -> engine.readHeader(DicomSource.of(file)));
                }),
                malformed(NOT_WHOLE_OBJECTS));
    }

    @TestFactory
    List<DynamicNode> pixels_that_are_not_all_there_are_refused_in_one_sentence() {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    DicomObject header = engine.readHeader(DicomSource.of(file));
                    assertThat(header.hasPixelData()).isTrue();
                    assertOneSentence(file, () -> engine.frames(header).close());
                    assertOneSentence(file, () -> all(engine, file));
                }),
                malformed(CUT_IN_THEIR_PIXELS));
    }

    @TestFactory
    List<DynamicNode> a_pixel_description_that_is_wrong_is_refused_in_one_sentence() {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    DicomObject header = engine.readHeader(DicomSource.of(file));
                    assertThatThrownBy(() -> engine.frames(header))
                            .isInstanceOf(DicomException.class)
                            .hasMessage(file + ": NumberOfFrames (0028,0008) is 1A, so its pixels cannot be read");
                }),
                malformed(List.of(FRAMES_ARE_NO_NUMBER)));
    }

    @TestFactory
    List<DynamicNode> an_rle_segment_that_is_short_is_refused_though_another_follows() {
        // 4 x 3 pixels of 16 bits: 6 of 12 high bytes, then all low bytes, each as a PackBits run of one value.
        byte[] frame = ByteBuffer.allocate(68)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(64)
                .putInt(66)
                .put(64, new byte[] {-5, 1, -11, 2})
                .array();
        DataSet data = Synthetic.slice(0);
        data.put(new Element.Fragments(Tag.PixelData, Vr.OB, new byte[0], List.of(frame)));
        return DicomEngines.all().stream()
                .map(engine -> contractCase(engine, engine.name(), () -> {
                    DicomObject object = engine.readAll(new MemorySource(written(engine, data, TransferSyntax.RLE)));
                    try (FrameReader frames = engine.frames(object)) {
                        assertThatThrownBy(() -> frames.read(0))
                                .isInstanceOf(DicomException.class)
                                .hasMessage(
                                        "memory: Pixel Data (7FE0,0010), frame 1: RLE segment 1 ends after 6 of 12 bytes");
                    }
                }))
                .toList();
    }

    private static void assertOneSentence(Path file, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(DicomException.class)
                .hasMessageStartingWith(file + ": ")
                .message()
                .doesNotContain("\n")
                .doesNotContain("null");
    }

    @TestFactory
    List<DynamicNode> what_is_read_and_written_unchanged_is_equal_to_every_engine() throws IOException {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    DicomObject object = engine.readAll(DicomSource.of(file));
                    byte[] again = written(engine, object.dataSet(), object.transferSyntax());
                    List<String> expected = ElementList.written(object.dataSet());
                    for (DicomEngine reader : DicomEngines.all()) {
                        DataSet found = reader.readAll(new MemorySource(again)).dataSet();
                        assertThat(ElementList.of(found)).as(reader.name()).isEqualTo(expected);
                    }
                }),
                readable());
    }

    @TestFactory
    List<DynamicNode> a_data_set_of_every_kind_of_value_survives_every_native_syntax() {
        return DicomEngines.all().stream()
                .flatMap(engine -> NATIVE.stream()
                        .map(syntax -> contractCase(engine, engine.name() + " " + syntax.name(), () -> {
                            byte[] file = written(engine, Synthetic.everyKind(), syntax);
                            for (DicomEngine reader : DicomEngines.all()) {
                                DicomObject found = reader.readAll(new MemorySource(file));
                                assertThat(found.transferSyntax()).isEqualTo(syntax);
                                assertThat(ElementList.of(found.dataSet()))
                                        .as(reader.name())
                                        .isEqualTo(ElementList.written(Synthetic.everyKind()));
                            }
                        })))
                .toList();
    }

    @TestFactory
    List<DynamicNode> bytes_are_believed_where_the_meta_header_names_another_encoding() {
        return DicomEngines.all().stream()
                .flatMap(engine -> Stream.of(TransferSyntax.IMPLICIT_LITTLE, TransferSyntax.EXPLICIT_LITTLE)
                        .map(syntax -> contractCase(engine, engine.name() + " " + syntax.name(), () -> {
                            Path file = folder.resolve(engine.name() + syntax.uid());
                            Files.write(file, misnamed(written(engine, Synthetic.slice(3), syntax), syntax));
                            DicomObject found = engine.readHeader(DicomSource.of(file));
                            assertThat(found.transferSyntax().uid()).isNotEqualTo(syntax.uid());
                            assertThat(found.dataSet().string(Tag.SOPInstanceUID))
                                    .hasValue("2.25.100.4");
                            try (FrameReader frames = engine.frames(found)) {
                                assertThat((short[]) frames.read(0)).startsWith((short) 300, (short) 301);
                            }
                        })))
                .toList();
    }

    /** The same file with the other one of implicit and explicit little endian in its meta header. */
    private static byte[] misnamed(byte[] file, TransferSyntax syntax) {
        TransferSyntax other = syntax.explicitVr() ? TransferSyntax.IMPLICIT_LITTLE : TransferSyntax.EXPLICIT_LITTLE;
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(syntax.uid());
        int behind = at + syntax.uid().length();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, at - 2);
        // Both have an odd number of characters and a NUL behind them; the length is one byte and a zero.
        out.write(other.uid().length() + 1);
        out.write(0);
        out.writeBytes(other.uid().getBytes(StandardCharsets.US_ASCII));
        out.write(file, behind, file.length - behind);
        byte[] changed = out.toByteArray();
        // The group length counts the difference too (PS3.10 7.1).
        ByteBuffer meta = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        meta.putInt(140, meta.getInt(140) + changed.length - file.length);
        return changed;
    }

    @TestFactory
    List<DynamicNode> every_truncation_is_read_or_refused_in_one_sentence() {
        return DicomEngines.all().stream()
                .flatMap(engine -> NATIVE.stream()
                        .map(syntax -> contractCase(engine, engine.name() + " " + syntax.name(), () -> {
                            byte[] whole = written(engine, Synthetic.everyKind(), syntax);
                            for (int n = 0; n < whole.length; n++) {
                                assertReadOrRefused(engine, Arrays.copyOf(whole, n));
                            }
                        })))
                .toList();
    }

    @TestFactory
    List<DynamicNode> every_damaged_byte_is_read_or_refused_in_one_sentence() {
        return onEveryEngine(
                (engine, file) -> contractCase(engine, name(file), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    // Every seventh byte behind the preamble: headers mostly, then tables and compressed pixels.
                    for (int at = 132; at < bytes.length && at < 132 + 7 * DAMAGES; at += 7) {
                        byte good = bytes[at];
                        bytes[at] = (byte) ~good;
                        assertReadOrRefused(engine, bytes);
                        bytes[at] = good;
                    }
                }),
                Stream.of("enhanced_mr/emri_small_RLE.dcm", "charsets/chrX1.dcm", "malformed/bad_sequence.dcm")
                        .map(SharedData::require)
                        .toList());
    }

    private static void assertReadOrRefused(DicomEngine engine, byte[] bytes) throws IOException {
        Optional<Throwable> problem = Optional.ofNullable(catchThrowable(() -> {
            DicomObject object = engine.readAll(new MemorySource(bytes));
            try (FrameReader frames = engine.frames(object)) {
                frames.read(frames.frames() - 1);
            }
        }));
        problem.ifPresent(p -> assertThat(p)
                .as("%d bytes", bytes.length)
                .isInstanceOf(DicomException.class)
                .hasMessageStartingWith("memory: ")
                .hasMessageNotContainingAny("\n", "\r"));
    }

    @TestFactory
    List<DynamicNode> a_line_break_in_a_value_does_not_break_the_sentence() {
        return DicomEngines.all().stream()
                .map(engine -> contractCase(engine, engine.name(), () -> {
                    byte[] file = written(engine, Synthetic.slice(0), TransferSyntax.EXPLICIT_LITTLE);
                    String text = new String(file, StandardCharsets.ISO_8859_1);
                    file[text.indexOf(TransferSyntax.EXPLICIT_LITTLE.uid()) + 1] = '\n';
                    DicomObject object = engine.readAll(new MemorySource(file));
                    assertThatThrownBy(() -> engine.frames(object))
                            .hasMessageStartingWith(
                                    "memory: TransferSyntaxUID (0002,0010) is 1?2.840.10008.1.2.1, and");
                }))
                .toList();
    }

    @TestFactory
    List<DynamicNode> a_length_beyond_the_file_is_refused_before_anything_is_allocated() {
        return DicomEngines.all().stream()
                .flatMap(engine -> Stream.of("OB", "SQ")
                        .map(vr -> contractCase(engine, engine.name() + " " + vr, () -> {
                            byte[] start = written(engine, Synthetic.slice(0), TransferSyntax.EXPLICIT_LITTLE);
                            ByteBuffer b =
                                    ByteBuffer.allocate(start.length + 12).order(ByteOrder.LITTLE_ENDIAN);
                            b.put(start).putShort((short) 0x7fff).putShort((short) 0x1010);
                            b.put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
                            b.putInt(0x7ffffff0);
                            assertThatThrownBy(() -> engine.readAll(new MemorySource(b.array())))
                                    .isInstanceOf(DicomException.class)
                                    .hasMessageContaining("(7FFF,1010) at byte " + b.capacity()
                                            + " claims 2147483632 bytes, but 0 are left");
                        })))
                .toList();
    }

    @TestFactory
    List<DynamicNode> sequences_nested_without_end_are_refused() {
        return DicomEngines.all().stream()
                .map(engine -> contractCase(engine, engine.name(), () -> {
                    DataSet data = new DataSet().putText(Tag.PatientID, Vr.LO, "DEEP");
                    for (int i = 0; i < 70; i++) {
                        data = new DataSet().putItems(Tag.ROIContourSequence, List.of(data));
                    }
                    byte[] file = written(engine, data, TransferSyntax.EXPLICIT_LITTLE);
                    assertThatThrownBy(() -> engine.readAll(new MemorySource(file)))
                            .isInstanceOf(DicomException.class)
                            .hasMessage("memory: sequences are nested more than 64 deep");
                }))
                .toList();
    }
}
