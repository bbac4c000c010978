package org.figtrace.imagej;

import ij.IJ;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A table beside Results, in a window of its own. Without a display ImageJ has no such table; it goes to the log where it
 * is not saved.
 */
final class OwnTable {
    /** Decimals of millimetres and HU, in the window and in the file. */
    private static final int DECIMALS = 6;

    private OwnTable() {}

    /** @throws ImageException when the file cannot be written */
    static void show(ResultsTable table, String title, Optional<String> file) throws ImageException {
        table.setPrecision(DECIMALS);
        if (file.isPresent()) {
            save(table, file.get());
        }
        if (!GraphicsEnvironment.isHeadless()) {
            table.show(title);
        } else if (file.isEmpty()) {
            IJ.log(title + "\n" + table.getColumnHeadings());
            for (int row = 0; row < table.size(); row++) {
                IJ.log(table.getRowAsString(row));
            }
        }
    }

    private static void save(ResultsTable table, String file) throws ImageException {
        try {
            table.saveAs(Path.of(file).toString()); // the ending tells tabs from commas
        } catch (IOException | InvalidPathException problem) {
            throw new ImageException(file, "the table cannot be saved there (" + problem.getMessage() + ")");
        }
    }
}
