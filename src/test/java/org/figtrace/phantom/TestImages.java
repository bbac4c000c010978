package org.figtrace.phantom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.TransferSyntax;

/**
 * Writes the images and the truth of test-images/, the same bytes on every machine:
 *
 * <pre>
 * mvn -q test-compile
 * java -cp target/classes:target/test-classes org.figtrace.phantom.TestImages test-images
 * </pre>
 */
public final class TestImages {
    private TestImages() {}

    /** @param args the folder to write into, {@code test-images} when it is left out */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "test-images");
        write(folder);
        System.out.println("wrote " + folder.toAbsolutePath().normalize());
    }

    static void write(Path folder) throws IOException {
        HeadPhantom phantom = new HeadPhantom();
        DicomEngine engine = DicomEngines.named("built-in").orElseThrow();
        Files.createDirectories(folder);
        for (Acquisition a : Acquisition.all()) {
            Files.createDirectories(folder.resolve(a.name()));
            writeImages(engine, phantom, a, folder);
            write(
                    engine,
                    new PhantomStructureSet(a, phantom.massEllipsoid()).dataSet(),
                    folder.resolve(a.name() + "-mass.dcm"));
        }
        Files.writeString(folder.resolve("truth.csv"), new PhantomTruth(phantom).csv(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("marks.csv"), new PhantomMarks(phantom).csv(), StandardCharsets.UTF_8);
    }

    private static void writeImages(DicomEngine engine, HeadPhantom phantom, Acquisition a, Path folder)
            throws IOException {
        SliceSynthesis synthesis = new SliceSynthesis(phantom, a);
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<Void>> slices = new ArrayList<>();
            for (int k = 0; k < a.geometry().slices(); k++) {
                int slice = k;
                slices.add(() -> {
                    DataSet image = PhantomDicom.image(a, slice, synthesis.stored(slice));
                    write(engine, image, folder.resolve(a.fileName(slice)));
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(slices)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing " + folder, stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(DicomEngine engine, DataSet dataSet, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            engine.write(dataSet, TransferSyntax.EXPLICIT_LITTLE, out);
        }
    }
}
