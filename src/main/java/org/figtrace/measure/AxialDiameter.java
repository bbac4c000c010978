package org.figtrace.measure;

import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.ContourMask;
import org.figtrace.volume.Mask;

/**
 * The longest diameter of a lesion in the plane of acquisition with its perpendicular short axis, as RECIST 1.1 (doi
 * 10.1016/j.ejca.2008.10.026) and WHO measure it. A diameter joins two points of one piece of the lesion: one
 * 8-connected region of a slice, or one contour. It never bridges two islands, though it may cross a bay or a hole.
 *
 * <p>From a mask the end points lie on its outline at level 0.5, the midpoints between the centres of a voxel inside
 * and its neighbour outside, as in the IBSI mesh (arXiv 1612.07003): half a voxel beyond the voxel centres, where the
 * true outline is on average. ImageJ's Feret diameter takes the outer corners of the pixels instead. With pixels of
 * dx and dy, this diameter is between 0 and max(dx, dy) longer than that between voxel centres, and between 0 and
 * min(dx, dy) shorter than Feret's. A single voxel is as long as its longer side.
 *
 * <p>Of several equally long diameters the first is taken: the lowest slice, on it the region that comes first row by
 * row, or the contour given first.
 */
public final class AxialDiameter {
    private AxialDiameter() {}

    /** Empty for an empty mask. Lengths are in the unit of the mask's geometry. */
    public static Optional<Bidirectional> of(Mask mask, ShortAxisRule rule) {
        VolumeGeometry g = mask.geometry();
        double longest = -1;
        int slice = -1;
        SliceRegions.Region region = null;
        PlanarHull hull = null;
        for (int k = 0; k < g.slices(); k++) {
            for (SliceRegions.Region r : SliceRegions.of(mask.slice(k), g.columns())) {
                PlanarHull h = r.extents().hullOfOutline();
                int[] ends = h.farthest(g.columnSpacing(), g.rowSpacing());
                double squared = h.squaredDistance(ends[0], ends[1], g.columnSpacing(), g.rowSpacing());
                if (squared > longest) {
                    longest = squared;
                    slice = k;
                    region = r;
                    hull = h;
                }
            }
        }
        if (region == null) {
            return Optional.empty();
        }
        InPlane plane = new InPlane(g, slice, 0, g.columnSpacing(), g.rowSpacing());
        int[] ends = hull.farthest(g.columnSpacing(), g.rowSpacing());
        InPlane.Axis axis = plane.axis(hull.u(ends[0]), hull.v(ends[0]), hull.u(ends[1]), hull.v(ends[1]));
        PerpendicularChord.Edges edges = new PerpendicularChord.Edges();
        switch (rule) {
            case HULL -> axis.addPolygon(hull, edges);
            case INSIDE -> MaskOutline.of(region, (u1, v1, u2, v2) -> axis.addEdge(u1, v1, u2, v2, edges));
        }
        Segment shortAxis = axis.segment(PerpendicularChord.longest(edges, axis.length()));
        return Optional.of(new Bidirectional(axis.segment(), shortAxis, slice, rule, EndPointRule.MASK_OUTLINE));
    }

    /**
     * From drawn contours, end points being points of one contour on its nearest slice; the contours that lie on no
     * slice are left out as in {@link ContourMask}. Empty when none is left.
     */
    public static Optional<Bidirectional> ofContours(
            VolumeGeometry geometry, List<Contour> contours, ShortAxisRule rule) {
        return ofContours(geometry, ContourMask.of(geometry, contours), rule);
    }

    /** From contours that have been given to their slices. */
    public static Optional<Bidirectional> ofContours(
            VolumeGeometry geometry, ContourMask.Result drawn, ShortAxisRule rule) {
        double longest = 0;
        int slice = -1;
        Contour contour = null;
        PlanarHull hull = null;
        for (int k = 0; k < geometry.slices(); k++) {
            for (Contour c : drawn.contoursBySlice().get(k)) {
                PlanarHull h = InPlane.hull(geometry, k, c);
                int[] ends = h.farthest(1, 1);
                double squared = h.squaredDistance(ends[0], ends[1], 1, 1);
                if (squared > longest) {
                    longest = squared;
                    slice = k;
                    contour = c;
                    hull = h;
                }
            }
        }
        if (contour == null) {
            return Optional.empty();
        }
        double above = contour.positionAlong(geometry.normal()) - geometry.slicePosition(slice);
        InPlane plane = new InPlane(geometry, slice, above, 1, 1);
        int[] ends = hull.farthest(1, 1);
        InPlane.Axis axis = plane.axis(hull.u(ends[0]), hull.v(ends[0]), hull.u(ends[1]), hull.v(ends[1]));
        PerpendicularChord.Edges edges = new PerpendicularChord.Edges();
        switch (rule) {
            case HULL -> axis.addPolygon(hull, edges);
            case INSIDE -> axis.addPolygon(contour, edges);
        }
        Segment shortAxis = axis.segment(PerpendicularChord.longest(edges, axis.length()));
        return Optional.of(new Bidirectional(axis.segment(), shortAxis, slice, rule, EndPointRule.CONTOUR));
    }

