package org.figtrace.measure.response;

/** A non-target lesion at a later date. */
public enum NonTargetFinding {
    /** Gone, or a node with a short axis below 10 mm. */
    ABSENT,
    PRESENT,
    /** A reader's judgement of the whole disease, not of a few millimetres (RECIST 1.1, section 4.3.4). */
    UNEQUIVOCAL_PROGRESSION,
    NOT_EVALUATED
}
