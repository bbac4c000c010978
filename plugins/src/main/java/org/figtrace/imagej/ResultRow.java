package org.figtrace.imagej;

import ij.measure.ResultsTable;
import java.util.Locale;
import java.util.OptionalDouble;
import org.figtrace.geometry.Vector3;

/**
 * A new row of a table. The unit is in the name of the column, so that pixels never stand below "mm"; what is unknown is
 * NaN, never 0.
 */
final class ResultRow {
    private final ResultsTable table;

    ResultRow(ResultsTable table, String label) {
        this.table = table;
        table.setNaNEmptyCells(true);
        table.incrementCounter();
        table.addLabel(label);
    }

    void number(String column, double value) {
        table.addValue(column, value);
    }

    void number(String column, OptionalDouble value) {
        table.addValue(column, value.orElse(Double.NaN));
    }

    void text(String column, String value) {
        table.addValue(column, value);
    }

    /** The image that was measured, and the program. */
    void origin(String image) {
        text("Image", image);
        text("Figtrace", About_Figtrace.version().orElse("unpackaged"));
    }

    static String point(Vector3 p) {
        return String.format(Locale.ROOT, "%.3f %.3f %.3f", p.x(), p.y(), p.z());
    }
}
