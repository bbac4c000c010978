package org.figtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no image: what they print is a contract. */
class MeasureNumbersTest {
    @TempDir
    private Path temp;

    private record Run(int exit, String out, String err) {
        JsonNode json() throws Exception {
            assertThat(exit).as(err).isZero();
            return new ObjectMapper().readTree(out);
        }
    }

    private static Run measure(String... args) {
        List<String> all = new ArrayList<>(List.of("measure"));
        all.addAll(List.of(args));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = Main.run(all.toArray(new String[0]));
            return new Run(exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void growth_reads_sizes_with_units_and_years() throws Exception {
        JsonNode g = measure("growth", "--from", "3cm", "--to", "120mm", "--years", "15", "--json")
                .json();

        assertThat(g.get("days").asDouble()).isEqualTo(5478.75);
        assertThat(g.get("volumeRatio").asDouble()).isCloseTo(64, within(1e-9));
        assertThat(g.get("volumeDoublingTimeDays").asDouble()).isCloseTo(913.1, within(0.05));
        assertThat(g.get("specificGrowthRatePercentPerDay").asDouble()).isCloseTo(0.0759, within(5e-5));
        assertThat(g.get("specificGrowthRateInterval95").isNull()).isTrue();
    }

    @Test
    void growth_reads_dates_and_uncertainties() throws Exception {
        JsonNode g = measure("growth", "--from", "8+-0.2ml/2023-01-31", "--to", "16+-0.4cm3/2023-03-02", "--json")
                .json();

        assertThat(g.get("days").asDouble()).isEqualTo(30);
        assertThat(g.get("earlier").asDouble()).isEqualTo(8000);
        assertThat(g.get("earlierUncertainty").asDouble()).isCloseTo(200, within(1e-9));
        assertThat(g.get("volumeDoublingTimeDays").asDouble()).isCloseTo(30, within(1e-9));
        assertThat(g.get("volumeDoublingTimeInterval95").get(0).asDouble()).isLessThan(30);
    }

    @Test
    void growth_without_time_or_size_is_refused() {
        assertThat(measure("growth", "--from", "3cm", "--to", "4cm").exit()).isEqualTo(2);
        assertThat(measure("growth", "--from", "3", "--to", "4cm", "--days", "3")
                        .err())
                .contains("--from 3: expected for example 3cm");
        assertThat(measure("growth", "--from", "3cm/2023-02-30", "--to", "4cm/2023-03-30")
                        .exit())
                .isEqualTo(2);
        Run zero = measure("growth", "--from", "3cm", "--to", "4cm", "--days", "0");
        assertThat(zero.exit()).isEqualTo(3);
        assertThat(zero.err()).startsWith("figtrace: growth needs a later date");
    }

    @Test
    void mitoses_have_a_range_or_a_number() throws Exception {
        JsonNode range = measure("mitoses", "--mitoses", "10", "--json").json();
        JsonNode number = measure("mitoses", "--mitoses", "10", "--field-number", "22", "--objective", "40", "--json")
                .json();

        assertThat(range.get("perMm2").isNull()).isTrue();
        assertThat(range.get("perMm2Range").get(1).asDouble()).isCloseTo(7.96, within(0.005));
        assertThat(number.get("perMm2").asDouble()).isCloseTo(4.21, within(0.005));
        assertThat(measure("mitoses", "--mitoses", "10", "--objective", "40").exit())
                .isEqualTo(2);
    }

    @Test
    void a_ki67_that_was_counted_is_a_number_and_one_above_a_limit_is_a_bound() throws Exception {
        JsonNode counted =
                measure("ki67", "--positive", "15", "--total", "100", "--json").json();
        JsonNode bound = measure("ki67", "--reported", "> 15 %", "--json").json();

        assertThat(counted.get("wilsonPercent").get(0).asDouble()).isCloseTo(9.305985, within(1e-6));
        assertThat(counted.get("clopperPearsonPercent").get(1).asDouble()).isCloseTo(23.530750, within(1e-6));
        assertThat(bound.get("percent").isNull()).isTrue();
        assertThat(bound.get("lowPercent").asDouble()).isEqualTo(15);
        assertThat(bound.get("lowIncluded").asBoolean()).isFalse();
        assertThat(measure("ki67", "--positive", "9", "--total", "3").exit()).isEqualTo(2);
        assertThat(measure("ki67").exit()).isEqualTo(2);
    }

    @Test
    void a_grade_says_its_scores() throws Exception {
        JsonNode g = measure("fnclcc", "--differentiation", "3", "--mitoses", "10", "--necrosis", "<50%", "--json")
                .json();

        assertThat(g.get("grade").asInt()).isEqualTo(3);
        assertThat(g.get("sum").asInt()).isEqualTo(6);
        assertThat(g.get("gradeAtStandardArea").isNull()).isTrue();
        assertThat(measure("fnclcc", "--differentiation", "3", "--mitoses", "9", "--fields", "50", "--necrosis", "none")
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void a_table_of_lesions_has_a_response_at_every_date() throws Exception {
        Path table = Files.writeString(temp.resolve("lesions.csv"), """
                date,lesion,role,organ,kind,finding
                2020-03-01,liver 1,target,liver,,31
                2020-01-01,liver 1,target,liver,non_nodal,50
                2020-01-01,neck,target,neck,node,20
                2020-01-01,ascites,non-target,,,present
                2020-03-01,neck,target,neck,,too small
                2020-03-01,ascites,non-target,,,present
                2020-05-01,liver 1,target,liver,,absent
                2020-05-01,lung,new,lung,,unequivocal
                """);

        JsonNode r = measure("response", table.toString(), "--json").json();
        assertThat(r.get("baselineSumMm").asDouble()).isEqualTo(70);
        assertThat(r.get("dates").get(0).get("sumMm").asDouble()).isEqualTo(36);
        assertThat(r.get("dates").get(0).get("overall").asText()).isEqualTo("PR");
        assertThat(r.get("dates").get(0).get("nonTarget").asText()).isEqualTo("non-CR/non-PD");
        assertThat(r.get("dates").get(1).get("sumMm").isNull()).isTrue();
        assertThat(r.get("dates").get(1).get("target").asText()).isEqualTo("NE");
        assertThat(r.get("dates").get(1).get("overall").asText()).isEqualTo("PD");
    }

    @Test
    void a_table_that_cannot_be_read_names_its_line() throws Exception {
        Path table = temp.resolve("lesions.csv");
        String head = "date,lesion,role,organ,kind,finding\n2020-01-01,a,target,liver,non_nodal,50\n";
        for (String[] wrong : new String[][] {
            {"x", "the first line must be date,lesion"},
            {head, "dates found: 1"},
            {head + "2020-02-01,a,target,liver", "line 3 has 4 cells, not 6"},
            {head + "1.2.2020,a,target,liver,,5", "line 3: not a date"},
            {head + "2020-02-01,a,target,liver,,-5", "line 3: not a size in mm: -5"},
            {head + "2020-02-01,a,aim,liver,,5", "line 3: a role is"},
            {head + "2020-02-01,b,target,liver,,5", "b is no target lesion of baseline"},
            {head + "2020-02-01,a,target,liver,,5\n2020-02-01,a,target,liver,,6", "line 4: a has a second finding"},
            {head + "2020-02-01,n,new,liver,,maybe", "line 3: a new lesion is"}
        }) {
            Files.writeString(table, wrong[0]);
            Run run = measure("response", table.toString());
            assertThat(run.exit()).as(wrong[1]).isEqualTo(3);
            assertThat(run.err()).startsWith("figtrace: " + table).contains(wrong[1]);
        }
    }
}
