package org.figtrace.dicom;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines on the class path. */
public final class DicomEngines {
    private static final List<DicomEngine> FOUND =
            ServiceLoader.load(DicomEngine.class, DicomEngines.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(DicomEngine::preference).reversed())
                    .toList();

    private DicomEngines() {}

    /** All engines, the preferred one first. */
    public static List<DicomEngine> all() {
        return FOUND;
    }

    /** The engine that is used unless another is asked for. */
    public static DicomEngine preferred() {
        return FOUND.get(0);
    }

    /** The engine of that name, "built-in" or "dcm4che", if it is on the class path. */
    public static Optional<DicomEngine> named(String name) {
        return FOUND.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
