package org.figtrace.annotation;

/**
 * Who makes a change, and with which program.
 *
 * @param name a person, as the hospital or the system knows her
 * @param program name and version, "figtrace 0.1.0"
 */
public record Actor(String name, String program) {
    public Actor {
        if (name.isBlank() || program.isBlank()) {
            throw new IllegalArgumentException("a change needs an author and a program");
        }
    }
}
