package org.figtrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.figtrace.store.CaseStore;
import org.figtrace.store.HistoryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description =
                "Every change of a case: what, who, when, and with which program. Exit 1 if it was tampered with.")
final class CaseLogCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "The case file.")
    private Path file;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        List<HistoryEntry> entries;
        List<String> faults;
        try (CaseStore store = CaseStore.open(file, CaseStore.Access.READ)) {
            entries = store.log();
            faults = store.verify();
        }
        ObjectMapper mapper = new ObjectMapper();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (HistoryEntry e : entries) {
            documents.add(document(e, mapper));
        }
        output.print(
                documents,
                Output.table(entries.stream()
                        .map(e -> Output.row(
                                e.seq(),
                                e.at(),
                                e.author(),
                                e.action().name().toLowerCase(Locale.ROOT) + " "
                                        + e.subject().name().toLowerCase(Locale.ROOT),
                                e.id(),
                                "version " + e.version(),
                                e.program()))
                        .toList()));
        faults.forEach(f -> System.err.println("figtrace: " + f));
        return faults.isEmpty() ? 0 : Main.CHECK_FAILED;
    }

    private static Map<String, Object> document(HistoryEntry e, ObjectMapper mapper) throws IOException {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("seq", e.seq());
        d.put("at", e.at().toString());
        d.put("author", e.author());
        d.put("program", e.program());
        d.put("action", e.action().name().toLowerCase(Locale.ROOT));
        d.put("subject", e.subject().name().toLowerCase(Locale.ROOT));
        d.put("id", e.id());
        d.put("version", e.version());
        d.put("before", payload(e.before(), mapper));
        d.put("after", payload(e.after(), mapper));
        d.put("hash", e.hash());
        return d;
    }

    private static Object payload(Optional<String> json, ObjectMapper mapper) throws IOException {
        return json.isPresent() ? mapper.readTree(json.get()) : null;
    }
}
