package org.figtrace.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.Sha256;
import org.figtrace.store.HistoryEntry.Subject;

/** Compares everything that a case holds with its history, and the history with its chain. */
final class CaseIntegrity {
    private final String file;
    private final Connection sql;
    private final List<String> problems = new ArrayList<>();
    /** What the history says that is there now; a null payload means deleted. */
    private final Map<String, State> expected = new HashMap<>();

    private record State(int version, String payload) {}

    private CaseIntegrity(String file, Connection sql) {
        this.file = file;
        this.sql = sql;
    }

    /** Sentences about what does not fit; empty for a case that is whole. Within a read transaction. */
    static List<String> check(String file, Connection sql) throws SQLException, IOException {
        CaseIntegrity check = new CaseIntegrity(file, sql);
        check.pages();
        if (!check.problems.isEmpty()) {
            return check.problems; // nothing read from damaged pages says anything
        }
        check.triggers();
        check.chain();
        check.report();
        check.series();
        check.masks();
        check.annotations();
        check.expected.forEach((what, state) -> {
            if (state.payload != null) {
                check.problems.add(what + " is in the history but not in the case");
            }
        });
        return check.problems;
    }

    private void pages() throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    problems.add("the file is damaged: " + rows.getString(1));
                }
            }
        }
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                problems.add("a row of " + rows.getString(1) + " belongs to a row of " + rows.getString(3)
                        + " that is not there");
            }
        }
    }

    private void triggers() throws SQLException {
        Map<String, String> missing = Schema.guards();
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                String expectedSql = missing.remove(rows.getString(1));
                if (!rows.getString(2).equals(expectedSql)) {
                    problems.add("the guard \"" + rows.getString(1) + "\" is not the program's own");
                }
            }
        }
        missing.keySet().forEach(t -> problems.add("the guard \"" + t + "\" was removed"));
    }

    private void chain() throws SQLException, IOException {
        String previous = History.FIRST;
        long next = 1;
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT seq, record, hash FROM history ORDER BY seq")) {
            while (rows.next()) {
                long seq = rows.getLong(1);
                String record = rows.getString(2);
                if (seq != next) {
                    problems.add("entry " + next + " of the history is missing");
                }
                if (!History.chained(previous, record).equals(rows.getString(3))) {
                    problems.add("entry " + seq + " of the history was altered, or one before it");
                }
                note(History.read(file, seq, record, rows.getString(3)));
                previous = rows.getString(3);
                next = seq + 1;
            }
        }
        if (next == 1) {
            problems.add("the history is empty");
        }
    }

    private void note(HistoryEntry entry) {
        State before = expected.put(
                name(entry.subject(), entry.id()),
                new State(entry.version(), entry.after().orElse(null)));
        String known = before == null ? null : before.payload;
        if (!Objects.equals(known, entry.before().orElse(null))) {
            problems.add("entry " + entry.seq() + " of the history does not follow from the entries before it");
        }
    }

    private void report() throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT file_name, sha256, text FROM report")) {
            while (rows.next()) {
                String sha256 = rows.getString(2);
                compare(Subject.REPORT, sha256, 1, Payloads.report(rows.getString(1), sha256, rows.getString(3)));
            }
        }
    }

    private void series() throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT series_uid, version, payload FROM series")) {
            while (rows.next()) {
                compare(Subject.SERIES, rows.getString(1), rows.getInt(2), rows.getString(3));
            }
        }
    }

    private void masks() throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sha256, bytes FROM mask")) {
            while (rows.next()) {
                String id = rows.getString(1);
                if (!Sha256.of(rows.getBytes(2)).equals(id)) {
                    problems.add(name(Subject.MASK, id) + " was altered");
                }
                expected.remove(name(Subject.MASK, id));
            }
        }
    }

    private void annotations() throws SQLException, IOException {
        Map<Long, Set<String>> figures = figures();
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT position, id, version, deleted, payload, payload_sha256 FROM annotation")) {
            while (rows.next()) {
                String id = rows.getString(2);
                String payload = rows.getString(5);
                boolean deleted = rows.getInt(4) == 1;
                if (!Sha256.of(payload).equals(rows.getString(6))) {
                    problems.add(name(Subject.ANNOTATION, id) + " was altered");
                }
                compare(Subject.ANNOTATION, id, rows.getInt(3), deleted ? null : payload);
                Set<String> listed = figures.getOrDefault(rows.getLong(1), Set.of());
                if (!listed.equals(deleted ? Set.of() : links(payload))) {
                    problems.add(name(Subject.ANNOTATION, id) + " is listed under other figure labels than its own");
                }
            }
        }
    }

    private Map<Long, Set<String>> figures() throws SQLException {
        Map<Long, Set<String>> figures = new HashMap<>();
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT annotation, label, pointer FROM annotation_figure")) {
            while (rows.next()) {
                String pointer = rows.getString(3);
                figures.computeIfAbsent(rows.getLong(1), p -> new HashSet<>())
                        .add(rows.getString(2) + (pointer == null ? "" : ", " + pointer));
            }
        }
        return figures;
    }

    private Set<String> links(String payload) throws IOException {
        Set<String> links = new HashSet<>();
        Annotation annotation = AnnotationJson.read(file, payload);
        for (FigureLink link : annotation.links()) {
            links.add(link.toString());
        }
        return links;
    }

    private void compare(Subject subject, String id, int version, String payload) {
        State state = expected.remove(name(subject, id));
        if (state == null || state.version != version || !Objects.equals(state.payload, payload)) {
            problems.add(name(subject, id) + " differs from what its history says");
        }
    }

    private static String name(Subject subject, String id) {
        return subject.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
