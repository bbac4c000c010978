package org.figtrace.imagej;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.util.List;
import java.util.Optional;
import org.figtrace.measure.pathology.ConfidenceInterval;
import org.figtrace.measure.pathology.MicroscopeField;
import org.figtrace.measure.pathology.MitoticCount;

/**
 * Plugins>Figtrace>Count Mitoses... : the points of the multi-point tool as mitoses per 10 high-power fields and per mm2.
 * Macro: {@code run("Count Mitoses...", "figure=4A fields=10 eyepiece=22 objective=40")}.
 */
public final class Count_Mitoses implements PlugIn {
    private static final double LEVEL = 0.95;

    @Override
    public void run(String arg) {
        OptionedRun.onImage(
                MitosesOptions.TITLE,
                image -> MitosesOptions.PARAMETERS,
                arg,
                (image, values) -> count(image, MitosesOptions.of(values), ResultsTable.getResultsTable()));
    }

    static void count(ImagePlus image, MitosesOptions options, ResultsTable results) throws ImageException {
        if (!(image.getRoi() instanceof PointRoi points)) {
            throw new ImageException(image.getTitle(), "has no points; mark each mitosis with the multi-point tool");
        }
        int mitoses = options.counter().isPresent()
                ? points.getCount(options.counter().getAsInt())
                : points.size();
        String label = options.figureLabel().orElse("mitoses");
        add(results, label, image.getTitle(), new MitoticCount(mitoses, options.fields(), options.field()));
        results.show("Results");
        Roi kept = (Roi) points.clone();
        kept.setName(label);
        MaskOutlines.draw(image, List.of(kept));
        Undo.setup(Undo.OVERLAY_ADDITION, image);
        options.figureLabel().ifPresent(points::setName); // the ROI Manager keeps it
    }

    private static void add(ResultsTable results, String label, String image, MitoticCount c) {
        ResultRow row = new ResultRow(results, label);
        row.number("Mitoses", c.mitoses());
        row.number("Fields", c.fields());
        row.number("Field diameter (mm)", known(c.field().map(MicroscopeField::diameterMm)));
        row.number("Counted area (mm2)", c.areaMm2());
        row.number("Mitoses per 10 HPF", c.perTenFields());
        row.number("Mitoses per mm2", c.perMm2());
        Optional<ConfidenceInterval> interval = c.perMm2Interval(LEVEL);
        row.number("Mitoses per mm2 95% low", known(interval.map(ConfidenceInterval::low)));
        row.number("Mitoses per mm2 95% high", known(interval.map(ConfidenceInterval::high)));
        // without a field size, what the fields of microscopes differ by
        row.number("Mitoses per mm2 largest field", c.perMm2Range().low());
        row.number("Mitoses per mm2 smallest field", c.perMm2Range().high());
        row.text("Definition", MitoticCount.DEFINITION + " (" + MitoticCount.SOURCE + ")");
        row.origin(image);
    }

    private static double known(Optional<Double> value) {
        return value.orElse(Double.NaN);
    }
}
