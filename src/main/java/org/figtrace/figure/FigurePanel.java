package org.figtrace.figure;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.geometry.VolumeGeometry;
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

    /**
     * The whole slice on which most of the annotations lie, in a window suited to the volume.
     *
     * @param longerSide pixels of the longer side of the picture
     * @throws IllegalArgumentException if none of the annotations has points, so that none tells the slice
     */
    public static FigurePanel showing(
            FigureLabel label, AnnotatedStack stack, Volume volume, List<Annotation> annotations, int longerSide) {
        VolumeGeometry g = volume.geometry();
        int[] votes = new int[g.slices()];
        int best = 0;
        for (Annotation a : annotations) {
            OptionalDouble position = a.geometry().points().stream()
                    .mapToDouble(p -> p.dot(g.normal()))
                    .average();
            if (position.isPresent()) {
                long slice = Math.round(g.sliceIndexAt(position.getAsDouble()));
                votes[(int) Math.max(0, Math.min(votes.length - 1, slice))]++;
            }
        }
        for (int k = 1; k < votes.length; k++) {
            best = votes[k] > votes[best] ? k : best;
        }
        if (votes[best] == 0) {
            throw new IllegalArgumentException("no annotation of panel " + label + " has a point to find its slice by");
        }
        return new FigurePanel(
                label,
                stack,
                volume,
                SliceView.fitted(g, best, longerSide),
                Window.suitedTo(volume),
                Interpolation.BILINEAR,
                annotations);
    }
}
