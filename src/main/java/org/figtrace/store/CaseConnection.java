package org.figtrace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/**
 * Opens case files with SQLite and runs transactions on them.
 *
 * <p>No other code of this program may open a case file while it is a case file in use: on POSIX systems closing any
 * descriptor of a file drops this process's locks on it (https://sqlite.org/howtocorrupt.html, 2.2). So even the check
 * of what the file is goes through SQLite.
 */
final class CaseConnection implements AutoCloseable {
    private final Path file;
    private final String name;
    private final Connection sql;
    private final Object fileKey;

    private CaseConnection(Path file, String name, Connection sql) throws IOException {
        this.file = file;
        this.name = name;
        this.sql = sql;
        this.fileKey = fileKey(file);
    }

    /** A change of the case that happens as a whole or not at all. */
    interface Change<T> {
        T make(Connection sql) throws SQLException, IOException;
    }

    /**
     * An empty case file with all settings and no tables, that nobody else knows of yet.
     *
     * @param name the name that it will get, for messages
     */
    static CaseConnection create(Path file, String name) throws IOException {
        try {
            Connection sql = connect(file, "mode=rwc", Duration.ofSeconds(1));
            try {
                execute(sql, "PRAGMA application_id = " + Schema.APPLICATION_ID);
                configureForWriting(sql);
                return new CaseConnection(file, name, sql);
            } catch (SQLException | IOException e) {
                sql.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteFailure.explain(name, e);
        }
    }

    /** @param patience how long to wait for another program that is writing */
    static CaseConnection open(Path file, CaseStore.Access access, Duration patience) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CaseFileException(
                    file.toString(), Files.exists(file) ? "this is not a Figtrace case" : "there is no such case");
        }
        if (!Files.isReadable(file)) {
            throw new CaseFileException(file.toString(), "the case may not be read");
        }
        // where the name is a link, SQLite keeps -wal and -shm beside the file that it leads to
        boolean writable =
                Files.isWritable(file) && Files.isWritable(file.toRealPath().getParent());
        if (access == CaseStore.Access.WRITE && !writable) {
            throw new CaseFileException(
                    file.toString(),
                    "the case cannot be changed; " + (Files.isWritable(file) ? "its folder" : "it") + " is read-only");
        }
        try {
            requireCase(file);
            return open(file, access, patience, writable);
        } catch (SQLException e) {
            boolean unrecovered = !writable && SqliteFailure.primary(e) == SQLiteErrorCode.SQLITE_CANTOPEN;
            if (unrecovered && hasWal(file)) {
                throw new CaseFileException(
                        file.toString(),
                        "a program was stopped while it changed the case; its last changes are in "
                                + file.getFileName()
                                + "-wal and can be taken over only in a folder that may be written: copy both files"
                                + " there",
                        e);
            }
            throw SqliteFailure.explain(file.toString(), e);
        }
    }

    private static CaseConnection open(Path file, CaseStore.Access access, Duration patience, boolean writable)
            throws SQLException, IOException {
        // A reader of a writable case connects as a writer would, since only such a connection can clear away the
        // -wal and -shm files when it is the last to close; query_only keeps it from changing anything.
        String mode = writable ? "mode=rw" : hasWal(file) ? "mode=ro" : "mode=ro&immutable=1";
        Connection sql = connect(file, mode, patience);
        try {
            int version = number(sql, "PRAGMA user_version");
            requireKnown(file, version);
            if (writable) {
                configureForWriting(sql);
            }
            requireSound(file, sql);
            CaseConnection opened = new CaseConnection(file, file.toString(), sql);
            if (writable && version < Schema.VERSION) {
                opened.change(c -> {
                    Schema.migrate(c, number(c, "PRAGMA user_version"));
                    return null;
                });
            }
            if (access == CaseStore.Access.READ) {
                execute(sql, "PRAGMA query_only = ON");
            }
            return opened;
        } catch (SQLException | IOException e) {
            sql.close();
            throw e;
        }
    }

    /** Looks at the header without taking a lock or leaving a trace, so that a file of another kind stays untouched. */
    private static void requireCase(Path file) throws SQLException, IOException {
        try (Connection header = connect(file, "mode=ro&immutable=1", Duration.ZERO)) {
            if (number(header, "PRAGMA application_id") != Schema.APPLICATION_ID) {
                throw new CaseFileException(file.toString(), "this is not a Figtrace case");
            }
            requireKnown(file, number(header, "PRAGMA user_version"));
        } catch (SQLException e) {
            boolean halfCopied = SqliteFailure.primary(e) == SQLiteErrorCode.SQLITE_CORRUPT && hasWal(file);
            if (!halfCopied) { // what a killed program left in the -wal file completes it
                throw e;
            }
        }
    }

    private static void requireKnown(Path file, int version) throws CaseFileException {
        if (version > Schema.VERSION) {
            throw new CaseFileException(
                    file.toString(),
                    "the case was written by a newer version of Figtrace (schema " + version
                            + "; this program knows up to " + Schema.VERSION + ")");
        }
    }

    private static void requireSound(Path file, Connection sql) throws SQLException, IOException {
        long torn = Files.size(file) % number(sql, "PRAGMA page_size"); // SQLite would fill up with zeros
        if (torn != 0 && !hasWal(file)) {
            throw new CaseFileException(
                    file.toString(), "the case file is damaged (its last page ends after " + torn + " bytes)");
        }
        try (Statement statement = sql.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw new CaseFileException(
                        file.toString(), "the case file is damaged (" + answer.replaceAll("\\s+", " ") + ")");
            }
        }
    }

    private static Connection connect(Path file, String mode, Duration patience) throws SQLException {
        // Not by DriverManager, which looks for drivers once, and not in the class loaders of plug-ins.
        Connection sql =
                JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?" + mode, new Properties());
        try {
            execute(sql, "PRAGMA busy_timeout = " + patience.toMillis());
            execute(sql, "PRAGMA trusted_schema = OFF"); // the file may come from anywhere
            execute(sql, "PRAGMA cell_size_check = ON");
            return sql;
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
    }

    private static void configureForWriting(Connection sql) throws SQLException {
        execute(sql, "PRAGMA journal_mode = WAL");
        execute(sql, "PRAGMA synchronous = FULL");
        execute(sql, "PRAGMA fullfsync = ON"); // macOS: past the drive's own cache
        execute(sql, "PRAGMA checkpoint_fullfsync = ON");
        execute(sql, "PRAGMA foreign_keys = ON");
        execute(sql, "PRAGMA recursive_triggers = ON"); // so that REPLACE cannot pass the delete triggers
    }

    Connection sql() {
        return sql;
    }

    String name() {
        return name;
    }

    /**
     * Makes a change in a transaction of its own. When this returns, the change is on the disk.
     *
     * @throws CaseFileException if it failed, and then nothing of it was kept
     */
    <T> T change(Change<T> change) throws IOException {
        requireSameFile();
        try {
            execute(sql, "BEGIN IMMEDIATE");
            T result;
            try {
                result = change.make(sql);
                execute(sql, "COMMIT");
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            requireSameFile();
            return result;
        } catch (SQLException e) {
            throw SqliteFailure.explain(name(), e);
        }
    }

    /** Reads several tables as they were at one moment. */
    <T> T read(Change<T> reading) throws IOException {
        try {
            execute(sql, "BEGIN");
            try {
                return reading.make(sql);
            } finally {
                execute(sql, "ROLLBACK");
            }
        } catch (SQLException e) {
            throw SqliteFailure.explain(name(), e);
        }
    }

    private void rollBack(Exception cause) {
        try {
            execute(sql, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // SQLite has rolled back by itself, as it does when the disk is full
        }
    }

    /** An open file that has lost its name takes every write and keeps none. */
    private void requireSameFile() throws IOException {
        if (!Files.exists(file) || (fileKey != null && !fileKey.equals(fileKey(file)))) {
            throw new CaseFileException(
                    name(), "the case was deleted, moved or replaced while it was open; the change was not saved");
        }
    }

    /** The identity of the file where the system tells it; null on Windows, which forbids moving an open file. */
    private static Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static boolean hasWal(Path file) throws IOException {
        Path wal = Path.of(file.toRealPath() + "-wal");
        return Files.exists(wal, LinkOption.NOFOLLOW_LINKS) && Files.size(wal) > 0;
    }

    static void execute(Connection sql, String statement) throws SQLException {
        try (Statement s = sql.createStatement()) {
            s.execute(statement);
        }
    }

    static int number(Connection sql, String query) throws SQLException {
        try (Statement s = sql.createStatement();
                ResultSet row = s.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            sql.close();
        } catch (SQLException e) {
            throw SqliteFailure.explain(name(), e);
        }
    }
}
