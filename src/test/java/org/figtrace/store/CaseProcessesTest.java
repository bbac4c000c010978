package org.figtrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationState;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs and threads on one case, and programs that are killed while they write. */
class CaseProcessesTest {
    private static final int KILLS = 8;

    @TempDir
    Path folder;

    @Test
    void every_answered_change_survives_a_killed_program() throws Exception {
        Path file = Cases.create(folder);
        Random random = new Random();
        Map<UUID, Integer> answered = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = CaseWriterProcess.start(file, 1_000_000);
            try (BufferedReader out = writer.inputReader()) {
                assertThat(out.readLine()).isEqualTo("ready");
                for (int answers = random.nextInt(40); answers > 0; answers--) {
                    note(out.readLine(), answered);
                }
                Thread.sleep(random.nextInt(25));
                writer.toHandle().destroyForcibly(); // SIGKILL; through the handle, which leaves its output readable
                noteAll(out, answered);
            }
            assertThat(writer.waitFor()).isNotZero();
            try (CaseStore store = Cases.write(file)) {
                Map<UUID, Integer> kept = new HashMap<>();
                store.annotations().forEach(a -> kept.put(a.id(), a.version()));
                answered.forEach((id, version) -> assertThat(kept.get(id)).isGreaterThanOrEqualTo(version));
                // at most one change a kill was on the disk before its answer could be read
                assertThat(kept.size() - answered.size()).isBetween(0, kill + 1);
                assertThat(store.verify()).isEmpty();
            }
        }
        assertThat(answered).hasSizeGreaterThan(KILLS);
        assertThat(names()).containsExactly("x.figtrace");
    }

    @Test
    void two_programs_that_write_at_once_lose_nothing() throws Exception {
        Path file = Cases.create(folder);
        Map<UUID, Integer> answered = new HashMap<>();
        List<Annotation> own = new ArrayList<>();
        try (CaseStore store = Cases.write(file)) {
            Process other = CaseWriterProcess.start(file, 60);
            try (BufferedReader out = other.inputReader()) {
                assertThat(out.readLine()).isEqualTo("ready");
                // opening and closing the case once more in this process must not drop this process's locks
                Cases.read(file).close();
                for (int n = 0; n < 60; n++) {
                    own.add(store.add(Samples.arrow(UUID.randomUUID(), "2"), Cases.LEE));
                }
                noteAll(out, answered);
            }
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
            own.add(store.add(Samples.arrow(UUID.randomUUID(), "2"), Cases.LEE));
            Map<UUID, Integer> kept = new HashMap<>();
            store.annotations().forEach(a -> kept.put(a.id(), a.version()));
            own.forEach(a -> answered.put(a.id(), 1));
            assertThat(kept).isEqualTo(answered).hasSize(121);
            // report, series, 61 own, 60 added there of which every third was changed
            assertThat(store.log()).hasSize(2 + 61 + 60 + 20);
            assertThat(store.verify()).isEmpty();
        }
        assertThat(names()).containsExactly("x.figtrace");
    }

    @Test
    void threads_with_a_store_each_and_with_one_together_take_turns() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore shared = Cases.write(file)) {
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(t -> new Thread(() -> {
                        try (CaseStore own = Cases.write(file)) {
                            for (int n = 0; n < 15; n++) {
                                CaseStore store = n % 2 == 0 ? own : shared;
                                store.add(Samples.arrow(new UUID(t, n), "1A"), Cases.LEE);
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(shared.annotations()).hasSize(4 * 15);
            assertThat(shared.verify()).isEmpty();
        }
    }

    @Test
    void who_changes_an_old_version_is_told_by_whom_and_when_it_was_changed() throws Exception {
        Path file = Cases.create(folder);
        try (CaseStore lee = Cases.write(file);
                CaseStore roy = Cases.write(file)) {
            Annotation seen = lee.add(Samples.length(new UUID(0, 1), "1A"), Cases.LEE);
            Annotation changed = roy.update(seen.withState(AnnotationState.FINAL), Cases.ROY);
            assertThatThrownBy(() -> lee.update(seen.withLinks(List.of(FigureLink.parse("2"))), Cases.LEE))
                    .isInstanceOf(CaseConflictException.class)
                    .hasMessage(file + ": annotation " + seen.id() + " was changed by Dr. Roy at " + changed.modified()
                            + " (version 2, not 1); read it again");
            assertThatThrownBy(() -> lee.delete(seen.id(), 1, Cases.LEE)).isInstanceOf(CaseConflictException.class);
            assertThat(lee.annotations()).containsExactly(changed);
            lee.update(changed.withLinks(List.of(FigureLink.parse("2"))), Cases.LEE);
        }
    }

    private static void noteAll(BufferedReader out, Map<UUID, Integer> answered) throws IOException {
        String line;
        while ((line = out.readLine()) != null) {
            note(line, answered);
        }
    }

    private static void note(String line, Map<UUID, Integer> answered) {
        String[] words = line.split(" ");
        if (words.length == 2 && words[0].length() == 36) { // the last line of a killed program may be torn
            answered.put(UUID.fromString(words[0]), Integer.valueOf(words[1]));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
