package org.figtrace.segment;

import java.util.Arrays;
import java.util.function.Consumer;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * From an expected shape and seeds to a mask. Values of lesion and surroundings are learned from the cells that are
 * expected in either, the random walker weighs them against the expectation, and its answer is learned from again, as
 * GrabCut does (Rother 2004, doi 10.1145/1015706.1015720) with a random walker in the place of the graph cut.
 */
final class LesionWalk {
    private static final int ROUNDS = 3;

    /** How sure a seed is, against 1 for a cell away from edges. */
    private static final float SEED = 1000;

    /**
     * Values farther than this many robust standard deviations from the lesion's median count as this far: air and metal
     * are as different as fat, and their edges blur no farther into the lesion.
     */
    private static final double CLIP = 8;

    /** A step from cell to cell of this many robust standard deviations of the smoothed lesion halves their coupling. */
    private static final double EDGE = 2;

    private final WorkingGrid grid;
    private final SegmentationOptions options;
    private final Progress progress;
    private final double size;
    private final float[][] prior;
    private final byte[][] seeds;
    private boolean shaped;

    /** @param size length of the lesion, which smoothing is measured by */
    LesionWalk(WorkingGrid grid, double size, SegmentationOptions options, Progress progress) {
        this.grid = grid;
        this.options = options;
        this.progress = progress;
        this.size = size;
        this.prior = field();
        this.seeds = new byte[grid.nz][grid.nx * grid.ny];
    }

    private float[][] field() {
        return new float[grid.nz][grid.nx * grid.ny];
    }

    void expect(ShapePrior shape) {
        shaped = true;
        Slabs.each(grid.nz, progress, z -> {
            for (int y = 0; y < grid.ny; y++) {
                for (int x = 0; x < grid.nx; x++) {
                    prior[z][y * grid.nx + x] = (float) shape.inside(grid.centreOf(x, y, z));
                }
            }
        });
    }

    /** Makes the cell of a fractional voxel index a seed; one outside the region is passed over. */
    void seed(Vector3 index, boolean inside) {
        int[] cell = grid.cellOf(index.x(), index.y(), index.z());
        if (grid.contains(cell)) {
            seeds[cell[2]][cell[1] * grid.nx + cell[0]] = (byte) (inside ? 1 : -1);
        }
    }

    /** Nothing of the lesion may be farther from a point than this. */
    void limit(Vector3 centre, double reach) {
        Slabs.each(grid.nz, progress, z -> {
            for (int y = 0; y < grid.ny; y++) {
                for (int x = 0; x < grid.nx; x++) {
                    if (grid.centreOf(x, y, z).distanceTo(centre) > reach) {
                        seeds[z][y * grid.nx + x] = -1;
                    }
                }
            }
        });
    }

    /**
     * The probability of every cell.
     *
     * @param between is given the probabilities after each round but the last and may expect another shape
     */
    float[][] solve(Consumer<float[][]> between) {
        float[][] x = field();
        float[][] inside = field();
        float[][] outside = field();
        float[][] expected = field();
        float[][] sure = field();
        Slabs.each(grid.nz, progress, z -> {
            for (int i = 0; i < x[z].length; i++) {
                x[z][i] = seeds[z][i] == 0 ? prior[z][i] : seeds[z][i] > 0 ? 1 : 0;
            }
        });
        share(x, inside, outside);
        float[][] values = evened(new ValueModel(grid.values, inside, outside));
        RandomWalker walker = null;
        for (int round = 0; round < ROUNDS; round++) {
            progress.update(0.2 + 0.7 * round / ROUNDS, "separating lesion and surroundings");
            ValueModel model = new ValueModel(values, inside, outside);
            if (round == 0) {
                double edge = EDGE * model.scale();
                walker = new RandomWalker(
                        grid, values, LesionSegmentation.SMOOTHING * options.smoothness() * size, edge, progress);
                Slabs.each(grid.nz, progress, z -> sureness(values, z, edge, sure[z]));
            }
            Slabs.each(grid.nz, progress, z -> expected(values[z], z, model, expected[z]));
            walker.solve(x, expected, sure);
            if (round < ROUNDS - 1) {
                share(x, inside, outside);
                between.accept(x);
            }
        }
        return x;
    }

    /** What each cell teaches about the values inside and outside: its probability, or how far that is from a guess. */
    private void share(float[][] x, float[][] inside, float[][] outside) {
        Slabs.each(grid.nz, progress, z -> {
            for (int i = 0; i < x[z].length; i++) {
                inside[z][i] = shaped ? x[z][i] : Math.max(0, 2 * x[z][i] - 1);
                outside[z][i] = shaped ? 1 - x[z][i] : Math.max(0, 1 - 2 * x[z][i]);
            }
        });
    }

    /** Values in robust standard deviations of the lesion, clipped and freed of noise. */
    private float[][] evened(ValueModel raw) {
        float[][] clipped = field();
        Slabs.each(grid.nz, progress, z -> {
            for (int i = 0; i < clipped[z].length; i++) {
                double t = (grid.values[z][i] - raw.centre()) / raw.scale();
                clipped[z][i] = (float) Math.max(-CLIP, Math.min(CLIP, t));
            }
        });
        return Smoothing.gaussian(grid, clipped, LesionSegmentation.NOISE * size, progress);
    }

    /**
     * Beside an edge a cell holds two tissues and its value tells neither: what it is follows from the neighbours that
     * it resembles more.
     */
    private void sureness(float[][] values, int z, double edge, float[] out) {
        int nx = grid.nx;
        float[] below = values[Math.max(0, z - 1)];
        float[] above = values[Math.min(grid.nz - 1, z + 1)];
        for (int y = 0; y < grid.ny; y++) {
            for (int x = 0; x < nx; x++) {
                int i = y * nx + x;
                double gx = values[z][y * nx + Math.min(nx - 1, x + 1)] - values[z][y * nx + Math.max(0, x - 1)];
                double gy = values[z][Math.min(grid.ny - 1, y + 1) * nx + x] - values[z][Math.max(0, y - 1) * nx + x];
                double gz = above[i] - below[i];
                double steep = (gx * gx + gy * gy + gz * gz) / (4 * edge * edge);
                out[i] = seeds[z][i] != 0 ? SEED : Double.isNaN(steep) ? 1 : (float) (1 / (1 + steep));
            }
        }
    }

    private void expected(float[] values, int z, ValueModel model, float[] out) {
        for (int i = 0; i < out.length; i++) {
            if (seeds[z][i] != 0) {
                out[i] = seeds[z][i] > 0 ? 1 : 0;
            } else if (excluded(grid.values[z][i])) {
                out[i] = 0;
            } else {
                double odds = prior[z][i] / (1 - prior[z][i] + 1e-4) * Math.exp(model.logRatio(values[i]));
                out[i] = (float) (odds / (1 + odds));
            }
        }
    }

    private boolean excluded(float value) {
        return Float.isNaN(value)
                || options.range().isPresent() && !options.range().get().contains(value);
    }

    /** The voxels of the region that are in the lesion more likely than not. */
    Mask mask(float[][] probability) {
        return grid.above(probability, progress);
    }

    /** All cells that are no seed are as likely inside as outside. */
    void expectNothing() {
        shaped = false;
        Arrays.stream(prior).forEach(p -> Arrays.fill(p, 0.5f));
    }
}
