package org.figtrace.imagej;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.segment.SegmentationOptions;
import org.figtrace.segment.ValueRange;

/**
 * What Segment Lesion is told.
 *
 * @param figureLabel names row, outlines and mask, e.g. "2A"; empty for none
 * @param mask whether to make a mask image
 * @param outlines whether to draw the outlines, in the overlay and the ROI Manager
 */
record SegmentOptions(Optional<String> figureLabel, SegmentationOptions segmentation, boolean mask, boolean outlines) {
    private static final String TITLE = "Segment Lesion";
    private static final List<String> OUTPUTS = List.of("both", "mask", "outlines");

    static final ParameterList PARAMETERS = new ParameterList(
            TITLE,
            List.of(
                    Parameter.text("Figure label (e.g. 2A)", ""),
                    Parameter.text("Range of values (low,high)", ""),
                    Parameter.text("Smoothness", "1"),
                    Parameter.text("Extent at most (mm)", ""),
                    Parameter.choice("Output", OUTPUTS, OUTPUTS.get(0))));

    /** @throws ImageException for a number or an output that is none */
    static SegmentOptions of(Map<String, String> values) throws ImageException {
        String output = Values.oneOf(TITLE, "output", values.get("output"), OUTPUTS);
        Optional<ValueRange> range = range(values.get("range"));
        double smoothness = Values.required(TITLE, "smoothness", values.get("smoothness"));
        OptionalDouble extent = Values.number(TITLE, "extent", values.get("extent"));
        return new SegmentOptions(
                Values.present(values.get("figure")),
                Values.checked(TITLE, () -> new SegmentationOptions(range, smoothness, extent)),
                !output.equals("outlines"),
                !output.equals("mask"));
    }

    private static Optional<ValueRange> range(String text) throws ImageException {
        if (text.isBlank()) {
            return Optional.empty();
        }
        String[] ends = text.split(",", -1);
        if (ends.length != 2) {
            throw new ImageException(TITLE, "range=" + text + " is not two numbers low,high");
        }
        double low = Values.required(TITLE, "range", ends[0]);
        double high = Values.required(TITLE, "range", ends[1]);
        return Optional.of(Values.checked(TITLE, () -> new ValueRange(low, high)));
    }
}
