package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.plugin.PlugIn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.figtrace.measure.ShortAxisRule;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void every_line_of_plugins_config_names_a_class_that_runs() throws Exception {
        Map<String, String> commands = MacroCommands.all();
        assertThat(commands.keySet())
                .containsExactly(
                        "Open DICOM Series...",
                        "Lesion Diameter...",
                        "Segment Lesion...",
                        "Bone Destruction...",
                        "Lesion Growth...",
                        "Count Mitoses...",
                        "Link to Figure...",
                        "Case Table...",
                        "About Figtrace...");
        for (String name : commands.values()) {
            Class<?> type = Class.forName(name);
            assertThat(type.getDeclaredConstructor().newInstance()).isInstanceOf(PlugIn.class);
            // ImageJ says nothing about a missing class without an underscore in its name.
            assertThat(type.getSimpleName()).contains("_");
        }
    }

    @Test
    void no_line_of_plugins_config_is_lost_to_a_typing_error() throws Exception {
        try (var in = CommandsTest.class.getResourceAsStream("/plugins.config")) {
            long lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .count();
            assertThat(MacroCommands.all()).hasSize((int) lines);
        }
    }

    @Test
    void without_a_display_the_commands_can_be_run_by_name_after_register() throws Exception {
        MacroCommands.register();
        assertThat(ij.Menus.getCommands().get("Results...")).isEqualTo("ij.plugin.MeasurementsWriter");
        assertThat(ij.Menus.getCommands().get("Open DICOM Series...")).isEqualTo(Open_DICOM_Series.class.getName());
    }

    @Test
    void first_words_of_labels_differ_because_they_are_the_macro_keys() {
        assertThat(LesionOptions.parameters(List.of()).parameters())
                .extracting(Parameter::key)
                .doesNotHaveDuplicates()
                .containsExactly("lesion", "short", "figure", "region");
        assertThat(Open_DICOM_Series.PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("path", "series");
        assertThat(SegmentOptions.PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("figure", "range", "smoothness", "extent", "output");
        assertThat(BoneOptions.parameters(List.of()).parameters())
                .extracting(Parameter::key)
                .containsExactly("lesion", "region", "figure", "reference", "threshold", "show", "table");
        assertThat(GrowthOptions.PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("figure", "earlier", "later", "unit", "first", "second", "days");
        assertThat(MitosesOptions.PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("figure", "counter", "fields", "eyepiece", "objective", "diameter");
        assertThat(CaseOptions.LINK_PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("case", "figure", "pointer", "drawn", "text", "title", "note");
        assertThat(CaseOptions.TABLE_PARAMETERS.parameters())
                .extracting(Parameter::key)
                .containsExactly("case", "figure", "table");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ParameterList("x", List.of(Parameter.text("Short axis", ""), Parameter.text("Short", ""))))
                .withMessageContaining("short");
    }

    @Test
    void what_the_recorder_writes_is_what_the_parser_reads() throws Exception {
        ParameterList list = LesionOptions.parameters(List.of("mask of ct.tif"));
        Map<String, String> values =
                list.parse("lesion=[mask of ct.tif] short=inside figure=[3C, bottom arrow (a=b)] ");
        assertThat(values)
                .containsEntry("lesion", "mask of ct.tif")
                .containsEntry("short", "inside")
                .containsEntry("figure", "3C, bottom arrow (a=b)")
                .containsEntry("region", "");
        LesionOptions options = LesionOptions.of(values);
        assertThat(options.shortAxis()).isEqualTo(ShortAxisRule.INSIDE);
        assertThat(options.figureLabel()).contains("3C, bottom arrow (a=b)");
        assertThat(options.region()).isEmpty();
    }

    @Test
    void a_macro_gets_the_initial_value_of_what_it_leaves_out() throws Exception {
        assertThat(LesionOptions.parameters(List.of()).parse(""))
                .containsEntry("lesion", "selection")
                .containsEntry("short", "hull");
    }

    @Test
    void a_key_that_is_misspelt_is_refused_not_ignored() {
        assertThatThrownBy(() -> LesionOptions.parameters(List.of()).parse("lesion=manager shrt=inside"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("has no option \"shrt\"");
    }
}
