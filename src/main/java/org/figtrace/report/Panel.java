package org.figtrace.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One lettered picture of a figure.
 *
 * @param caption the part of the figure's caption that speaks of this panel; empty when no caption names it
 * @param modality how the picture was made, only where the words tell it
 * @param reconstruction3d whether the words call it a 3D reconstruction or volume rendering
 * @param mentions sentences that cite this very panel
 */
public record Panel(
        FigureLabel label,
        String caption,
        Optional<Modality> modality,
        boolean reconstruction3d,
        List<Pointer> pointers,
        List<Mention> mentions) {
    public Panel {
        Objects.requireNonNull(caption);
        Objects.requireNonNull(modality);
        if (label.panel().isEmpty()) {
            throw new IllegalArgumentException("a panel has a letter, not only a number: " + label);
        }
        pointers = List.copyOf(pointers);
        mentions = List.copyOf(mentions);
    }
}
