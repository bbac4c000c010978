package org.figtrace.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.figtrace.measure.NotMeasurableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: what each command prints is a contract with other people's scripts. */
@Command(
        name = "figtrace",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Traces every figure of a clinical report back to calibrated pixels.",
        subcommands = {
            ReportCommand.class,
            SeriesCommand.class,
            ProbeCommand.class,
            ConvertCommand.class,
            SegmentCommand.class,
            MeasureCommand.class,
            CaseCommand.class,
            DemoCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Lengths are in mm, points are x,y,z in DICOM patient coordinates (LPS, mm).",
            "Exit: 0 done, 1 done and a check found something wrong, 2 wrong usage, 3 bad input, 4 internal error."
        })
public final class Main {
    static final int CHECK_FAILED = 1;
    static final int BAD_INPUT = 3;
    static final int INTERNAL_ERROR = 4;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command with the process's own streams and returns its exit code. */
    public static int run(String... args) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new Main())
                .setErr(err)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parse) -> report(e, err))
                .setExecutionStrategy(Main::runLastOrExplain);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("figtrace: this needs more than the "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB of memory of this program; start it with java -Xmx and more");
            return BAD_INPUT;
        }
    }

    private static int runLastOrExplain(CommandLine.ParseResult parse) {
        CommandLine last =
                parse.asCommandLineList().get(parse.asCommandLineList().size() - 1);
        boolean helpAsked = parse.asCommandLineList().stream()
                .anyMatch(c -> c.isUsageHelpRequested() || c.isVersionHelpRequested());
        if (!helpAsked && !(last.getCommand() instanceof java.util.concurrent.Callable<?>)) {
            throw new CommandLine.ParameterException(
                    last, "which command? One is missing after " + last.getCommandName());
        }
        return new CommandLine.RunLast().execute(parse);
    }

    /** One line for what the user can mend; a log file and its place for what only we can. */
    private static int report(Exception e, PrintWriter err) {
        if (e instanceof CancellationException) {
            err.println("figtrace: cancelled; nothing was written");
            return BAD_INPUT;
        }
        String sentence = sentence(e);
        if (sentence != null) {
            err.println("figtrace: " + oneLine(sentence));
            return BAD_INPUT;
        }
        try {
            Path log = Files.createTempFile("figtrace-", ".log");
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            Files.writeString(log, Version.text() + System.lineSeparator() + trace);
            err.println("figtrace: internal error, this is our fault; the log is " + log);
        } catch (java.io.IOException noLog) {
            err.println("figtrace: internal error " + e + "; no log could be written: " + noLog.getMessage());
        }
        return INTERNAL_ERROR;
    }

    private static String sentence(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof NotDirectoryException notFolder) {
            return notFolder.getFile() + ": not a folder";
        }
        if (e instanceof FileSystemException other) {
            return other.getFile() + ": "
                    + (other.getReason() == null ? other.getClass().getSimpleName() : other.getReason());
        }
        if (e instanceof java.io.IOException || e instanceof NotMeasurableException) {
            return e.getMessage();
        }
        return null;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "figtrace " + (version == null ? "(not built into a jar)" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
