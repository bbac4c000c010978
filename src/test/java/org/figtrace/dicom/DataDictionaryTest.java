package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDictionaryTest {
    @Test
    void every_tag_of_the_list_has_its_keyword() throws IOException {
        List<String> lines;
        try (var in = DataDictionary.class.getResourceAsStream("data-elements.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line ->
                            !line.startsWith("#") && !line.substring(0, 8).contains("x"))
                    .toList();
        }
        assertThat(lines).hasSizeGreaterThan(4500).allSatisfy(line -> {
            String[] columns = line.split(" ");
            int tag = Integer.parseUnsignedInt(columns[0], 16);
            assertThat(DataDictionary.keyword(tag)).hasValue(columns[2]);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "00080005, CS, SpecificCharacterSet",
        "00280103, US, PixelRepresentation",
        "60020010, US, OverlayRows",
        "7FE00010, OW, PixelData",
        "FFFCFFFC, OB, DataSetTrailingPadding",
    })
    void tags_have_the_representation_and_keyword_of_the_standard(String tag, Vr vr, String keyword) {
        int number = Integer.parseUnsignedInt(tag, 16);
        assertThat(DataDictionary.vr(number, false)).hasValue(vr);
        assertThat(DataDictionary.keyword(number)).hasValue(keyword);
    }

    @ParameterizedTest
    @CsvSource({"00280011, true", "00280013, false", "00091010, false", "FFFFFFFF, false"})
    void only_tags_of_the_standard_are_known(String tag, boolean known) {
        assertThat(DataDictionary.keyword(Integer.parseUnsignedInt(tag, 16)).isPresent())
                .isEqualTo(known);
    }
}
