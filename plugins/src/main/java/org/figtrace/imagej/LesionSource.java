package org.figtrace.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.Mask;

/** A region that a reader names: its mask, the outlines that it was drawn with, and how she knows it. */
record LesionSource(String name, Mask mask, Optional<List<Contour>> contours) {
    static final String SELECTION = "selection";
    static final String MANAGER = "manager";

    /** What the option "Lesion from" offers. */
    static List<String> choices(List<String> maskTitles) {
        List<String> choices = new ArrayList<>(List.of(SELECTION, MANAGER));
        choices.addAll(maskTitles);
        return choices;
    }

    /**
     * @param key of the option, for the sentence that nothing was found
     * @param lesion "selection", "manager", the title of a mask image, or the path of a ROI zip file
     * @param region of a ROI zip file; empty where it holds one
     */
    static LesionSource of(ImagePlus image, VolumeGeometry geometry, String key, String lesion, Optional<String> region)
            throws IOException {
        switch (lesion) {
            case SELECTION:
                return selection(image, geometry);
            case MANAGER:
                return managed(image, geometry);
            default:
                ImagePlus mask = WindowManager.getImage(lesion);
                return mask != null
                        ? new LesionSource(mask.getTitle(), RoiMask.ofImage(mask, geometry), Optional.empty())
                        : zipped(key, lesion, region, geometry);
        }
    }

    private static LesionSource selection(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        Roi roi = image.getRoi();
        if (roi == null) {
            throw new ImageException(image.getTitle(), "has no selection; draw one round the lesion");
        }
        // What is drawn is drawn on the slice that is shown, whatever position an older selection may carry.
        RoiRegion drawn = new RoiRegion(new Mask(geometry), List.of())
                .with(roi, StackPosition.of(image).slice() - 1);
        return drawn(roi.getName() == null ? "selection" : roi.getName(), drawn);
    }

    private static LesionSource managed(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        RoiManager manager = RoiManager.getInstance2();
        if (manager == null || manager.getCount() == 0) {
            throw new ImageException("ROI Manager", "is empty; add the selections of the lesion to it");
        }
        List<Roi> rois = List.of(manager.getSelectedRoisAsArray());
        String name = rois.size() == 1 ? rois.get(0).getName() : "ROI Manager, " + rois.size() + " selections";
        return drawn(name, RoiRegion.of(rois, image, geometry));
    }

    private static LesionSource zipped(String key, String lesion, Optional<String> region, VolumeGeometry geometry)
            throws IOException {
        if (!isFile(lesion)) {
            throw new ImageException(
                    key + "=" + lesion,
                    "is neither \"selection\", \"manager\", the title of an open image nor a ROI zip file");
        }
        Map<String, RoiRegion> regions = RoiZip.read(Path.of(lesion), geometry);
        String name = region.orElse(regions.keySet().iterator().next());
        if (region.isEmpty() && regions.size() > 1 || !regions.containsKey(name)) {
            throw new ImageException(
                    lesion, "region=" + region.orElse("") + " is not one of its regions " + regions.keySet());
        }
        return drawn(name, regions.get(name));
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static LesionSource drawn(String name, RoiRegion region) {
        return new LesionSource(
                name, region.mask(), region.contours().isEmpty() ? Optional.empty() : Optional.of(region.contours()));
    }

    /** Other open images of the same size. */
    static List<String> maskTitles(ImagePlus image) {
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
