package org.figtrace.segment;

import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * A round brush: the voxels whose centres lie at most the radius from a patient point, in the length unit of the
 * geometry. On a slice it is a disc on the slice nearest to the point, else a ball.
 */
public record MaskBrush(Vector3 centre, double radius, boolean ball) {
    public MaskBrush {
        if (!centre.isFinite() || !(radius > 0 && Double.isFinite(radius))) {
            throw new IllegalArgumentException(
                    "a brush needs a place and a radius above zero, not " + centre + " and " + radius);
        }
    }

    public static MaskBrush disc(Vector3 centre, double radius) {
        return new MaskBrush(centre, radius, false);
    }

    public static MaskBrush ball(Vector3 centre, double radius) {
        return new MaskBrush(centre, radius, true);
    }

    public Mask add(Mask mask) {
        return paint(mask, true);
    }

    public Mask remove(Mask mask) {
        return paint(mask, false);
    }

    private Mask paint(Mask mask, boolean inside) {
        VolumeGeometry g = mask.geometry();
        Mask out = MaskComponents.copy(mask);
        double position = centre.dot(g.normal());
        int nearest = (int) Math.round(g.sliceIndexAt(position));
        for (int k = 0; k < g.slices(); k++) {
            double off = ball ? g.slicePosition(k) - position : 0;
            if (ball ? Math.abs(off) <= radius : k == nearest) {
                disc(g, k, Math.sqrt(radius * radius - off * off), out, inside);
            }
        }
        return out;
    }

    private void disc(VolumeGeometry g, int k, double reach, Mask out, boolean inside) {
        Vector3 d = centre.minus(g.sliceOrigin(k));
        double x = d.dot(g.rowDirection());
        double y = d.dot(g.columnDirection());
        int firstRow = (int) Math.max(0, Math.ceil((y - reach) / g.rowSpacing()));
        int lastRow = (int) Math.min(g.rows() - 1.0, Math.floor((y + reach) / g.rowSpacing()));
        for (int j = firstRow; j <= lastRow; j++) {
            double v = j * g.rowSpacing() - y;
            double half = Math.sqrt(Math.max(0, reach * reach - v * v));
            int first = (int) Math.max(0, Math.ceil((x - half) / g.columnSpacing()));
            int last = (int) Math.min(g.columns() - 1.0, Math.floor((x + half) / g.columnSpacing()));
            if (first <= last) {
                out.slice(k).set(j * g.columns() + first, j * g.columns() + last + 1, inside);
            }
        }
    }
}
