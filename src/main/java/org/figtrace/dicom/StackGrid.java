package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames that could be slices of one stack, and what they have in common. */
final class StackGrid {
    final ImageFrame first;
    final Optional<Orientation> orientation;
    final boolean positioned;
    final InPlaneSpacing spacing;
    final String frameOfReference;
    final String stackId;
    final List<ImageFrame> frames = new ArrayList<>();

    StackGrid(ImageFrame first) {
        this.first = first;
        this.orientation = first.orientation();
        this.positioned = first.position().isPresent();
        this.spacing = InPlaneSpacing.of(first);
        this.frameOfReference =
                first.image().dataSet().string(Tag.FrameOfReferenceUID).orElse("");
        this.stackId = first.stackId();
    }

    boolean agreesWith(StackGrid other) {
        return first.rows() == other.first.rows()
                && first.columns() == other.first.columns()
                && agreesButForSizeWith(other);
    }

    boolean agreesButForSizeWith(StackGrid other) {
        return positioned == other.positioned
                && first.isLocalizer() == other.first.isLocalizer()
                && first.isColour() == other.first.isColour()
                && first.modality().equals(other.first.modality())
                && frameOfReference.equals(other.frameOfReference)
                && stackId.equals(other.stackId)
                && spacing.agreesWith(other.spacing)
                && orientation.isPresent() == other.orientation.isPresent()
                && (orientation.isEmpty() || orientation.get().agreesWith(other.orientation.get()));
    }
}
