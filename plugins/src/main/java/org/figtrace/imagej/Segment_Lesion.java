package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import ij.plugin.frame.RoiManager;
import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.VoxelVolume;
import org.figtrace.segment.SegmentationException;
import org.figtrace.segment.SegmentedLesion;
import org.figtrace.volume.Volume;

/**
 * Plugins>Figtrace>Segment Lesion... : the region of a lesion from a straight line across it, as RECIST measures it, or
 * from a click into it. Gives a row in Results, and a mask image or outlines or both. Macro: {@code run("Segment
 * Lesion...", "figure=2A smoothness=1 output=both")}; in a program without a
 * display {@code WindowManager.setTempCurrentImage(imp); IJ.runPlugIn("org.figtrace.imagej.Segment_Lesion", options)},
 * after which the mask is the current image.
 */
public final class Segment_Lesion implements PlugIn {
    /** Bluish green of the Okabe-Ito palette. */
    static final Color OUTLINE = new Color(0x009E73);

    @Override
    public void run(String arg) {
        OptionedRun.onImage(
                "Segment Lesion",
                image -> SegmentOptions.PARAMETERS,
                arg,
                (image, values) -> segment(image, SegmentOptions.of(values), ResultsTable.getResultsTable()));
    }

    static void segment(ImagePlus image, SegmentOptions options, ResultsTable results)
            throws IOException, SegmentationException {
        Volume volume = ImagePlusVolume.toVolume(image);
        SegmentStart start = SegmentStart.of(image, volume.geometry());
        SegmentedLesion lesion = start.segment(volume, options.segmentation(), new StatusBarProgress());
        String label = options.figureLabel().orElse("lesion");
        addRow(results, label, image, volume, start, lesion);
        results.show("Results");
        if (options.outlines()) {
            draw(image, MaskOutlines.of(lesion.mask(), image, label));
        }
        if (options.mask()) {
            String title = image.getTitle() + " " + label + " mask";
            NewImage.show(MaskImage.of(image, volume, lesion.mask(), uniqueTitle(title)));
        }
        lesion.warnings().forEach(w -> IJ.log("figtrace: " + image.getTitle() + ": " + w));
        StatusBarProgress.done(lesion.mask().count() + " voxels");
    }

    private static void draw(ImagePlus image, List<Roi> outlines) {
        outlines.forEach(o -> o.setStrokeColor(OUTLINE));
        MaskOutlines.draw(image, outlines);
        Undo.setup(Undo.OVERLAY_ADDITION, image);
        if (!GraphicsEnvironment.isHeadless()) { // the ROI Manager is a window
            RoiManager manager = RoiManager.getRoiManager();
            outlines.forEach(o -> manager.add(image, (Roi) o.clone(), -1));
        }
    }

    private static void addRow(
            ResultsTable results,
            String label,
            ImagePlus image,
            Volume volume,
            SegmentStart start,
            SegmentedLesion lesion) {
        VolumeGeometry g = volume.geometry();
        String unit = g.unit().symbol();
        ResultRow row = new ResultRow(results, label);
        row.number("Volume (" + unit + "3)", g.isCalibrated() ? VoxelVolume.of(lesion.mask()) : OptionalDouble.empty());
        row.number("Voxels", lesion.mask().count());
        row.text("Start (" + (volume.references().isEmpty() ? "" : "LPS ") + unit + ")", start.words());
        row.text("Definition", lesion.method());
        row.text(
                "Parameters",
                lesion.parameters().stream()
                        .map(p -> String.format(Locale.ROOT, "%s %.4g %s", p.name(), p.value(), p.unit()))
                        .collect(Collectors.joining("; ")));
        row.text("Spacing source", volume.calibration().spacingSource());
        row.text("Value source", volume.calibration().valueSource());
        row.text(
                "Warnings",
                Stream.concat(volume.warnings().stream(), lesion.warnings().stream())
                        .collect(Collectors.joining("; ")));
        row.origin(image.getTitle());
    }

    static String uniqueTitle(String title) {
        return WindowManager.getImage(title) == null ? title : WindowManager.getUniqueName(title);
    }
}
