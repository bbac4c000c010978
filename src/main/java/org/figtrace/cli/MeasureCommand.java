package org.figtrace.cli;

import picocli.CommandLine.Command;

@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures a lesion in a series, its change over time, and what a pathologist counts.",
        subcommands = {
            DiameterCommand.class,
            BoneCommand.class,
            GrowthCommand.class,
            ResponseCommand.class,
            MitosesCommand.class,
            Ki67Command.class,
            FnclccCommand.class
        })
final class MeasureCommand {}
