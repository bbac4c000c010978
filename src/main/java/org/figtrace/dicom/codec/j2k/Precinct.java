package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;

/**
 * The code blocks of one resolution that share packets, one for each layer (T.800 B.6, B.9). Its code blocks are made
 * when the first packet with anything in it comes.
 */
final class Precinct {
    private final TileComponent component;
    private final Resolution resolution;
    private final int number;
    private final long x;
    private final long y;
    private final List<Blocks> blocks = new ArrayList<>();
    private int layersRead;

    /** The code blocks of one band, row by row, null where none of their passes has come. */
    record Blocks(Subband band, Bounds area, int across, CodeBlock[] all, TagTree inclusion, TagTree emptyPlanes) {
        private static Blocks of(Subband band, Bounds area) {
            int across = Bounds.cells(area.x0(), area.x1(), band.blockWidth());
            int down = Bounds.cells(area.y0(), area.y1(), band.blockHeight());
            return new Blocks(
                    band,
                    area,
                    across,
                    new CodeBlock[across * down],
                    new TagTree(across, down),
                    new TagTree(across, down));
        }

        CodeBlock make(int index, int bitPlanes) {
            long column = (area.x0() >> band.blockWidth()) + index % across;
            long row = (area.y0() >> band.blockHeight()) + index / across;
            int left = (int) Math.max(column << band.blockWidth(), area.x0());
            int top = (int) Math.max(row << band.blockHeight(), area.y0());
            int right = (int) Math.min(column + 1 << band.blockWidth(), area.x1());
            int bottom = (int) Math.min(row + 1 << band.blockHeight(), area.y1());
            all[index] = new CodeBlock(new Bounds(left, top, right, bottom), bitPlanes);
            return all[index];
        }
    }

    /** @param tile on the reference grid */
    Precinct(TileComponent component, Resolution resolution, int number, Bounds tile) {
        this.component = component;
        this.resolution = resolution;
        this.number = number;
        int down = component.style().levels() - resolution.index();
        Bounds bounds = resolution.bounds();
        int across = resolution.precinctsAcross();
        x = position(
                bounds.x0(),
                number % across,
                resolution.precinctWidth(),
                down,
                component.component().dx(),
                tile.x0());
        y = position(
                bounds.y0(),
                number / across,
                resolution.precinctHeight(),
                down,
                component.component().dy(),
                tile.y0());
    }

    /** Where a position-based progression comes to it, on the reference grid (the conditions in T.800 B.12.1.3). */
    private static long position(int low, int cell, int exponent, int down, int step, int tileLow) {
        long start = (long) (low >> exponent) + cell << exponent;
        return start < low ? tileLow : (start << down) * step;
    }

    int component() {
        return component.index();
    }

    int resolution() {
        return resolution.index();
    }

    int number() {
        return number;
    }

    long x() {
        return x;
    }

    long y() {
        return y;
    }

    ComponentStyle style() {
        return component.style();
    }

    /** The layer whose packet comes next. */
    int nextLayer() {
        return layersRead;
    }

    void layerRead() {
        layersRead++;
    }

    /** Bands in which it has no samples are left out. */
    List<Blocks> blocks() {
        if (blocks.isEmpty()) {
            for (Subband band : resolution.bands()) {
                Bounds area = resolution.precinct(number, band);
                if (!area.isEmpty()) {
                    blocks.add(Blocks.of(band, area));
                }
            }
        }
        return blocks;
    }
}
