package org.figtrace.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationException;
import org.figtrace.annotation.AnnotationGeometry;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.annotation.Drawing;
import org.figtrace.annotation.FigureLink;
import org.figtrace.figure.DrawnPanel;
import org.figtrace.figure.FigureFile;
import org.figtrace.figure.FigurePanel;
import org.figtrace.figure.Montage;
import org.figtrace.figure.PanelRenderer;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.render.ImagePoint;
import org.figtrace.render.Interpolation;
import org.figtrace.render.SliceView;
import org.figtrace.render.Window;
import org.figtrace.report.FigureLabel;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;

/** A whole figure of the phantom, left in target/phantom-figure.png to be looked at. */
class PhantomFigureTest {
    private static final HeadPhantom PHANTOM = new HeadPhantom();
    private static final Ellipsoid MASS = PHANTOM.massEllipsoid();
    private static final Actor READER = new Actor("Reader One", "Figtrace test");

    @Test
    void a_figure_of_the_mass_shows_it_on_the_left_of_the_picture_with_its_diameters() throws IOException {
        Volume head = new SliceSynthesis(PHANTOM, Acquisition.ct()).volume();
        Volume headMr = new SliceSynthesis(PHANTOM, Acquisition.mr()).volume();
        DrawnPanel ct = panel(Acquisition.ct(), head, "2A", Window.suitedTo(head));
        DrawnPanel bone = panel(Acquisition.ct(), head, "2B", Window.BONE);
        DrawnPanel mr = panel(Acquisition.mr(), headMr, "2C", Window.suitedTo(headMr));
        for (DrawnPanel p : List.of(ct, bone, mr)) {
            SliceView view = p.panel().view();
            // The patient's right is on the left of an axial or coronal picture.
            assertThat(view.toImage(MASS.centre()).x()).isLessThan(view.width() * 0.4);
            assertThat(p.drawn()).hasSize(2);
            assertThat(p.left()).isEmpty();
            ImagePoint end = view.toImage(p.drawn().get(0).geometry().points().get(0));
            assertThat(isYellow(p.picture(), end)).isTrue();
        }
        Path png = Path.of("target/phantom-figure.png");
        Files.createDirectories(png.getParent());
        BufferedImage figure = Montage.of(List.of(ct, bone, mr), 2, 6);
        FigureFile.write(png, figure, List.of(ct, bone, mr), "Figtrace test");
        assertThat(png).isNotEmptyFile();
        assertThat(FigureFile.manifestOf(png))
                .content()
                .contains(Acquisition.mr().seriesUid());
    }

    private static DrawnPanel panel(Acquisition a, Volume volume, String label, Window window) throws IOException {
        VolumeGeometry g = volume.geometry();
        AnnotatedStack stack = new AnnotatedStack(
                a.seriesUid(),
                Optional.of(PhantomDicom.FRAME_OF_REFERENCE_UID),
                g,
                volume.calibration(),
                OptionalDouble.of(a.sliceThicknessMm()),
                volume.references());
        double middle = MASS.centre().dot(g.normal());
        int slice = (int) Math.round(g.sliceIndexAt(middle));
        Ellipsoid.Section s = MASS.section(g.normal(), g.slicePosition(slice) - middle);
        Vector3 major = s.major().times(s.semiMajor());
        Vector3 minor = s.minor().times(s.semiMinor());
        Annotation diameters = annotation(
                stack,
                label,
                "",
                AnnotationKind.BIDIRECTIONAL,
                List.of(
                        s.centre().minus(major),
                        s.centre().plus(major),
                        s.centre().minus(minor),
                        s.centre().plus(minor)));
        // The edge of the bone in this slice.
        Vector3 edge = new SkullHole(PHANTOM)
                .rim(PHANTOM.outerTable()).stream()
                        .filter(p -> Math.abs(p.dot(g.normal()) - g.slicePosition(slice)) < 1)
                        .min((p, q) -> Double.compare(p.x(), q.x()))
                        .orElseThrow();
        Vector3 outward = edge.minus(HeadPhantom.HEAD_CENTRE);
        outward = outward.minus(g.normal().times(outward.dot(g.normal()))).normalized();
        Annotation arrow = annotation(
                stack, label, "bone edge", AnnotationKind.ARROW, List.of(edge.minus(outward.times(34)), edge));
        SliceView view = SliceView.fitted(g, slice, 720);
        DrawnPanel drawn = PanelRenderer.draw(new FigurePanel(
                FigureLabel.parse(label),
                stack,
                volume,
                view,
                window,
                Interpolation.BILINEAR,
                List.of(diameters, arrow)));
        assertThat(diameters.measurements().get(0).value()).isCloseTo(2 * s.semiMajor(), within(1e-9));
        return drawn;
    }

    private static Annotation annotation(
            AnnotatedStack stack, String label, String text, AnnotationKind kind, List<Vector3> points)
            throws AnnotationException {
        Drawing drawing = Drawing.of(
                AnnotationGeometry.of(kind, LengthUnit.MILLIMETRE, points), FigureLink.to(FigureLabel.parse(label)));
        return (text.isEmpty() ? drawing : drawing.withText(text))
                .on(stack, new UUID(1, points.hashCode()), READER, Instant.parse("2026-01-05T10:00:00Z"));
    }

    private static boolean isYellow(BufferedImage picture, ImagePoint p) {
        int rgb = picture.getRGB((int) p.x(), (int) p.y());
        return (rgb >> 16 & 0xff) > 180 && (rgb >> 8 & 0xff) > 170 && (rgb & 0xff) < 130;
    }
}
