package org.figtrace.volume;

/**
 * Where a volume's millimetres and values come from, in words a reader can check, for example spacing
 * "PixelSpacing (0028,0030), ImagePositionPatient (0020,0032)" and value "RescaleSlope/Intercept per slice, CT".
 */
public record Calibration(String spacingSource, String valueSource) {}
