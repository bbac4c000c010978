package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.segment.LesionSegmentation;
import org.figtrace.segment.SegmentationException;
import org.figtrace.segment.SegmentationOptions;
import org.figtrace.segment.SegmentedLesion;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * Where a segmentation starts, in patient coordinates: one line, or points. Of the multi-point tool, points of counter 0
 * are inside the lesion and points of any other counter outside.
 *
 * <p>Of lines and points whole coordinates are the centres of pixels, unlike those of areas
 * (Roi.useLineSubpixelConvention).
 */
record SegmentStart(List<Segment> lines, List<Vector3> inside, List<Vector3> outside) {
    /** @throws ImageException for no selection and for one that is neither a straight line nor points */
    static SegmentStart of(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        Roi roi = image.getRoi();
        if (roi instanceof Line line && !(roi instanceof Arrow)) {
            int k = StackPosition.of(image).slice() - 1;
            return new SegmentStart(
                    List.of(new Segment(
                            geometry.toPatient(line.x1d, line.y1d, k), geometry.toPatient(line.x2d, line.y2d, k))),
                    List.of(),
                    List.of());
        }
        if (roi instanceof PointRoi points) {
            return ofPoints(image, geometry, points);
        }
        throw new ImageException(
                image.getTitle(),
                "has no straight line or point selection; draw a line across the lesion from border to border, or"
                        + " click into its middle");
    }

    private static SegmentStart ofPoints(ImagePlus image, VolumeGeometry geometry, PointRoi points)
            throws ImageException {
        FloatPolygon at = points.getFloatPolygon();
        List<Vector3> inside = new ArrayList<>();
        List<Vector3> outside = new ArrayList<>();
        StackPosition now = StackPosition.of(image);
        for (int p = 0; p < at.npoints; p++) {
            int position = points.getPointPosition(p);
            if (position > image.getStackSize()) {
                throw new ImageException(
                        image.getTitle(),
                        "point " + (p + 1) + " lies on image " + position + " of a stack of " + image.getStackSize());
            }
            int slice = position > 0 ? StackPosition.of(image, position).slice() : now.slice();
            (points.getCounter(p) == 0 ? inside : outside)
                    .add(geometry.toPatient(at.xpoints[p], at.ypoints[p], slice - 1));
        }
        return new SegmentStart(List.of(), inside, outside);
    }

    SegmentedLesion segment(Volume volume, SegmentationOptions options, Progress progress)
            throws SegmentationException {
        return lines.isEmpty()
                ? LesionSegmentation.fromSeeds(volume, inside, outside, options, progress)
                : LesionSegmentation.fromLine(volume, lines, outside, options, progress);
    }

    /** With every digit, as the command line's --line, --seed and --outside take them. */
    String words() {
        String across = lines.stream()
                .map(l -> "line " + words(l.from()) + "/" + words(l.to()))
                .collect(Collectors.joining(" "));
        return across + words("seed ", inside) + words(inside.isEmpty() ? "outside " : " outside ", outside);
    }

    private static String words(String before, List<Vector3> points) {
        return points.isEmpty()
                ? ""
                : before + points.stream().map(SegmentStart::words).collect(Collectors.joining(" "));
    }

    private static String words(Vector3 p) {
        return p.x() + "," + p.y() + "," + p.z();
    }
}
