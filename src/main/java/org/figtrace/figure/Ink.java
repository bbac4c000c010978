package org.figtrace.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Lines and text with a dark edge, so that they are read on bone as on air. */
final class Ink {
    /** Colours that readers with any colour vision tell apart (Okabe and Ito 2008, jfly.uni-koeln.de/color). */
    static final Color MEASURE = new Color(0xF0E442);

    static final Color POINTER = new Color(0x56B4E9);
    static final Color FURNITURE = Color.WHITE;
    private static final Color EDGE = new Color(0, 0, 0, 190);

    private final Graphics2D g;

    /** Thickness of a line in pixels; everything else is a multiple of it. */
    private final float line;

    Ink(Graphics2D g, float line) {
        this.g = g;
        this.line = line;
    }

    float line() {
        return line;
    }

    void stroke(Shape shape, Color colour) {
        g.setStroke(new BasicStroke(line + 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(EDGE);
        g.draw(shape);
        g.setStroke(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(colour);
        g.draw(shape);
    }

    void fill(Shape shape, Color colour) {
        g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(EDGE);
        g.draw(shape);
        g.setColor(colour);
        g.fill(shape);
    }

    /** The box that the text fills when its baseline starts at (0, 0). */
    Rectangle2D bounds(String text, Font font) {
        return font.createGlyphVector(g.getFontRenderContext(), text).getLogicalBounds();
    }

    /** Text whose baseline starts at (x, y). */
    void text(String text, Font font, double x, double y, Color colour) {
        Shape glyphs = font.createGlyphVector(g.getFontRenderContext(), text).getOutline();
        Shape placed = AffineTransform.getTranslateInstance(x, y).createTransformedShape(glyphs);
        g.setStroke(new BasicStroke(Math.max(2, line), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(EDGE);
        g.draw(placed);
        g.setColor(colour);
        g.fill(placed);
    }
}
