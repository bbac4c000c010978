package org.figtrace.cli;

import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
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
}
