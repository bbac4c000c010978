package org.figtrace.measure;

/**
 * One number of a result as a table shows it.
 *
 * @param unit "mm", "mm2", "mm3", "px", a value unit, or "1" for a ratio (UCUM)
 * @param definition what exactly was computed, with its source
 */
public record Quantity(String name, double value, String unit, String definition) {}
