package org.figtrace.report;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A number that the report asserts about this patient.
 *
 * @param text the sentence that asserts it
 * @param quantity "diameter", "size", "thickness", "duration", "mitotic count", "Ki-67", "necrosis", ...
 * @param value the number, or the lower end of a range, in {@code unit}
 * @param high the upper end of a range
 * @param unit "cm", "mm", "%", "years", "per 10 HPF", "HU", "ml", ...
 * @param comparator "=", ">", "<", ">=", "<=" or "~"
 * @param figures labels of {@link Report#labels()} that the sentence cites or whose caption holds it
 * @param span where the number stands
 */
public record Claim(
        String text,
        String quantity,
        double value,
        OptionalDouble high,
        String unit,
        String comparator,
        List<FigureLabel> figures,
        Span span) {
    private static final Set<String> COMPARATORS = Set.of("=", ">", "<", ">=", "<=", "~");

    public Claim {
        Objects.requireNonNull(text);
        Objects.requireNonNull(quantity);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(span);
        if (!COMPARATORS.contains(comparator)) {
            throw new IllegalArgumentException("not a comparator: " + comparator);
        }
        if (!Double.isFinite(value) || high.isPresent() && high.getAsDouble() < value) {
            throw new IllegalArgumentException("not a value or range: " + value + " to " + high);
        }
        figures = List.copyOf(figures);
    }
}
