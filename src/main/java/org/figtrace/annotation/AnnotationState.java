package org.figtrace.annotation;

import java.util.Locale;

/** How far an annotation has come: drawn, finished by its reader, or confirmed by a second look. */
public enum AnnotationState {
    DRAFT,
    FINAL,
    VERIFIED;

    /** The name used on the command line and in files, "draft". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the text is none of draft, final, verified */
    public static AnnotationState parse(String text) {
        for (AnnotationState state : values()) {
            if (state.toString().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("not an annotation state: \"" + text + "\" (draft, final or verified)");
    }
}
