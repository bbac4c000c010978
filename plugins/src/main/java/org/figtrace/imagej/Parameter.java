package org.figtrace.imagej;

import ij.Macro;
import java.util.List;

/**
 * One option of a plug-in, from which its dialog field, its macro key and its parser are made. ImageJ takes the first
 * word of a label, in lower case, as the key.
 *
 * @param choices of a list; empty for free text
 * @param initial what the dialog starts with and what a macro gets that leaves the key out
 */
record Parameter(String label, Kind kind, List<String> choices, String initial) {
    enum Kind {
        TEXT,
        /** A folder. */
        PATH,
        FILE,
        CHOICE
    }

    Parameter {
        choices = List.copyOf(choices);
    }

    static Parameter text(String label, String initial) {
        return new Parameter(label, Kind.TEXT, List.of(), initial);
    }

    static Parameter path(String label, String initial) {
        return new Parameter(label, Kind.PATH, List.of(), initial);
    }

    static Parameter file(String label, String initial) {
        return new Parameter(label, Kind.FILE, List.of(), initial);
    }

    /** A macro may give values beyond the choices, which the plug-in then judges. */
    static Parameter choice(String label, List<String> choices, String initial) {
        return new Parameter(label, Kind.CHOICE, choices, initial);
    }

    String key() {
        return Macro.trimKey(label);
    }
}
