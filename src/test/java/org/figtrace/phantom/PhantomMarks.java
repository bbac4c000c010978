package org.figtrace.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * What a reader would draw on panel 2B of the sample report: on the CT slice where the outer table is open widest, the
 * gap between its edges and an arrow at either edge. The points are those of the analytic rim.
 */
final class PhantomMarks {
    private static final double ARROW_MM = 22;

    private final HeadPhantom phantom;

    PhantomMarks(HeadPhantom phantom) {
        this.phantom = phantom;
    }

    /** Columns figure, pointer, tool, title, points; a point is "x y z" in LPS mm and points are split by ";". */
    String csv() {
        Segment gap = widestGap(Acquisition.ct().geometry());
        Vector3 posterior = gap.from().y() > gap.to().y() ? gap.from() : gap.to();
        Vector3 anterior = gap.from().y() > gap.to().y() ? gap.to() : gap.from();
        List<String> lines = new ArrayList<>();
        lines.add("figure,pointer,tool,title,points");
        lines.add("2B,,length,Hole in the outer table," + points(anterior, posterior));
        lines.add("2B,bottom arrow,arrow,Posterior edge of the bone," + points(tail(posterior), posterior));
        lines.add("2B,upper arrow,arrow,Anterior edge of the bone," + points(tail(anterior), anterior));
        return String.join("\n", lines) + "\n";
    }

    private Segment widestGap(VolumeGeometry g) {
        List<Vector3> rim = new SkullHole(phantom).rim(phantom.outerTable());
        return Stream.iterate(0, k -> k < g.slices(), k -> k + 1)
                .flatMap(k -> SkullHole.edgesInPlane(rim, g.normal(), g.slicePosition(k)).stream())
                .max(Comparator.comparingDouble(Segment::length))
                .orElseThrow();
    }

    /** An arrow comes from inside the head, where it covers neither bone nor mass. */
    private Vector3 tail(Vector3 tip) {
        Vector3 inward = phantom.outerTable().centre().minus(tip);
        Vector3 inPlane = new Vector3(inward.x(), inward.y(), 0).normalized();
        return tip.plus(inPlane.times(ARROW_MM));
    }

    private static String points(Vector3... points) {
        return Stream.of(points)
                .map(p -> String.format(Locale.ROOT, "%.4f %.4f %.4f", p.x(), p.y(), p.z()))
                .collect(Collectors.joining(";"));
    }
}
