package org.figtrace.figure;

import java.awt.image.BufferedImage;
import java.util.List;
import org.figtrace.annotation.Annotation;

/**
 * A panel as a picture.
 *
 * @param drawn the annotations that are on the picture
 * @param left those that are not: they lie off the slice or in another frame of reference, or are a mask
 */
public record DrawnPanel(FigurePanel panel, BufferedImage picture, List<Annotation> drawn, List<Annotation> left) {
    public DrawnPanel {
        drawn = List.copyOf(drawn);
        left = List.copyOf(left);
    }
}
