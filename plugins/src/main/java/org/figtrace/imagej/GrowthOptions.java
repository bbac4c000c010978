package org.figtrace.imagej;

import ij.measure.ResultsTable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.figtrace.measure.response.LesionSize;

/**
 * What Lesion Growth is told.
 *
 * @param figureLabel names the row; empty for none
 * @param unit of both sizes as they are kept: "mm" for diameters, "mm3" for volumes
 * @param dates of both sizes; empty where the days are given
 * @param days between them; empty where the dates are given
 */
record GrowthOptions(
        Optional<String> figureLabel,
        LesionSize earlier,
        LesionSize later,
        String unit,
        Optional<Dates> dates,
        OptionalDouble days) {
    static final String TITLE = "Lesion Growth";
    private static final List<String> UNITS = List.of("mm3", "cm3", "ml", "mm", "cm");
    private static final Pattern ROW = Pattern.compile("row\\s*(\\d{1,6})");
    private static final Pattern SIZE = Pattern.compile("([^+\u00b1]+?)(?:\\s*(?:\\+-|\u00b1)\\s*(.+))?");

    record Dates(LocalDate first, LocalDate second) {}

    static final ParameterList PARAMETERS = new ParameterList(
            TITLE,
            List.of(
                    Parameter.text("Figure label (e.g. 2A)", ""),
                    Parameter.text("Earlier size (14.5, 14.5+-0.7 or row 1)", ""),
                    Parameter.text("Later size (the same)", ""),
                    Parameter.choice("Unit (of rows: volume or longest axial)", UNITS, UNITS.get(0)),
                    Parameter.text("First date (2001-05-31)", ""),
                    Parameter.text("Second date", ""),
                    Parameter.text("Days between, without dates", "")));

    /**
     * @param results where "row 1" is looked up, counted from 1
     * @throws ImageException for a size, date or unit that is none, or a time that is said twice or not at all
     */
    static GrowthOptions of(Map<String, String> values, ResultsTable results) throws ImageException {
        String unit = Values.oneOf(TITLE, "unit", values.get("unit"), UNITS);
        Optional<LocalDate> first = date("first", values.get("first"));
        Optional<LocalDate> second = date("second", values.get("second"));
        OptionalDouble days = Values.number(TITLE, "days", values.get("days"));
        if (first.isPresent() != second.isPresent() || first.isPresent() == days.isPresent()) {
            throw new ImageException(
                    TITLE, "the time between the sizes is said once: first= and second= with dates, or days=");
        }
        return new GrowthOptions(
                Values.present(values.get("figure")),
                size("earlier", values.get("earlier"), unit, results),
                size("later", values.get("later"), unit, results),
                isVolume(unit) ? "mm3" : "mm",
                first.map(f -> new Dates(f, second.get())),
                days);
    }

    private static LesionSize size(String key, String text, String unit, ResultsTable results) throws ImageException {
        Matcher row = ROW.matcher(text.strip());
        if (row.matches()) {
            return sized(isVolume(unit), ofRow(key, Integer.parseInt(row.group(1)), isVolume(unit), results));
        }
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            throw new ImageException(TITLE, "needs the size " + key + ", not \"" + text + "\"");
        }
        double factor = switch (unit) {
            case "cm" -> 10;
            case "cm3", "ml" -> 1000;
            default -> 1;
        };
        LesionSize size = sized(isVolume(unit), factor * Values.required(TITLE, key, m.group(1)));
        if (m.group(2) == null) {
            return size;
        }
        double uncertainty = factor * Values.required(TITLE, key, m.group(2));
        return Values.checked(TITLE, () -> size.within(uncertainty));
    }

    private static LesionSize sized(boolean volume, double value) throws ImageException {
        return Values.checked(TITLE, () -> volume ? LesionSize.volume(value) : LesionSize.diameter(value));
    }

    private static double ofRow(String key, int number, boolean volume, ResultsTable results) throws ImageException {
        String column = volume ? "Volume (mm3)" : "Longest axial (mm)";
        if (number < 1 || number > results.size()) {
            throw new ImageException(TITLE, key + "=row " + number + ", but Results has " + results.size() + " rows");
        }
        double value = results.columnExists(column) ? results.getValue(column, number - 1) : Double.NaN;
        if (!(value > 0)) {
            throw new ImageException(TITLE, key + "=row " + number + " of Results has no " + column);
        }
        return value;
    }

    private static boolean isVolume(String unit) {
        return !unit.equals("mm") && !unit.equals("cm");
    }

    private static Optional<LocalDate> date(String key, String text) throws ImageException {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException noDate) {
            throw new ImageException(TITLE, key + "=" + text + " is no date like 2001-05-31");
        }
    }
}
