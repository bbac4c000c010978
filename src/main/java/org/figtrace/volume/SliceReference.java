package org.figtrace.volume;

/** Which stored image a slice came from. The frame counts from 1 as DICOM does; a single-frame image is frame 1. */
public record SliceReference(String sopClassUid, String sopInstanceUid, int frame) {
    public SliceReference {
        if (frame < 1) {
            throw new IllegalArgumentException("frames count from 1, not " + frame);
        }
    }
}
