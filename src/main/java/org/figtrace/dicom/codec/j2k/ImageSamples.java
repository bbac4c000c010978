package org.figtrace.dicom.codec.j2k;

import java.util.List;

/** The samples that are delivered: bytes or shorts, the components of a pixel beside each other. */
final class ImageSamples {
    private final ImageSize size;
    private final int columns;
    private final int samples;
    private final byte[] bytes;
    private final short[] shorts;

    ImageSamples(ImageSize size, ExpectedImage expected) {
        this.size = size;
        columns = expected.columns();
        samples = expected.samples();
        bytes = expected.bitsAllocated() == 8 ? new byte[(int) expected.size()] : null;
        shorts = expected.bitsAllocated() == 8 ? null : new short[(int) expected.size()];
    }

    /** byte[] or short[]. */
    Object array() {
        return bytes != null ? bytes : shorts;
    }

    /** Stores the components of a tile, shifted to their level and cut to their range (T.800 G.1). */
    void store(Bounds tile, List<ComponentPlane> planes) {
        for (int c = 0; c < planes.size(); c++) {
            ComponentPlane plane = planes.get(c);
            ImageSize.Component component = plane.component();
            boolean dense = component.dx() == size.finestDx() && component.dy() == size.finestDy();
            Levels levels = Levels.of(component);
            Bounds finest = size.finest();
            Bounds part = tile.subsampled(size.finestDx(), size.finestDy());
            Bounds bounds = plane.bounds();
            if (bounds.isEmpty()) {
                continue;
            }
            for (int y = part.y0(); y < part.y1(); y++) {
                int to = ((y - finest.y0()) * columns + part.x0() - finest.x0()) * samples + c;
                if (dense) {
                    storeRow(plane, (y - bounds.y0()) * bounds.width(), bounds.width(), levels, to);
                } else {
                    storeRepeated(plane, part, y, levels, to);
                }
            }
        }
    }

    private void storeRow(ComponentPlane plane, int from, int count, Levels levels, int first) {
        int to = first;
        int[] whole = plane.whole();
        for (int i = from; i < from + count; i++, to += samples) {
            int value = levels.of(whole != null ? whole[i] : Math.round(plane.real()[i]));
            if (bytes != null) {
                bytes[to] = (byte) value;
            } else {
                shorts[to] = (short) value;
            }
        }
    }

    /** A sample of a coarser component stands for all pixels up to the next one. */
    private void storeRepeated(ComponentPlane plane, Bounds part, int y, Levels levels, int first) {
        ImageSize.Component component = plane.component();
        Bounds bounds = plane.bounds();
        int row = place(y, size.finestDy(), component.dy(), bounds.y0(), bounds.y1());
        int to = first;
        for (int x = part.x0(); x < part.x1(); x++, to += samples) {
            int column = place(x, size.finestDx(), component.dx(), bounds.x0(), bounds.x1());
            storeRow(plane, row * bounds.width() + column, 1, levels, to);
        }
    }

    private static int place(int at, int finestStep, int step, int low, int high) {
        long sample = (long) at * finestStep / step;
        return (int) (Math.min(Math.max(sample, low), high - 1) - low);
    }

    /** Level shift and range of a component. */
    private record Levels(int shift, int least, int most) {
        static Levels of(ImageSize.Component component) {
            int half = 1 << component.precision() - 1;
            return component.signed() ? new Levels(0, -half, half - 1) : new Levels(half, 0, 2 * half - 1);
        }

        int of(int value) {
            return Math.max(least, Math.min(most, value + shift));
        }
    }
}
