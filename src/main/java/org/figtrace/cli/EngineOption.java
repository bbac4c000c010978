package org.figtrace.cli;

import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.TransferSyntax;
import picocli.CommandLine.Option;

/** Which DICOM engine reads. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "built-in|dcm4che",
            description = "The DICOM engine to read with (default: dcm4che where it is on the class path).")
    private String name;

    DicomEngine engine() throws BadInputException {
        if (name == null) {
            return DicomEngines.preferred();
        }
        return DicomEngines.named(name)
                .orElseThrow(() -> new BadInputException(
                        "--engine",
                        "there is no engine \"" + name + "\" here; on the class path are "
                                + String.join(
                                        ", ",
                                        DicomEngines.all().stream()
                                                .map(DicomEngine::name)
                                                .toList())));
    }

    /**
     * The engine for the pixels of a series: the one asked for, or else the preferred one, or where that cannot decode
     * them here the next that can, which is said on standard error.
     */
    DicomEngine decoder(Series series) throws BadInputException {
        DicomEngine engine = engine();
        TransferSyntax syntax = series.images().get(0).transferSyntax();
        if (name != null || engine.decodes(syntax)) {
            return engine;
        }
        DicomEngine other = DicomEngines.all().stream()
                .filter(e -> e.decodes(syntax))
                .findFirst()
                .orElse(engine);
        if (other != engine) {
            System.err.println("figtrace: warning: " + syntax.name() + " (" + syntax.uid() + ") was decoded by the "
                    + other.name() + " engine; " + engine.name() + " cannot decode it on this machine");
        }
        return other;
    }
}
