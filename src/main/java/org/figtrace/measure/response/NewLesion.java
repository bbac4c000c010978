package org.figtrace.measure.response;

/** Whether a date shows a lesion that baseline did not. */
public enum NewLesion {
    NONE,
    /** May be something else: not progression until a later date confirms it, which is then dated back. */
    EQUIVOCAL,
    UNEQUIVOCAL
}
