package org.figtrace.measure.response;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.figtrace.measure.NotMeasurableException;

/**
 * Response by the WHO criteria (Miller 1981, doi 10.1002/1097-0142(19810101)47:1&lt;207::AID-CNCR2820470134&gt;3.0.CO;2-6)
 * from the products of longest diameter and greatest perpendicular. WHO asks for a second look after four weeks before
 * a response counts, which dates alone cannot give. Readers have taken the increase of 25 % of one lesion or of the
 * sum, so the choice is a parameter (Therasse 2000, doi 10.1093/jnci/92.3.205).
 */
public record WhoResponse(Visit baseline, Progression progression, List<Assessment> assessments) {
    public static final String DEFINITION =
            "sum of longest diameter x greatest perpendicular; CR: all gone; PR: >= 50 % decrease of baseline; PD: >= 25 %"
                    + " increase of the smallest so far, or a new lesion; else NC";
    public static final String SOURCE =
            "WHO, Miller 1981, doi 10.1002/1097-0142(19810101)47:1<207::AID-CNCR2820470134>3.0.CO;2-6";

    private static final double PARTIAL = 0.5;
    private static final double PROGRESSION = 1.25;
    private static final double ROUNDING = 1e-9;

    /** What must grow by 25 %. */
    public enum Progression {
        /** One or more lesions, as Miller 1981 says. */
        ANY_LESION,
        SUM_OF_PRODUCTS
    }

    public enum Category {
        COMPLETE_RESPONSE("CR"),
        PARTIAL_RESPONSE("PR"),
        NO_CHANGE("NC"),
        PROGRESSIVE_DISEASE("PD"),
        NOT_EVALUABLE("NE");

        private final String symbol;

        Category(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /**
     * What was measured on one date.
     *
     * @param productsMm2 by the name of the lesion; 0 for one that is gone, no entry for one that was not evaluated
     */
    public record Visit(LocalDate date, Map<String, Double> productsMm2, boolean newLesion) {
        public Visit {
            productsMm2 = Map.copyOf(productsMm2);
            productsMm2.forEach((name, product) -> {
                if (!(product >= 0) || Double.isInfinite(product)) {
                    throw new IllegalArgumentException(name + " has a product of " + product + " mm2");
                }
            });
        }

        double sum() {
            return productsMm2.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .sum();
        }
    }

    /**
     * The answer at one date.
     *
     * @param sumMm2 empty where a lesion of baseline was not evaluated
     */
    public record Assessment(
            Visit visit,
            double baselineMm2,
            OptionalDouble sumMm2,
            OptionalDouble changeFromBaselinePercent,
            Category category,
            String reason) {}

    public WhoResponse {
        assessments = List.copyOf(assessments);
    }

    /**
     * @throws NotMeasurableException where baseline has no lesion of some size, the dates are not in order, or a product
     *     is of a lesion that baseline lacks
     */
    public static WhoResponse of(Visit baseline, List<Visit> visits, Progression progression)
            throws NotMeasurableException {
        if (baseline.productsMm2().isEmpty() || baseline.productsMm2().containsValue(0.0)) {
            throw new NotMeasurableException("every lesion of baseline needs a product above 0");
        }
        LocalDate last = baseline.date();
        Map<String, Double> smallest = new HashMap<>(baseline.productsMm2());
        double smallestSum = baseline.sum();
        List<Assessment> assessments = new ArrayList<>();
        for (Visit visit : visits) {
            if (!visit.date().isAfter(last)) {
                throw new NotMeasurableException(
                        "the dates must follow each other; " + visit.date() + " comes after " + last + " in the list");
            }
            last = visit.date();
            for (String name : visit.productsMm2().keySet()) {
                if (!smallest.containsKey(name)) {
                    throw new NotMeasurableException(
                            visit.date() + ": " + name + " is no lesion of baseline; a new one is said as such");
                }
            }
            assessments.add(assess(baseline, visit, smallest, smallestSum, progression));
            visit.productsMm2().forEach((name, product) -> smallest.merge(name, product, Math::min));
            if (visit.productsMm2().size() == smallest.size()) {
                smallestSum = Math.min(smallestSum, visit.sum());
            }
        }
        return new WhoResponse(baseline, progression, assessments);
    }

    private static Assessment assess(
            Visit baseline, Visit visit, Map<String, Double> smallest, double smallestSum, Progression progression) {
        double base = baseline.sum();
        double sum = visit.sum();
        boolean all = visit.productsMm2().size() == smallest.size();
        Category category;
        String reason;
        String grown = progression == Progression.ANY_LESION
                ? grown(visit, smallest)
                : sum > 0 && sum >= PROGRESSION * smallestSum - ROUNDING ? "the sum of products" : null;
        if (visit.newLesion()) {
            category = Category.PROGRESSIVE_DISEASE;
            reason = "a new lesion is progression";
        } else if (grown != null) {
            category = Category.PROGRESSIVE_DISEASE;
            reason = grown + " is at least 25 % larger than the smallest so far";
        } else if (!all) {
            category = Category.NOT_EVALUABLE;
            reason = "a lesion of baseline was not evaluated, and the others do not show progression";
        } else if (sum == 0) {
            category = Category.COMPLETE_RESPONSE;
            reason = "all lesions are gone";
        } else if (sum <= PARTIAL * base + ROUNDING) {
            category = Category.PARTIAL_RESPONSE;
            reason = String.format(
                    Locale.ROOT, "the sum of products, %.1f mm2, is at most half of baseline, %.1f mm2", sum, base);
        } else {
            category = Category.NO_CHANGE;
            reason = "neither -50 % of baseline nor +25 %";
        }
        return new Assessment(
                visit,
                base,
                all ? OptionalDouble.of(sum) : OptionalDouble.empty(),
                all ? OptionalDouble.of(100 * (sum - base) / base) : OptionalDouble.empty(),
                category,
                reason);
    }

    private static String grown(Visit visit, Map<String, Double> smallest) {
        return visit.productsMm2().entrySet().stream()
                .filter(e -> e.getValue() > 0 && e.getValue() >= PROGRESSION * smallest.get(e.getKey()) - ROUNDING)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
