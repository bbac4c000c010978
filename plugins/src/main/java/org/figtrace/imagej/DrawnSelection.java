package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatPolygon;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * A selection as the shape of an annotation, in patient coordinates. Whole coordinates are the centres of pixels for
 * lines and points, and corners for areas and text.
 *
 * @param text of a text selection
 */
record DrawnSelection(AnnotationGeometry geometry, Optional<String> text) {
    /**
     * The current selection on the slice that is shown: a line is a length; an arrow, a point, a text and an oval are
     * what they are; every other outline is a polygon.
     *
     * @throws ImageException for no selection, and for one that no annotation can be made of
     */
    static DrawnSelection of(ImagePlus image, VolumeGeometry g) throws ImageException {
        Roi roi = image.getRoi();
        if (roi == null) {
            throw new ImageException(image.getTitle(), "has no selection; draw what the figure shows");
        }
        int k = StackPosition.of(image).slice() - 1;
        if (roi instanceof Line line) { // an arrow goes from its tail to its tip
            return shape(roi, roi instanceof Arrow ? AnnotationKind.ARROW : AnnotationKind.LENGTH, g, ends(line, g, k));
        }
        if (roi instanceof PointRoi points) {
            if (points.size() != 1) {
                throw new ImageException(RoiMask.name(roi), "has " + points.size() + " points; link them one by one");
            }
            FloatPolygon at = points.getFloatPolygon();
            return shape(roi, AnnotationKind.POINT, g, List.of(g.toPatient(at.xpoints[0], at.ypoints[0], k)));
        }
        if (roi instanceof TextRoi words) {
            Rectangle2D b = roi.getFloatBounds();
            List<Vector3> anchor = List.of(g.toPatient(b.getX() - 0.5, b.getY() - 0.5, k));
            return new DrawnSelection(
                    shape(roi, AnnotationKind.TEXT, g, anchor).geometry,
                    Optional.of(words.getText().strip()));
        }
        if (roi instanceof OvalRoi || roi instanceof EllipseRoi) {
            return shape(roi, AnnotationKind.ELLIPSE, g, axes(roi, g, k));
        }
        RoiMask.requireArea(roi);
        List<List<Vector3>> outlines =
                RoiContours.of(roi, g, k).stream().map(c -> c.points()).toList();
        if (outlines.size() != 1) {
            throw new ImageException(
                    RoiMask.name(roi), "has " + outlines.size() + " outlines; a polygon has one, without holes");
        }
        return shape(roi, AnnotationKind.POLYGON, g, withoutRepeats(outlines.get(0)));
    }

    /**
     * The two axes that Lesion Diameter drew into the overlay under a label.
     *
     * @throws ImageException where they are not there
     */
    static DrawnSelection ofAxes(ImagePlus image, VolumeGeometry g, String label) throws ImageException {
        Overlay overlay = image.getOverlay();
        List<Vector3> points = new ArrayList<>();
        for (String axis : List.of(" long axis", " short axis")) {
            if (overlay == null || !(overlay.get(label + axis) instanceof Line line)) {
                throw new ImageException(
                        image.getTitle(),
                        "has no \"" + label + axis + "\" in its overlay; run Lesion Diameter with figure=" + label);
            }
            points.addAll(ends(line, g, RoiMask.slice(line, image)));
        }
        return shape(overlay.get(label + " long axis"), AnnotationKind.BIDIRECTIONAL, g, points);
    }

    private static DrawnSelection shape(Roi roi, AnnotationKind kind, VolumeGeometry g, List<Vector3> points)
            throws ImageException {
        return new DrawnSelection(
                Values.checked(RoiMask.name(roi), () -> AnnotationGeometry.of(kind, g.unit(), points)),
                Optional.empty());
    }

    private static List<Vector3> ends(Line line, VolumeGeometry g, int k) {
        return List.of(g.toPatient(line.x1d, line.y1d, k), g.toPatient(line.x2d, line.y2d, k));
    }

    /** Both ends of the longer axis, then of the shorter; with pixels that are not square, longer is told in mm. */
    private static List<Vector3> axes(Roi roi, VolumeGeometry g, int k) {
        double[] centre = new double[2];
        double[] one = new double[2];
        double[] two = new double[2];
        if (roi instanceof EllipseRoi ellipse) {
            double[] p = ellipse.getParams(); // ends of the major axis, and the ratio of minor to major
            one = new double[] {(p[2] - p[0]) / 2, (p[3] - p[1]) / 2};
            two = new double[] {-p[4] * one[1], p[4] * one[0]};
            centre = new double[] {(p[0] + p[2]) / 2, (p[1] + p[3]) / 2};
        } else {
            Rectangle2D b = roi.getFloatBounds();
            one[0] = b.getWidth() / 2;
            two[1] = b.getHeight() / 2;
            centre = new double[] {b.getCenterX(), b.getCenterY()};
        }
        List<Vector3> first = axis(centre, one, g, k);
        List<Vector3> second = axis(centre, two, g, k);
        boolean longer = first.get(0).distanceTo(first.get(1)) >= second.get(0).distanceTo(second.get(1));
        List<Vector3> points = new ArrayList<>(longer ? first : second);
        points.addAll(longer ? second : first);
        return points;
    }

    private static List<Vector3> axis(double[] centre, double[] half, VolumeGeometry g, int k) {
        double x = centre[0] - 0.5;
        double y = centre[1] - 0.5;
        return List.of(g.toPatient(x - half[0], y - half[1], k), g.toPatient(x + half[0], y + half[1], k));
    }

    /** ImageJ's freehand outlines hold some points twice. */
    private static List<Vector3> withoutRepeats(List<Vector3> outline) {
        List<Vector3> points = new ArrayList<>();
        for (Vector3 p : outline) {
            if (points.isEmpty() || !points.get(points.size() - 1).equals(p)) {
                points.add(p);
            }
        }
        if (points.size() > 1 && points.get(0).equals(points.get(points.size() - 1))) {
            points.remove(points.size() - 1);
        }
        return points;
    }
}
