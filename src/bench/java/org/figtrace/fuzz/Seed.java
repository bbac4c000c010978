package org.figtrace.fuzz;

/** A sound file to begin with. */
record Seed(Target target, String name, byte[] bytes) {}
