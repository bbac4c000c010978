package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Overlay;
import java.awt.Color;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.Bidirectional;

/** The two axes of a lesion as named lines in the overlay of its slice. */
final class DiameterOverlay {
    /** Yellow and sky blue of the Okabe-Ito palette, which readers with any colour vision tell apart. */
    static final Color LONG_AXIS = new Color(0xF0E442);

    static final Color SHORT_AXIS = new Color(0x56B4E9);

    private DiameterOverlay() {}

    /** Replaces earlier axes of the same label, and keeps everything else in the overlay. */
    static void draw(ImagePlus image, VolumeGeometry geometry, Bidirectional axial, String label) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        add(overlay, image, geometry, axial.longAxis(), axial.slice(), label + " long axis", LONG_AXIS);
        add(overlay, image, geometry, axial.shortAxis(), axial.slice(), label + " short axis", SHORT_AXIS);
        overlay.drawNames(false);
        image.setOverlay(overlay);
    }

    private static void add(
            Overlay overlay,
            ImagePlus image,
            VolumeGeometry geometry,
            Segment axis,
            int slice,
            String name,
            Color color) {
        overlay.remove(name);
        Vector3 a = geometry.toIndex(axis.from());
        Vector3 b = geometry.toIndex(axis.to());
        // Of lines, unlike areas, whole coordinates are the centres of pixels (Roi.useLineSubpixelConvention).
        Line line = new Line(a.x(), a.y(), b.x(), b.y());
        line.setName(name);
        line.setStrokeColor(color);
        line.setUnscalableStrokeWidth(2); // screen pixels, at any zoom
        StackPosition.put(line, image, slice);
        overlay.add(line);
    }
}
