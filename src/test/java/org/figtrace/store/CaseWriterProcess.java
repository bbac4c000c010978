package org.figtrace.store;

import java.nio.file.Path;
import java.util.UUID;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.FigureLink;
import org.figtrace.annotation.Samples;

/** A program of its own that changes a case as fast as it can and says which changes were answered. */
final class CaseWriterProcess {
    private CaseWriterProcess() {}

    /** Arguments: the case, how many annotations to add. Prints "ready", then "id version" for each kept change. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        try (CaseStore store = Cases.write(Path.of(args[0]))) {
            System.out.println("ready");
            for (int n = 0; n < count; n++) {
                Annotation added = store.add(Samples.length(UUID.randomUUID(), "1A"), Cases.ROY);
                System.out.println(added.id() + " " + added.version());
                if (n % 3 == 0) {
                    Annotation changed =
                            store.update(added.withLinks(java.util.List.of(FigureLink.parse("1B"))), Cases.ROY);
                    System.out.println(changed.id() + " " + changed.version());
                }
            }
        }
    }

    static Process start(Path file, int count) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CaseWriterProcess.class.getName(),
                        file.toString(),
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
