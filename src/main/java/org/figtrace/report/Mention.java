package org.figtrace.report;

import java.util.Objects;

/** A sentence that cites a figure or a panel. */
public record Mention(String text, Span span) {
    public Mention {
        Objects.requireNonNull(text);
        Objects.requireNonNull(span);
    }
}
