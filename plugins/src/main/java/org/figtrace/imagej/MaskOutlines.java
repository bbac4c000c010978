package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.figtrace.volume.Mask;

/**
 * A mask as one selection on each of its slices, traced along the edges of its pixels. All have one name, by which the
 * ROI Manager's zip files keep them together ("2A", "2A-1", ...).
 */
final class MaskOutlines {
    private MaskOutlines() {}

    static List<Roi> of(Mask mask, ImagePlus image, String name) {
        int columns = mask.geometry().columns();
        int rows = mask.geometry().rows();
        List<Roi> outlines = new ArrayList<>();
        for (int k = 0; k < mask.geometry().slices(); k++) {
            BitSet bits = mask.slice(k);
            if (!bits.isEmpty()) {
                ByteProcessor pixels = new ByteProcessor(columns, rows);
                for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                    pixels.set(b, 255);
                }
                pixels.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
                Roi outline = new ThresholdToSelection().convert(pixels);
                outline.setName(name);
                StackPosition.put(outline, image, k);
                outlines.add(outline);
            }
        }
        return outlines;
    }

    /** Replaces what the overlay has under the same names, and keeps everything else. */
    static void draw(ImagePlus image, List<Roi> rois) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        rois.forEach(roi -> overlay.remove(roi.getName()));
        rois.forEach(overlay::add);
        overlay.drawNames(false);
        image.setOverlay(overlay);
    }
}
