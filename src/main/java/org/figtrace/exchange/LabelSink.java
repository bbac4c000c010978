package org.figtrace.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts the voxels of a file into regions by their value: whole numbers above 0 are labels, 0 is outside. A probability
 * map, with values between 0 and 1, is inside from 0.5. Anything else is an image and refused.
 */
final class LabelSink implements VoxelSink {
    private static final int MOST_REGIONS = 512;
    private static final int LARGEST_LABEL = 65535;

    /** Labels of several layers may overlap; a label is only unique within its layer. */
    record Key(int layer, int label) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            return layer != o.layer ? Integer.compare(layer, o.layer) : Integer.compare(label, o.label);
        }
    }

    private final String file;
    private final VoxelGrid grid;
    private final ScalarType type;
    private final double slope;
    private final double intercept;
    private final int layers;
    private final Map<Key, BitSet[]> regions = new TreeMap<>();
    private boolean fractional;

    /** @param layers values per voxel, stored side by side, or 1 */
    LabelSink(String file, VoxelGrid grid, ScalarType type, double slope, double intercept, int layers) {
        this.file = file;
        this.grid = grid;
        this.type = type;
        this.slope = slope;
        this.intercept = intercept;
        this.layers = layers;
    }

    @Override
    public void slice(int k, ByteBuffer data) throws ExchangeException {
        slice(k, 0, data);
    }

    /** @param firstLayer the layer of the first value of each voxel */
    void slice(int k, int firstLayer, ByteBuffer data) throws ExchangeException {
        int pixels = grid.sizes()[0] * grid.sizes()[1];
        for (int p = 0; p < pixels; p++) {
            for (int layer = 0; layer < layers; layer++) {
                double value = slope * type.get(data, p * layers + layer) + intercept;
                if (value != 0) {
                    int label = label(value, p, k);
                    if (label > 0) {
                        region(new Key(firstLayer + layer, label))[k].set(p);
                    }
                }
            }
        }
    }

    private int label(double value, int pixel, int k) throws ExchangeException {
        if (value >= 1 && value <= LARGEST_LABEL && value == Math.rint(value)) {
            return (int) value;
        }
        // Rescaled whole numbers may miss their mark by the precision of a float.
        double nearest = Math.rint(value);
        if (nearest >= 1 && nearest <= LARGEST_LABEL && Math.abs(value - nearest) <= 1e-5 * nearest) {
            return (int) nearest;
        }
        if (value > 0 && value < 1) {
            fractional = true;
            return value >= 0.5 ? 1 : 0;
        }
        int columns = grid.sizes()[0];
        throw new ExchangeException(
                file,
                "is no mask: voxel (" + pixel % columns + ", " + pixel / columns + ", " + k + ") is " + value
                        + "; labels are whole numbers from 1 to " + LARGEST_LABEL + ", probabilities lie in 0 to 1");
    }

    private BitSet[] region(Key key) throws ExchangeException {
        BitSet[] slices = regions.get(key);
        if (slices == null) {
            if (regions.size() == MOST_REGIONS) {
                throw new ExchangeException(
                        file, "is no mask but an image: it holds more than " + MOST_REGIONS + " different values");
            }
            slices = new BitSet[grid.sizes()[2]];
            Arrays.setAll(slices, s -> new BitSet());
            regions.put(key, slices);
        }
        return slices;
    }

    /** The voxels of every label that occurs, by layer and label. */
    Map<Key, BitSet[]> found() {
        return regions;
    }

    /** Regions named by their labels; with several layers "layer:label", counted from 0. */
    LabelMap labels(List<String> warnings) throws ExchangeException {
        List<LabelMap.Region> named = new ArrayList<>();
        boolean layered = regions.keySet().stream().anyMatch(k -> k.layer() > 0);
        regions.forEach((key, slices) -> named.add(new LabelMap.Region(
                layered ? key.layer() + ":" + key.label() : Integer.toString(key.label()), key.label(), slices)));
        return labels(named, warnings);
    }

    LabelMap labels(List<LabelMap.Region> named, List<String> warnings) throws ExchangeException {
        List<String> all = new ArrayList<>(warnings);
        if (fractional) {
            if (regions.keySet().stream().anyMatch(k -> k.label() > 1)) {
                throw new ExchangeException(file, "is no mask: it mixes labels above 1 with fractions");
            }
            all.add("voxels hold fractions between 0 and 1; those of at least 0.5 are inside");
        }
        return new LabelMap(file, grid, named, all);
    }
}
