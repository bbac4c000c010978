package org.figtrace.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a case, as steps from one schema version to the next. A step that has been released never changes. */
final class Schema {
    /** "FTRC", in bytes 68 to 71 of the file. */
    static final int APPLICATION_ID = 0x46545243;

    /** The step at index v leads from user_version v to v + 1. */
    private static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE history (
              seq INTEGER PRIMARY KEY,
              record TEXT NOT NULL CHECK (json_valid(record)),
              hash TEXT NOT NULL CHECK (length(hash) = 64))""",
            """
            CREATE TRIGGER history_is_in_order BEFORE INSERT ON history
            WHEN NEW.seq IS NULL OR NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM history)
            BEGIN SELECT raise(ABORT, 'the history is written in order'); END""",
            """
            CREATE TRIGGER history_is_not_updated BEFORE UPDATE ON history
            BEGIN SELECT raise(ABORT, 'the history is never changed'); END""",
            """
            CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
            BEGIN SELECT raise(ABORT, 'the history is never changed'); END""",
            """
            CREATE TABLE report (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              file_name TEXT NOT NULL,
              sha256 TEXT NOT NULL,
              text TEXT NOT NULL)""",
            """
            CREATE TABLE series (
              series_uid TEXT PRIMARY KEY,
              version INTEGER NOT NULL CHECK (version >= 1),
              payload TEXT NOT NULL)""",
            """
            CREATE TABLE mask (
              sha256 TEXT PRIMARY KEY,
              format TEXT NOT NULL,
              bytes BLOB NOT NULL)""",
            """
            CREATE TRIGGER mask_is_not_updated BEFORE UPDATE ON mask
            BEGIN SELECT raise(ABORT, 'a mask is never changed'); END""",
            """
            CREATE TRIGGER mask_is_not_deleted BEFORE DELETE ON mask
            BEGIN SELECT raise(ABORT, 'a mask is never changed'); END""",
            """
            CREATE TABLE annotation (
              position INTEGER PRIMARY KEY,
              id TEXT NOT NULL UNIQUE,
              version INTEGER NOT NULL CHECK (version >= 1),
              deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
              mask TEXT REFERENCES mask (sha256),
              payload TEXT NOT NULL,
              payload_sha256 TEXT NOT NULL)""",
            """
            CREATE TABLE annotation_figure (
              annotation INTEGER NOT NULL REFERENCES annotation (position),
              label TEXT NOT NULL,
              pointer TEXT)""",
            "CREATE INDEX annotation_figure_by_label ON annotation_figure (label, annotation)",
            "CREATE INDEX annotation_figure_by_annotation ON annotation_figure (annotation)"));

    static final int VERSION = STEPS.size();

    private Schema() {}

    /** The triggers that keep history and masks as they are: name and statement. */
    static Map<String, String> guards() {
        Map<String, String> guards = new TreeMap<>();
        for (List<String> step : STEPS) {
            for (String sql : step) {
                if (sql.startsWith("CREATE TRIGGER ")) {
                    guards.put(sql.split(" ", 4)[2], sql);
                }
            }
        }
        return guards;
    }

    /** Takes an open transaction from the given version to {@link #VERSION}. */
    static void migrate(Connection connection, int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : STEPS.subList(from, VERSION)) {
                for (String sql : step) {
                    statement.executeUpdate(sql);
                }
            }
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
        }
    }
}
