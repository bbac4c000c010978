package org.figtrace.report;

import java.util.Objects;

/**
 * A sign drawn on a picture and what the report says it points at.
 *
 * @param phrase the sign as written: "bottom arrow", "white arrowheads", "*"
 * @param target what it points at as written: "occipital artery"; empty where the words do not say it
 * @param span where the sign is named
 */
public record Pointer(String phrase, String target, Span span) {
    public Pointer {
        Objects.requireNonNull(phrase);
        Objects.requireNonNull(target);
        Objects.requireNonNull(span);
    }
}
