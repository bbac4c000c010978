package org.figtrace.segment;

/** What was drawn cannot start a segmentation; the message is one sentence for the reader. */
public final class SegmentationException extends Exception {
    private static final long serialVersionUID = 1L;

    public SegmentationException(String problem) {
        super(problem);
    }
}
