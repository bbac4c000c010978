package org.figtrace.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is whole, so that a reader never meets half a file. */
final class AtomicFile {
    private AtomicFile() {}

    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** @throws ExchangeException where the folder does not exist or cannot be written to */
    static void write(Path file, Body body) throws IOException {
        Path folder = requireFolder(file);
        if (Files.isDirectory(file)) {
            throw new ExchangeException(file.toString(), "is a folder, so no file can be written there");
        }
        Path part = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16)) {
                body.write(out);
            }
            move(part, file);
        } catch (AccessDeniedException denied) {
            throw new ExchangeException(file.toString(), "cannot be written: permission denied", denied);
        } catch (FileSystemException failed) {
            throw new ExchangeException(file.toString(), "cannot be written: " + failed.getReason(), failed);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The folder that the file is to be in. */
    static Path requireFolder(Path file) throws ExchangeException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ExchangeException(file.toString(), "its folder " + folder + " does not exist");
        }
        return folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException perFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
