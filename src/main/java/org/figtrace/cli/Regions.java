package org.figtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.Series;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.MaskFile;
import org.figtrace.imagej.RoiRegion;
import org.figtrace.imagej.RoiZip;

/** Region files of every kind, ImageJ's among them. */
final class Regions {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private Regions() {}

    static LesionRegion read(Path file, Optional<String> roi, Series series, DicomEngine engine) throws IOException {
        if (!isZip(file)) {
            return MaskFile.read(file, roi, series, engine);
        }
        Map<String, RoiRegion> regions = RoiZip.read(file, series.geometry());
        String name = roi.orElse(regions.keySet().iterator().next());
        if (!regions.containsKey(name) || roi.isEmpty() && regions.size() > 1) {
            throw new BadInputException(
                    file,
                    (roi.isPresent() ? "has no region \"" + name + "\"" : "holds " + regions.size() + " regions")
                            + "; name one with --roi: " + String.join(", ", regions.keySet()));
        }
        RoiRegion region = regions.get(name);
        return new LesionRegion(
                region.mask(),
                Optional.of(region.contours()).filter(c -> !c.isEmpty()),
                name,
                "ImageJ ROI zip " + file.getFileName(),
                List.of());
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }
}
