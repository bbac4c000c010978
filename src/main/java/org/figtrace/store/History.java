package org.figtrace.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.Sha256;
import org.figtrace.store.HistoryEntry.Action;
import org.figtrace.store.HistoryEntry.Subject;

/** Writes and reads the rows of the history table. */
final class History {
    /** What the first link of the chain hangs on. */
    static final String FIRST = "0".repeat(64);

    private History() {}

    /** A change to be noted; payloads are JSON objects, null for none. */
    record Entry(Action action, Subject subject, String id, int version, String before, String after) {}

    /** Within the transaction of the change itself, so that neither exists without the other. */
    static void append(Connection sql, Actor who, Instant at, Entry entry) throws SQLException {
        long seq = 1;
        String previous = FIRST;
        try (Statement last = sql.createStatement();
                ResultSet row = last.executeQuery("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")) {
            if (row.next()) {
                seq = row.getLong(1) + 1;
                previous = row.getString(2);
            }
        }
        ObjectNode node = Payloads.object()
                .put("seq", seq)
                .put("at", at.toString())
                .put("author", who.name())
                .put("program", who.program())
                .put("action", entry.action.name().toLowerCase(Locale.ROOT))
                .put("subject", entry.subject.name().toLowerCase(Locale.ROOT))
                .put("id", entry.id)
                .put("version", entry.version);
        putPayload(node, "before", entry.before);
        putPayload(node, "after", entry.after);
        String record = node.toString();
        try (PreparedStatement insert =
                sql.prepareStatement("INSERT INTO history (seq, record, hash) VALUES (?, ?, ?)")) {
            insert.setLong(1, seq);
            insert.setString(2, record);
            insert.setString(3, chained(previous, record));
            insert.executeUpdate();
        }
    }

    static String chained(String previous, String record) {
        return Sha256.of(previous + record);
    }

    static HistoryEntry read(String file, long seq, String record, String hash) throws CaseFileException {
        JsonNode node = Payloads.parse(file, record);
        try {
            return new HistoryEntry(
                    seq,
                    Instant.parse(node.path("at").asText()),
                    node.path("author").asText(),
                    node.path("program").asText(),
                    Action.valueOf(node.path("action").asText().toUpperCase(Locale.ROOT)),
                    Subject.valueOf(node.path("subject").asText().toUpperCase(Locale.ROOT)),
                    node.path("id").asText(),
                    node.path("version").asInt(),
                    payload(node, "before"),
                    payload(node, "after"),
                    hash);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new CaseFileException(file, "entry " + seq + " of the history cannot be read: " + e.getMessage(), e);
        }
    }

    private static void putPayload(ObjectNode node, String field, String payload) {
        if (payload == null) {
            node.putNull(field);
        } else {
            node.putRawValue(field, new RawValue(payload)); // byte for byte as in the table it came from
        }
    }

    private static Optional<String> payload(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).toString()) : Optional.empty();
    }
}
