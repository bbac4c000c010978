package org.figtrace.measure.pathology;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Mitoses counted in high-power fields, per ten fields and per square millimetre (Cree 2021, doi
 * 10.1038/s41379-021-00825-7). A count without the size of its fields is a range per mm2, from fields of 0.40 to 0.69 mm
 * diameter, which is how far microscopes differ (doi 10.1186/s12938-016-0301-z).
 *
 * @param field empty where the report does not give it
 */
public record MitoticCount(int mitoses, int fields, Optional<MicroscopeField> field) {
    public static final String DEFINITION =
            "mitoses / fields x 10 per 10 HPF; mitoses / (fields x field area) per mm2; without a field size the range"
                    + " from field diameters of 0.69 to 0.40 mm";
    public static final String SOURCE = "Cree 2021, doi 10.1038/s41379-021-00825-7";

    private static final MicroscopeField SMALLEST = MicroscopeField.ofDiameter(0.40);
    private static final MicroscopeField LARGEST = MicroscopeField.ofDiameter(0.69);

    /** Mitoses per mm2 of which the field size is not known. */
    public record Range(double low, double high) {}

    public MitoticCount {
        if (mitoses < 0 || fields < 1) {
            throw new IllegalArgumentException(mitoses + " mitoses in " + fields + " fields is no count");
        }
    }

    public double perTenFields() {
        return 10.0 * mitoses / fields;
    }

    /** Empty without a field size. */
    public OptionalDouble areaMm2() {
        return field.isPresent() ? OptionalDouble.of(fields * field.get().areaMm2()) : OptionalDouble.empty();
    }

    /** Empty without a field size; then {@link #perMm2Range} is what can be said. */
    public OptionalDouble perMm2() {
        return areaMm2().isPresent() ? OptionalDouble.of(mitoses / areaMm2().getAsDouble()) : OptionalDouble.empty();
    }

    /** Both ends are equal where the field size is known. */
    public Range perMm2Range() {
        return new Range(density(field.orElse(LARGEST)), density(field.orElse(SMALLEST)));
    }

    private double density(MicroscopeField f) {
        return mitoses / (fields * f.areaMm2());
    }

    /**
     * The exact interval of the mean number per mm2, were mitoses spread at random; a hot spot is chosen because they
     * are not. Empty without a field size.
     */
    public Optional<ConfidenceInterval> perMm2Interval(double level) {
        return field.map(f -> ConfidenceInterval.garwood(mitoses, level).times(1 / (fields * f.areaMm2())));
    }
}
