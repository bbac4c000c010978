package org.figtrace.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.MaskReference;
import org.figtrace.annotation.Sha256;
import org.figtrace.report.FigureLabel;

/** The statements on the current state. None of them begins or ends a transaction. */
final class Tables {
    private static final String ANNOTATION = "SELECT version, deleted, payload, payload_sha256 FROM annotation a ";

    private Tables() {}

    static CaseReport report(String file, Connection sql) throws SQLException, CaseFileException {
        try (PreparedStatement select = sql.prepareStatement("SELECT file_name, sha256, text FROM report");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new CaseFileException(file, "the case has lost its report");
            }
            return new CaseReport(row.getString(1), row.getString(2), row.getString(3));
        } catch (IllegalArgumentException e) {
            throw new CaseFileException(file, "the report of the case was altered: " + e.getMessage(), e);
        }
    }

    static Optional<Row> series(Connection sql, String uid) throws SQLException {
        try (PreparedStatement select =
                sql.prepareStatement("SELECT version, payload FROM series WHERE series_uid = ?")) {
            select.setString(1, uid);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Row(row.getInt(1), false, row.getString(2), "")) : Optional.empty();
            }
        }
    }

    static List<CaseSeries> allSeries(String file, Connection sql) throws SQLException, CaseFileException {
        List<CaseSeries> all = new ArrayList<>();
        try (PreparedStatement select = sql.prepareStatement("SELECT payload FROM series ORDER BY rowid");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(Payloads.series(file, rows.getString(1)));
            }
        }
        return all;
    }

    static void putSeries(Connection sql, String uid, int version, String payload) throws SQLException {
        String upsert = "INSERT INTO series (series_uid, version, payload) VALUES (?, ?, ?)"
                + " ON CONFLICT (series_uid) DO UPDATE SET version = excluded.version, payload = excluded.payload";
        try (PreparedStatement put = sql.prepareStatement(upsert)) {
            put.setString(1, uid);
            put.setInt(2, version);
            put.setString(3, payload);
            put.executeUpdate();
        }
    }

    /** False where the bytes are there already. */
    static boolean addMask(Connection sql, MaskReference mask, byte[] bytes) throws SQLException {
        if (hasMask(sql, mask.sha256())) {
            return false;
        }
        try (PreparedStatement insert =
                sql.prepareStatement("INSERT INTO mask (sha256, format, bytes) VALUES (?, ?, ?)")) {
            insert.setString(1, mask.sha256());
            insert.setString(2, mask.format());
            insert.setBytes(3, bytes);
            insert.executeUpdate();
            return true;
        }
    }

    static boolean hasMask(Connection sql, String sha256) throws SQLException {
        try (PreparedStatement select = sql.prepareStatement("SELECT 1 FROM mask WHERE sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static Optional<byte[]> mask(Connection sql, String sha256) throws SQLException {
        try (PreparedStatement select = sql.prepareStatement("SELECT bytes FROM mask WHERE sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Deleted ones too. */
    static Optional<Row> annotation(Connection sql, UUID id) throws SQLException {
        try (PreparedStatement select = sql.prepareStatement(ANNOTATION + "WHERE id = ?")) {
            select.setString(1, id.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        }
    }

    static List<Annotation> annotations(String file, Connection sql) throws SQLException, IOException {
        try (PreparedStatement select = sql.prepareStatement(ANNOTATION + "WHERE deleted = 0 ORDER BY position")) {
            return annotations(file, select);
        }
    }

    static List<Annotation> annotations(String file, Connection sql, FigureLabel label)
            throws SQLException, IOException {
        String under = "WHERE position IN (SELECT annotation FROM annotation_figure WHERE label = ?)";
        try (PreparedStatement select =
                sql.prepareStatement(ANNOTATION + under + " AND deleted = 0 ORDER BY position")) {
            select.setString(1, label.toString());
            return annotations(file, select);
        }
    }

    private static List<Annotation> annotations(String file, PreparedStatement select)
            throws SQLException, IOException {
        List<Annotation> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(row(rows).annotation(file));
            }
        }
        return all;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getInt(1), row.getInt(2) == 1, row.getString(3), row.getString(4));
    }

    /** Returns the payload as it was stored. */
    static String addAnnotation(Connection sql, Annotation annotation) throws SQLException {
        String insert = "INSERT INTO annotation (version, deleted, mask, payload, payload_sha256, id)"
                + " VALUES (?, 0, ?, ?, ?, ?)";
        return write(sql, insert, annotation);
    }

    /** Returns the payload as it was stored. */
    static String replaceAnnotation(Connection sql, Annotation annotation) throws SQLException {
        removeFigures(sql, annotation.id());
        String update = "UPDATE annotation SET version = ?, mask = ?, payload = ?, payload_sha256 = ? WHERE id = ?";
        return write(sql, update, annotation);
    }

    static void deleteAnnotation(Connection sql, UUID id, int version) throws SQLException {
        removeFigures(sql, id);
        try (PreparedStatement update =
                sql.prepareStatement("UPDATE annotation SET deleted = 1, version = ? WHERE id = ?")) {
            update.setInt(1, version);
            update.setString(2, id.toString());
            update.executeUpdate();
        }
    }

    static HistoryEntry lastChange(String file, Connection sql, UUID id) throws SQLException, CaseFileException {
        String last = "SELECT seq, record, hash FROM history WHERE json_extract(record, '$.id') = ?"
                + " ORDER BY seq DESC LIMIT 1";
        try (PreparedStatement select = sql.prepareStatement(last)) {
            select.setString(1, id.toString());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new CaseFileException(file, "annotation " + id + " has no history");
                }
                return History.read(file, row.getLong(1), row.getString(2), row.getString(3));
            }
        }
    }

    private static String write(Connection sql, String statement, Annotation annotation) throws SQLException {
        String payload = AnnotationJson.write(annotation);
        try (PreparedStatement write = sql.prepareStatement(statement)) {
            write.setInt(1, annotation.version());
            if (annotation.geometry().mask().isPresent()) {
                write.setString(2, annotation.geometry().mask().get().sha256());
            } else {
                write.setNull(2, Types.VARCHAR);
            }
            write.setString(3, payload);
            write.setString(4, Sha256.of(payload));
            write.setString(5, annotation.id().toString());
            write.executeUpdate();
        }
        String figure = "INSERT INTO annotation_figure (annotation, label, pointer)"
                + " VALUES ((SELECT position FROM annotation WHERE id = ?), ?, ?)";
        try (PreparedStatement insert = sql.prepareStatement(figure)) {
            for (FigureLink link : annotation.links()) {
                insert.setString(1, annotation.id().toString());
                insert.setString(2, link.label().toString());
                insert.setString(3, link.pointer().orElse(null));
                insert.executeUpdate();
            }
        }
        return payload;
    }

    private static void removeFigures(Connection sql, UUID id) throws SQLException {
        String delete =
                "DELETE FROM annotation_figure" + " WHERE annotation = (SELECT position FROM annotation WHERE id = ?)";
        try (PreparedStatement remove = sql.prepareStatement(delete)) {
            remove.setString(1, id.toString());
            remove.executeUpdate();
        }
    }
}
