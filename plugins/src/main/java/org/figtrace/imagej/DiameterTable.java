package org.figtrace.imagej;

import ij.measure.ResultsTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.figtrace.geometry.Segment;
import org.figtrace.measure.Bidirectional;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.volume.ValueUnit;

/**
 * One lesion as one row of ImageJ's Results. The unit is in the name of the column, so that pixels never stand below
 * "mm"; what is unknown is NaN, never 0.
 */
final class DiameterTable {
    /** The quantities of {@link LesionMeasurement#quantities()} that have a column. */
    private static final Set<String> DEFINED =
            Set.of("longest axial diameter", "short axis", "maximum 3D diameter", "volume");

    private final ResultsTable table;

    DiameterTable(ResultsTable table) {
        this.table = table;
    }

    /** @param label figure label, or what names the lesion otherwise */
    void add(String label, String image, String lesion, LesionMeasurement m) {
        String unit = m.lengthUnit().symbol();
        Bidirectional axial = m.longestAxial();
        ResultRow row = new ResultRow(table, label);
        row.number(
                "Longest axial (" + unit + ")",
                OptionalDouble.of(axial.longAxis().length()));
        row.number(
                "Short axis (" + unit + ")", OptionalDouble.of(axial.shortAxis().length()));
        row.number("Max 3D diameter (" + unit + ")", length(m.maxDiameter3d()));
        row.number("Volume (" + unit + "3)", m.volume());
        boolean arbitrary = m.valueUnit().equals(ValueUnit.ARBITRARY);
        row.number(
                arbitrary ? "Mean" : "Mean (" + m.valueUnit().symbol() + ")",
                m.statistics().isPresent()
                        ? OptionalDouble.of(m.statistics().get().mean())
                        : OptionalDouble.empty());
        row.number("Voxels", OptionalDouble.of(m.voxels()));
        row.number("Slice", OptionalDouble.of(axial.slice() + 1)); // ImageJ counts slices from 1
        row.text(
                "SOP Instance UID",
                m.sliceReference().map(r -> r.sopInstanceUid()).orElse(""));
        row.text(
                "Long axis ends (" + (m.sliceReference().isPresent() ? "LPS " : "") + unit + ")",
                ends(axial.longAxis()));
        row.text(
                "Short axis ends (" + (m.sliceReference().isPresent() ? "LPS " : "") + unit + ")",
                ends(axial.shortAxis()));
        row.text("Definition", definitions(m));
        row.text("Plane", m.provenance().plane());
        row.text("Spacing source", m.provenance().spacingSource());
        row.text("Value source", m.provenance().valueSource());
        row.text("Warnings", String.join("; ", m.provenance().warnings()));
        row.text("Lesion", lesion);
        row.origin(image);
    }

    /** A straight line: its length and nothing else. */
    void addLength(
            String label,
            String image,
            String lesion,
            double length,
            String unit,
            int slice,
            Optional<String> sop,
            String spacingSource) {
        ResultRow row = new ResultRow(table, label);
        row.number("Length (" + unit + ")", OptionalDouble.of(length));
        row.number("Slice", OptionalDouble.of(slice + 1));
        row.text("SOP Instance UID", sop.orElse(""));
        row.text("Definition", "distance between the ends of a straight line, in the plane of its slice");
        row.text("Spacing source", spacingSource);
        row.text("Lesion", lesion);
        row.origin(image);
    }

    private static String definitions(LesionMeasurement m) {
        return m.quantities().stream()
                .filter(q -> DEFINED.contains(q.name()))
                .map(q -> q.name() + ": " + q.definition())
                .collect(Collectors.joining("; "));
    }

    private static OptionalDouble length(Optional<Segment> segment) {
        return segment.isPresent() ? OptionalDouble.of(segment.get().length()) : OptionalDouble.empty();
    }

    private static String ends(Segment s) {
        return List.of(s.from(), s.to()).stream()
                .map(ResultRow::point)
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
    }
}
