package org.figtrace.segment;

import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;

/**
 * Where a lesion is expected that one line crosses: an ellipsoid whose first axis is the line and whose other two axes
 * are not known but distributed. The probability that a point is inside is the mean over those distributions, so it is
 * near certain beside the line, and fades where lesions differ from each other.
 */
final class EllipsoidPrior implements ShapePrior {
    private final Vector3 centre;
    private final Vector3 along;
    private final Vector3 across;
    private final Vector3 normal;
    private final double half;
    private final double[] widths;
    private final double[] heights;
    private final double softness;

    EllipsoidPrior(Segment line, Vector3 normal, double[] widths, double[] heights, double softness) {
        this.centre = line.midpoint();
        this.half = line.length() / 2;
        this.along = line.to().minus(line.from()).normalized();
        Vector3 n = normal.minus(along.times(along.dot(normal)));
        this.normal = n.length() > 1e-3 ? n.normalized() : perpendicular(along);
        this.across = this.normal.cross(along);
        this.widths = widths.clone();
        this.heights = heights.clone();
        this.softness = softness;
    }

    private static Vector3 perpendicular(Vector3 d) {
        Vector3 axis = Math.abs(d.x()) < 0.7 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
        return axis.minus(d.times(axis.dot(d))).normalized();
    }

    @Override
    public double inside(Vector3 point) {
        Vector3 d = point.minus(centre);
        double u = d.dot(along) / half;
        double v = d.dot(across) / half;
        double w = d.dot(normal) / half;
        double sum = 0;
        for (double width : widths) {
            double inPlane = u * u + v * v / (width * width);
            for (double height : heights) {
                double r = Math.sqrt(inPlane + w * w / (height * height));
                sum += 1 / (1 + Math.exp((r - 1) / softness));
            }
        }
        return sum / (widths.length * heights.length);
    }
}
