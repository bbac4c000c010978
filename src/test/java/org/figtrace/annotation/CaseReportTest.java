package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.report.ReportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReportTest {
    @TempDir
    Path folder;

    @Test
    void a_report_is_known_by_its_name_the_digest_of_its_bytes_and_its_text() throws Exception {
        Path file = folder.resolve("report.txt");
        Files.write(file, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'C', 'T', '\n'});
        CaseReport report = CaseReport.read(file);
        assertThat(report.fileName()).isEqualTo("report.txt");
        // printf '\xEF\xBB\xBFCT\n' | sha256sum
        assertThat(report.sha256()).isEqualTo("c89ba1d606682c9557f14147e1c0898055f64d7bd56125832037f49c2347b7b5");
        assertThat(report.text()).isEqualTo("CT\n");
    }

    @Test
    void an_empty_or_missing_report_makes_no_case() throws Exception {
        Path empty = folder.resolve("empty.txt");
        Files.createFile(empty);
        assertThatThrownBy(() -> CaseReport.read(empty)).isInstanceOf(ReportException.class);
        assertThatThrownBy(() -> CaseReport.read(folder.resolve("none.txt"))).isInstanceOf(ReportException.class);
    }

    @Test
    void a_real_report_that_is_kept_and_parsed_again_has_the_same_panels_to_cover() throws Exception {
        CaseReport kept = CaseReport.read(SharedData.require("reports/scalp-leiomyosarcoma.txt"));
        Case empty = new Case(kept, kept.parsed(), List.of(), List.of());
        // MANIFEST: 4 figures, 1A-B, 2A-D, 3A-G, 4A-F
        assertThat(empty.coverage().panels())
                .extracting(p -> p.label().toString())
                .containsExactly(
                        "1A", "1B", "2A", "2B", "2C", "2D", "3A", "3B", "3C", "3D", "3E", "3F", "3G", "4A", "4B", "4C",
                        "4D", "4E", "4F");
        assertThat(empty.coverage().count(CoverageState.UNLINKED)).isEqualTo(19);
        ReportLabels.require(kept.fileName(), kept.parsed(), List.of(FigureLink.parse("3C, bottom arrow")));
    }
}
