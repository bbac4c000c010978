package org.figtrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.Samples;
import org.figtrace.store.CaseStore.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no case, no longer a whole one, or out of reach: one sentence each, and the file stays as it is. */
class CaseFileTest {
    private static final UUID ID = new UUID(0, 1);

    @TempDir
    Path folder;

    @Test
    void a_file_that_is_not_there() {
        refused(folder.resolve("none.figtrace"), "there is no such case");
    }

    @Test
    void a_folder_a_text_an_empty_file_and_another_database_are_no_case() throws Exception {
        refused(folder, "this is not a Figtrace case");
        Path text = folder.resolve("text.figtrace");
        Files.writeString(text, "CT of the head with and without contrast. ".repeat(100));
        unchanged(text, "this is not a Figtrace case");
        Path empty = folder.resolve("empty.figtrace");
        Files.createFile(empty);
        unchanged(empty, "this is not a Figtrace case");
        Path other = folder.resolve("other.figtrace");
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = sql.createStatement()) {
            statement.executeUpdate("CREATE TABLE history (seq INTEGER)");
        }
        unchanged(other, "this is not a Figtrace case");
    }

    @Test
    void a_case_of_a_newer_program_is_left_alone() throws Exception {
        Path file = filled();
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = sql.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 7");
        }
        unchanged(file, "the case was written by a newer version of Figtrace (schema 7; this program knows up to 1)");
    }

    @Test
    void a_truncated_case_is_damaged_wherever_it_was_cut() throws Exception {
        Path whole = filled();
        long size = Files.size(whole);
        for (long kept : new long[] {40, 100, 4096, size / 2, size - 4096, size - 1}) {
            Path cut = folder.resolve("cut.figtrace");
            Files.copy(whole, cut, StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile f = new RandomAccessFile(cut.toFile(), "rw")) {
                f.setLength(kept);
            }
            byte[] before = Files.readAllBytes(cut);
            assertThatThrownBy(() -> Cases.write(cut))
                    .as("%d of %d bytes", kept, size)
                    .isInstanceOf(CaseFileException.class)
                    .hasMessageStartingWith(cut + ": ")
                    .message()
                    .matches(m -> m.contains("damaged") || m.contains("not a Figtrace case"));
            assertThat(Files.readAllBytes(cut)).isEqualTo(before);
        }
    }

    /** Whatever bit flips, either the program says so or what it gives is what was stored. */
    @Test
    void a_flipped_bit_never_gives_another_annotation() throws Exception {
        Path whole = filled();
        byte[] good = Files.readAllBytes(whole);
        Random random = new Random(20260131);
        int noticed = 0;
        int flips = 120;
        for (int n = 0; n < flips; n++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Path flipped = folder.resolve("flipped" + n + ".figtrace");
            Files.write(flipped, bad);
            try (CaseStore store = Cases.read(flipped)) {
                assertThat(store.annotations()).containsExactly(Samples.length(ID, "1A"));
                noticed += store.verify().isEmpty() ? 0 : 1;
            } catch (java.io.IOException e) {
                assertThat(e.getMessage()).startsWith(flipped.toString()).doesNotContain("\n");
                noticed++;
            }
        }
        // Most of so small a file is unused space, where a flip changes nothing; the rest is noticed.
        assertThat(noticed).isBetween(flips / 10, flips);
    }

    @Test
    void a_case_locked_by_another_program_says_so_and_can_still_be_read() throws Exception {
        Path file = filled();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try (CaseStore store = CaseStore.open(file, Access.WRITE, Cases.SHORT)) {
                assertThatThrownBy(() -> store.add(Samples.arrow(new UUID(0, 2), "1A"), Cases.LEE))
                        .isInstanceOf(CaseFileException.class)
                        .hasMessage(file + ": the case is locked by another program; nothing was changed");
                assertThat(store.annotations()).hasSize(1);
                statement.execute("ROLLBACK");
                store.add(Samples.arrow(new UUID(0, 2), "1A"), Cases.LEE);
            }
        }
    }

    @Test
    void a_case_that_another_program_keeps_to_itself_cannot_be_opened() throws Exception {
        Path file = filled();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> CaseStore.open(file, Access.WRITE, Cases.SHORT))
                    .isInstanceOf(CaseFileException.class)
                    .hasMessage(file + ": the case is locked by another program; nothing was changed");
        }
    }

    @Test
    void a_full_disk_keeps_the_case_as_it_was() throws Exception {
        Path file = filled();
        try (CaseStore store = Cases.write(file)) {
            // SQLite answers a write beyond this bound as it answers a disk without space: SQLITE_FULL.
            CaseConnection.execute(store.connection().sql(), "PRAGMA max_page_count = 1");
            byte[] large = new byte[300_000];
            assertThatThrownBy(() -> store.addMask(large, "nii.gz", Cases.LEE))
                    .isInstanceOf(CaseFileException.class)
                    .hasMessage(file + ": the disk is full; the change was not saved and the case is as it was");
            assertThat(store.log()).hasSize(3);
            assertThat(store.verify()).isEmpty();
            CaseConnection.execute(store.connection().sql(), "PRAGMA max_page_count = 1000000");
            store.addMask(large, "nii.gz", Cases.LEE);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void a_case_deleted_or_replaced_under_the_program_takes_no_more_changes() throws Exception {
        Path file = filled();
        try (CaseStore store = Cases.write(file)) {
            Files.move(file, folder.resolve("elsewhere.figtrace"));
            assertThatThrownBy(() -> store.add(Samples.arrow(new UUID(0, 2), "1A"), Cases.LEE))
                    .isInstanceOf(CaseFileException.class)
                    .hasMessage(file + ": the case was deleted, moved or replaced while it was open; the change was"
                            + " not saved");
            Files.writeString(file, "something else");
            assertThatThrownBy(() -> store.add(Samples.arrow(new UUID(0, 2), "1A"), Cases.LEE))
                    .hasMessageContaining("moved or replaced");
        }
        assertThat(file).hasContent("something else");
    }

    @Test
    void a_case_in_a_read_only_folder_can_be_read_but_not_changed() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "skipped: root may write everywhere");
        Path file = filled();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThatThrownBy(() -> Cases.write(file))
                    .hasMessage(file + ": the case cannot be changed; its folder is read-only");
            try (CaseStore store = Cases.read(file)) {
                assertThat(store.annotations()).hasSize(1);
            }
            assertThatThrownBy(() -> CaseStore.create(folder.resolve("y.figtrace"), Cases.report(), Cases.LEE))
                    .hasMessageContaining("its folder is read-only");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private Path filled() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            Annotation added = store.add(Samples.length(ID, "1A"), Cases.LEE);
            assertThat(added.version()).isEqualTo(1);
        }
        return file;
    }

    private static void unchanged(Path file, String problem) throws Exception {
        byte[] before = Files.readAllBytes(file);
        refused(file, problem);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static void refused(Path file, String problem) {
        for (Access access : Arrays.asList(Access.READ, Access.WRITE)) {
            assertThatThrownBy(() -> CaseStore.open(file, access))
                    .isInstanceOf(CaseFileException.class)
                    .hasMessage(file + ": " + problem);
        }
    }
}
