package org.figtrace;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** shared/data/truth.csv: one row per series and region, computed by another program. */
public final class TruthTable {
    /** The data sets that have images and a region: sarcomas on CT, MR and PET, and the IBSI CT phantom. */
    public static final List<String> MASKED_SERIES = List.of(
            "sts/STS_001/CT",
            "sts/STS_001/MR_T1",
            "sts/STS_001/PET",
            "sts/STS_002/CT",
            "sts/STS_002/MR_T1",
            "sts/STS_002/PET",
            "sts/STS_019/CT",
            "sts/STS_019/MR_T1",
            "sts/STS_019/PET",
            "ibsi/ibsi_1_ct_radiomics_phantom/dicom");

    private TruthTable() {}

    /** The row of a data set by column name, quotes removed; skips the test where the table is absent. */
    public static Map<String, String> row(String dataset) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("truth.csv"));
        List<String> names = cells(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.get(0).equals(dataset)) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int c = 0; c < names.size(); c++) {
                    row.put(names.get(c), cells.get(c));
                }
                return row;
            }
        }
        throw new IllegalArgumentException("truth.csv has no row for " + dataset);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            cells.add(cell.replace("\"", "").strip());
        }
        return cells;
    }
}
