package org.figtrace.cli;

import picocli.CommandLine.Command;

@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description = "Keeps annotations under the figure labels of a report, in one file.",
        subcommands = {
            CaseCreateCommand.class,
            CaseAddCommand.class,
            CaseAnnotateCommand.class,
            CaseListCommand.class,
            CaseCoverageCommand.class,
            CaseLogCommand.class
        })
final class CaseCommand {}
