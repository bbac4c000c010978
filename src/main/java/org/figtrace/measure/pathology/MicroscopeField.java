package org.figtrace.measure.pathology;

import java.util.OptionalDouble;

/**
 * The field of view of a microscope, a circle on the specimen.
 *
 * @param fieldNumberMm engraved on the eyepiece; empty where the diameter was measured with a stage micrometer
 * @param objective magnification, 40 for 40x
 */
public record MicroscopeField(double diameterMm, OptionalDouble fieldNumberMm, OptionalDouble objective) {
    public static final String DEFINITION = "field area = pi (field number / objective / 2)^2";

    public MicroscopeField {
        positive("field diameter", diameterMm);
    }

    /** Field number 22 at 40x: 0.55 mm. A tube lens other than 1x changes it and is not known here. */
    public static MicroscopeField of(double fieldNumberMm, double objective) {
        positive("field number", fieldNumberMm);
        positive("objective", objective);
        return new MicroscopeField(
                fieldNumberMm / objective, OptionalDouble.of(fieldNumberMm), OptionalDouble.of(objective));
    }

    public static MicroscopeField ofDiameter(double mm) {
        return new MicroscopeField(mm, OptionalDouble.empty(), OptionalDouble.empty());
    }

    public double areaMm2() {
        return Math.PI * (diameterMm / 2) * (diameterMm / 2);
    }

    private static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + what + " is a number above 0, not " + value);
        }
    }
}