    /** The plane of a slice with coordinates u and v along row and column, in steps of the given lengths. */
    private record InPlane(VolumeGeometry geometry, int slice, double above, double uStep, double vStep) {
        static PlanarHull hull(VolumeGeometry g, int slice, Contour contour) {
            double[] u = contour.points().stream()
                    .mapToDouble(p -> p.minus(g.sliceOrigin(slice)).dot(g.rowDirection()))
                    .toArray();
            double[] v = contour.points().stream()
                    .mapToDouble(p -> p.minus(g.sliceOrigin(slice)).dot(g.columnDirection()))
                    .toArray();
            return PlanarHull.of(u, v);
        }

        /** Rows that differ by less are the same row, turned and rounded. */
        private static final double SAME_ROW = 1e-6;

        /** The axis begins at the end that comes first row by row, whichever way the callipers met it. */
        Axis axis(double u1, double v1, double u2, double v2) {
            boolean forward = Math.abs(v1 - v2) > SAME_ROW ? v1 < v2 : u1 <= u2;
            return forward ? new Axis(this, u1, v1, u2, v2) : new Axis(this, u2, v2, u1, v1);
        }

        Vector3 toPatient(double uLength, double vLength) {
            return geometry.sliceOrigin(slice)
                    .plus(geometry.rowDirection().times(uLength))
                    .plus(geometry.columnDirection().times(vLength))
                    .plus(geometry.normal().times(above));
        }

        private record Axis(InPlane plane, double u1, double v1, double u2, double v2) {
            double length() {
                return Math.hypot((u2 - u1) * plane.uStep, (v2 - v1) * plane.vStep);
            }

            private double alongU() {
                return (u2 - u1) * plane.uStep / length();
            }

            private double alongV() {
                return (v2 - v1) * plane.vStep / length();
            }

            private double along(double u, double v) {
                return (u - u1) * plane.uStep * alongU() + (v - v1) * plane.vStep * alongV();
            }

            private double across(double u, double v) {
                return (v - v1) * plane.vStep * alongU() - (u - u1) * plane.uStep * alongV();
            }

            void addEdge(double ua, double va, double ub, double vb, PerpendicularChord.Edges edges) {
                edges.add(along(ua, va), across(ua, va), along(ub, vb), across(ub, vb));
            }

            void addPolygon(PlanarHull hull, PerpendicularChord.Edges edges) {
                for (int p = 0, q = hull.size() - 1; p < hull.size(); q = p++) {
                    addEdge(hull.u(q), hull.v(q), hull.u(p), hull.v(p), edges);
                }
            }

            void addPolygon(Contour contour, PerpendicularChord.Edges edges) {
                Vector3 origin = plane.geometry.sliceOrigin(plane.slice);
                Vector3 row = plane.geometry.rowDirection();
                Vector3 column = plane.geometry.columnDirection();
                List<Vector3> points = contour.points();
                for (int p = 0, q = points.size() - 1; p < points.size(); q = p++) {
                    Vector3 a = points.get(q).minus(origin);
                    Vector3 b = points.get(p).minus(origin);
                    addEdge(a.dot(row), a.dot(column), b.dot(row), b.dot(column), edges);
                }
            }

            Segment segment() {
                return new Segment(
                        plane.toPatient(u1 * plane.uStep, v1 * plane.vStep),
                        plane.toPatient(u2 * plane.uStep, v2 * plane.vStep));
            }

            Segment segment(PerpendicularChord chord) {
                return new Segment(point(chord.offset(), chord.low()), point(chord.offset(), chord.high()));
            }

            private Vector3 point(double along, double across) {
                return plane.toPatient(
                        u1 * plane.uStep + along * alongU() - across * alongV(),
                        v1 * plane.vStep + along * alongV() + across * alongU());
            }
        }
    }
}
