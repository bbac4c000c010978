package org.figtrace.imagej;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.measure.bone.BoneParameters;

/**
 * What Bone Destruction is told.
 *
 * @param lesion as in {@link LesionOptions}
 * @param region of a ROI zip file; empty where it holds one
 * @param figureLabel names row, overlay and mask, e.g. "3C"; empty for none
 * @param reference "mirror", "closed", or a region as the lesion is given
 * @param overlay whether to draw what is lost, and the mid-sagittal plane
 * @param mask whether to make a mask image of what is lost
 * @param sweepFile where to save the table of other thresholds; empty for nowhere
 */
record BoneOptions(
        String lesion,
        Optional<String> region,
        Optional<String> figureLabel,
        String reference,
        double thresholdHu,
        boolean overlay,
        boolean mask,
        Optional<String> sweepFile) {
    static final String TITLE = "Bone Destruction";
    static final String MIRROR = "mirror";
    static final String CLOSED = "closed";
    private static final List<String> SHOWN = List.of("overlay", "mask", "both");

    /** @param maskTitles titles of the open images that could be a mask */
    static ParameterList parameters(List<String> maskTitles) {
        List<String> references = new ArrayList<>(List.of(MIRROR, CLOSED));
        references.addAll(maskTitles);
        return new ParameterList(
                TITLE,
                List.of(
                        Parameter.choice("Lesion from", LesionSource.choices(maskTitles), LesionSource.SELECTION),
                        Parameter.text("Region of a ROI zip", ""),
                        Parameter.text("Figure label (e.g. 3C)", ""),
                        Parameter.choice("Reference bone", references, MIRROR),
                        Parameter.text("Threshold (HU)", Integer.toString((int) BoneParameters.THRESHOLD_HU)),
                        Parameter.choice("Show loss as", SHOWN, SHOWN.get(0)),
                        Parameter.file("Table of thresholds (CSV)", "")));
    }

    /** @throws ImageException for a threshold that is no number, or another way to show the loss */
    static BoneOptions of(Map<String, String> values) throws ImageException {
        String shown = Values.oneOf(TITLE, "show", values.get("show"), SHOWN);
        return new BoneOptions(
                values.get("lesion"),
                Values.present(values.get("region")),
                Values.present(values.get("figure")),
                values.get("reference"),
                Values.required(TITLE, "threshold", values.get("threshold")),
                !shown.equals("mask"),
                !shown.equals("overlay"),
                Values.present(values.get("table")));
    }
}
