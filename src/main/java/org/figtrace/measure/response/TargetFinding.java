package org.figtrace.measure.response;

import java.util.OptionalDouble;

/**
 * A target lesion at a later date.
 *
 * @param sizeMm longest diameter, or short axis of a node, of a lesion that was measured
 */
public record TargetFinding(State state, OptionalDouble sizeMm) {
    /** What RECIST 1.1 counts for a lesion that is there but too small to measure. */
    private static final double TOO_SMALL_MM = 5;

    /** Whether and how the lesion was seen. */
    public enum State {
        MEASURED,
        ABSENT,
        TOO_SMALL_TO_MEASURE,
        NOT_EVALUATED
    }

    public TargetFinding {
        if ((state == State.MEASURED) != sizeMm.isPresent()) {
            throw new IllegalArgumentException("a lesion that is " + state + " with size " + sizeMm);
        }
        sizeMm.ifPresent(mm -> {
            if (!(mm > 0) || Double.isInfinite(mm)) {
                throw new IllegalArgumentException("a measured lesion has a size above 0, not " + mm);
            }
        });
    }

    public static TargetFinding measured(double mm) {
        return new TargetFinding(State.MEASURED, OptionalDouble.of(mm));
    }

    public static TargetFinding absent() {
        return new TargetFinding(State.ABSENT, OptionalDouble.empty());
    }

    public static TargetFinding tooSmall() {
        return new TargetFinding(State.TOO_SMALL_TO_MEASURE, OptionalDouble.empty());
    }

    public static TargetFinding notEvaluated() {
        return new TargetFinding(State.NOT_EVALUATED, OptionalDouble.empty());
    }

    /** What it adds to the sum, in mm; empty where it was not evaluated. */
    public OptionalDouble contributionMm() {
        return switch (state) {
            case MEASURED -> sizeMm;
            case ABSENT -> OptionalDouble.of(0);
            case TOO_SMALL_TO_MEASURE -> OptionalDouble.of(TOO_SMALL_MM);
            case NOT_EVALUATED -> OptionalDouble.empty();
        };
    }
}
