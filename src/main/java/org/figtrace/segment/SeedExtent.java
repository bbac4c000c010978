package org.figtrace.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Progress;

/**
 * How large the lesion around a point is: rays in all directions go on until the value has left the lesion, and half of
 * them end before the radius. The median does not care about the rays that leak where there is no edge. The centre then
 * moves to the mean of the ends, and rays are cast again.
 *
 * @param centre middle of the lesion
 * @param radius median length of the rays from there
 * @param bounded whether most rays met an edge before the limit
 */
record SeedExtent(Vector3 centre, double radius, boolean bounded) {
    private static final int RAYS = 200;
    private static final int ROUNDS = 3;

    /** Values this many robust standard deviations from the median around the seed are outside. */
    private static final double LEFT = 3;

    /** @param seedRadius radius about the seeds whose values are surely the lesion's */
    static SeedExtent of(
            WorkingGrid grid,
            VolumeGeometry g,
            List<Vector3> seeds,
            double seedRadius,
            double limit,
            Progress progress) {
        float[][] near = new float[grid.nz][grid.nx * grid.ny];
        float[][] far = new float[grid.nz][grid.nx * grid.ny];
        Slabs.each(grid.nz, progress, z -> {
            for (int i = 0; i < near[z].length; i++) {
                Vector3 p = grid.centreOf(i % grid.nx, i / grid.nx, z);
                near[z][i] = seeds.stream().anyMatch(s -> s.distanceTo(p) <= seedRadius) ? 1 : 0;
                far[z][i] = 1 - near[z][i];
            }
        });
        float[][] smooth = Smoothing.gaussian(grid, grid.values, seedRadius / 2, progress);
        ValueModel model = new ValueModel(grid.values, near, far);
        Vector3 mean = Vector3.ZERO;
        for (Vector3 s : seeds) {
            mean = mean.plus(s.times(1.0 / seeds.size()));
        }
        double step = Math.min(grid.stepX(), grid.stepY());
        SeedExtent found = new SeedExtent(mean, 0, false);
        for (int round = 0; round < ROUNDS; round++) {
            progress.checkCancelled();
            found = cast(grid, g, smooth, model, found.centre, step, limit);
        }
        return found;
    }

    private static SeedExtent cast(
            WorkingGrid grid,
            VolumeGeometry g,
            float[][] values,
            ValueModel model,
            Vector3 from,
            double step,
            double limit) {
        List<Vector3> ends = new ArrayList<>();
        double[] lengths = new double[RAYS];
        for (int r = 0; r < RAYS; r++) {
            Vector3 direction = direction(r);
            double length = 0;
            while (length < limit && inside(grid, g, values, model, from.plus(direction.times(length + step)))) {
                length += step;
            }
            lengths[r] = length;
            ends.add(from.plus(direction.times(length)));
        }
        double[] sorted = lengths.clone();
        Arrays.sort(sorted);
        double median = sorted[RAYS / 2];
        Vector3 shift = Vector3.ZERO;
        for (int r = 0; r < RAYS; r++) {
            // A ray that leaked counts as one that ended a little beyond the others.
            double share = Math.min(1, 1.5 * median / Math.max(lengths[r], step));
            shift = shift.plus(ends.get(r).minus(from).times(share / RAYS));
        }
        return new SeedExtent(from.plus(shift), median + step / 2, median < 0.9 * limit);
    }

    private static boolean inside(WorkingGrid grid, VolumeGeometry g, float[][] values, ValueModel model, Vector3 p) {
        Vector3 v = g.toIndex(p);
        int[] cell = grid.cellOf(v.x(), v.y(), v.z());
        return grid.contains(cell)
                && Math.abs(values[cell[2]][cell[1] * grid.nx + cell[0]] - model.centre()) <= LEFT * model.scale();
    }

    /** Evenly spread directions: a spiral over the sphere by the golden angle. */
    private static Vector3 direction(int r) {
        double z = 1 - (2 * r + 1.0) / RAYS;
        double angle = r * Math.PI * (3 - Math.sqrt(5));
        double across = Math.sqrt(1 - z * z);
        return new Vector3(across * Math.cos(angle), across * Math.sin(angle), z);
    }
}
