package org.figtrace.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.CaseReport;

/** Makes a case file that is complete when its name appears, and that never takes the name of another file. */
final class CaseCreation {
    private CaseCreation() {}

    static void create(Path file, CaseReport report, Actor who, Instant at) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new CaseFileException(file.toString(), "the case cannot be made; there is no folder " + folder);
        }
        for (String leftover : new String[] {"-wal", "-shm"}) {
            // SQLite would take the changes in it for changes of the new case.
            if (Files.exists(Path.of(file + leftover), LinkOption.NOFOLLOW_LINKS)) {
                throw new CaseFileException(
                        file.toString(),
                        "the case cannot be made; " + file.getFileName() + leftover
                                + " is left from another case of this name");
            }
        }
        if (!Files.isWritable(folder)) {
            throw new CaseFileException(file.toString(), "the case cannot be made; its folder is read-only");
        }
        Path unnamed = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            fill(unnamed, file.toString(), report, who, at);
            name(unnamed, file);
            sync(folder);
        } finally {
            for (String part : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(unnamed + part));
            }
        }
    }

    private static void fill(Path file, String name, CaseReport report, Actor who, Instant at) throws IOException {
        try (CaseConnection connection = CaseConnection.create(file, name)) {
            connection.change(sql -> {
                Schema.migrate(sql, 0);
                try (PreparedStatement insert =
                        sql.prepareStatement("INSERT INTO report (id, file_name, sha256, text) VALUES (1, ?, ?, ?)")) {
                    insert.setString(1, report.fileName());
                    insert.setString(2, report.sha256());
                    insert.setString(3, report.text());
                    insert.executeUpdate();
                }
                History.append(
                        sql,
                        who,
                        at,
                        new History.Entry(
                                HistoryEntry.Action.CREATE,
                                HistoryEntry.Subject.REPORT,
                                report.sha256(),
                                1,
                                null,
                                Payloads.of(report)));
                return null;
            });
        }
    }

    /** A hard link fails where the name is taken, in one step; a rename would replace the file that has it. */
    private static void name(Path unnamed, Path file) throws IOException {
        try {
            Files.createLink(file, unnamed);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            try { // a file system without links, such as FAT
                Files.move(unnamed, file);
            } catch (FileAlreadyExistsException taken) {
                throw exists(file);
            } catch (FileSystemException refused) {
                throw new CaseFileException(
                        file.toString(), "the case cannot be made; " + refused.getReason(), refused);
            }
        }
    }

    private static CaseFileException exists(Path file) {
        return new CaseFileException(file.toString(), "the file exists already; a case never overwrites a file");
    }

    /** Puts the new name on the disk. Windows keeps names by itself and does not open folders. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // the case is whole and closed; only its name may be lost, in a power cut within seconds
        }
    }
}
