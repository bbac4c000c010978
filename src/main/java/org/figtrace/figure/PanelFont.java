package org.figtrace.figure;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/**
 * The letters on panels. Java draws text, without a display too, only where the machine has a font; on a bare Linux that
 * is {@code fontconfig} and, for example, {@code fonts-dejavu-core}.
 */
final class PanelFont {
    private PanelFont() {}

    /**
     * The logical sans serif font.
     *
     * @throws FigureException if this machine cannot draw text at all
     */
    static Font sansSerif(int style, float size) throws FigureException {
        try {
            Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
            font.getLineMetrics("A", new FontRenderContext(null, true, true));
            return font;
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            // The JDK reports a missing fontconfig, FreeType or font by any of these.
            throw new FigureException(
                    "fonts",
                    "this machine has no font to draw panel letters with; install fontconfig and a font"
                            + " (Debian: fontconfig fonts-dejavu-core)",
                    noFonts);
        }
    }
}
