package org.figtrace.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The inputs that are damaged further: the seeds, and each damaged input that had an outcome not seen before. */
final class Corpus {
    private static final int MOST_OF_A_TARGET = 4000;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 256 * 1024;

    private final Map<Target, List<Seed>> readable = new EnumMap<>(Target.class);
    private final Map<Target, List<Seed>> refused = new EnumMap<>(Target.class);
    private final List<Target> weighted = new ArrayList<>();
    private final Set<String> outcomes = new HashSet<>();

    Corpus(List<Seed> seeds) {
        for (Seed seed : seeds) {
            readable.computeIfAbsent(seed.target(), t -> new ArrayList<>()).add(seed);
            refused.computeIfAbsent(seed.target(), t -> new ArrayList<>());
        }
        for (Target target : readable.keySet()) {
            // Parser and codecs get most; what other libraries parse gets least.
            int weight = switch (target) {
                case STREAM -> 40;
                case OBJECT -> 16;
                case SERIES -> 10;
                case REGION -> 8;
                case NIFTI, NRRD, REPORT, ANNOTATION -> 4;
                case DICOMDIR, ZIP, ZIPPED -> 2;
                case PDF, CASE -> 1;
            };
            weighted.addAll(Collections.nCopies(weight, target));
        }
    }

    Seed pick(Random random) {
        return pick(weighted.get(random.nextInt(weighted.size())), random);
    }

    /** Mostly of what can be read: what is refused early hides what lies behind. */
    Seed pick(Target target, Random random) {
        List<Seed> of =
                random.nextInt(4) == 0 && !refused.get(target).isEmpty() ? refused.get(target) : readable.get(target);
        return of.get(random.nextInt(of.size()));
    }

    void learn(Seed input, String outcome, boolean read) {
        List<Seed> of = (read ? readable : refused).get(input.target());
        if (outcomes.add(input.target() + outcome)
                && input.bytes().length >= SHORTEST
                && input.bytes().length <= LONGEST
                && of.size() < MOST_OF_A_TARGET) {
            of.add(input);
        }
    }

    int outcomes() {
        return outcomes.size();
    }
}
