package org.figtrace.imagej;

import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import java.util.Optional;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.response.LesionGrowth;
import org.figtrace.measure.response.LesionGrowth.Interval;

/**
 * Plugins>Figtrace>Lesion Growth... : volume doubling time and specific growth rate from two sizes of a lesion, typed or
 * taken from rows of Results. Needs no image. Macro: {@code run("Lesion Growth...", "earlier=[row 1] later=[row 2]
 * unit=mm3 first=2001-05-31 second=2002-05-31")}.
 */
public final class Lesion_Growth implements PlugIn {
    @Override
    public void run(String arg) {
        OptionedRun.of(GrowthOptions.PARAMETERS, arg, values -> {
            ResultsTable results = ResultsTable.getResultsTable();
            add(results, GrowthOptions.of(values, results));
            results.show("Results");
        });
    }

    static void add(ResultsTable results, GrowthOptions options) throws NotMeasurableException {
        LesionGrowth g = options.dates().isPresent()
                ? LesionGrowth.between(
                        options.earlier(),
                        options.dates().get().first(),
                        options.later(),
                        options.dates().get().second())
                : LesionGrowth.between(
                        options.earlier(), options.later(), options.days().orElseThrow());
        ResultRow row = new ResultRow(results, options.figureLabel().orElse("growth"));
        row.number("Earlier (" + options.unit() + ")", g.earlier().value());
        row.number("Later (" + options.unit() + ")", g.later().value());
        row.number("Time (days)", g.days());
        row.number("Volume ratio", g.volumeRatio());
        row.number("Doublings", g.doublings());
        row.number("Volume doubling time (days)", g.volumeDoublingTimeDays());
        addInterval(row, "Volume doubling time", "(days)", g.volumeDoublingTimeInterval());
        row.number("Specific growth rate (%/day)", g.specificGrowthRatePercentPerDay());
        addInterval(row, "Specific growth rate", "(%/day)", g.specificGrowthRateInterval());
        row.text(
                "Dates",
                options.dates().map(d -> d.first() + " to " + d.second()).orElse(""));
        row.text("Definition", LesionGrowth.DEFINITION + " (" + LesionGrowth.SOURCE + ")");
        row.text("Warnings", String.join("; ", g.notes()));
        row.origin("");
    }

    private static void addInterval(ResultRow row, String what, String unit, Optional<Interval> interval) {
        row.number(what + " 95% low " + unit, interval.map(Interval::low).orElse(Double.NaN));
        row.number(what + " 95% high " + unit, interval.map(Interval::high).orElse(Double.NaN));
    }
}
