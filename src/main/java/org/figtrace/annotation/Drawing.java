package org.figtrace.annotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.volume.Mask;

/**
 * What a reader hands over when she has drawn something: shape, figure labels and words. Put on images it becomes an
 * {@link Annotation} with its references and its geometric measurements.
 */
public record Drawing(
        AnnotationGeometry geometry,
        List<FigureLink> links,
        Optional<String> text,
        Optional<String> title,
        Optional<String> note) {
    public Drawing {
        links = List.copyOf(links);
    }

    public static Drawing of(AnnotationGeometry geometry, FigureLink... links) {
        return new Drawing(geometry, List.of(links), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Drawing withText(String words) {
        return new Drawing(geometry, links, Optional.of(words), title, note);
    }

    public Drawing withTitle(String words) {
        return new Drawing(geometry, links, text, Optional.of(words), note);
    }

    public Drawing withNote(String words) {
        return new Drawing(geometry, links, text, title, Optional.of(words));
    }

    /**
     * The annotation, a draft in version 1, measured by the formula of its kind.
     *
     * @throws AnnotationException if it does not lie on the images, is in another unit, or cannot be measured
     */
    public Annotation on(AnnotatedStack stack, UUID id, Actor reader, Instant when) throws AnnotationException {
        if (geometry.kind() == AnnotationKind.MASK) {
            throw new AnnotationException(
                    stack.seriesInstanceUid(), "a mask annotation needs the mask itself to know its images");
        }
        return annotation(
                id, stack.referencesOf(geometry), GeometricMeasurements.of(geometry, stack, reader), reader, when);
    }

    /**
     * The annotation of a stored mask, with measurements that were taken from it elsewhere.
     *
     * @throws AnnotationException if the mask is empty or lies on another grid than the images
     */
    public Annotation on(
            AnnotatedStack stack, Mask mask, List<Measurement> measured, UUID id, Actor reader, Instant when)
            throws AnnotationException {
        if (geometry.kind() != AnnotationKind.MASK) {
            throw new AnnotationException(
                    stack.seriesInstanceUid(),
                    geometry.kind().withArticle() + " annotation is made of points, not a mask");
        }
        return annotation(id, stack.referencesOf(mask), measured, reader, when);
    }

    private Annotation annotation(
            UUID id, List<ImageReference> references, List<Measurement> measured, Actor reader, Instant when) {
        Instant created = when.truncatedTo(ChronoUnit.MILLIS);
        return new Annotation(
                id,
                geometry,
                references,
                text,
                title,
                note,
                measured,
                links,
                AnnotationState.DRAFT,
                reader.name(),
                created,
                created,
                1);
    }
}
