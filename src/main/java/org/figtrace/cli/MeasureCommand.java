package org.figtrace.cli;

import picocli.CommandLine.Command;

@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures a lesion in a series.",
        subcommands = DiameterCommand.class)
final class MeasureCommand {}
