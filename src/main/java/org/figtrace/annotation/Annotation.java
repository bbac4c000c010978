package org.figtrace.annotation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a reader drew on images, what it measures, and which panels of the report it belongs to. An annotation never
 * reaches into a window or a file: it can be read, compared and exported without either.
 *
 * @param references the images it lies on, in slice order; empty where the pixels did not come from DICOM
 * @param text what is written beside the drawing; required for {@link AnnotationKind#TEXT}
 * @param links one or more
 * @param author who drew it first; who changed it since is in the history
 * @param version 1 when drawn; one more with every stored change
 */
public record Annotation(
        UUID id,
        AnnotationGeometry geometry,
        List<ImageReference> references,
        Optional<String> text,
        Optional<String> title,
        Optional<String> note,
        List<Measurement> measurements,
        List<FigureLink> links,
        AnnotationState state,
        String author,
        Instant created,
        Instant modified,
        int version) {
    public Annotation {
        Objects.requireNonNull(id);
        Objects.requireNonNull(geometry);
        Objects.requireNonNull(text);
        Objects.requireNonNull(title);
        Objects.requireNonNull(note);
        Objects.requireNonNull(state);
        references = List.copyOf(references);
        measurements = List.copyOf(measurements);
        links = List.copyOf(links);
        if (links.isEmpty()) {
            throw new IllegalArgumentException("an annotation belongs to at least one figure label");
        }
        if (links.stream().distinct().count() < links.size()) {
            throw new IllegalArgumentException("an annotation names each figure label once: " + links);
        }
        if (geometry.kind() == AnnotationKind.TEXT
                && text.filter(t -> !t.isBlank()).isEmpty()) {
            throw new IllegalArgumentException("a text annotation needs its text");
        }
        if (author.isBlank()) {
            throw new IllegalArgumentException("an annotation needs an author");
        }
        if (modified.isBefore(created)) {
            throw new IllegalArgumentException("modified " + modified + " before it was created " + created);
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1, not " + version);
        }
    }

    public AnnotationKind kind() {
        return geometry.kind();
    }

    public Annotation withState(AnnotationState newState) {
        return new Annotation(
                id,
                geometry,
                references,
                text,
                title,
                note,
                measurements,
                links,
                newState,
                author,
                created,
                modified,
                version);
    }

    /** Other words beside the same drawing; a draft again, as nobody has confirmed them. */
    public Annotation withWords(Optional<String> newText, Optional<String> newTitle, Optional<String> newNote) {
        return new Annotation(
                id,
                geometry,
                references,
                newText,
                newTitle,
                newNote,
                measurements,
                links,
                AnnotationState.DRAFT,
                author,
                created,
                modified,
                version);
    }

    /** Other figure labels for the same drawing; a draft again. */
    public Annotation withLinks(List<FigureLink> newLinks) {
        return new Annotation(
                id,
                geometry,
                references,
                text,
                title,
                note,
                measurements,
                newLinks,
                AnnotationState.DRAFT,
                author,
                created,
                modified,
                version);
    }

    /** The same drawing with other numbers; a draft again. */
    public Annotation withMeasurements(List<Measurement> newMeasurements) {
        return new Annotation(
                id,
                geometry,
                references,
                text,
                title,
                note,
                newMeasurements,
                links,
                AnnotationState.DRAFT,
                author,
                created,
                modified,
                version);
    }

    /** The same annotation drawn anew: shape, images and numbers change together. A draft again. */
    public Annotation redrawn(Annotation drawing) {
        return new Annotation(
                id,
                drawing.geometry,
                drawing.references,
                text,
                title,
                note,
                drawing.measurements,
                links,
                AnnotationState.DRAFT,
                author,
                created,
                modified,
                version);
    }

    /** As it is kept after a change: the next version, with the time of the change. */
    public Annotation stored(int newVersion, Instant when) {
        return new Annotation(
                id,
                geometry,
                references,
                text,
                title,
                note,
                measurements,
                links,
                state,
                author,
                created,
                when,
                newVersion);
    }
}
