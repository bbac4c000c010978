package org.figtrace.imagej;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.figtrace.measure.pathology.MicroscopeField;

/**
 * What Count Mitoses is told.
 *
 * @param figureLabel names row and points, e.g. "4A"; empty for none
 * @param counter of the multi-point tool that was used for mitoses; empty for all points
 * @param fields high-power fields that were looked through
 * @param field empty where its size is not known
 */
record MitosesOptions(Optional<String> figureLabel, OptionalInt counter, int fields, Optional<MicroscopeField> field) {
    static final String TITLE = "Count Mitoses";
    /** ImageJ's multi-point tool has this many counters. */
    private static final int COUNTERS = 100;

    static final ParameterList PARAMETERS = new ParameterList(
            TITLE,
            List.of(
                    Parameter.text("Figure label (e.g. 4A)", ""),
                    Parameter.text("Counter (empty for all points)", ""),
                    Parameter.text("Fields looked through", "10"),
                    Parameter.text("Eyepiece field number (mm)", ""),
                    Parameter.text("Objective", ""),
                    Parameter.text("Diameter of a field (mm)", "")));

    /** @throws ImageException for a number that is none, and a field that is said twice or by half */
    static MitosesOptions of(Map<String, String> values) throws ImageException {
        OptionalDouble number = Values.number(TITLE, "eyepiece", values.get("eyepiece"));
        OptionalDouble objective = Values.number(TITLE, "objective", values.get("objective"));
        OptionalDouble diameter = Values.number(TITLE, "diameter", values.get("diameter"));
        if (number.isPresent() != objective.isPresent() || number.isPresent() && diameter.isPresent()) {
            throw new ImageException(TITLE, "a field is said by eyepiece= with objective=, or by diameter= alone");
        }
        int fields = Values.count(TITLE, "fields", values.get("fields"));
        if (fields < 1) {
            throw new ImageException(TITLE, "fields=" + fields + "; at least one field was looked through");
        }
        Optional<MicroscopeField> field = number.isEmpty() && diameter.isEmpty()
                ? Optional.empty()
                : Optional.of(Values.checked(
                        TITLE,
                        () -> number.isPresent()
                                ? MicroscopeField.of(number.getAsDouble(), objective.getAsDouble())
                                : MicroscopeField.ofDiameter(diameter.getAsDouble())));
        return new MitosesOptions(Values.present(values.get("figure")), counter(values.get("counter")), fields, field);
    }

    private static OptionalInt counter(String text) throws ImageException {
        if (text.isBlank()) {
            return OptionalInt.empty();
        }
        int counter = Values.count(TITLE, "counter", text);
        if (counter < 0 || counter >= COUNTERS) {
            throw new ImageException(TITLE, "counter=" + counter + "; counters go from 0 to " + (COUNTERS - 1));
        }
        return OptionalInt.of(counter);
    }
}
