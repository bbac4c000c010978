package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Finds the volumes among parallel slices of one size. Several are proved by slices at the same place that some
 * attribute tells apart, or by slices of two even stacks that lie between each other.
 */
final class StackSplit {
    /** Projections on the normal closer than this, in mm, are the same place. */
    static final double SAME_PLACE_MM = 1e-3;

    /** More attributes than this need not be taken together to tell volumes apart. */
    private static final int MOST_TOGETHER = 3;

    /** Fewer slices do not show whether their steps are even. */
    private static final int FEWEST_EVEN = 3;

    /** Where volumes lie between each other, only what changes from one scan to the next may tell them apart. */
    private static final List<Distinction> SCANS =
            List.of(Distinction.ACQUISITION, Distinction.TEMPORAL_POSITION, Distinction.ECHO, Distinction.B_VALUE);

    private StackSplit() {}

    /** A frame and its place along the normal. */
    record Placed(ImageFrame frame, Vector3 origin, double along) {}

    /**
     * @param parts slices of each volume in the order of their places
     * @param by what tells the parts apart; empty where there is one part
     */
    record Volumes(List<List<Placed>> parts, List<Distinction> by) {
        String name(List<Placed> part) {
            return by.stream().map(d -> d.name(part.get(0).frame())).collect(Collectors.joining(", "));
        }
    }

    /** The volumes among slices in the order of their places; one, with duplicates in it, where nothing tells more. */
    static Volumes of(List<Placed> sorted) {
        int[] places = places(sorted);
        boolean together = places[places.length - 1] + 1 < sorted.size();
        Map<Distinction, List<String>> varying = new EnumMap<>(Distinction.class);
        for (Distinction d : together ? List.of(Distinction.values()) : SCANS) {
            List<String> values =
                    sorted.parallelStream().map(p -> d.of(p.frame())).toList();
            if (values.stream().distinct().count() > 1) {
                varying.put(d, values);
            }
        }
        for (int count = 1; count <= (together ? MOST_TOGETHER : 1); count++) {
            for (List<Distinction> by : choices(List.copyOf(varying.keySet()), count)) {
                Map<List<String>, List<Integer>> parts = partition(by, varying, sorted.size());
                if (together ? areVolumes(parts, places) : areInterleaved(parts, sorted)) {
                    return new Volumes(
                            parts.values().stream()
                                    .map(part -> part.stream().map(sorted::get).toList())
                                    .toList(),
                            by);
                }
            }
        }
        return new Volumes(List.of(sorted), List.of());
    }

    /** All choices of so many, in the order of the list. */
    private static List<List<Distinction>> choices(List<Distinction> from, int count) {
        if (count == 0) {
            return List.of(List.of());
        }
        List<List<Distinction>> choices = new ArrayList<>();
        for (int first = 0; first < from.size(); first++) {
            for (List<Distinction> rest : choices(from.subList(first + 1, from.size()), count - 1)) {
                List<Distinction> choice = new ArrayList<>(List.of(from.get(first)));
                choice.addAll(rest);
                choices.add(choice);
            }
        }
        return choices;
    }

    private static Map<List<String>, List<Integer>> partition(
            List<Distinction> by, Map<Distinction, List<String>> values, int size) {
        Map<List<String>, List<Integer>> parts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            int slice = i;
            List<String> key = by.stream().map(d -> values.get(d).get(slice)).toList();
            parts.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        return parts;
    }

    /**
     * Volumes have no place twice. What differs from slice to slice, such as a time, tells no volumes apart: they have
     * two slices or more on the average, unless all lie at one place.
     */
    private static boolean areVolumes(Map<List<String>, List<Integer>> parts, int[] places) {
        boolean onePlace = places[places.length - 1] == 0;
        if (parts.size() < 2 || !onePlace && parts.size() * 2 > places.length) {
            return false;
        }
        for (List<Integer> part : parts.values()) {
            Set<Integer> taken = new HashSet<>();
            for (int slice : part) {
                if (!taken.add(places[slice])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Parts of even steps that overlap and whose union is uneven: no scanner steps like that. */
    private static boolean areInterleaved(Map<List<String>, List<Integer>> parts, List<Placed> sorted) {
        if (parts.size() < 2
                || areEven(sorted.stream().mapToDouble(Placed::along).toArray())) {
            return false;
        }
        List<double[]> ranges = new ArrayList<>();
        for (List<Integer> part : parts.values()) {
            double[] along =
                    part.stream().mapToDouble(i -> sorted.get(i).along()).toArray();
            if (along.length < FEWEST_EVEN || !areEven(along)) {
                return false;
            }
            ranges.add(new double[] {along[0], along[along.length - 1]});
        }
        ranges.sort(Comparator.comparingDouble(r -> r[0]));
        for (int r = 1; r < ranges.size(); r++) {
            if (ranges.get(r)[0] < ranges.get(r - 1)[1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean areEven(double[] sorted) {
        int steps = sorted.length - 1;
        double step = (sorted[steps] - sorted[0]) / steps;
        for (int i = 1; i < steps; i++) {
            if (Math.abs(sorted[i] - sorted[0] - i * step) > Math.min(VolumeGeometry.OFF_GRID_MM, step / 10)) {
                return false;
            }
        }
        return true;
    }

    /** The number of each slice's place, counted from 0. */
    private static int[] places(List<Placed> sorted) {
        int[] places = new int[sorted.size()];
        for (int i = 1; i < places.length; i++) {
            boolean same = sorted.get(i).along() - sorted.get(i - 1).along() <= SAME_PLACE_MM;
            places[i] = places[i - 1] + (same ? 0 : 1);
        }
        return places;
    }
}
