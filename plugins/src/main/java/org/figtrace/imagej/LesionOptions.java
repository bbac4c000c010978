package org.figtrace.imagej;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.figtrace.measure.ShortAxisRule;

/**
 * What Lesion Diameter is told.
 *
 * @param lesion "selection", "manager", the title of a mask image, or the path of a ROI zip file
 * @param region of a ROI zip file; empty where it holds one
 * @param figureLabel names row and overlay, e.g. "2A"; empty for none
 */
record LesionOptions(String lesion, Optional<String> region, ShortAxisRule shortAxis, Optional<String> figureLabel) {
    /** @param maskTitles titles of the open images that could be a mask */
    static ParameterList parameters(List<String> maskTitles) {
        return new ParameterList(
                "Lesion Diameter",
                List.of(
                        Parameter.choice("Lesion from", LesionSource.choices(maskTitles), LesionSource.SELECTION),
                        Parameter.choice("Short axis", List.of("hull", "inside"), "hull"),
                        Parameter.text("Figure label (e.g. 2A)", ""),
                        Parameter.text("Region of a ROI zip", "")));
    }

    /** @throws ImageException for a short axis rule that there is not */
    static LesionOptions of(Map<String, String> values) throws ImageException {
        String rule = values.get("short").toUpperCase(Locale.ROOT);
        if (!rule.equals("HULL") && !rule.equals("INSIDE")) {
            throw new ImageException("Lesion Diameter", "short=" + values.get("short") + " is neither hull nor inside");
        }
        return new LesionOptions(
                values.get("lesion"),
                Values.present(values.get("region")),
                ShortAxisRule.valueOf(rule),
                Values.present(values.get("figure")));
    }
}
