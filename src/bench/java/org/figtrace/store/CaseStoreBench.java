package org.figtrace.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.Samples;
import org.figtrace.report.FigureLabel;

/**
 * Times one durable save, and opening and listing a case of many annotations. Arguments: a folder on the disk to be
 * measured, the number of annotations. Prints milliseconds.
 */
final class CaseStoreBench {
    private static final int SAVES = 200;

    private CaseStoreBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "case");
        int count = Integer.parseInt(args[1]);
        Path file = Cases.create(folder);
        try (CaseStore store = Cases.write(file)) {
            String[] labels = {"1A", "1B, bottom arrow", "2"};
            for (int done = 0; done < count; done += 1000) {
                List<Annotation> batch = new ArrayList<>();
                for (int n = 0; n < 1000; n++) {
                    batch.add(Samples.length(UUID.randomUUID(), labels[n % 3]));
                }
                store.addAll(batch, Cases.LEE);
            }
        }
        System.out.printf(Locale.ROOT, "%d annotations, %.1f MB%n", count, Files.size(file) / 1e6);
        for (int turn = 0; turn < 3; turn++) {
            long start = System.nanoTime();
            CaseStore store = Cases.write(file);
            print("open", start);
            start = System.nanoTime();
            int all = store.annotations().size();
            print("list all " + all, start);
            start = System.nanoTime();
            int some = store.annotations(FigureLabel.parse("1B")).size();
            print("list 1B " + some, start);
            start = System.nanoTime();
            store.read().coverage();
            print("read and coverage", start);
            double[] saves = new double[SAVES];
            for (int n = 0; n < SAVES; n++) {
                Annotation annotation = Samples.length(UUID.randomUUID(), "1A");
                start = System.nanoTime();
                store.add(annotation, Cases.LEE);
                saves[n] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(saves);
            System.out.printf(
                    Locale.ROOT,
                    "one save: median %.2f, 95 %% below %.2f, worst %.2f ms%n",
                    saves[SAVES / 2],
                    saves[SAVES * 95 / 100],
                    saves[SAVES - 1]);
            start = System.nanoTime();
            int problems = store.verify().size();
            print("verify, " + problems + " problems", start);
            start = System.nanoTime();
            store.close();
            print("close", start);
        }
        Files.delete(file);
        Files.delete(folder);
    }

    private static void print(String what, long start) {
        System.out.printf(Locale.ROOT, "%s: %.1f ms%n", what, (System.nanoTime() - start) / 1e6);
    }
}
