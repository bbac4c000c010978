package org.figtrace.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.annotation.Drawing;
import org.figtrace.annotation.FigureLink;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.render.ImagePoint;
import org.figtrace.render.Interpolation;
import org.figtrace.render.SliceView;
import org.figtrace.render.Window;
import org.figtrace.report.FigureLabel;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

/** On a black volume every lit pixel was drawn. */
class PanelRendererTest {
    private static final FigureLabel LABEL = FigureLabel.parse("2A");
    private static final VolumeGeometry AXIAL =
            VolumeGeometry.axial(80, 60, 5, new Vector3(-60, -50, 10), 1.5, 1.75, 4);

    static Volume black(VolumeGeometry g) {
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        return new Volume(
                g,
                new Voxels.Shorts(new short[g.slices()][g.columns() * g.rows()], true),
                slopes,
                new double[g.slices()],
                ValueUnit.HOUNSFIELD,
                new Calibration("test", "test"),
                List.of(),
                List.of());
    }

    static AnnotatedStack stack(VolumeGeometry g, String series, Optional<String> frame) {
        List<SliceReference> slices = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            slices.add(new SliceReference("1.2.840.10008.5.1.4.1.1.2", series + "." + (k + 1), 1));
        }
        return new AnnotatedStack(series, frame, g, new Calibration("test", "test"), OptionalDouble.empty(), slices);
    }

    static Annotation annotation(AnnotatedStack stack, AnnotationKind kind, Vector3... points) throws IOException {
        return Drawing.of(AnnotationGeometry.of(kind, stack.geometry().unit(), List.of(points)), FigureLink.to(LABEL))
                .on(stack, new UUID(0, kind.ordinal()), new Actor("R", "P"), Instant.parse("2026-01-05T10:00:00Z"));
    }

    static DrawnPanel draw(AnnotatedStack stack, int slice, Annotation... annotations) throws FigureException {
        return draw(stack, slice, LABEL, annotations);
    }

    private static DrawnPanel draw(AnnotatedStack stack, int slice, FigureLabel label, Annotation... annotations)
            throws FigureException {
        return PanelRenderer.draw(new FigurePanel(
                label,
                stack,
                black(stack.geometry()),
                SliceView.fitted(stack.geometry(), slice, 960),
                Window.linear(500, 100),
                Interpolation.NEAREST,
                List.of(annotations)));
    }

    private static boolean lit(BufferedImage image, int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                if ((image.getRGB(column, row) & 0xffffff) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isColour(BufferedImage image, ImagePoint p, int red, int green, int blue) {
        int rgb = image.getRGB((int) p.x(), (int) p.y());
        return Math.abs((rgb >> 16 & 0xff) - red) < 40
                && Math.abs((rgb >> 8 & 0xff) - green) < 40
                && Math.abs((rgb & 0xff) - blue) < 40;
    }

    @Test
    void letter_directions_and_scale_bar_stand_at_the_edges_of_the_picture() throws IOException {
        BufferedImage image = draw(stack(AXIAL, "1.2.3", Optional.empty()), 2).picture();
        int w = image.getWidth();
        int h = image.getHeight();
        // 120 x 105 mm at 960 pixels for the longer side.
        assertThat(w).isEqualTo(960);
        assertThat(h).isEqualTo(840);
        assertThat(lit(image, 0, 0, 60, 60)).as("letter").isTrue();
        assertThat(lit(image, 0, h / 2 - 15, 30, 30)).as("R").isTrue();
        assertThat(lit(image, w - 30, h / 2 - 15, 30, 30)).as("L").isTrue();
        assertThat(lit(image, w / 2 - 15, 0, 30, 30)).as("A").isTrue();
        assertThat(lit(image, w / 2 - 15, h - 30, 30, 30)).as("P").isTrue();
        assertThat(lit(image, w - 200, h - 40, 200, 40)).as("scale bar").isTrue();
        assertThat(lit(image, 60, 60, w - 120, h - 130)).as("the image itself").isFalse();
    }

    @Test
    void the_scale_bar_is_as_long_as_it_says() throws IOException {
        BufferedImage image = draw(stack(AXIAL, "1.2.3", Optional.empty()), 2).picture();
        // A third of 120 mm is 40 mm, so the bar is 20 mm: 160 pixels at 0.125 mm.
        int y = image.getHeight() - (int) (5 * 2.8);
        int first = image.getWidth();
        int last = 0;
        for (int x = image.getWidth() / 2; x < image.getWidth(); x++) {
            if ((image.getRGB(x, y) & 0xff) > 128) {
                first = Math.min(first, x);
                last = Math.max(last, x);
            }
        }
        // The round ends of the stroke add its thickness, 2.8 pixels.
        assertThat(last - first + 1).isBetween(160, 164);
    }

    @Test
    void a_figure_without_panels_gets_no_letter() throws IOException {
        AnnotatedStack stack = stack(AXIAL, "1.2.3", Optional.empty());
        assertThat(lit(draw(stack, 2, FigureLabel.parse("5")).picture(), 0, 0, 60, 60))
                .isFalse();
    }

    @Test
    void an_image_without_spacing_gets_neither_directions_nor_a_bar() throws IOException {
        VolumeGeometry pixels = VolumeGeometry.uncalibrated(80, 60, 1);
        BufferedImage image = draw(stack(pixels, "1.2.3", Optional.empty()), 0).picture();
        assertThat(lit(image, 0, 60, image.getWidth(), image.getHeight() - 60)).isFalse();
        assertThat(lit(image, 0, 0, 60, 60)).as("letter").isTrue();
    }

    @Test
    void axes_and_arrow_lie_where_their_patient_points_are() throws IOException {
        AnnotatedStack stack = stack(AXIAL, "1.2.3", Optional.empty());
        double z = 10 + 4 * 2;
        Annotation axes = annotation(
                stack,
                AnnotationKind.BIDIRECTIONAL,
                new Vector3(-30, 0, z),
                new Vector3(10, 0, z),
                new Vector3(-10, -12, z),
                new Vector3(-10, 12, z));
        Annotation arrow = annotation(stack, AnnotationKind.ARROW, new Vector3(40, 20, z), new Vector3(20, 5, z));
        DrawnPanel drawn = draw(stack, 2, axes, arrow);
        assertThat(drawn.drawn()).containsExactly(axes, arrow);
        // By hand: pixel = (x + 60 + 0.75) / 0.125 across and (y + 50 + 0.875) / 0.125 down.
        assertThat(isColour(drawn.picture(), new ImagePoint(406, 407), 0xF0, 0xE4, 0x42))
                .isTrue();
        assertThat(isColour(drawn.picture(), new ImagePoint(406, 320), 0xF0, 0xE4, 0x42))
                .isTrue();
        // One millimetre behind the tip, inside the head, from (40, 20) towards (20, 5).
        assertThat(isColour(
                        drawn.picture(),
                        new ImagePoint((20.8 + 60.75) / 0.125, (5.6 + 50.875) / 0.125),
                        0x56,
                        0xB4,
                        0xE9))
                .isTrue();
        assertThat(lit(drawn.picture(), (int) ((18 + 60.75) / 0.125) - 2, (int) ((3.5 + 50.875) / 0.125) - 2, 4, 4))
                .as("nothing beyond the tip")
                .isFalse();
    }

    @Test
    void what_lies_on_another_slice_or_in_another_frame_of_reference_is_named_and_not_drawn() throws IOException {
        AnnotatedStack here = stack(AXIAL, "1.2.3", Optional.of("1.9"));
        AnnotatedStack elsewhere = stack(AXIAL, "1.2.4", Optional.of("1.8"));
        AnnotatedStack sameFrame = stack(AXIAL, "1.2.5", Optional.of("1.9"));
        Annotation onNextSlice = annotation(here, AnnotationKind.POINT, new Vector3(0, 0, 22.1));
        Annotation otherFrame = annotation(elsewhere, AnnotationKind.POINT, new Vector3(0, 0, 18));
        Annotation ofOtherSeries = annotation(sameFrame, AnnotationKind.POINT, new Vector3(0, 0, 18));
        DrawnPanel drawn = draw(here, 2, onNextSlice, otherFrame, ofOtherSeries);
        assertThat(drawn.left()).containsExactly(onNextSlice, otherFrame);
        assertThat(drawn.drawn()).containsExactly(ofOtherSeries);
    }

    @Test
    void every_kind_with_points_can_be_drawn() throws IOException {
        AnnotatedStack stack = stack(AXIAL, "1.2.3", Optional.empty());
        Vector3 a = new Vector3(-20, 0, 18);
        Vector3 b = new Vector3(20, 0, 18);
        Vector3 c = new Vector3(0, -10, 18);
        Vector3 d = new Vector3(0, 10, 18);
        for (Annotation annotation : List.of(
                annotation(stack, AnnotationKind.LENGTH, a, b),
                annotation(stack, AnnotationKind.POINT, a),
                annotation(stack, AnnotationKind.ELLIPSE, a, b, c, d),
                annotation(stack, AnnotationKind.POLYGON, a, b, d))) {
            DrawnPanel drawn = draw(stack, 2, annotation);
            ImagePoint p = drawn.panel().view().toImage(a);
            assertThat(lit(drawn.picture(), (int) p.x() - 3, (int) p.y() - 3, 6, 6))
                    .as(annotation.kind().toString())
                    .isTrue();
        }
    }

    @Test
    void millimetres_are_not_drawn_on_an_image_in_pixels() throws IOException {
        Annotation mm =
                annotation(stack(AXIAL, "1.2.3", Optional.empty()), AnnotationKind.POINT, new Vector3(0, 0, 18));
        AnnotatedStack pixels = stack(VolumeGeometry.uncalibrated(80, 60, 1), "1.2.4", Optional.empty());
        assertThat(pixels.geometry().unit()).isEqualTo(LengthUnit.PIXEL);
        assertThatThrownBy(() -> draw(pixels, 0, mm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the point on panel 2A is in mm, its image in px");
    }

    @Test
    void a_panel_shows_the_slice_that_most_of_its_annotations_lie_on() throws IOException {
        AnnotatedStack stack = stack(AXIAL, "1.2.3", Optional.empty());
        Annotation alone = annotation(stack, AnnotationKind.POINT, new Vector3(0, 0, 14));
        Annotation first = annotation(stack, AnnotationKind.POINT, new Vector3(0, 0, 22));
        Annotation second = annotation(stack, AnnotationKind.ARROW, new Vector3(0, 0, 21), new Vector3(9, 0, 22));
        FigurePanel panel = FigurePanel.showing(LABEL, stack, black(AXIAL), List.of(alone, first, second), 300);
        assertThat(panel.view().slice()).isEqualTo(3);
        assertThat(panel.view().width()).isEqualTo(300);
        assertThat(panel.window()).isEqualTo(Window.SOFT_TISSUE);
        assertThat(PanelRenderer.draw(panel).left()).containsExactly(alone);
        assertThatThrownBy(() -> FigurePanel.showing(LABEL, stack, black(AXIAL), List.of(), 300))
                .hasMessage("no annotation of panel 2A has a point to find its slice by");
    }
}
