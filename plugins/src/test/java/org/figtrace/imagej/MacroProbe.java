package org.figtrace.imagej;

import ij.IJ;
import ij.measure.ResultsTable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Run by {@link PluginJarIT} without a display: runs a macro file, then prints each cell of Results as "row column value"
 * with every digit of the number, which a saved table does not have.
 */
public final class MacroProbe {
    private MacroProbe() {}

    public static void main(String[] arguments) throws Exception {
        IJ.runMacro(Files.readString(Path.of(arguments[0])));
        ResultsTable results = ResultsTable.getResultsTable();
        for (int row = 0; row < results.size(); row++) {
            for (String column : results.getHeadings()) {
                double number = column.equals("Label") ? Double.NaN : results.getValue(column, row);
                String value = Double.isNaN(number) ? results.getStringValue(column, row) : Double.toString(number);
                System.out.println(row + "\t" + column + "\t" + value);
            }
        }
        System.exit(0);
    }
}
