package org.figtrace.measure.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.Vector3;
import org.figtrace.measure.response.LesionMatching.Evidence;
import org.junit.jupiter.api.Test;

class LesionMatchingTest {
    private static LocatedLesion at(String name, String frame, double x, double y, double z) {
        return new LocatedLesion(
                name, Optional.empty(), Optional.empty(), Optional.of(frame), Optional.of(new Vector3(x, y, z)));
    }

    private static LocatedLesion named(String name, String label, String uid) {
        return new LocatedLesion(
                name, Optional.ofNullable(label), Optional.ofNullable(uid), Optional.empty(), Optional.empty());
    }

    private static LesionMatching match(List<LocatedLesion> earlier, List<LocatedLesion> later) {
        return LesionMatching.of(earlier, later, 20);
    }

    @Test
    void one_tracking_uid_is_one_lesion_wherever_it_is() {
        LocatedLesion before = named("occiput", "2A", "1.2.3");
        LocatedLesion after = named("mass", "5", "1.2.3");
        LesionMatching m = match(List.of(before), List.of(named("other", "2A", "1.2.4"), after));

        assertThat(m.pairs()).containsExactly(new LesionMatching.Pair(before, after, Evidence.TRACKING_UID));
        assertThat(m.appeared()).extracting(LocatedLesion::name).containsExactly("other");
        assertThat(m.gone()).isEmpty();
    }

    @Test
    void one_figure_label_is_one_lesion_unless_tracking_says_otherwise() {
        assertThat(match(List.of(named("a", "2A", null)), List.of(named("b", "2A", "1.2")))
                        .pairs())
                .extracting(LesionMatching.Pair::evidence)
                .containsExactly(Evidence.FIGURE_LABEL);
        LesionMatching conflict = match(List.of(named("a", "2A", "1.1")), List.of(named("b", "2A", "1.2")));
        assertThat(conflict.pairs()).isEmpty();
        assertThat(conflict.undecided())
                .singleElement()
                .satisfies(u -> assertThat(u.reason()).contains("tracking UIDs differ"));
    }

    @Test
    void two_lesions_of_one_label_are_undecided() {
        LesionMatching m =
                match(List.of(named("a", "2A", null)), List.of(named("b", "2A", null), named("c", "2A", null)));

        assertThat(m.pairs()).isEmpty();
        assertThat(m.appeared()).isEmpty();
        assertThat(m.undecided()).singleElement().satisfies(u -> {
            assertThat(u.later()).hasSize(2);
            assertThat(u.reason()).isEqualTo("several lesions of a date have the figure label 2A");
        });
    }

    @Test
    void the_nearest_within_the_limit_is_the_same_lesion() {
        LocatedLesion a = at("a", "F", 0, 0, 0);
        LocatedLesion b = at("b", "F", 40, 0, 0);
        LocatedLesion a2 = at("a2", "F", 3, 4, 0);
        LocatedLesion c = at("c", "F", 0, 90, 0);
        LesionMatching m = match(List.of(a, b), List.of(c, a2));

        assertThat(m.pairs()).containsExactly(new LesionMatching.Pair(a, a2, Evidence.POSITION));
        assertThat(m.gone()).containsExactly(b);
        assertThat(m.appeared()).containsExactly(c);
        assertThat(m.undecided()).isEmpty();
    }

    @Test
    void the_limit_belongs_to_the_match() {
        assertThat(match(List.of(at("a", "F", 0, 0, 0)), List.of(at("b", "F", 0, 0, 20)))
                        .pairs())
                .hasSize(1);
        assertThat(match(List.of(at("a", "F", 0, 0, 0)), List.of(at("b", "F", 0, 0, 20.1)))
                        .pairs())
                .isEmpty();
        assertThatThrownBy(() -> LesionMatching.of(List.of(), List.of(), 0)).hasMessageContaining("above 0");
    }

    @Test
    void two_candidates_at_similar_distances_are_undecided() {
        LocatedLesion a = at("a", "F", 0, 0, 0);
        LocatedLesion b = at("b", "F", 8, 0, 0);
        LocatedLesion c = at("c", "F", -10, 0, 0);
        LesionMatching m = match(List.of(a), List.of(b, c));

        assertThat(m.pairs()).isEmpty();
        assertThat(m.appeared()).as("a new lesion would be progression").isEmpty();
        assertThat(m.undecided()).singleElement().satisfies(u -> {
            assertThat(u.earlier()).containsExactly(a);
            assertThat(u.later()).containsExactly(b, c);
            assertThat(u.reason()).isEqualTo("several lesions are within 20.0 mm of each other, none clearly nearest");
        });
    }

    @Test
    void neighbours_that_hardly_moved_are_told_apart() {
        LocatedLesion a = at("a", "F", 0, 0, 0);
        LocatedLesion b = at("b", "F", 12, 0, 0);
        LocatedLesion a2 = at("a2", "F", 1, 0, 0);
        LocatedLesion b2 = at("b2", "F", 13, 1, 0);

        assertThat(match(List.of(a, b), List.of(b2, a2)).pairs())
                .containsExactlyInAnyOrder(
                        new LesionMatching.Pair(a, a2, Evidence.POSITION),
                        new LesionMatching.Pair(b, b2, Evidence.POSITION));
    }

    @Test
    void places_of_different_frames_of_reference_are_never_compared() {
        LesionMatching m = match(List.of(at("a", "F", 0, 0, 0)), List.of(at("b", "G", 0, 0, 0)));

        assertThat(m.pairs()).isEmpty();
        assertThat(m.gone()).isEmpty();
        assertThat(m.appeared()).isEmpty();
        assertThat(m.undecided())
                .singleElement()
                .satisfies(u -> assertThat(u.reason()).contains("no common frame of reference"));
    }

    @Test
    void without_lesions_before_every_lesion_is_new() {
        assertThat(match(List.of(), List.of(at("b", "G", 0, 0, 0))).appeared()).hasSize(1);
        assertThat(match(List.of(at("a", "F", 0, 0, 0)), List.of()).gone()).hasSize(1);
    }
}
