package org.figtrace.annotation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One number with everything that is needed to trust it.
 *
 * @param name what it is: "length", "long axis", "short axis", "area", "perimeter", "volume"
 * @param unit UCUM ("mm", "mm2", "mm3", "[hnsf'U]"), or "px" and "px2" where the image has no spacing
 * @param definition the rule by which it was taken, as one sentence or the name of a published definition
 * @param provenance in reading order; its usual keys are the constants of {@link Provenance}
 */
public record Measurement(String name, double value, String unit, String definition, Map<String, String> provenance) {
    public Measurement {
        if (name.isBlank() || unit.isBlank() || definition.isBlank()) {
            throw new IllegalArgumentException("a measurement needs a name, a unit and a definition");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + name + " is not a number: " + value);
        }
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }
}
