package org.figtrace.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files under some paths, each once, in the order of the paths and then by name. A zip archive stands for the files
 * in it, and a DICOMDIR that is named itself for those of its folder (PS3.10 8.6).
 */
record FoundFiles(List<DicomSource> sources, List<String> problems) {
    private static final int PREAMBLE = 128;

    static FoundFiles under(List<Path> paths) throws IOException {
        List<DicomSource> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new DicomException(path.toString(), "there is no such file or folder");
            }
            Set<Path> sorted = new TreeSet<>();
            walk(isDirectoryFile(path) ? path.toAbsolutePath().getParent() : path, sorted, problems);
            for (Path file : sorted) {
                if (paths.size() == 1 || seen.add(file.toAbsolutePath().normalize())) {
                    add(file, sources, problems);
                }
            }
        }
        return new FoundFiles(sources, problems);
    }

    private static boolean isDirectoryFile(Path path) {
        return path.getFileName() != null
                && path.getFileName().toString().equalsIgnoreCase("DICOMDIR")
                && Files.isRegularFile(path);
    }

    private static void add(Path file, List<DicomSource> sources, List<String> problems) {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip") || isDicom(file)) {
            sources.add(DicomSource.of(file));
            return;
        }
        try {
            sources.addAll(new ZipArchive(file).sources(problems));
        } catch (DicomException e) {
            problems.add(e.getMessage());
        } catch (IOException e) {
            problems.add(file + ": cannot be read (" + reason(e) + ")");
        }
    }

    /** A DICOM file that is called an archive. */
    private static boolean isDicom(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(PREAMBLE + 4);
            return start.length == PREAMBLE + 4
                    && new String(start, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
        } catch (IOException e) {
            return false;
        }
    }

    private static void walk(Path start, Set<Path> files, List<String> problems) throws IOException {
        Files.walkFileTree(
                start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    /** Folders that were seen, so that links between folders do not multiply what is in them. */
                    private final Set<Object> folders = new HashSet<>();

                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        Object key = attributes.fileKey();
                        return key == null || folders.add(key)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // A link back into the tree has nothing that is not found without it.
                        if (!(e instanceof FileSystemLoopException)) {
                            problems.add(file + ": cannot be read (" + reason(e) + ")");
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Why the file system refused, without the path that the sentence has already. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it is gone";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
