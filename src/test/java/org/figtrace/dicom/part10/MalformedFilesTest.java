package org.figtrace.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.figtrace.SharedData;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real bad files: each is read as pydicom and dcmdump read it, or refused in one sentence. */
class MalformedFilesTest {
    private final DicomEngine engine = new Part10Engine();

    private DicomObject read(String file) throws IOException {
        return engine.readAll(source(file));
    }

    private static DicomSource source(String file) {
        return DicomSource.of(SharedData.require("malformed/" + file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "made_empty.dcm | is not DICOM: it has only 0 bytes",
                "made_text_file.dcm | is not DICOM: it has no DICM after a preamble and does not start with a data element",
                "made_truncated_in_header.dcm | ScanOptions (0018,0022) at byte 892 claims 12 bytes, but 8 are left",
                "rtplan_truncated.dcm | BeamSequence (300A,00B0) at byte 1418 claims 976 bytes, but 711 are left",
            })
    void what_is_no_whole_object_is_refused_in_one_sentence(String file, String problem) {
        Path path = SharedData.require("malformed/" + file);
        assertThatThrownBy(() -> read(file)).isInstanceOf(DicomException.class).hasMessage(path + ": " + problem);
    }

    @Test
    void half_of_the_pixels_is_refused_with_both_numbers() throws IOException {
        DicomObject header = engine.readHeader(source("made_truncated_50pct.dcm"));
        assertThatThrownBy(() -> engine.frames(header))
                .hasMessage(header.name() + ": Pixel Data (7FE0,0010) has 261051 bytes, 524288 expected");
    }

    @Test
    void an_object_without_meta_header_is_read() throws IOException {
        DataSet plan = read("ExplVR_LitEndNoMeta.dcm").dataSet();
        assertThat(plan.elements()).hasSize(24);
        assertThat(plan.string(0x300A0006)).hasValue("20150529");
    }

    @Test
    void a_wrong_value_representation_does_not_lose_the_elements_behind_it() throws IOException {
        DataSet dose = read("badVR.dcm").dataSet();
        assertThat(dose.elements()).hasSize(45);
        assertThat(dose.string(Tag.PatientName)).hasValue("Lastname^Firstname");
        assertThat(dose.decimals(Tag.PixelSpacing)).hasValue(new double[] {10, 10});
        assertThat(dose.bytes(Tag.PixelData).orElseThrow()).hasSize(6000);
    }

    @Test
    void a_number_of_frames_that_is_no_number_is_refused_with_its_value() throws IOException {
        DicomObject dose = engine.readHeader(source("badVR.dcm"));
        assertThatThrownBy(() -> engine.frames(dose))
                .hasMessageEndingWith("NumberOfFrames (0028,0008) is 1A, so its pixels cannot be read");
    }

    @Test
    void a_bad_sequence_does_not_lose_the_elements_behind_it() throws IOException {
        DataSet image = read("bad_sequence.dcm").dataSet();
        assertThat(image.elements()).hasSize(79);
        assertThat(image.integer(Tag.Rows)).hasValue(512);
        assertThat(image.decimals(Tag.PixelSpacing)).hasValue(new double[] {0.287109375, 0.287109375});
    }

    @Test
    void a_missing_transfer_syntax_is_found_from_the_bytes() throws IOException {
        DicomObject object = read("meta_missing_tsyntax.dcm");
        assertThat(object.fileMeta().contains(Tag.TransferSyntaxUID)).isFalse();
        assertThat(object.dataSet().elements()).hasSize(2);
    }

    @Test
    void an_empty_character_set_is_the_default_repertoire() throws IOException {
        DataSet data = read("empty_charset_LEI.dcm").dataSet();
        assertThat(data.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "SINGLE PLANE");
    }
}
