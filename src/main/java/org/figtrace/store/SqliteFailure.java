package org.figtrace.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What an SQLite error means to the owner of a case. */
final class SqliteFailure {
    private SqliteFailure() {}

    static CaseFileException explain(String file, SQLException e) {
        String problem = switch (primary(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "the case is locked by another program; nothing was changed";
            case SQLITE_FULL -> "the disk is full; the change was not saved and the case is as it was";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "the case cannot be opened for writing; the file or its folder is read-only or gone";
            case SQLITE_NOTADB -> "this is not a Figtrace case";
            case SQLITE_CORRUPT -> "the case file is damaged (" + e.getMessage() + ")";
            case SQLITE_IOERR -> "the case cannot be read or written (" + e.getMessage() + ")";
            default -> "the change was refused (" + e.getMessage() + ")";
        };
        return new CaseFileException(file, problem, e);
    }

    static SQLiteErrorCode primary(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    }
}
