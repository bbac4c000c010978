package org.figtrace.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The longest chord of a polygon perpendicular to an axis. Between two vertices the length of a chord changes linearly
 * along the axis, so the longest lies at the offset of a vertex, seen from one side or the other; a sweep over these
 * offsets finds it exactly in O(n log n) plus the edges met on the way. Edges combine by even and odd, so an outline
 * with holes is a polygon too.
 *
 * @param offset distance along the axis from its start
 * @param low signed distances of the chord's ends from the axis, positive to the left of its direction
 */
record PerpendicularChord(double offset, double low, double high) {
    /** Lengths below this part of the axis are rounding, not shape. */
    private static final double ROUNDING = 1e-9;

    double length() {
        return high - low;
    }

    /** Edges of polygons: along is measured on the axis, across is the signed distance from it. */
    static final class Edges {
        private double[] data = new double[64];
        private int n;

        void add(double along1, double across1, double along2, double across2) {
            if (4 * n + 4 > data.length) {
                data = Arrays.copyOf(data, 2 * data.length);
            }
            boolean forward = along1 <= along2;
            data[4 * n] = forward ? along1 : along2;
            data[4 * n + 1] = forward ? across1 : across2;
            data[4 * n + 2] = forward ? along2 : along1;
            data[4 * n + 3] = forward ? across2 : across1;
            n++;
        }

        private double low(int e) {
            return data[4 * e];
        }

        private double high(int e) {
            return data[4 * e + 2];
        }

        private double acrossAt(int e, double along) {
            double t = (along - low(e)) / (high(e) - low(e));
            t = Math.max(0, Math.min(1, t));
            return data[4 * e + 1] + t * (data[4 * e + 3] - data[4 * e + 1]);
        }
    }

    /**
     * The longest chord that stays inside the polygon; of equally long ones that nearest to the middle of the axis. A
     * polygon without area has a chord of length 0 at the middle. Of a polygon that crosses itself the chords at its
     * vertices are compared, not those at its crossings.
     */
    static PerpendicularChord longest(Edges edges, double axisLength) {
        return new Sweep(edges, axisLength).run();
    }

    /** Walks along the axis from vertex to vertex with the edges that are met on the way. */
    private static final class Sweep {
        private final Edges edges;
        private final double middle;
        private final double rounding;
        private int[] active = new int[16];
        private int count;
        /** Where the active edges cross the perpendicular at the near and the far end of a slab, ascending. */
        private double[] near = new double[16];

        private double[] far = new double[16];
        /** Intervals inside the polygon at the present offset, as seen from behind and from ahead. */
        private Intervals behind = new Intervals();

        private final Intervals ahead = new Intervals();
        private Intervals next = new Intervals();
        private PerpendicularChord best;

        Sweep(Edges edges, double axisLength) {
            this.edges = edges;
            this.middle = axisLength / 2;
            this.rounding = ROUNDING * axisLength;
            this.best = new PerpendicularChord(middle, 0, 0);
        }

        PerpendicularChord run() {
            double[] offsets = offsets();
            int[] byStart = IntStream.range(0, edges.n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(edges::low))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int entered = 0;
            for (int q = 0; q < offsets.length; q++) {
                ahead.clear();
                next.clear();
                if (q + 1 < offsets.length) {
                    double half = (offsets[q] + offsets[q + 1]) / 2;
                    leave(half);
                    while (entered < byStart.length && edges.low(byStart[entered]) <= half) {
                        enter(byStart[entered++], half);
                    }
                    cross(offsets[q], offsets[q + 1]);
                }
                compare(offsets[q]);
                Intervals done = behind;
                behind = next;
                next = done;
            }
            return best;
        }

        /** Where edges begin or end, without those that only rounding parts, and the middle of the axis. */
        private double[] offsets() {
            double[] all = new double[2 * edges.n + 1];
            for (int e = 0; e < edges.n; e++) {
                all[2 * e] = edges.low(e);
                all[2 * e + 1] = edges.high(e);
            }
            all[2 * edges.n] = middle;
            Arrays.sort(all);
            int kept = 0;
            for (double offset : all) {
                if (kept == 0 || offset - all[kept - 1] > rounding) {
                    all[kept++] = offset;
                }
            }
            return Arrays.copyOf(all, kept);
        }

        private void leave(double half) {
            int kept = 0;
            for (int p = 0; p < count; p++) {
                if (edges.high(active[p]) > half) {
                    active[kept++] = active[p];
                }
            }
            count = kept;
        }

        private void enter(int edge, double half) {
            if (edges.high(edge) <= half) {
                return;
            }
            if (count == active.length) {
                active = Arrays.copyOf(active, 2 * count);
                near = Arrays.copyOf(near, 2 * count);
                far = Arrays.copyOf(far, 2 * count);
            }
            active[count++] = edge;
        }

        /** Pairs the crossings of a slab by even and odd, at its near and at its far end. */
        private void cross(double from, double to) {
            for (int p = 0; p < count; p++) {
                int edge = active[p];
                double across = edges.acrossAt(edge, from);
                int place = p;
                // The order hardly changes from slab to slab, so that insertion is fast.
                while (place > 0 && near[place - 1] > across) {
                    near[place] = near[place - 1];
                    active[place] = active[place - 1];
                    place--;
                }
                near[place] = across;
                active[place] = edge;
            }
            for (int p = 0; p < count; p++) {
                double across = edges.acrossAt(active[p], to);
                int place = p;
                while (place > 0 && far[place - 1] > across) {
                    far[place] = far[place - 1];
                    place--;
                }
                far[place] = across;
            }
            for (int p = 0; p + 1 < count; p += 2) {
                // Two edges on one line are the slit by which a contour reaches its hole; they part nothing.
                if (p > 0 && near[p] - near[p - 1] <= rounding && far[p] - far[p - 1] <= rounding) {
                    ahead.extend(near[p + 1]);
                    next.extend(far[p + 1]);
                } else {
                    ahead.add(near[p], near[p + 1]);
                    next.add(far[p], far[p + 1]);
                }
            }
        }

        /** What either side reaches at an offset is joined, because the polygon is closed. */
        private void compare(double offset) {
            double low = Double.NaN;
            double high = Double.NaN;
            int b = 0;
            int a = 0;
            while (b < behind.n || a < ahead.n) {
                boolean takeBehind = a == ahead.n || (b < behind.n && behind.low[b] <= ahead.low[a]);
                double from = takeBehind ? behind.low[b] : ahead.low[a];
                double to = takeBehind ? behind.high[b++] : ahead.high[a++];
                // Lobes that only touch in a point stay apart.
                if (from < high - rounding) {
                    high = Math.max(high, to);
                } else {
                    low = from;
                    high = to;
                }
                consider(offset, low, high);
            }
        }

        private void consider(double offset, double low, double high) {
            double more = high - low - best.length();
            boolean nearer = Math.abs(offset - middle) < Math.abs(best.offset - middle) - rounding;
            if (more > rounding || (more >= -rounding && nearer)) {
                best = new PerpendicularChord(offset, low, high);
            }
        }
    }

    /** Intervals in ascending order. */
    private static final class Intervals {
        private double[] low = new double[8];
        private double[] high = new double[8];
        private int n;

        void clear() {
            n = 0;
        }

        void add(double from, double to) {
            if (n == low.length) {
                low = Arrays.copyOf(low, 2 * n);
                high = Arrays.copyOf(high, 2 * n);
            }
            low[n] = from;
            high[n++] = to;
        }

        void extend(double to) {
            high[n - 1] = to;
        }
    }
}
