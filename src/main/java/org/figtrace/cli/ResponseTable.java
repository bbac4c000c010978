package org.figtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.figtrace.measure.LesionKind;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.measure.response.NewLesion;
import org.figtrace.measure.response.NonTargetFinding;
import org.figtrace.measure.response.RecistBaseline;
import org.figtrace.measure.response.RecistResponse;
import org.figtrace.measure.response.RecistVisit;
import org.figtrace.measure.response.TargetFinding;

/** Reads lesions and their findings from a CSV table, one line per lesion and date; cells hold no commas or quotes. */
final class ResponseTable {
    private static final List<String> COLUMNS = List.of("date", "lesion", "role", "organ", "kind", "finding");
    private static final long MAX_BYTES = 1 << 20;

    private ResponseTable() {}

    private record Row(
            int line, LocalDate date, String lesion, String role, String organ, String kind, String finding) {}

    /** The earliest date is baseline. */
    static RecistResponse read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new BadInputException(file, "a table of lesions has at most " + MAX_BYTES + " bytes");
        }
        TreeMap<LocalDate, List<Row>> dates = rows(file);
        if (dates.size() < 2) {
            throw new BadInputException(file, "response needs baseline and a later date; dates found: " + dates.size());
        }
        try {
            RecistBaseline baseline = baseline(file, dates.pollFirstEntry().getValue());
            List<RecistVisit> visits = new ArrayList<>();
            for (Map.Entry<LocalDate, List<Row>> e : dates.entrySet()) {
                visits.add(visit(file, e.getKey(), e.getValue()));
            }
            return RecistResponse.of(baseline, visits);
        } catch (IllegalArgumentException | NotMeasurableException e) {
            throw new BadInputException(file, e.getMessage());
        }
    }

    private static TreeMap<LocalDate, List<Row>> rows(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new BadInputException(file, "is not UTF-8 text");
        }
        if (lines.isEmpty() || !cells(lines.get(0).replace("\ufeff", "")).equals(COLUMNS)) {
            throw new BadInputException(file, "the first line must be " + String.join(",", COLUMNS));
        }
        TreeMap<LocalDate, List<Row>> dates = new TreeMap<>();
        for (int n = 1; n < lines.size(); n++) {
            if (lines.get(n).isBlank()) {
                continue;
            }
            List<String> c = cells(lines.get(n));
            if (c.size() != COLUMNS.size()) {
                throw new BadInputException(file, "line " + (n + 1) + " has " + c.size() + " cells, not 6");
            }
            try {
                LocalDate date = LocalDate.parse(c.get(0));
                dates.computeIfAbsent(date, d -> new ArrayList<>())
                        .add(new Row(
                                n + 1,
                                date,
                                c.get(1),
                                c.get(2).toLowerCase(Locale.ROOT),
                                c.get(3),
                                c.get(4),
                                c.get(5)));
            } catch (DateTimeParseException e) {
                throw new BadInputException(file, "line " + (n + 1) + ": not a date as 2020-01-31: " + c.get(0));
            }
        }
        return dates;
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }

    private static RecistBaseline baseline(Path file, List<Row> rows) throws BadInputException {
        List<RecistBaseline.Target> targets = new ArrayList<>();
        List<String> nonTargets = new ArrayList<>();
        for (Row r : rows) {
            switch (r.role) {
                case "target" ->
                    targets.add(new RecistBaseline.Target(r.lesion, r.organ, kind(file, r), size(file, r)));
                case "non-target" -> nonTargets.add(r.lesion);
                default -> throw wrong(file, r, "at baseline a lesion is target or non-target, not " + r.role);
            }
        }
        return new RecistBaseline(rows.get(0).date, targets, nonTargets);
    }

    private static RecistVisit visit(Path file, LocalDate date, List<Row> rows) throws BadInputException {
        Map<String, TargetFinding> targets = new LinkedHashMap<>();
        Map<String, NonTargetFinding> nonTargets = new LinkedHashMap<>();
        NewLesion newLesion = NewLesion.NONE;
        for (Row r : rows) {
            Object before = switch (r.role) {
                case "target" -> targets.put(r.lesion, target(file, r));
                case "non-target" -> nonTargets.put(r.lesion, nonTarget(file, r));
                case "new" -> {
                    NewLesion found = newLesion(file, r);
                    newLesion = found.compareTo(newLesion) > 0 ? found : newLesion;
                    yield null;
                }
                default -> throw wrong(file, r, "a role is target, non-target or new, not " + r.role);
            };
            if (before != null) {
                throw wrong(file, r, r.lesion + " has a second finding of one date");
            }
        }
        return new RecistVisit(date, targets, nonTargets, newLesion, false);
    }

    private static LesionKind kind(Path file, Row r) throws BadInputException {
        try {
            return LesionKind.valueOf(r.kind.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw wrong(file, r, "a kind is non_nodal, node or bone_soft_tissue, not " + r.kind);
        }
    }

    private static double size(Path file, Row r) throws BadInputException {
        if (!r.finding.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw wrong(file, r, "not a size in mm: " + r.finding);
        }
        return Double.parseDouble(r.finding);
    }

    private static TargetFinding target(Path file, Row r) throws BadInputException {
        return switch (r.finding.toLowerCase(Locale.ROOT)) {
            case "absent" -> TargetFinding.absent();
            case "too small" -> TargetFinding.tooSmall();
            case "not evaluated" -> TargetFinding.notEvaluated();
            default -> TargetFinding.measured(size(file, r));
        };
    }

    private static NonTargetFinding nonTarget(Path file, Row r) throws BadInputException {
        return switch (r.finding.toLowerCase(Locale.ROOT)) {
            case "present" -> NonTargetFinding.PRESENT;
            case "absent" -> NonTargetFinding.ABSENT;
            case "progression" -> NonTargetFinding.UNEQUIVOCAL_PROGRESSION;
            case "not evaluated" -> NonTargetFinding.NOT_EVALUATED;
            default ->
                throw wrong(file, r, "a non-target is present, absent, progression or not evaluated, not " + r.finding);
        };
    }

    private static NewLesion newLesion(Path file, Row r) throws BadInputException {
        return switch (r.finding.toLowerCase(Locale.ROOT)) {
            case "unequivocal" -> NewLesion.UNEQUIVOCAL;
            case "equivocal" -> NewLesion.EQUIVOCAL;
            default -> throw wrong(file, r, "a new lesion is unequivocal or equivocal, not " + r.finding);
        };
    }

    private static BadInputException wrong(Path file, Row r, String problem) {
        return new BadInputException(file, "line " + r.line + ": " + problem);
    }
}
