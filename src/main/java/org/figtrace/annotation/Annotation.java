package org.figtrace.annotation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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
        return changed(f -> f.state = newState);
    }

    /** Other words beside the same drawing; a draft again, as nobody has confirmed them. */
    public Annotation withWords(Optional<String> newText, Optional<String> newTitle, Optional<String> newNote) {
        return changed(f -> {
            f.text = newText;
            f.title = newTitle;
            f.note = newNote;
            f.state = AnnotationState.DRAFT;
        });
    }

    /** Other figure labels for the same drawing; a draft again. */
    public Annotation withLinks(List<FigureLink> newLinks) {
        return changed(f -> {
            f.links = newLinks;
            f.state = AnnotationState.DRAFT;
        });
    }

    /** The same drawing with other numbers; a draft again. */
    public Annotation withMeasurements(List<Measurement> newMeasurements) {
        return changed(f -> {
            f.measurements = newMeasurements;
            f.state = AnnotationState.DRAFT;
        });
    }

    /** The same annotation drawn anew: shape, images and numbers change together. A draft again. */
    public Annotation redrawn(Annotation drawing) {
        return changed(f -> {
            f.geometry = drawing.geometry;
            f.references = drawing.references;
            f.measurements = drawing.measurements;
            f.state = AnnotationState.DRAFT;
        });
    }

    /** As it is kept after a change: the next version, with the time of the change. */
    public Annotation stored(int newVersion, Instant when) {
        return changed(f -> {
            f.version = newVersion;
            f.modified = when;
        });
    }

    private Annotation changed(Consumer<Fields> change) {
        Fields fields = new Fields(this);
        change.accept(fields);
        return fields.annotation(this);
    }

    /** What of an annotation may change; its id, its author and when it was created never do. */
    private static final class Fields {
        private AnnotationGeometry geometry;
        private List<ImageReference> references;
        private Optional<String> text;
        private Optional<String> title;
        private Optional<String> note;
        private List<Measurement> measurements;
        private List<FigureLink> links;
        private AnnotationState state;
        private Instant modified;
        private int version;

        Fields(Annotation a) {
            geometry = a.geometry;
            references = a.references;
            text = a.text;
            title = a.title;
            note = a.note;
            measurements = a.measurements;
            links = a.links;
            state = a.state;
            modified = a.modified;
            version = a.version;
        }

        Annotation annotation(Annotation before) {
            return new Annotation(
                    before.id,
                    geometry,
                    references,
                    text,
                    title,
                    note,
                    measurements,
                    links,
                    state,
                    before.author,
                    before.created,
                    modified,
                    version);
        }
    }
}
