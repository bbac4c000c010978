package org.figtrace.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The 8-connected regions of one slice of a mask, found by joining runs of neighbouring rows. */
final class SliceRegions {
    private final int columns;
    private final List<int[]> runs = new ArrayList<>();
    private int[] parent;

    private SliceRegions(int columns) {
        this.columns = columns;
    }

    /** One region: its runs as {row, first column, last column}, in raster order. */
    record Region(List<int[]> runs) {
        RowExtents extents() {
            RowExtents extents = RowExtents.ofRows(runs.get(0)[0], runs.get(runs.size() - 1)[0]);
            for (int[] run : runs) {
                extents.add(run[0], run[1], run[2]);
            }
            return extents;
        }
    }

    /** The regions in the raster order of their first voxels. */
    static List<Region> of(BitSet slice, int columns) {
        SliceRegions regions = new SliceRegions(columns);
        regions.collectRuns(slice);
        regions.join();
        return regions.group();
    }

    private void collectRuns(BitSet slice) {
        for (int start = slice.nextSetBit(0); start >= 0; ) {
            int row = start / columns;
            int end = Math.min(slice.nextClearBit(start), (row + 1) * columns);
            runs.add(new int[] {row, start - row * columns, end - 1 - row * columns});
            start = slice.nextSetBit(end);
        }
        parent = new int[runs.size()];
        for (int r = 0; r < parent.length; r++) {
            parent[r] = r;
        }
    }

    private void join() {
        int above = 0;
        for (int r = 0; r < runs.size(); r++) {
            int[] run = runs.get(r);
            while (runs.get(above)[0] < run[0] - 1) {
                above++;
            }
            for (int a = above; a < r && runs.get(a)[0] < run[0] && runs.get(a)[1] <= run[2] + 1; a++) {
                if (runs.get(a)[2] >= run[1] - 1) {
                    // The earlier run is the root, so that a region is known by its first run.
                    int one = root(a);
                    int two = root(r);
                    parent[Math.max(one, two)] = Math.min(one, two);
                }
            }
        }
    }

    private int root(int r) {
        int root = r;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int p = r; p != root; ) {
            int up = parent[p];
            parent[p] = root;
            p = up;
        }
        return root;
    }

    private List<Region> group() {
        List<Region> regions = new ArrayList<>();
        int[] place = new int[runs.size()];
        for (int r = 0; r < runs.size(); r++) {
            int root = root(r);
            if (root == r) {
                place[r] = regions.size();
                regions.add(new Region(new ArrayList<>()));
            }
            regions.get(place[root]).runs().add(runs.get(r));
        }
        return regions;
    }
}
