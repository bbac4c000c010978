package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.bone.MidsagittalPlane;

/** Where the mid-sagittal plane cuts each slice, as a line from edge to edge of the image. */
final class PlaneOverlay {
    /** Sky blue of the Okabe-Ito palette. */
    private static final Color COLOR = new Color(0x56B4E9);

    private PlaneOverlay() {}

    static List<Roi> of(MidsagittalPlane plane, VolumeGeometry g, ImagePlus image, String name) {
        double right = g.columns() - 0.5;
        double bottom = g.rows() - 0.5;
        double[][] corners = {{-0.5, -0.5}, {right, -0.5}, {right, bottom}, {-0.5, bottom}};
        List<Roi> lines = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            List<double[]> cuts = new ArrayList<>();
            for (int c = 0; c < corners.length; c++) {
                double[] a = corners[c];
                double[] b = corners[(c + 1) % corners.length];
                double da = plane.distance(g.toPatient(a[0], a[1], k));
                double db = plane.distance(g.toPatient(b[0], b[1], k));
                if (da < 0 != db < 0) { // the distance is linear along an edge
                    double t = da / (da - db);
                    cuts.add(new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])});
                }
            }
            if (cuts.size() == 2) {
                lines.add(line(cuts.get(0), cuts.get(1), image, k, name));
            }
        }
        return lines;
    }

    private static Line line(double[] from, double[] to, ImagePlus image, int k, String name) {
        Line line = new Line(from[0], from[1], to[0], to[1]);
        line.setName(name);
        line.setStrokeColor(COLOR);
        StackPosition.put(line, image, k);
        return line;
    }
}
