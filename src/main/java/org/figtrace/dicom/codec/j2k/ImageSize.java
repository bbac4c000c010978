package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;

/**
 * The image and tile sizes of marker SIZ (T.800 A.5.1), already in agreement with what is expected.
 *
 * @param area of the image on the reference grid
 * @param tileX0 where the first tile starts, XTOsiz
 */
record ImageSize(Bounds area, int tileWidth, int tileHeight, int tileX0, int tileY0, List<Component> components) {
    /**
     * @param precision bits per sample, 1 to 16
     * @param dx reference grid columns from one sample to the next
     */
    record Component(int precision, boolean signed, int dx, int dy) {}

    ImageSize {
        components = List.copyOf(components);
    }

    /** @throws J2kException when it contradicts what is expected, or cannot be */
    static ImageSize read(SegmentReader in, ExpectedImage expected) throws J2kException {
        in.u16();
        long x1 = in.u32();
        long y1 = in.u32();
        long x0 = in.u32();
        long y0 = in.u32();
        long tileWidth = in.u32();
        long tileHeight = in.u32();
        long tileX0 = in.u32();
        long tileY0 = in.u32();
        int count = in.u16();
        if (x1 > Integer.MAX_VALUE || y1 > Integer.MAX_VALUE || x0 >= x1 || y0 >= y1) {
            throw new J2kException("the JPEG 2000 image area from " + x0 + ", " + y0 + " to " + x1 + ", " + y1
                    + " is empty or out of range");
        }
        if (tileWidth == 0
                || tileHeight == 0
                || tileX0 > x0
                || tileY0 > y0
                || tileX0 + tileWidth <= x0
                || tileY0 + tileHeight <= y0) {
            throw new J2kException("the first JPEG 2000 tile of " + tileWidth + " x " + tileHeight + " from " + tileX0
                    + ", " + tileY0 + " holds nothing of the image");
        }
        if (count != expected.samples()) {
            throw new J2kException("the JPEG 2000 image has " + count + (count == 1 ? " component" : " components")
                    + " where the data set says " + expected.samples());
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int depth = in.u8();
            components.add(component((depth & 127) + 1, depth > 127, in.u8(), in.u8(), expected.bitsAllocated()));
        }
        ImageSize size = new ImageSize(
                new Bounds((int) x0, (int) y0, (int) x1, (int) y1),
                // A tile that ends behind the image ends with it.
                (int) Math.min(tileWidth, Integer.MAX_VALUE),
                (int) Math.min(tileHeight, Integer.MAX_VALUE),
                (int) tileX0,
                (int) tileY0,
                components);
        Bounds finest = size.finest();
        if (finest.width() != expected.columns() || finest.height() != expected.rows()) {
            throw new J2kException("the JPEG 2000 image has " + finest.width() + " columns and " + finest.height()
                    + " rows where the data set says " + expected.columns() + " and " + expected.rows());
        }
        return size;
    }

    private static Component component(int precision, boolean signed, int dx, int dy, int bitsAllocated)
            throws J2kException {
        if (precision > bitsAllocated) {
            throw new J2kException("the JPEG 2000 image has " + precision + " bits per sample, more than the "
                    + bitsAllocated + " bits allocated");
        }
        if (dx == 0 || dy == 0) {
            throw new J2kException(
                    "a component of the JPEG 2000 image is sampled every " + dx + " columns and " + dy + " rows");
        }
        return new Component(precision, signed, dx, dy);
    }

    /** The smallest step between the columns of any component. */
    int finestDx() {
        return components.stream().mapToInt(Component::dx).min().orElseThrow();
    }

    int finestDy() {
        return components.stream().mapToInt(Component::dy).min().orElseThrow();
    }

    /** The image area in the samples that are delivered, which are those of the finest component. */
    Bounds finest() {
        return area.subsampled(finestDx(), finestDy());
    }

    private long tilesAcross() {
        return ((long) area.x1() - tileX0 + tileWidth - 1) / tileWidth;
    }

    private long tilesDown() {
        return ((long) area.y1() - tileY0 + tileHeight - 1) / tileHeight;
    }

    long tiles() {
        return tilesAcross() * tilesDown();
    }

    /** Part of the reference grid that a tile covers (T.800 B-7 to B-10). */
    Bounds tile(int index) {
        long left = tileX0 + index % tilesAcross() * tileWidth;
        long top = tileY0 + index / tilesAcross() * tileHeight;
        return new Bounds(
                (int) Math.max(left, area.x0()),
                (int) Math.max(top, area.y0()),
                (int) Math.min(left + tileWidth, area.x1()),
                (int) Math.min(top + tileHeight, area.y1()));
    }
}
