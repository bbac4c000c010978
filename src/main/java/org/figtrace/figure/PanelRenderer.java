package org.figtrace.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.figtrace.annotation.Annotation;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.render.GreyImage;
import org.figtrace.render.PatientDirection;
import org.figtrace.render.SliceRenderer;
import org.figtrace.render.SliceView;

/**
 * Draws a panel: the slice, the annotations that lie on it, the panel letter, the directions in the patient and a scale
 * bar. An image without a spacing gets neither directions nor a bar.
 */
public final class PanelRenderer {
    private PanelRenderer() {}

    /**
     * @return the picture, as large as the panel's view, and which annotations are on it
     * @throws FigureException if this machine has no fonts
     */
    public static DrawnPanel draw(FigurePanel panel) throws FigureException {
        SliceView view = panel.view();
        BufferedImage picture = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
        paintSlice(panel, picture);
        List<Annotation> drawn = new ArrayList<>();
        List<Annotation> left = new ArrayList<>();
        Graphics2D g = picture.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            int side = Math.min(view.width(), view.height());
            Ink ink = new Ink(g, Math.max(1.5f, side / 300f));
            Font small = PanelFont.sansSerif(Font.BOLD, Math.max(10, side / 26f));
            AnnotationPainter painter = new AnnotationPainter(ink, small, view);
            for (Annotation a : panel.annotations()) {
                if (liesOn(a, panel)) {
                    painter.paint(a);
                    drawn.add(a);
                } else {
                    left.add(a);
                }
            }
            if (view.geometry().isCalibrated()) {
                paintDirections(ink, small, view);
                paintScaleBar(ink, small, view);
            }
            Font letter = PanelFont.sansSerif(Font.BOLD, Math.max(14, side / 14f));
            paintLetter(ink, letter, panel.label().panel());
        } finally {
            g.dispose();
        }
        return new DrawnPanel(panel, picture, drawn, left);
    }

    private static void paintSlice(FigurePanel panel, BufferedImage picture) {
        GreyImage grey = SliceRenderer.render(panel.volume(), panel.view(), panel.window(), panel.interpolation());
        int[] row = new int[grey.width()];
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = grey.grey(x, y) * 0x010101;
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    /**
     * Whether every point is within half a slice of the panel's slice, in the same series or the same frame of
     * reference.
     */
    private static boolean liesOn(Annotation annotation, FigurePanel panel) {
        List<Vector3> points = annotation.geometry().points();
        boolean sameSpace = annotation.references().stream()
                .anyMatch(r -> r.seriesInstanceUid().equals(panel.stack().seriesInstanceUid())
                        || r.frameOfReferenceUid().isPresent()
                                && r.frameOfReferenceUid().equals(panel.stack().frameOfReferenceUid()));
        SliceView view = panel.view();
        VolumeGeometry g = view.geometry();
        // A single slice has no neighbours to be told from; one unit of its geometry stands for half its extent.
        double half = g.sliceExtent(view.slice()).orElse(2) / 2 + 1e-6;
        return !points.isEmpty()
                && (sameSpace || annotation.references().isEmpty())
                && points.stream().allMatch(p -> Math.abs(view.distanceFromSlice(p)) <= half);
    }

    private static void paintDirections(Ink ink, Font font, SliceView view) {
        VolumeGeometry g = view.geometry();
        double margin = 3 * ink.line();
        double middleX = view.width() / 2.0;
        double middleY = view.height() / 2.0;
        String left = PatientDirection.letters(g.rowDirection().times(-1));
        String right = PatientDirection.letters(g.rowDirection());
        String top = PatientDirection.letters(g.columnDirection().times(-1));
        String bottom = PatientDirection.letters(g.columnDirection());
        double cap = capHeight(font);
        ink.text(left, font, margin, middleY + cap / 2, Ink.FURNITURE);
        ink.text(
                right,
                font,
                view.width() - margin - ink.bounds(right, font).getWidth(),
                middleY + cap / 2,
                Ink.FURNITURE);
        ink.text(top, font, middleX - ink.bounds(top, font).getWidth() / 2, margin + cap, Ink.FURNITURE);
        ink.text(
                bottom, font, middleX - ink.bounds(bottom, font).getWidth() / 2, view.height() - margin, Ink.FURNITURE);
    }

    private static void paintScaleBar(Ink ink, Font font, SliceView view) {
        ScaleBar bar = ScaleBar.fitting(view.width(), view.pixelSize());
        double margin = 5 * ink.line();
        double right = view.width() - margin;
        double y = view.height() - margin;
        double tick = 2.5 * ink.line();
        Path2D path = new Path2D.Double();
        path.moveTo(right - bar.pixels(), y - tick);
        path.lineTo(right - bar.pixels(), y);
        path.lineTo(right, y);
        path.lineTo(right, y - tick);
        ink.stroke(path, Ink.FURNITURE);
        Rectangle2D text = ink.bounds(bar.label(), font);
        ink.text(
                bar.label(),
                font,
                right - bar.pixels() / 2 - text.getWidth() / 2,
                y - tick - ink.line(),
                Ink.FURNITURE);
    }

    private static void paintLetter(Ink ink, Font font, String letter) {
        if (!letter.isEmpty()) {
            double margin = 4 * ink.line();
            ink.text(letter, font, margin, margin + capHeight(font), Ink.FURNITURE);
        }
    }

    /** Height of a capital: 0.73 em in DejaVu Sans, and close to it in other sans serif fonts. */
    private static double capHeight(Font font) {
        return 0.73 * font.getSize2D();
    }
}
