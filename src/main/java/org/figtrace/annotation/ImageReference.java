package org.figtrace.annotation;

import java.util.Optional;

/** One image that an annotation lies on. The frame counts from 1 as DICOM does; a single-frame image is frame 1. */
public record ImageReference(
        String seriesInstanceUid,
        String sopInstanceUid,
        String sopClassUid,
        int frame,
        Optional<String> frameOfReferenceUid) {
    public ImageReference {
        if (seriesInstanceUid.isBlank() || sopInstanceUid.isBlank() || sopClassUid.isBlank()) {
            throw new IllegalArgumentException("an image reference needs the UIDs of its series, class and instance");
        }
        if (frame < 1) {
            throw new IllegalArgumentException("frames count from 1, not " + frame);
        }
    }
}
