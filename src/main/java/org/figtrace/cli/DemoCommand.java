package org.figtrace.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "The whole main job on the head phantom in test-images, without a display.")
final class DemoCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            defaultValue = "figtrace-demo",
            description = "Where the files go (default: ${DEFAULT-VALUE}). A folder of an earlier demo is replaced.")
    private Path dir;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "The test-images folder (default: beside the jar's folder, or below the current one).")
    private Path images;

    @Mixin
    private EngineOption engine;

    @Mixin
    private Author author;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Path source = images();
        prepare();
        try (TerminalProgress progress = new TerminalProgress()) {
            Demo demo = new Demo(source, dir, engine.engine(), author.actor(), progress);
            demo.run();
            output.print(demo.document(), demo.lines());
        }
        return 0;
    }

    private Path images() throws Exception {
        if (images != null) {
            return images;
        }
        Path jar = Path.of(DemoCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Stream.of(jar.getParent().resolveSibling("test-images"), Path.of("test-images"))
                .filter(p -> Files.isRegularFile(p.resolve("truth.csv")))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "test-images", "not found beside the jar or in the current folder; name it with --images"));
    }

    /** Only what an earlier demo left is ever removed. */
    private void prepare() throws Exception {
        if (Files.isDirectory(dir)) {
            try (Stream<Path> there = Files.list(dir)) {
                if (there.findAny().isPresent() && !Files.isRegularFile(dir.resolve(Demo.MARKER))) {
                    throw new BadInputException(dir, "is a folder with other files; name a new one for the demo");
                }
            }
            for (String name : Demo.FILES) {
                Files.deleteIfExists(dir.resolve(name));
            }
        }
        Files.createDirectories(dir);
    }
}
