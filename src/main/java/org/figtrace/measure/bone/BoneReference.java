package org.figtrace.measure.bone;

/** What the bone of the lesion is compared with. */
public enum BoneReference {
    /** The same region mirrored across the mid-sagittal plane. */
    MIRROR("mirror"),
    /** The shell of the skull closed over the hole from the bone around it. */
    CLOSED("closed"),
    /** A region that the reader draws. */
    DRAWN("drawn");

    private final String word;

    BoneReference(String word) {
        this.word = word;
    }

    /** The word on the command line and in files. */
    public String word() {
        return word;
    }
}
