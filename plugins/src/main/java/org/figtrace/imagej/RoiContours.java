package org.figtrace.imagej;

import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;

/**
 * The outline of an area selection as it was drawn, in patient coordinates. ImageJ's integer coordinates are pixel
 * corners and a VolumeGeometry's are pixel centres, so half a pixel is subtracted. An oval is the ellipse in its
 * bounds, not the staircase of its pixels; a composite selection gives one contour for each part and hole.
 */
final class RoiContours {
    /** Corners of an ellipse; divisible by four, so that both axes end on corners and their lengths are exact. */
    private static final int ELLIPSE_CORNERS = 720;

    private RoiContours() {}

    static List<Contour> of(Roi roi, VolumeGeometry geometry, int k) {
        List<Contour> contours = new ArrayList<>();
        for (FloatPolygon polygon : polygons(roi)) {
            List<Vector3> points = new ArrayList<>(polygon.npoints);
            for (int p = 0; p < polygon.npoints; p++) {
                points.add(geometry.toPatient(polygon.xpoints[p] - 0.5, polygon.ypoints[p] - 0.5, k));
            }
            if (points.size() >= 3) {
                contours.add(new Contour(points));
            }
        }
        return contours;
    }

    private static List<FloatPolygon> polygons(Roi roi) {
        if (roi instanceof ShapeRoi shape) {
            List<FloatPolygon> parts = new ArrayList<>();
            for (Roi part : shape.getRois()) {
                parts.addAll(polygons(part));
            }
            return parts;
        }
        Rectangle2D b = roi.getFloatBounds();
        if (roi instanceof OvalRoi) {
            return List.of(ellipse(b));
        }
        if (roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() > 0) {
            double arc = roi.getCornerDiameter();
            return polygons(new ShapeRoi(
                    new RoundRectangle2D.Double(b.getX(), b.getY(), b.getWidth(), b.getHeight(), arc, arc)));
        }
        return List.of(roi.getFloatPolygon());
    }

    private static FloatPolygon ellipse(Rectangle2D b) {
        float[] x = new float[ELLIPSE_CORNERS];
        float[] y = new float[ELLIPSE_CORNERS];
        for (int p = 0; p < ELLIPSE_CORNERS; p++) {
            double angle = 2 * Math.PI * p / ELLIPSE_CORNERS;
            x[p] = (float) (b.getCenterX() + b.getWidth() / 2 * Math.cos(angle));
            y[p] = (float) (b.getCenterY() + b.getHeight() / 2 * Math.sin(angle));
        }
        return new FloatPolygon(x, y, ELLIPSE_CORNERS);
    }
}
