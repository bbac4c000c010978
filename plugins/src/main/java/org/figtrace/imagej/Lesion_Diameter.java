package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Line;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.io.IOException;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.volume.Volume;

/**
 * Plugins>Figtrace>Lesion Diameter... : measures a lesion on the current image, adds a row to Results and draws its two
 * axes. Macro: {@code run("Lesion Diameter...", "lesion=selection short=hull figure=2A")}; without a display also
 * {@code IJ.runPlugIn(imp, "org.figtrace.imagej.Lesion_Diameter", options)}.
 */
public final class Lesion_Diameter implements PlugIn {
    @Override
    public void run(String arg) {
        OptionedRun.onImage(
                "Lesion Diameter",
                image -> LesionOptions.parameters(LesionSource.maskTitles(image)),
                arg,
                (image, values) -> measure(image, LesionOptions.of(values), ResultsTable.getResultsTable()));
    }

    /** Measures, and shows row and overlay. */
    static void measure(ImagePlus image, LesionOptions options, ResultsTable results)
            throws IOException, NotMeasurableException {
        Volume volume = ImagePlusVolume.toVolume(image);
        DiameterTable table = new DiameterTable(results);
        if (options.lesion().equals(LesionSource.SELECTION) && image.getRoi() instanceof Line line) {
            addLength(table, image, volume, line, options);
        } else {
            LesionSource lesion =
                    LesionSource.of(image, volume.geometry(), "lesion", options.lesion(), options.region());
            LesionMeasurement measured =
                    LesionMeasurement.of(volume, lesion.mask(), lesion.contours(), options.shortAxis());
            String label = options.figureLabel().orElse(lesion.name());
            table.add(label, image.getTitle(), lesion.name(), measured);
            if (options.lesion().equals(LesionSource.SELECTION)) {
                options.figureLabel().ifPresent(image.getRoi()::setName); // the ROI Manager keeps it
            }
            DiameterOverlay.draw(image, volume.geometry(), measured.longestAxial(), label);
            if (image.getStackSize() > 1) {
                image.setPosition(
                        StackPosition.stackIndex(image, measured.longestAxial().slice()));
            }
        }
        results.show("Results");
    }

    private static void addLength(
            DiameterTable table, ImagePlus image, Volume volume, Line line, LesionOptions options) {
        VolumeGeometry g = volume.geometry();
        int k = StackPosition.of(image).slice() - 1;
        Vector3 from = g.toPatient(line.x1d, line.y1d, k);
        Vector3 to = g.toPatient(line.x2d, line.y2d, k);
        String name = line.getName() == null ? "line" : line.getName();
        table.addLength(
                options.figureLabel().orElse(name),
                image.getTitle(),
                name,
                from.distanceTo(to),
                g.unit().symbol(),
                k,
                volume.references().isEmpty()
                        ? Optional.empty()
                        : Optional.of(volume.references().get(k).sopInstanceUid()),
                volume.calibration().spacingSource());
    }
}
