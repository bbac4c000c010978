package org.figtrace.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
     * polygon without area has a chord of length 0 at the middle.
     */
    static PerpendicularChord longest(Edges edges, double axisLength) {
        double rounding = ROUNDING * axisLength;
        double[] offsets = offsets(edges, axisLength / 2, rounding);
        Integer[] byStart = new Integer[edges.n];
        Arrays.setAll(byStart, e -> e);
        Arrays.sort(byStart, Comparator.comparingDouble(edges::low));

        PerpendicularChord best = new PerpendicularChord(axisLength / 2, 0, 0);
        List<Integer> active = new ArrayList<>();
        List<double[]> behind = List.of();
        int next = 0;
        for (int q = 0; q < offsets.length; q++) {
            double from = offsets[q];
            List<double[]> ahead = new ArrayList<>();
            List<double[]> atEnd = new ArrayList<>();
            if (q + 1 < offsets.length) {
                double to = offsets[q + 1];
                double half = (from + to) / 2;
                while (next < byStart.length && edges.low(byStart[next]) <= half) {
                    active.add(byStart[next++]);
                }
                active.removeIf(e -> edges.high(e) <= half);
                intervals(edges, active, from, to, rounding, ahead, atEnd);
            }
            // What both sides reach at this offset is joined: the polygon is closed.
            List<double[]> here = new ArrayList<>(behind);
            here.addAll(ahead);
            best = longest(here, from, best, axisLength / 2, rounding);
            behind = atEnd;
        }
        return best;
    }

    /** Where edges begin or end, without those that only rounding parts, and the middle of the axis. */
    private static double[] offsets(Edges edges, double middle, double rounding) {
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

    /** The intervals inside the polygon between two offsets, as they are at the one and at the other. */
    private static void intervals(
            Edges edges,
            List<Integer> active,
            double from,
            double to,
            double rounding,
            List<double[]> atStart,
            List<double[]> atEnd) {
        double half = (from + to) / 2;
        List<Integer> order = new ArrayList<>(active);
        order.sort(Comparator.comparingDouble(e -> edges.acrossAt(e, half)));
        for (int p = 0; p + 1 < order.size(); p += 2) {
            int low = order.get(p);
            int high = order.get(p + 1);
            double[] start = {edges.acrossAt(low, from), edges.acrossAt(high, from)};
            double[] end = {edges.acrossAt(low, to), edges.acrossAt(high, to)};
            int last = atStart.size() - 1;
            // Two edges on one line are the slit by which a contour reaches its hole; they part nothing.
            if (last >= 0 && start[0] - atStart.get(last)[1] <= rounding && end[0] - atEnd.get(last)[1] <= rounding) {
                atStart.get(last)[1] = start[1];
                atEnd.get(last)[1] = end[1];
            } else {
                atStart.add(start);
                atEnd.add(end);
            }
        }
    }

    private static PerpendicularChord longest(
            List<double[]> intervals, double offset, PerpendicularChord best, double middle, double rounding) {
        intervals.sort(Comparator.comparingDouble(i -> i[0]));
        PerpendicularChord longest = best;
        double low = Double.NaN;
        double high = Double.NaN;
        for (double[] interval : intervals) {
            // Lobes that only touch in a point stay apart.
            if (interval[0] < high - rounding) {
                high = Math.max(high, interval[1]);
            } else {
                low = interval[0];
                high = interval[1];
            }
            PerpendicularChord chord = new PerpendicularChord(offset, low, high);
            double more = chord.length() - longest.length();
            boolean nearer = Math.abs(offset - middle) < Math.abs(longest.offset - middle) - rounding;
            if (more > rounding || (more >= -rounding && nearer)) {
                longest = chord;
            }
        }
        return longest;
    }
}
