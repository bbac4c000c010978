package org.figtrace.segment;

import org.figtrace.geometry.Vector3;

/**
 * How a lesion drifts across the stack: the step of its centre, in the plane, per unit along the normal, by least
 * squares over the cells that are likely inside. A lesion whose long axis is oblique to the slices is expected along
 * that axis.
 */
record Drift(Vector3 middle, Vector3 normal, Vector3 step) {
    static Drift of(WorkingGrid grid, float[][] probability, Vector3 middle, Vector3 normal) {
        Vector3 moment = Vector3.ZERO;
        double spread = 0;
        for (int z = 0; z < grid.nz; z++) {
            for (int y = 0; y < grid.ny; y++) {
                for (int x = 0; x < grid.nx; x++) {
                    double weight = probability[z][y * grid.nx + x];
                    if (weight > 0.5) {
                        Vector3 d = grid.centreOf(x, y, z).minus(middle);
                        double w = d.dot(normal);
                        moment = moment.plus(d.minus(normal.times(w)).times(weight * w));
                        spread += weight * w * w;
                    }
                }
            }
        }
        return new Drift(middle, normal, spread > 0 ? moment.times(1 / spread) : Vector3.ZERO);
    }

    ShapePrior applied(ShapePrior upright) {
        return p -> upright.inside(p.minus(step.times(p.minus(middle).dot(normal))));
    }
}
