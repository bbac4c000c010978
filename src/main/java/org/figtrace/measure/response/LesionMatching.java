package org.figtrace.measure.response;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which lesions of two dates are the same: by tracking UID, then by figure label, then by place in a common frame of
 * reference. By place two lesions are the same when each is the nearest of the other within the limit, and any other
 * within the limit is at least twice as far. What cannot be told is undecided with its reason, never new or gone,
 * because a new lesion is progression.
 *
 * @param gone without a counterpart on the later date
 * @param appeared without a counterpart on the earlier date
 * @param limitMm how far a lesion may be from its place before
 */
public record LesionMatching(
        List<Pair> pairs,
        List<LocatedLesion> gone,
        List<LocatedLesion> appeared,
        List<Undecided> undecided,
        double limitMm) {
    /** The other candidate must be this many times as far. */
    private static final double CLEARLY_FARTHER = 2;

    /** By what a pair was told. */
    public enum Evidence {
        TRACKING_UID,
        FIGURE_LABEL,
        POSITION
    }

    /** One lesion on two dates. */
    public record Pair(LocatedLesion earlier, LocatedLesion later, Evidence evidence) {}

    /** Lesions of which a reader must say who is who. */
    public record Undecided(List<LocatedLesion> earlier, List<LocatedLesion> later, String reason) {
        public Undecided {
            earlier = List.copyOf(earlier);
            later = List.copyOf(later);
        }
    }

    public LesionMatching {
        pairs = List.copyOf(pairs);
        gone = List.copyOf(gone);
        appeared = List.copyOf(appeared);
        undecided = List.copyOf(undecided);
    }

    public static LesionMatching of(List<LocatedLesion> earlier, List<LocatedLesion> later, double limitMm) {
        if (!(limitMm > 0) || Double.isInfinite(limitMm)) {
            throw new IllegalArgumentException("the limit is a distance above 0, not " + limitMm);
        }
        return new Search(earlier, later, limitMm).run();
    }

    private static final class Search {
        private final List<LocatedLesion> before;
        private final List<LocatedLesion> after;
        private final double limitMm;
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Undecided> undecided = new ArrayList<>();

        Search(List<LocatedLesion> before, List<LocatedLesion> after, double limitMm) {
            this.before = new ArrayList<>(before);
            this.after = new ArrayList<>(after);
            this.limitMm = limitMm;
        }

        LesionMatching run() {
            byName(LocatedLesion::trackingUid, Evidence.TRACKING_UID, "the tracking UID");
            byName(LocatedLesion::figureLabel, Evidence.FIGURE_LABEL, "the figure label");
            byPosition();
            nowhere();
            return new LesionMatching(pairs, before, after, undecided, limitMm);
        }

        private void byName(Function<LocatedLesion, Optional<String>> name, Evidence evidence, String words) {
            Map<String, List<LocatedLesion>> one = grouped(before, name);
            Map<String, List<LocatedLesion>> two = grouped(after, name);
            for (Map.Entry<String, List<LocatedLesion>> e : one.entrySet()) {
                List<LocatedLesion> same = two.getOrDefault(e.getKey(), List.of());
                if (same.isEmpty()) {
                    continue;
                }
                if (e.getValue().size() > 1 || same.size() > 1) {
                    undecide(e.getValue(), same, "several lesions of a date have " + words + " " + e.getKey());
                } else if (differ(e.getValue().get(0), same.get(0))) {
                    undecide(e.getValue(), same, words + " " + e.getKey() + " is one, but the tracking UIDs differ");
                } else {
                    pairs.add(new Pair(e.getValue().get(0), same.get(0), evidence));
                    before.remove(e.getValue().get(0));
                    after.remove(same.get(0));
                }
            }
        }

        private static boolean differ(LocatedLesion a, LocatedLesion b) {
            return a.trackingUid().isPresent()
                    && b.trackingUid().isPresent()
                    && !a.trackingUid().equals(b.trackingUid());
        }

        private static Map<String, List<LocatedLesion>> grouped(
                List<LocatedLesion> lesions, Function<LocatedLesion, Optional<String>> name) {
            Map<String, List<LocatedLesion>> groups = new LinkedHashMap<>();
            for (LocatedLesion lesion : lesions) {
                name.apply(lesion)
                        .ifPresent(n -> groups.computeIfAbsent(n, x -> new ArrayList<>())
                                .add(lesion));
            }
            return groups;
        }

        private void undecide(List<LocatedLesion> one, List<LocatedLesion> two, String reason) {
            undecided.add(new Undecided(one, two, reason));
            before.removeAll(one);
            after.removeAll(two);
        }

        private void byPosition() {
            for (boolean found = true; found; ) {
                found = false;
                for (LocatedLesion a : List.copyOf(before)) {
                    Optional<LocatedLesion> b = clearlyNearest(a, after);
                    if (b.isPresent() && clearlyNearest(b.get(), before).equals(Optional.of(a))) {
                        pairs.add(new Pair(a, b.get(), Evidence.POSITION));
                        before.remove(a);
                        after.remove(b.get());
                        found = true;
                    }
                }
            }
            crowds();
        }

        /** Empty where none is within the limit, or two are at similar distances. */
        private Optional<LocatedLesion> clearlyNearest(LocatedLesion lesion, List<LocatedLesion> others) {
            List<LocatedLesion> near = near(lesion, others);
            if (near.isEmpty()
                    || (near.size() > 1
                            && distance(lesion, near.get(1)) < CLEARLY_FARTHER * distance(lesion, near.get(0)))) {
                return Optional.empty();
            }
            return Optional.of(near.get(0));
        }

        /** Those within the limit, the nearest first. */
        private List<LocatedLesion> near(LocatedLesion lesion, List<LocatedLesion> others) {
            return others.stream()
                    .filter(o -> o.sharesSpaceWith(lesion) && !differ(o, lesion) && distance(o, lesion) <= limitMm)
                    .sorted(Comparator.comparingDouble(o -> distance(o, lesion)))
                    .toList();
        }

        private static double distance(LocatedLesion a, LocatedLesion b) {
            return a.position().orElseThrow().distanceTo(b.position().orElseThrow());
        }

        /** What is still within reach of each other is undecided together. */
        private void crowds() {
            for (LocatedLesion a : List.copyOf(before)) {
                if (!before.contains(a) || near(a, after).isEmpty()) {
                    continue;
                }
                Set<LocatedLesion> one = new LinkedHashSet<>(List.of(a));
                Set<LocatedLesion> two = new LinkedHashSet<>();
                boolean grew = true;
                while (grew) {
                    grew = false;
                    for (LocatedLesion o : one) {
                        grew |= two.addAll(near(o, after));
                    }
                    for (LocatedLesion o : two) {
                        grew |= one.addAll(near(o, before));
                    }
                }
                undecide(
                        List.copyOf(one),
                        List.copyOf(two),
                        String.format(
                                Locale.ROOT,
                                "several lesions are within %.1f mm of each other, none clearly nearest",
                                limitMm));
            }
        }

        /** A lesion may be new only if every lesion left of the other date could be compared with it. */
        private void nowhere() {
            List<LocatedLesion> one =
                    before.stream().filter(a -> !comparable(a, after)).toList();
            List<LocatedLesion> two =
                    after.stream().filter(b -> !comparable(b, before)).toList();
            if (!one.isEmpty() || !two.isEmpty()) {
                undecide(one, two, "no common frame of reference or no position: places cannot be compared");
            }
        }

        private static boolean comparable(LocatedLesion lesion, List<LocatedLesion> others) {
            return others.stream().allMatch(o -> o.sharesSpaceWith(lesion) || differ(o, lesion));
        }
    }
}
