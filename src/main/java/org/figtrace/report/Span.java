package org.figtrace.report;

/**
 * A stretch of {@link Report#text()}: character offsets, end exclusive, so that {@code text.substring(start, end)} is
 * what the report really says there, with its line breaks.
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a stretch of text: " + start + " to " + end);
        }
    }
}
