package org.figtrace.imagej;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The length units that ImageJ writes in a {@link ij.measure.Calibration}, in millimetres. */
final class ImageJLength {
    private static final Map<String, Double> MM = Map.ofEntries(
            Map.entry("mm", 1.0),
            Map.entry("millimeter", 1.0),
            Map.entry("millimetre", 1.0),
            Map.entry("cm", 10.0),
            Map.entry("centimeter", 10.0),
            Map.entry("centimetre", 10.0),
            Map.entry("m", 1000.0),
            Map.entry("meter", 1000.0),
            Map.entry("metre", 1000.0),
            Map.entry("um", 1e-3),
            Map.entry("\u00b5m", 1e-3), // micro sign, what ImageJ makes of "um"
            Map.entry("\u03bcm", 1e-3), // Greek mu
            Map.entry("micron", 1e-3),
            Map.entry("micrometer", 1e-3),
            Map.entry("nm", 1e-6),
            Map.entry("nanometer", 1e-6),
            Map.entry("inch", 25.4),
            Map.entry("inche", 25.4), // "inches" without its s
            Map.entry("in", 25.4));

    private ImageJLength() {}

    /** Whether the unit says that nothing is known: "pixel", as ImageJ writes it. */
    static boolean isPixel(String unit) {
        String u = unit.strip().toLowerCase(Locale.ROOT);
        return u.isEmpty() || u.equals("pixel") || u.equals("pixels") || u.equals("px") || u.equals("voxel");
    }

    /** Millimetres of one such unit; empty for a word that is no length known here. */
    static OptionalDouble millimetres(String unit) {
        String u = unit.strip().toLowerCase(Locale.ROOT);
        Double mm = MM.get(u);
        if (mm == null && u.endsWith("s")) {
            mm = MM.get(u.substring(0, u.length() - 1));
        }
        return mm == null ? OptionalDouble.empty() : OptionalDouble.of(mm);
    }
}
