package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.figtrace.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and their bytes from the examples of PS3.5 annexes H, I, J and of D. Clunie, as pydicom decodes them. */
class CharacterSetsTest {
    private static byte[] bytes(String latin1WithEscapes) {
        return latin1WithEscapes.replace("{ESC}", "\u001b").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> terms(String joined) {
        return List.of(joined.split("\\\\", -1));
    }

    private static void same(String joinedTerms, String encoded, String text) {
        List<String> terms = terms(joinedTerms);
        assertThat(CharacterSets.decode(bytes(encoded), Vr.PN, terms)).isEqualTo(text);
        byte[] again = CharacterSets.encode(text, Vr.PN, terms);
        assertThat(CharacterSets.decode(again, Vr.PN, terms)).isEqualTo(text);
    }

    @Test
    void single_byte_sets_decode_to_the_right_names() {
        same("ISO_IR 100", "\u00c4neas^R\u00fcdiger", "Äneas^Rüdiger");
        same("ISO_IR 126", "\u00c4\u00e9\u00ef\u00ed\u00f5\u00f3\u00e9\u00ef\u00f2", "Διονυσιος");
        same("ISO_IR 144", "\u00bb\u00ee\u00dace\u00dc\u00d1yp\u00d3", "Люкceмбypг");
        same("ISO_IR 127", "\u00e2\u00c8\u00c7\u00e6\u00ea^\u00e4\u00e6\u00d2\u00c7\u00d1", "قباني^لنزار");
        same("ISO_IR 138", "\u00f9\u00f8\u00e5\u00ef^\u00e3\u00e1\u00e5\u00f8\u00e4", "שרון^דבורה");
        same("ISO_IR 101", "\u00a3\u00f3d\u00bc", "Łódź");
        same("ISO_IR 148", "\u00dd\u00feIk", "İşIk");
        same("ISO_IR 166", "\u00a1\u00a2", "กข");
        same("ISO_IR 110", "\u00b9", "š");
        same("ISO_IR 109", "\u00b1", "ħ");
        same("ISO_IR 13", "\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3", "ﾔﾏﾀﾞ^ﾀﾛｳ");
    }

    @Test
    void code_extensions_decode_to_the_right_names() {
        same(
                "\\ISO 2022 IR 87",
                "Yamada^Tarou={ESC}$B;3ED{ESC}(B^{ESC}$BB@O:{ESC}(B={ESC}$B$d$^$@{ESC}(B^{ESC}$B$?$m$&{ESC}(B",
                "Yamada^Tarou=山田^太郎=やまだ^たろう");
        same(
                "ISO 2022 IR 13\\ISO 2022 IR 87",
                "\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3={ESC}$B;3ED{ESC}(J^{ESC}$BB@O:{ESC}(J={ESC}$B$d$^$@{ESC}(J^"
                        + "{ESC}$B$?$m$&{ESC}(J",
                "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
        same(
                "\\ISO 2022 IR 149",
                "Hong^Gildong={ESC}$)C\u00fb\u00f3^{ESC}$)C\u00d1\u00ce\u00d4\u00d7={ESC}$)C\u00c8\u00ab^{ESC}$)C"
                        + "\u00b1\u00e6\u00b5\u00bf",
                "Hong^Gildong=洪^吉洞=홍^길동");
        same("\\ISO 2022 IR 58", "Wang={ESC}$)A\u00cd\u00f5^{ESC}$)A\u00d0\u00a1\u00b6\u00ab", "Wang=王^小东");
        same("ISO 2022 IR 6\\ISO 2022 IR 100", "J{ESC}-A\u00e9r\u00f4me", "Jérôme");
        // JIS X 0212 row 16, cell 2 is U+4E04.
        same("\\ISO 2022 IR 159", "{ESC}$(D0\"{ESC}(B", "丄");
    }

    @Test
    void a_delimiter_takes_the_first_set_back() {
        // The second name component has no escape: its bytes are Latin 1 of the first term again.
        String text = CharacterSets.decode(
                bytes("{ESC}-F\u00c4\u00e9^\u00c4"), Vr.PN, terms("ISO 2022 IR 100\\ISO 2022 IR 126"));
        assertThat(text).isEqualTo("Δι^Ä");
    }

    @Test
    void stand_alone_sets_may_have_a_backslash_inside_of_a_character() {
        DataSet data = new DataSet();
        data.putText(Tag.SpecificCharacterSet, Vr.CS, "GB18030");
        // 81H 5CH is one character of GBK; the backslash byte in it divides nothing.
        data.put(new Element.Bytes(Tag.PatientName, Vr.PN, new byte[] {(byte) 0x81, 0x5c, '\\', 'a'}));
        assertThat(data.strings(Tag.PatientName)).containsExactly("乗", "a");
    }

    @Test
    void items_speak_the_character_set_of_the_data_set_around_them() {
        DataSet deep = new DataSet();
        deep.put(new Element.Bytes(Tag.PatientName, Vr.PN, bytes("\u00c4\u00e9")));
        DataSet middle = new DataSet().putItems(Tag.ROIContourSequence, List.of(deep));
        DataSet top = new DataSet().putItems(Tag.StructureSetROISequence, List.of(middle));
        top.putText(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 126");
        assertThat(deep.string(Tag.PatientName)).hasValue("Δι");
        middle.putText(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100");
        assertThat(deep.string(Tag.PatientName)).hasValue("Äé");
    }

    @Test
    void a_character_that_the_set_lacks_is_refused_and_not_replaced() {
        DataSet data = new DataSet().putText(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100");
        assertThatThrownBy(() -> data.putText(Tag.PatientName, Vr.PN, "王"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"王\" is not in the character set ISO_IR 100;"
                        + " SpecificCharacterSet (0008,0005) ISO_IR 192 has all characters");
    }

    @ParameterizedTest
    @CsvSource({
        "chrGerm.dcm, Äneas^Rüdiger",
        "chrGreek.dcm, Διονυσιος",
        "chrJapMulti.dcm, やまだ^たろう",
        "chrKoreanMulti.dcm, 김희중",
        "chrRuss.dcm, Люкceмбypг",
        "chrX1.dcm, Wang^XiaoDong=王^小東=",
    })
    void names_in_files_are_those_that_pydicom_reads(String file, String name) throws Exception {
        Path path = SharedData.require("charsets/" + file);
        DataSet data = Synthetic.engine().readHeader(DicomSource.of(path)).dataSet();
        assertThat(data.string(Tag.PatientName)).hasValue(name);
    }
}
