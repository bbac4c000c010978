package org.figtrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.AnnotationState;
import org.figtrace.annotation.Samples;
import org.figtrace.store.HistoryEntry.Action;
import org.figtrace.store.HistoryEntry.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseHistoryTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Instant LATER = Instant.parse("2026-02-01T08:30:00Z");

    @TempDir
    Path folder;

    @Test
    void every_change_is_kept_with_who_when_with_what_and_both_payloads() throws Exception {
        Path file = Cases.create(folder);
        Annotation added;
        Annotation changed;
        try (CaseStore store = at(file, LATER)) {
            added = store.add(Samples.length(ID, "1A"), Cases.LEE);
        }
        try (CaseStore store = at(file, LATER.plusSeconds(60))) {
            changed = store.update(added.withState(AnnotationState.VERIFIED), Cases.ROY);
        }
        try (CaseStore store = at(file, LATER.plusSeconds(120))) {
            store.delete(ID, changed.version(), Cases.LEE);
            List<HistoryEntry> log = store.log();
            assertThat(log).extracting(HistoryEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(log)
                    .extracting(e -> e.action() + " " + e.subject())
                    .containsExactly(
                            "CREATE REPORT", "ADD SERIES", "ADD ANNOTATION", "UPDATE ANNOTATION", "DELETE ANNOTATION");
            HistoryEntry update = log.get(3);
            assertThat(update.at()).isEqualTo(LATER.plusSeconds(60));
            assertThat(update.author()).isEqualTo("Dr. Roy");
            assertThat(update.program()).isEqualTo("other program 2");
            assertThat(update.id()).isEqualTo(ID.toString());
            assertThat(update.version()).isEqualTo(2);
            assertThat(AnnotationJson.read("", update.before().orElseThrow())).isEqualTo(added);
            assertThat(AnnotationJson.read("", update.after().orElseThrow())).isEqualTo(changed);
            assertThat(changed.modified()).isEqualTo(LATER.plusSeconds(60));
            assertThat(changed.author()).isEqualTo("Dr. Lee");
            assertThat(log.get(2).before()).isEmpty();
            assertThat(log.get(4).after()).isEmpty();
            assertThat(AnnotationJson.read("", log.get(4).before().orElseThrow()))
                    .isEqualTo(changed);
            assertThat(log.get(0).after().orElseThrow()).contains("report.txt");
        }
    }

    /** As another program would do it, from the package description alone. */
    @Test
    void the_chain_can_be_checked_with_nothing_but_sqlite_and_sha256() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            store.add(Samples.length(ID, "1A"), Cases.LEE);
        }
        String previous = "0".repeat(64);
        List<String> actions = new ArrayList<>();
        try (Connection sql = raw(file);
                Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT seq, record, hash FROM history ORDER BY seq")) {
            while (rows.next()) {
                byte[] link = (previous + rows.getString(2)).getBytes(StandardCharsets.UTF_8);
                String hash = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(link));
                assertThat(rows.getString(3)).isEqualTo(hash);
                JsonNode record = new ObjectMapper().readTree(rows.getString(2));
                assertThat(record.get("seq").asLong()).isEqualTo(rows.getLong(1));
                actions.add(record.get("action").asText() + " "
                        + record.get("subject").asText());
                previous = hash;
            }
        }
        assertThat(actions).containsExactly("create report", "add series", "add annotation");
        try (CaseStore store = Cases.read(file)) {
            assertThat(store.log().get(2).hash()).isEqualTo(previous);
        }
    }

    @Test
    void the_history_cannot_be_changed_through_sql() throws Exception {
        Path file = filled();
        try (Connection sql = raw(file);
                Statement statement = sql.createStatement()) {
            for (String attack : List.of(
                    "UPDATE history SET record = '{}' WHERE seq = 3",
                    "DELETE FROM history WHERE seq = 3",
                    "INSERT INTO history (seq, record, hash) VALUES (9, '{}', '" + History.FIRST + "')",
                    "INSERT OR REPLACE INTO history (seq, record, hash) VALUES (3, '{}', '" + History.FIRST + "')",
                    "REPLACE INTO history (seq, record, hash) VALUES (3, '{}', '" + History.FIRST + "')")) {
                assertThatThrownBy(() -> statement.executeUpdate(attack)).hasMessageContaining("the history is");
            }
        }
        assertThat(Cases.verify(file)).isEmpty();
    }

    @Test
    void an_altered_author_breaks_the_chain() throws Exception {
        Path file = filled();
        tamper(
                file,
                "DROP TRIGGER history_is_not_updated",
                "UPDATE history SET record = replace(record, 'Dr. Lee', 'Dr. Who') WHERE seq = 2");
        assertThat(Cases.verify(file))
                .contains(
                        "the guard \"history_is_not_updated\" was removed",
                        "entry 2 of the history was altered, or one before it");
    }

    @Test
    void one_flipped_bit_in_an_entry_breaks_the_chain() throws Exception {
        Path file = filled();
        String guard = triggerOf(file, "history_is_not_updated");
        tamper(
                file,
                "DROP TRIGGER history_is_not_updated",
                "UPDATE history SET record = replace(record, '\"value\":5.0', '\"value\":4.0') WHERE seq = 3",
                guard);
        assertThat(Cases.verify(file))
                .containsExactly(
                        "entry 3 of the history was altered, or one before it",
                        "annotation " + ID + " differs from what its history says");
    }

    @Test
    void a_guard_that_guards_nothing_is_found() throws Exception {
        Path file = filled();
        tamper(
                file,
                "DROP TRIGGER history_is_not_updated",
                "CREATE TRIGGER history_is_not_updated BEFORE UPDATE ON history BEGIN SELECT 1; END");
        assertThat(Cases.verify(file)).containsExactly("the guard \"history_is_not_updated\" is not the program's own");
    }

    @Test
    void an_altered_number_in_the_annotation_itself_is_found_and_never_listed() throws Exception {
        Path file = filled();
        tamper(file, "UPDATE annotation SET payload = replace(payload, '\"value\":5.0', '\"value\":9.0')");
        assertThat(Cases.verify(file))
                .containsExactly(
                        "annotation " + ID + " was altered",
                        "annotation " + ID + " differs from what its history says");
        try (CaseStore store = Cases.read(file)) {
            assertThatThrownBy(store::annotations)
                    .isInstanceOf(CaseFileException.class)
                    .hasMessageStartingWith(file + ": an annotation was altered outside the program");
        }
    }

    @Test
    void a_last_entry_cut_off_is_missed_by_the_annotation_it_made() throws Exception {
        Path file = filled();
        String guard = triggerOf(file, "history_is_not_deleted");
        tamper(file, "DROP TRIGGER history_is_not_deleted", "DELETE FROM history WHERE seq = 3", guard);
        assertThat(Cases.verify(file)).containsExactly("annotation " + ID + " differs from what its history says");
    }

    @Test
    void an_annotation_taken_away_past_the_history_is_missed() throws Exception {
        Path file = filled();
        tamper(file, "DELETE FROM annotation_figure", "DELETE FROM annotation");
        assertThat(Cases.verify(file)).containsExactly("annotation " + ID + " is in the history but not in the case");
    }

    @Test
    void an_annotation_listed_under_a_wrong_panel_is_found() throws Exception {
        Path file = filled();
        tamper(file, "UPDATE annotation_figure SET label = '1B'");
        assertThat(Cases.verify(file))
                .containsExactly("annotation " + ID + " is listed under other figure labels than its own");
    }

    @Test
    void an_altered_report_is_found() throws Exception {
        Path file = filled();
        tamper(file, "UPDATE report SET text = replace(text, '1A', '1C')");
        assertThat(Cases.verify(file))
                .containsExactly("report " + Cases.report().sha256() + " differs from what its history says");
    }

    private Path filled() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            store.add(Samples.length(ID, "1A"), Cases.LEE);
            assertThat(store.log().get(2).subject()).isEqualTo(Subject.ANNOTATION);
            assertThat(store.log().get(2).action()).isEqualTo(Action.ADD);
        }
        assertThat(Cases.verify(file)).isEmpty();
        return file;
    }

    private static CaseStore at(Path file, Instant now) throws Exception {
        return CaseStore.open(file, CaseStore.Access.WRITE, CaseStore.PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String triggerOf(Path file, String name) throws Exception {
        try (Connection sql = raw(file);
                Statement statement = sql.createStatement();
                ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = '" + name + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void tamper(Path file, String... statements) throws Exception {
        try (Connection sql = raw(file);
                Statement statement = sql.createStatement()) {
            for (String s : statements) {
                statement.executeUpdate(s);
            }
        }
    }

    private static Connection raw(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
