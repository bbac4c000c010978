package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Undo;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.bone.BoneDestruction;
import org.figtrace.measure.bone.BoneParameters;
import org.figtrace.volume.Volume;

/**
 * Plugins>Figtrace>Bone Destruction... : how much bone a lesion has destroyed on a CT in HU. Gives a row in Results and
 * a table of other thresholds, and draws what is lost and the mid-sagittal plane. Macro: {@code run("Bone
 * Destruction...", "lesion=manager reference=mirror threshold=300 figure=3C")}; without a display also {@code
 * IJ.runPlugIn(imp, "org.figtrace.imagej.Bone_Destruction", options)}.
 */
public final class Bone_Destruction implements PlugIn {
    /** Vermillion of the Okabe-Ito palette, half transparent. */
    static final Color LOSS = new Color(0xD5, 0x5E, 0x00, 0x90);

    @Override
    public void run(String arg) {
        OptionedRun.onImage(
                BoneOptions.TITLE,
                image -> BoneOptions.parameters(LesionSource.maskTitles(image)),
                arg,
                (image, values) -> measure(image, BoneOptions.of(values), ResultsTable.getResultsTable()));
    }

    static void measure(ImagePlus image, BoneOptions options, ResultsTable results)
            throws IOException, NotMeasurableException {
        Volume volume = ImagePlusVolume.toVolume(image);
        LesionSource lesion = LesionSource.of(image, volume.geometry(), "lesion", options.lesion(), options.region());
        BoneParameters parameters = parameters(image, volume.geometry(), options);
        BoneDestruction bone;
        try {
            bone = BoneDestruction.of(volume, lesion.mask(), parameters, new StatusBarProgress());
        } catch (NotMeasurableException problem) {
            throw new NotMeasurableException(image.getTitle() + ": " + problem.getMessage());
        }
        String label = options.figureLabel().orElse(lesion.name());
        BoneTable.add(results, label, image.getTitle(), lesion.name(), bone);
        results.show("Results");
        OwnTable.show(BoneTable.sweep(label, bone), "Bone loss by threshold", options.sweepFile());
        if (options.overlay()) {
            draw(image, volume.geometry(), label, bone);
        }
        if (options.mask() && bone.lossMask().isPresent()) {
            String title = Segment_Lesion.uniqueTitle(image.getTitle() + " " + label + " loss");
            NewImage.show(MaskImage.of(image, volume, bone.lossMask().get(), title));
        }
        bone.provenance().warnings().forEach(w -> IJ.log("figtrace: " + image.getTitle() + ": " + w));
        StatusBarProgress.done("");
    }

    private static BoneParameters parameters(ImagePlus image, VolumeGeometry geometry, BoneOptions options)
            throws IOException {
        BoneParameters reference = switch (options.reference()) {
            case BoneOptions.MIRROR -> BoneParameters.mirror();
            case BoneOptions.CLOSED -> BoneParameters.closed();
            default ->
                BoneParameters.drawn(
                        LesionSource.of(image, geometry, "reference", options.reference(), Optional.empty())
                                .mask());
        };
        return Values.checked(
                BoneOptions.TITLE,
                () -> reference
                        .withThreshold(options.thresholdHu())
                        .withContrast(SliceHeader.isContrastEnhanced(image)));
    }

    private static void draw(ImagePlus image, VolumeGeometry geometry, String label, BoneDestruction bone) {
        List<Roi> rois = new ArrayList<>();
        bone.lossMask().ifPresent(lost -> {
            List<Roi> areas = MaskOutlines.of(lost, image, label + " loss");
            areas.forEach(a -> a.setFillColor(LOSS));
            rois.addAll(areas);
        });
        bone.plane().ifPresent(plane -> rois.addAll(PlaneOverlay.of(plane, geometry, image, label + " plane")));
        if (!rois.isEmpty()) {
            MaskOutlines.draw(image, rois);
            Undo.setup(Undo.OVERLAY_ADDITION, image);
        }
    }
}
