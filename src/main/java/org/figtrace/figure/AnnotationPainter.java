package org.figtrace.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.figtrace.annotation.Annotation;
import org.figtrace.render.ImagePoint;
import org.figtrace.render.SliceView;

/** Draws annotations, projected on the slice, with the numbers that they carry; it measures nothing itself. */
final class AnnotationPainter {
    private final Ink ink;
    private final Font font;
    private final SliceView view;

    AnnotationPainter(Ink ink, Font font, SliceView view) {
        this.ink = ink;
        this.font = font;
        this.view = view;
    }

    void paint(Annotation annotation) {
        List<ImagePoint> p =
                annotation.geometry().points().stream().map(view::toImage).toList();
        switch (annotation.kind()) {
            case LENGTH -> paintAxis(p.get(0), p.get(1));
            case BIDIRECTIONAL -> {
                paintAxis(p.get(0), p.get(1));
                paintAxis(p.get(2), p.get(3));
            }
            case ARROW -> paintArrow(p.get(0), p.get(1));
            case POINT -> paintCross(p.get(0));
            case ELLIPSE -> paintEllipse(p);
            case POLYGON -> paintOutline(p);
            case TEXT -> {
                // The words themselves are the drawing.
            }
            case MASK -> throw new IllegalArgumentException("a mask has no points to draw");
        }
        words(annotation).ifPresent(w -> paintWords(w, anchor(annotation, p), colour(annotation)));
    }

    private static Color colour(Annotation annotation) {
        return switch (annotation.kind()) {
            case ARROW, POINT, TEXT -> Ink.POINTER;
            default -> Ink.MEASURE;
        };
    }

    /** Its own text, else its lengths and areas as measured: "60.8 x 40.8 mm". */
    private static Optional<String> words(Annotation annotation) {
        if (annotation.text().isPresent()) {
            return annotation.text();
        }
        String unit = annotation.measurements().isEmpty()
                ? ""
                : annotation.measurements().get(0).unit();
        String numbers = annotation.measurements().stream()
                .filter(m -> m.unit().equals(unit))
                .limit(2)
                .map(m -> String.format(Locale.ROOT, "%.1f", m.value()))
                .collect(Collectors.joining(" \u00d7 "));
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers + " " + unit);
    }

    /** Where the words start: at the tail of an arrow, which is away from what it points at, else at the lowest end. */
    private static ImagePoint anchor(Annotation annotation, List<ImagePoint> points) {
        return switch (annotation.kind()) {
            case ARROW, POINT, TEXT -> points.get(0);
            default -> points.stream().reduce((a, b) -> b.y() > a.y() ? b : a).orElseThrow();
        };
    }

    /** Beside the anchor, kept inside the picture. */
    private void paintWords(String words, ImagePoint anchor, Color colour) {
        Rectangle2D box = ink.bounds(words, font);
        double gap = 3 * ink.line();
        double x = Math.max(gap, Math.min(view.width() - gap - box.getWidth(), anchor.x() + gap));
        double y = Math.max(
                gap + box.getHeight(), Math.min(view.height() - gap - box.getHeight(), anchor.y() + gap - box.getY()));
        ink.text(words, font, x, y, colour);
    }

    /** A line with a short bar across each end, which marks the end point better than the line itself. */
    private void paintAxis(ImagePoint from, ImagePoint to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        ink.stroke(new Line2D.Double(from.x(), from.y(), to.x(), to.y()), Ink.MEASURE);
        if (length > 0) {
            double bar = 3 * ink.line() / length;
            double dx = -(to.y() - from.y()) * bar;
            double dy = (to.x() - from.x()) * bar;
            ink.stroke(new Line2D.Double(from.x() - dx, from.y() - dy, from.x() + dx, from.y() + dy), Ink.MEASURE);
            ink.stroke(new Line2D.Double(to.x() - dx, to.y() - dy, to.x() + dx, to.y() + dy), Ink.MEASURE);
        }
    }

    /** From tail to tip; the head ends exactly at the tip. */
    private void paintArrow(ImagePoint tail, ImagePoint tip) {
        double angle = Math.atan2(tip.y() - tail.y(), tip.x() - tail.x());
        double length = Math.hypot(tip.x() - tail.x(), tip.y() - tail.y());
        double head = 8 * ink.line();
        AffineTransform atTip = AffineTransform.getTranslateInstance(tip.x(), tip.y());
        atTip.rotate(angle);
        double neck = Math.min(length, head * 0.8);
        ink.stroke(atTip.createTransformedShape(new Line2D.Double(-length, 0, -neck, 0)), Ink.POINTER);
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(0, 0);
        triangle.lineTo(-head, head * 0.45);
        triangle.lineTo(-head, -head * 0.45);
        triangle.closePath();
        ink.fill(atTip.createTransformedShape(triangle), Ink.POINTER);
    }

    private void paintCross(ImagePoint p) {
        double arm = 4 * ink.line();
        ink.stroke(new Line2D.Double(p.x() - arm, p.y(), p.x() + arm, p.y()), Ink.POINTER);
        ink.stroke(new Line2D.Double(p.x(), p.y() - arm, p.x(), p.y() + arm), Ink.POINTER);
    }

    private void paintOutline(List<ImagePoint> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.stream().skip(1).forEach(p -> path.lineTo(p.x(), p.y()));
        path.closePath();
        ink.stroke(path, Ink.MEASURE);
    }

    /** Ends of the major, then of the minor axis (PS3.3 C.18.6.1.2); the circle is carried onto them. */
    private void paintEllipse(List<ImagePoint> p) {
        double middleX = (p.get(0).x() + p.get(1).x()) / 2;
        double middleY = (p.get(0).y() + p.get(1).y()) / 2;
        AffineTransform axes = new AffineTransform(
                p.get(1).x() - middleX,
                p.get(1).y() - middleY,
                (p.get(3).x() - p.get(2).x()) / 2,
                (p.get(3).y() - p.get(2).y()) / 2,
                middleX,
                middleY);
        ink.stroke(axes.createTransformedShape(new Ellipse2D.Double(-1, -1, 2, 2)), Ink.MEASURE);
    }
}
