package org.figtrace.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A numbered figure with its caption and panels.
 *
 * @param number "2" or "S1"
 * @param caption the whole caption on one line; empty when the report only cites the figure
 * @param captionSpans where the caption stands in the report, one span per torn-off piece
 * @param modality of the whole figure, only where it has no panels and the words tell it
 * @param pointers those of the caption that are not tied to a panel
 * @param mentions sentences that cite the figure by its number alone
 */
public record Figure(
        String number,
        String caption,
        List<Span> captionSpans,
        Optional<Modality> modality,
        List<Panel> panels,
        List<Pointer> pointers,
        List<Mention> mentions) {
    public Figure {
        Objects.requireNonNull(number);
        Objects.requireNonNull(caption);
        Objects.requireNonNull(modality);
        captionSpans = List.copyOf(captionSpans);
        panels = List.copyOf(panels);
        pointers = List.copyOf(pointers);
        mentions = List.copyOf(mentions);
    }

    /** The panels' labels, or the number alone for a figure without panels. */
    public List<FigureLabel> labels() {
        return panels.isEmpty()
                ? List.of(new FigureLabel(number, ""))
                : panels.stream().map(Panel::label).toList();
    }
}
