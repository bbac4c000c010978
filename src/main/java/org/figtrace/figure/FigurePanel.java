package org.figtrace.figure;

import java.util.List;
import java.util.Objects;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.render.Interpolation;
import org.figtrace.render.SliceView;
import org.figtrace.render.Window;
import org.figtrace.report.FigureLabel;
import org.figtrace.volume.Volume;

/**
 * What one panel of a figure shows.
 *
 * @param label "2A"; its letter is drawn on the panel
 * @param stack the series that the volume was read from
 * @param annotations drawn where they lie on the slice
 */
public record FigurePanel(
        FigureLabel label,
        AnnotatedStack stack,
        Volume volume,
        SliceView view,
        Window window,
        Interpolation interpolation,
        List<Annotation> annotations) {
    public FigurePanel {
        Objects.requireNonNull(label);
        Objects.requireNonNull(window);
        Objects.requireNonNull(interpolation);
        annotations = List.copyOf(annotations);
        if (!volume.geometry().sameGridAs(stack.geometry(), 1e-6)
                || !volume.geometry().sameGridAs(view.geometry(), 1e-6)) {
            throw new IllegalArgumentException("the volume, series and view of panel " + label + " are not one grid");
        }
        for (Annotation a : annotations) {
            if (a.geometry().unit() != volume.geometry().unit()) {
                throw new IllegalArgumentException("the " + a.kind() + " on panel " + label + " is in "
                        + a.geometry().unit().symbol() + ", its image in "
                        + volume.geometry().unit().symbol());
            }
        }
    }
}
