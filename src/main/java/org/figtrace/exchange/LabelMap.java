package org.figtrace.exchange;

import java.util.BitSet;
import java.util.List;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/** The regions of a label image, each on the grid of its file. */
public final class LabelMap {
    private final String file;
    private final VoxelGrid grid;
    private final List<Region> regions;
    private final List<String> warnings;

    /**
     * One region of a label image.
     *
     * @param name how the file calls it, or its number where it has no names
     * @param label the voxel value that stands for it
     */
    public static final class Region {
        private final String name;
        private final int label;
        private final BitSet[] slices;

        Region(String name, int label, BitSet[] slices) {
            this.name = name;
            this.label = label;
            this.slices = slices;
        }

        public String name() {
            return name;
        }

        public int label() {
            return label;
        }

        /** Voxels in the file, whether or not they lie in any series. */
        public long count() {
            long n = 0;
            for (BitSet slice : slices) {
                n += slice.cardinality();
            }
            return n;
        }
    }

    /** @param warnings about the file as a whole */
    LabelMap(String file, VoxelGrid grid, List<Region> regions, List<String> warnings) {
        this.file = file;
        this.grid = grid;
        this.regions = List.copyOf(regions);
        this.warnings = List.copyOf(warnings);
    }

    public List<Region> regions() {
        return regions;
    }

    public List<String> warnings() {
        return warnings;
    }

    /**
     * The region as a mask on the grid of a series. The grids must be the same in space, in whatever order and direction
     * their axes run; the file may cover more or less than the series.
     *
     * @param warnings takes what was left out
     * @throws ExchangeException where the grids do not coincide, or nothing of the region lies in the series
     */
    public Mask mask(Region region, VolumeGeometry target, List<String> warnings) throws ExchangeException {
        GridMatch match = GridMatch.of(grid, target, file);
        Mask mask = new Mask(target);
        long outside = 0;
        int[] at = new int[3];
        int columns = grid.sizes()[0];
        for (int c = 0; c < region.slices.length; c++) {
            BitSet slice = region.slices[c];
            for (int bit = slice.nextSetBit(0); bit >= 0; bit = slice.nextSetBit(bit + 1)) {
                match.toTarget(bit % columns, bit / columns, c, at);
                if (target.contains(at[0], at[1], at[2])) {
                    mask.set(at[0], at[1], at[2], true);
                } else {
                    outside++;
                }
            }
        }
        GridMatch.warning(match.departure()).ifPresent(warnings::add);
        if (outside > 0) {
            if (mask.isEmpty()) {
                throw new ExchangeException(
                        file, "no voxel of region " + region.name + " lies in the series; the file has " + grid);
            }
            warnings.add(outside + " voxels of region " + region.name + " lie outside the series and were left out");
        }
        return mask;
    }
}
