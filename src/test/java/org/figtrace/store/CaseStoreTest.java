package org.figtrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationException;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationState;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.annotation.CoverageState;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.MaskReference;
import org.figtrace.annotation.Samples;
import org.figtrace.annotation.UnknownLabelException;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.report.FigureLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseStoreTest {
    private static final UUID ID = new UUID(0, 1);

    @TempDir
    Path folder;

    @Test
    void a_closed_case_is_one_file_and_gives_everything_back() throws Exception {
        Path file = Cases.create(folder);
        Annotation length = Samples.length(ID, "1A", "1B, bottom arrow");
        try (CaseStore store = Cases.write(file)) {
            assertThat(store.add(length, Cases.LEE)).isEqualTo(length);
        }
        assertThat(names()).containsExactly("x.figtrace");
        try (CaseStore store = Cases.read(file)) {
            Case read = store.read();
            assertThat(read.annotations()).containsExactly(length);
            assertThat(read.source()).isEqualTo(Cases.report());
            assertThat(read.series()).containsExactly(Cases.series("/images/ct"));
            assertThat(read.patientIds()).containsExactly("P1");
            assertThat(read.coverage().count(CoverageState.MEASURED)).isEqualTo(2);
            assertThat(store.annotation(ID)).contains(length);
            assertThat(store.verify()).isEmpty();
        }
        assertThat(names()).containsExactly("x.figtrace");
    }

    @Test
    void annotations_are_listed_under_each_of_their_labels_in_the_order_they_came() throws Exception {
        Annotation first = Samples.length(new UUID(9, 9), "1A");
        Annotation second = Samples.arrow(new UUID(0, 2), "1B, upper arrow", "1A");
        try (CaseStore store = Cases.write(Cases.create(folder))) {
            store.addAll(List.of(first, second), Cases.LEE);
            assertThat(store.annotations()).containsExactly(first, second);
            assertThat(store.annotations(FigureLabel.parse("1A"))).containsExactly(first, second);
            assertThat(store.annotations(FigureLabel.parse("1B"))).containsExactly(second);
            assertThat(store.annotations(FigureLabel.parse("2"))).isEmpty();
            Annotation moved = store.update(first.withLinks(List.of(FigureLink.parse("2"))), Cases.LEE);
            assertThat(store.annotations(FigureLabel.parse("1A"))).containsExactly(second);
            assertThat(store.annotations(FigureLabel.parse("2"))).containsExactly(moved);
        }
    }

    @Test
    void an_existing_file_is_never_overwritten() throws Exception {
        Path file = folder.resolve("x.figtrace");
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> CaseStore.create(file, Cases.report(), Cases.LEE))
                .isInstanceOf(CaseFileException.class)
                .hasMessage(file + ": the file exists already; a case never overwrites a file");
        assertThat(file).hasContent("mine");
        assertThat(names()).containsExactly("x.figtrace");
    }

    @Test
    void the_leftover_of_another_case_is_not_taken_for_changes_of_a_new_one() throws Exception {
        Path file = folder.resolve("x.figtrace");
        Files.writeString(folder.resolve("x.figtrace-wal"), "old");
        assertThatThrownBy(() -> CaseStore.create(file, Cases.report(), Cases.LEE))
                .hasMessage(file + ": the case cannot be made; x.figtrace-wal is left from another case of this name");
        assertThat(names()).containsExactly("x.figtrace-wal");
    }

    @Test
    void a_case_in_a_folder_that_is_not_there_is_refused() {
        Path file = folder.resolve("none").resolve("x.figtrace");
        assertThatThrownBy(() -> CaseStore.create(file, Cases.report(), Cases.LEE))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void a_name_with_blanks_accents_and_signs_is_only_a_name() throws Exception {
        Path file = folder.resolve("Müller 腫瘍 50% #1 & co?.figtrace");
        try (CaseStore store = CaseStore.create(file, Cases.report(), Cases.LEE)) {
            store.addSeries(Cases.series("/images"), Cases.LEE);
            store.add(Samples.length(ID, "1A"), Cases.LEE);
        }
        assertThat(names()).containsExactly(file.getFileName().toString());
        try (CaseStore store = Cases.read(file)) {
            assertThat(store.annotations()).hasSize(1);
        }
    }

    @Test
    void a_case_opened_through_a_link_is_the_same_case() throws Exception {
        Path file = Cases.create(folder);
        Path other = Files.createDirectory(folder.resolve("other"));
        Path link = Files.createSymbolicLink(other.resolve("link.figtrace"), file);
        try (CaseStore store = Cases.write(link);
                CaseStore direct = Cases.write(file)) {
            store.add(Samples.length(ID, "1A"), Cases.LEE);
            assertThat(direct.annotations()).hasSize(1);
        }
        assertThat(names()).containsExactly("other", "x.figtrace");
    }

    @Test
    void of_two_programs_that_make_the_same_case_one_is_refused() throws Exception {
        Path file = folder.resolve("x.figtrace");
        AtomicInteger refused = new AtomicInteger();
        Runnable make = () -> {
            try {
                CaseStore.create(file, Cases.report(), Cases.LEE).close();
            } catch (IOException e) {
                refused.incrementAndGet();
            }
        };
        Thread one = new Thread(make);
        Thread two = new Thread(make);
        one.start();
        two.start();
        one.join();
        two.join();
        assertThat(refused).hasValue(1);
        assertThat(names()).containsExactly("x.figtrace");
        assertThat(Cases.verify(file)).isEmpty();
    }

    @Test
    void an_unknown_label_or_pointer_is_refused_and_nothing_is_kept() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            assertThatThrownBy(() -> store.add(Samples.length(ID, "9Z"), Cases.LEE))
                    .isInstanceOf(UnknownLabelException.class)
                    .hasMessage(file + ": figure label 9Z is not in the report; its labels are 1A, 1B, 2");
            assertThatThrownBy(() -> store.add(Samples.length(ID, "1B, left arrow"), Cases.LEE))
                    .isInstanceOf(AnnotationException.class)
                    .hasMessageContaining("the caption of 1B has no pointer \"left arrow\"; it has \"bottom arrow\"");
            assertThat(store.log()).hasSize(2);
            assertThat(store.annotations()).isEmpty();
        }
    }

    @Test
    void an_annotation_on_a_series_or_mask_that_the_case_lacks_is_refused() throws Exception {
        Path file = folder.resolve("x.figtrace");
        try (CaseStore store = CaseStore.create(file, Cases.report(), Cases.LEE)) {
            assertThatThrownBy(() -> store.add(Samples.length(ID, "1A"), Cases.LEE))
                    .hasMessage(file + ": the series 1.2.3 is not in the case; add it first");
            MaskReference nowhere = new MaskReference("ab".repeat(32), "nii.gz", 9);
            assertThatThrownBy(() -> store.add(onMask(nowhere), Cases.LEE))
                    .hasMessage(file + ": the mask " + "ab".repeat(32) + " is not in the case; add it first");
        }
    }

    @Test
    void a_group_of_annotations_is_kept_whole_or_not_at_all() throws Exception {
        try (CaseStore store = Cases.write(Cases.create(folder))) {
            Annotation one = Samples.length(ID, "1A");
            assertThatThrownBy(() -> store.addAll(List.of(one, Samples.arrow(new UUID(0, 2), "1A"), one), Cases.LEE))
                    .isInstanceOf(CaseConflictException.class)
                    .hasMessageContaining("the case has an annotation " + ID + " already");
            assertThat(store.annotations()).isEmpty();
            assertThat(store.log()).hasSize(2);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void a_mask_is_kept_once_by_its_content() throws Exception {
        byte[] bytes = "voxels".getBytes(StandardCharsets.UTF_8);
        Path file = Cases.create(folder);
        MaskReference mask;
        try (CaseStore store = Cases.write(file)) {
            mask = store.addMask(bytes, "nii.gz", Cases.LEE);
            assertThat(store.addMask(bytes, "nii.gz", Cases.LEE)).isEqualTo(mask);
            store.add(onMask(mask), Cases.LEE);
            assertThat(store.log()).hasSize(4);
        }
        // sha256sum of "voxels"
        assertThat(mask.sha256()).isEqualTo("38d11342e7802dc460247dcec95b945557f05a1bcc74a4db37f42d7e2b8b43de");
        try (CaseStore store = Cases.read(file)) {
            assertThat(store.mask(mask)).isEqualTo(bytes);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void a_series_that_is_added_again_keeps_where_it_was_found_before() throws Exception {
        try (CaseStore store = Cases.write(Cases.create(folder))) {
            assertThat(store.addSeries(Cases.series("/new"), Cases.LEE).sources())
                    .extracting(CaseSeries.Source::absolute)
                    .containsExactly("/new", "/images/ct");
            store.addSeries(Cases.series("/new"), Cases.LEE);
            assertThat(store.log()).hasSize(3);
            assertThat(store.read().series()).hasSize(1);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void images_beside_the_case_are_found_by_a_relative_path() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.read(file)) {
            CaseSeries.Source source = store.source(folder.resolve("images").resolve("ct"));
            assertThat(source.absolute())
                    .isEqualTo(folder.resolve("images/ct").toAbsolutePath().toString());
            assertThat(source.relative()).contains("images/ct");
            assertThat(store.source(folder).relative()).contains(".");
        }
    }

    @Test
    void a_clock_that_goes_back_does_not_keep_a_change_out() throws Exception {
        Path file = Cases.create(folder);
        Clock yesterday = Clock.fixed(Instant.parse("2026-01-30T00:00:00Z"), ZoneOffset.UTC);
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.WRITE, CaseStore.PATIENCE, yesterday)) {
            Annotation added = store.add(Samples.length(ID, "1A"), Cases.LEE);
            Annotation changed = store.update(added.withState(AnnotationState.FINAL), Cases.LEE);
            assertThat(changed.modified()).isEqualTo(Samples.NOON);
            assertThat(store.log().get(3).at()).isEqualTo(Instant.parse("2026-01-30T00:00:00Z"));
        }
    }

    @Test
    void a_deleted_annotation_is_gone_from_the_lists_and_cannot_be_changed() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            Annotation added = store.add(Samples.length(ID, "1A"), Cases.LEE);
            store.delete(ID, 1, Cases.ROY);
            assertThat(store.annotations()).isEmpty();
            assertThat(store.annotations(FigureLabel.parse("1A"))).isEmpty();
            assertThat(store.annotation(ID)).isEmpty();
            assertThatThrownBy(() -> store.update(added, Cases.LEE))
                    .isInstanceOf(CaseConflictException.class)
                    .hasMessageContaining("was deleted by Dr. Roy at ");
            assertThatThrownBy(() -> store.delete(new UUID(5, 5), 1, Cases.LEE))
                    .hasMessage(file + ": the case has no annotation " + new UUID(5, 5));
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void a_case_opened_for_reading_refuses_a_change() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.read(file)) {
            assertThatThrownBy(() -> store.add(Samples.length(ID, "1A"), Cases.LEE))
                    .hasMessage(file + ": the case was opened for reading only");
        }
    }

    private static Annotation onMask(MaskReference mask) {
        return new Annotation(
                ID,
                AnnotationGeometry.of(mask, LengthUnit.MILLIMETRE),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(FigureLink.parse("1A")),
                AnnotationState.DRAFT,
                "Dr. Lee",
                Samples.NOON,
                Samples.NOON,
                1);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
