package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.Test;

class AnnotationJsonTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000002a");

    /** Written by hand from the package description, so that the two cannot drift apart unseen. */
    private static final String BY_HAND = """
            {"id":"00000000-0000-0000-0000-00000000002a","version":3,"kind":"arrow","unit":"mm",\
            "points":[[1.5,-2.25,1.0E-5],[4.0,5.0,6.0]],"mask":null,\
            "references":[{"seriesInstanceUid":"1.2","sopInstanceUid":"1.2.3",\
            "sopClassUid":"1.2.840.10008.5.1.4.1.1.4","frame":2,"frameOfReferenceUid":null}],\
            "text":"tumour \\"edge\\"","title":null,"note":"Größe 腫瘍",\
            "measurements":[{"name":"mean","value":0.1,"unit":"[hnsf'U]","definition":"mean of the voxels",\
            "provenance":{"b":"1","a":"2"}}],\
            "figures":[{"label":"3C","pointer":"bottom arrow"},{"label":"S1","pointer":null}],\
            "state":"final","author":"Ä","created":"2026-01-31T12:00:00Z","modified":"2026-01-31T12:00:00.500Z"}""";

    @Test
    void the_form_is_the_documented_one_byte_for_byte() throws Exception {
        Annotation read = AnnotationJson.read("x", BY_HAND);
        assertThat(read.id()).isEqualTo(ID);
        assertThat(read.version()).isEqualTo(3);
        assertThat(read.kind()).isEqualTo(AnnotationKind.ARROW);
        assertThat(read.geometry().points()).containsExactly(new Vector3(1.5, -2.25, 1e-5), new Vector3(4, 5, 6));
        assertThat(read.references())
                .containsExactly(new ImageReference("1.2", "1.2.3", "1.2.840.10008.5.1.4.1.1.4", 2, Optional.empty()));
        assertThat(read.text()).contains("tumour \"edge\"");
        assertThat(read.title()).isEmpty();
        assertThat(read.note()).contains("Größe 腫瘍");
        assertThat(read.measurements())
                .containsExactly(
                        new Measurement("mean", 0.1, "[hnsf'U]", "mean of the voxels", Map.of("b", "1", "a", "2")));
        assertThat(read.links()).containsExactly(FigureLink.parse("3C, bottom arrow"), FigureLink.parse("S1"));
        assertThat(read.state()).isEqualTo(AnnotationState.FINAL);
        assertThat(AnnotationJson.write(read)).isEqualTo(BY_HAND);
    }

    @Test
    void what_is_written_is_read_back_to_the_last_digit() throws Exception {
        Annotation length = Samples.length(ID, "2A");
        assertThat(AnnotationJson.read("x", AnnotationJson.write(length))).isEqualTo(length);
        Annotation mask = new Annotation(
                ID,
                AnnotationGeometry.of(new MaskReference("ab".repeat(32), "nii.gz", 5_000_000_000L), LengthUnit.PIXEL),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(FigureLink.parse("5")),
                AnnotationState.VERIFIED,
                "a",
                Samples.NOON,
                Samples.NOON,
                1);
        assertThat(AnnotationJson.read("x", AnnotationJson.write(mask))).isEqualTo(mask);
    }

    @Test
    void what_is_no_annotation_is_refused_in_one_sentence() {
        refused("{", "x.json: an annotation is not JSON: ");
        refused("[]", "x.json: an annotation cannot be read: \"figures\" is missing", "references");
        refused(BY_HAND.replace("\"arrow\"", "\"circle\""), "not an annotation kind: \"circle\"");
        refused(BY_HAND.replace("[4.0,5.0,6.0]", "[4.0,5.0]"), "a point is [x, y, z], not [4.0,5.0]");
        refused(BY_HAND.replace(",[4.0,5.0,6.0]", ""), "an arrow has 2 points, not 1");
        refused(BY_HAND.replace("\"value\":0.1", "\"value\":\"0.1\""), "\"value\" is a number, not \"0.1\"");
        refused(BY_HAND.replace("\"value\":0.1", "\"value\":1e999"), "the mean is not a number: Infinity");
        refused(BY_HAND.replace("\"frame\":2", "\"frame\":0"), "frames count from 1, not 0");
        refused(BY_HAND.replace("\"unit\":\"mm\",\"points", "\"unit\":\"cm\",\"points"), "mm or px, not \"cm\"");
        refused(BY_HAND.replace("2026-01-31T12:00:00Z", "yesterday"), "yesterday");
        refused(BY_HAND + "}", "an annotation is not JSON");
    }

    private static void refused(String json, String... oneOf) {
        assertThatThrownBy(() -> AnnotationJson.read("x.json", json))
                .isInstanceOf(AnnotationException.class)
                .hasMessageStartingWith("x.json: ")
                .satisfies(
                        e -> assertThat(oneOf).anyMatch(part -> e.getMessage().contains(part)));
    }
}
