package org.figtrace.measure.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.figtrace.measure.response.WhoResponse.Category;
import org.figtrace.measure.response.WhoResponse.Progression;
import org.junit.jupiter.api.Test;

class WhoResponseTest {
    private static final LocalDate START = LocalDate.of(2021, 3, 1);

    private static WhoResponse.Visit visit(int week, Map<String, Double> products) {
        return new WhoResponse.Visit(START.plusWeeks(week), products, false);
    }

    private static Category one(double baseline, double later) throws Exception {
        return WhoResponse.of(
                        visit(0, Map.of("a", baseline)), List.of(visit(4, Map.of("a", later))), Progression.ANY_LESION)
                .assessments()
                .get(0)
                .category();
    }

    @Test
    void half_is_partial_and_a_quarter_more_is_progression() throws Exception {
        assertThat(one(400, 200)).isEqualTo(Category.PARTIAL_RESPONSE);
        assertThat(one(400, 201)).isEqualTo(Category.NO_CHANGE);
        assertThat(one(400, 499)).isEqualTo(Category.NO_CHANGE);
        assertThat(one(400, 500)).isEqualTo(Category.PROGRESSIVE_DISEASE);
        assertThat(one(400, 0)).isEqualTo(Category.COMPLETE_RESPONSE);
    }

    @Test
    void growth_of_one_lesion_counts_unless_the_sum_is_asked_for() throws Exception {
        WhoResponse.Visit baseline = visit(0, Map.of("a", 400.0, "b", 100.0));
        List<WhoResponse.Visit> later = List.of(visit(4, Map.of("a", 380.0, "b", 130.0)));

        WhoResponse any = WhoResponse.of(baseline, later, Progression.ANY_LESION);
        WhoResponse sum = WhoResponse.of(baseline, later, Progression.SUM_OF_PRODUCTS);
        assertThat(any.assessments().get(0).category()).isEqualTo(Category.PROGRESSIVE_DISEASE);
        assertThat(any.assessments().get(0).reason()).startsWith("b is at least 25 % larger");
        assertThat(sum.assessments().get(0).category()).isEqualTo(Category.NO_CHANGE);
        assertThat(sum.assessments().get(0).sumMm2().getAsDouble()).isEqualTo(510);
    }

    @Test
    void growth_is_seen_from_the_smallest_so_far() throws Exception {
        for (Progression rule : Progression.values()) {
            List<Category> categories = new ArrayList<>();
            WhoResponse.of(
                            visit(0, Map.of("a", 400.0)),
                            List.of(visit(4, Map.of("a", 100.0)), visit(8, Map.of("a", 125.0))),
                            rule)
                    .assessments()
                    .forEach(a -> categories.add(a.category()));
            assertThat(categories)
                    .as("%s", rule)
                    .containsExactly(Category.PARTIAL_RESPONSE, Category.PROGRESSIVE_DISEASE);
        }
    }

    @Test
    void a_new_lesion_is_progression_and_a_missing_one_not_evaluable() throws Exception {
        WhoResponse.Visit baseline = visit(0, Map.of("a", 400.0, "b", 100.0));
        WhoResponse r = WhoResponse.of(
                baseline,
                List.of(
                        visit(4, Map.of("a", 10.0)),
                        new WhoResponse.Visit(START.plusWeeks(8), Map.of("a", 0.0, "b", 0.0), true)),
                Progression.SUM_OF_PRODUCTS);

        assertThat(r.assessments().get(0).category()).isEqualTo(Category.NOT_EVALUABLE);
        assertThat(r.assessments().get(0).sumMm2()).isEmpty();
        assertThat(r.assessments().get(1).category()).isEqualTo(Category.PROGRESSIVE_DISEASE);
    }

    @Test
    void what_cannot_be_compared_is_refused() {
        assertThatThrownBy(() -> one(0, 10)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> one(10, -1)).hasMessageContaining("-1.0 mm2");
        assertThatThrownBy(() -> WhoResponse.of(
                        visit(0, Map.of("a", 4.0)), List.of(visit(0, Map.of("a", 4.0))), Progression.ANY_LESION))
                .hasMessageContaining("dates must follow");
        assertThatThrownBy(() -> WhoResponse.of(
                        visit(0, Map.of("a", 4.0)), List.of(visit(1, Map.of("b", 4.0))), Progression.ANY_LESION))
                .hasMessageContaining("b is no lesion of baseline");
    }
}
