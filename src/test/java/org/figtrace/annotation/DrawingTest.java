package org.figtrace.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

    @Test
    void a_drawing_knows_the_images_it_lies_on() throws Exception {
        AnnotatedStack stack = Samples.obliqueStack();
        Annotation line = Drawing.of(
                        Samples.drawn(AnnotationKind.LENGTH, stack, 5, 6, 7, 25, 36, 2), FigureLink.parse("2A"))
                .on(stack, ID, Samples.READER, Samples.NOON);
        assertThat(line.references())
                .extracting(ImageReference::sopInstanceUid)
                .containsExactly("1.2.3.4.2", "1.2.3.4.7");
        assertThat(line.references().get(0).frameOfReferenceUid()).contains("1.2.9");
        assertThat(line.state()).isEqualTo(AnnotationState.DRAFT);
        assertThat(line.author()).isEqualTo("Dr. Lee");
    }

    @Test
    void a_point_off_the_images_is_refused_with_its_index() {
        AnnotatedStack stack = Samples.axialStack();
        for (double[] ijk : new double[][] {{-2, 10, 3}, {64, 10, 3}, {10, 48, 3}, {10, 10, -1}, {10, 10, 10}}) {
            Drawing outside = Drawing.of(
                    Samples.drawn(AnnotationKind.POINT, stack, ijk[0], ijk[1], ijk[2]), FigureLink.parse("2A"));
            assertThatThrownBy(() -> outside.on(stack, ID, Samples.READER, Samples.NOON))
                    .isInstanceOf(AnnotationException.class)
                    .hasMessageContaining("lies outside its images; its index would be (%.1f, %.1f, %.1f) in 64 x 48"
                            .formatted(ijk[0], ijk[1], ijk[2]));
        }
    }

    @Test
    void the_outer_half_of_a_border_voxel_still_belongs_to_the_images() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        Drawing corner =
                Drawing.of(Samples.drawn(AnnotationKind.POINT, stack, -0.49, 47.49, 9.49), FigureLink.parse("2A"));
        assertThat(corner.on(stack, ID, Samples.READER, Samples.NOON).references())
                .extracting(ImageReference::sopInstanceUid)
                .containsExactly("1.2.3.4.9");
    }

    @Test
    void millimetres_on_images_without_spacing_are_refused_and_so_is_the_reverse() {
        Drawing inMm = Drawing.of(Samples.mm(AnnotationKind.LENGTH, 1, 1, 1, 4, 5, 1), FigureLink.parse("2A"));
        assertThatThrownBy(() -> inMm.on(Samples.pixelStack(), ID, Samples.READER, Samples.NOON))
                .hasMessage("1.2.3: its images have no spacing, so the length cannot be in mm");
        Drawing inPixels = Drawing.of(
                Samples.geometry(AnnotationKind.LENGTH, LengthUnit.PIXEL, 1, 1, 1, 4, 5, 1), FigureLink.parse("2A"));
        assertThatThrownBy(() -> inPixels.on(Samples.axialStack(), ID, Samples.READER, Samples.NOON))
                .hasMessage("1.2.3: its coordinates are in mm, those of the length in pixels");
    }

    @Test
    void an_annotation_belongs_to_a_label_and_a_text_has_words() {
        AnnotatedStack stack = Samples.axialStack();
        AnnotationGeometry point = Samples.drawn(AnnotationKind.POINT, stack, 1, 1, 1);
        assertThatThrownBy(() -> Drawing.of(point).on(stack, ID, Samples.READER, Samples.NOON))
                .hasMessage("an annotation belongs to at least one figure label");
        AnnotationGeometry text = Samples.drawn(AnnotationKind.TEXT, stack, 1, 1, 1);
        assertThatThrownBy(() -> Drawing.of(text, FigureLink.parse("2A")).on(stack, ID, Samples.READER, Samples.NOON))
                .hasMessage("a text annotation needs its text");
    }

    @Test
    void a_mask_lies_on_the_slices_that_it_fills() throws Exception {
        AnnotatedStack stack = Samples.axialStack();
        Mask mask = new Mask(stack.geometry());
        mask.set(3, 4, 2, true);
        mask.set(3, 4, 5, true);
        MaskReference stored = new MaskReference("ab".repeat(32), "nii.gz", 99);
        Drawing drawing = Drawing.of(AnnotationGeometry.of(stored, LengthUnit.MILLIMETRE), FigureLink.parse("2A"));
        Annotation annotation = drawing.on(stack, mask, List.of(), ID, Samples.READER, Samples.NOON);
        assertThat(annotation.references())
                .extracting(ImageReference::sopInstanceUid)
                .containsExactly("1.2.3.4.2", "1.2.3.4.5");
        assertThatThrownBy(() ->
                        drawing.on(stack, new Mask(stack.geometry()), List.of(), ID, Samples.READER, Samples.NOON))
                .hasMessage("1.2.3: the mask is empty");
        Mask elsewhere = new Mask(VolumeGeometry.axial(64, 48, 10, new Vector3(-20, -15, 101), 0.7, 0.9, 2.5));
        elsewhere.set(1, 1, 1, true);
        assertThatThrownBy(() -> drawing.on(stack, elsewhere, List.of(), ID, Samples.READER, Samples.NOON))
                .hasMessage("1.2.3: the mask lies on another grid");
    }

    @Test
    void a_changed_annotation_is_a_draft_again() throws Exception {
        Annotation verified = Samples.length(ID, "2A").withState(AnnotationState.VERIFIED);
        assertThat(verified.withLinks(List.of(FigureLink.parse("2B"))).state()).isEqualTo(AnnotationState.DRAFT);
        assertThat(verified.withMeasurements(List.of()).state()).isEqualTo(AnnotationState.DRAFT);
        assertThat(verified.redrawn(Samples.arrow(ID, "2A")).state()).isEqualTo(AnnotationState.DRAFT);
        assertThat(verified.withWords(Optional.empty(), Optional.of("t"), Optional.empty())
                        .state())
                .isEqualTo(AnnotationState.DRAFT);
    }

    @Test
    void a_link_is_a_label_and_perhaps_a_pointer() {
        assertThat(FigureLink.parse("Fig. 3(c),  bottom\narrow")).hasToString("3C, bottom arrow");
        assertThat(FigureLink.parse("2A").pointer()).isEmpty();
        assertThatThrownBy(() -> FigureLink.parse("2A, ")).hasMessage("the pointer of 2A is empty");
    }
}
