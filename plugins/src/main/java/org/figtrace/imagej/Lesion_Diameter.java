package org.figtrace.imagej;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Volume;

/**
 * Plugins>Figtrace>Lesion Diameter... : measures a lesion on the current image, adds a row to Results and draws its two
 * axes. Macro: {@code run("Lesion Diameter...", "lesion=selection short=hull figure=2A")}; without a display also
 * {@code IJ.runPlugIn(imp, "org.figtrace.imagej.Lesion_Diameter", options)}.
 */
public final class Lesion_Diameter implements PlugIn {
    /** What is measured: a mask, the outlines that it was drawn with, and how a reader knows it. */
    private record Lesion(String name, Mask mask, Optional<List<Contour>> contours) {}

    @Override
    public void run(String arg) {
        try {
            ImagePlus image = WindowManager.getCurrentImage();
            if (image == null) {
                throw new ImageException("Lesion Diameter", "needs an open image");
            }
            ParameterList parameters = LesionOptions.parameters(maskTitles(image));
            String options = arg.isBlank() ? Macro.getOptions() : arg;
            if (options == null && GraphicsEnvironment.isHeadless()) {
                options = ""; // every option has an initial value
            }
            Optional<Map<String, String>> values =
                    options != null ? Optional.of(parameters.parse(options)) : parameters.ask();
            if (values.isPresent()) {
                measure(image, LesionOptions.of(values.get()), ResultsTable.getResultsTable());
            }
        } catch (IOException | NotMeasurableException problem) {
            Failure.show(problem.getMessage());
        }
    }

    /** Measures, and shows row and overlay. */
    static void measure(ImagePlus image, LesionOptions options, ResultsTable results)
            throws IOException, NotMeasurableException {
        Volume volume = ImagePlusVolume.toVolume(image);
        DiameterTable table = new DiameterTable(results);
        if (options.lesion().equals(LesionOptions.SELECTION) && image.getRoi() instanceof Line line) {
            addLength(table, image, volume, line, options);
        } else {
            Lesion lesion = lesion(image, volume.geometry(), options);
            LesionMeasurement measured =
                    LesionMeasurement.of(volume, lesion.mask(), lesion.contours(), options.shortAxis());
            String label = options.figureLabel().orElse(lesion.name());
            table.add(label, image.getTitle(), lesion.name(), measured);
            if (options.lesion().equals(LesionOptions.SELECTION)) {
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

    private static Lesion lesion(ImagePlus image, VolumeGeometry geometry, LesionOptions options) throws IOException {
        switch (options.lesion()) {
            case LesionOptions.SELECTION:
                return selection(image, geometry);
            case LesionOptions.MANAGER:
                return managed(image, geometry);
            default:
                ImagePlus mask = WindowManager.getImage(options.lesion());
                return mask != null
                        ? new Lesion(mask.getTitle(), RoiMask.ofImage(mask, geometry), Optional.empty())
                        : zipped(options, geometry);
        }
    }

    private static Lesion selection(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        Roi roi = image.getRoi();
        if (roi == null) {
            throw new ImageException(image.getTitle(), "has no selection; draw one round the lesion");
        }
        // What is drawn is drawn on the slice that is shown, whatever position an older selection may carry.
        RoiRegion region = new RoiRegion(new Mask(geometry), List.of())
                .with(roi, StackPosition.of(image).slice() - 1);
        return lesion(roi.getName() == null ? "selection" : roi.getName(), region);
    }

    private static Lesion managed(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        RoiManager manager = RoiManager.getInstance2();
        if (manager == null || manager.getCount() == 0) {
            throw new ImageException("ROI Manager", "is empty; add the selections of the lesion to it");
        }
        List<Roi> rois = List.of(manager.getSelectedRoisAsArray());
        String name = rois.size() == 1 ? rois.get(0).getName() : "ROI Manager, " + rois.size() + " selections";
        return lesion(name, RoiRegion.of(rois, image, geometry));
    }

    private static Lesion zipped(LesionOptions options, VolumeGeometry geometry) throws IOException {
        if (!isFile(options.lesion())) {
            throw new ImageException(
                    "lesion=" + options.lesion(),
                    "is neither \"selection\", \"manager\", the title of an open image nor a ROI zip file");
        }
        Map<String, RoiRegion> regions = RoiZip.read(Path.of(options.lesion()), geometry);
        String name = options.region().orElse(regions.keySet().iterator().next());
        if (options.region().isEmpty() && regions.size() > 1 || !regions.containsKey(name)) {
            throw new ImageException(
                    options.lesion(),
                    "region=" + options.region().orElse("") + " is not one of its regions " + regions.keySet());
        }
        return lesion(name, regions.get(name));
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static Lesion lesion(String name, RoiRegion region) {
        return new Lesion(
                name, region.mask(), region.contours().isEmpty() ? Optional.empty() : Optional.of(region.contours()));
    }

    private static void addLength(
            DiameterTable table, ImagePlus image, Volume volume, Line line, LesionOptions options) {
        VolumeGeometry g = volume.geometry();
        int k = StackPosition.of(image).slice() - 1;
        Vector3 from = g.toPatient(line.x1d - 0.5, line.y1d - 0.5, k);
        Vector3 to = g.toPatient(line.x2d - 0.5, line.y2d - 0.5, k);
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

    /** Other open images of the same size. */
    private static List<String> maskTitles(ImagePlus image) {
        List<String> titles = new ArrayList<>();
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus other = WindowManager.getImage(id);
            if (other != null
                    && other != image
                    && other.getWidth() == image.getWidth()
                    && other.getHeight() == image.getHeight()) {
                titles.add(other.getTitle());
            }
        }
        return titles;
    }
}
