package org.figtrace.render;

/** A place on a picture in pixels: (0, 0) is the upper left corner of the first pixel, its centre is (0.5, 0.5). */
public record ImagePoint(double x, double y) {}
