package org.figtrace.imagej;

import ij.measure.ResultsTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
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
        table.setNaNEmptyCells(true);
    }

    /** @param label figure label, or what names the lesion otherwise */
    void add(String label, String image, String lesion, LesionMeasurement m) {
        String unit = m.lengthUnit().symbol();
        Bidirectional axial = m.longestAxial();
        row(label);
        number(
                "Longest axial (" + unit + ")",
                OptionalDouble.of(axial.longAxis().length()));
        number("Short axis (" + unit + ")", OptionalDouble.of(axial.shortAxis().length()));
        number("Max 3D diameter (" + unit + ")", length(m.maxDiameter3d()));
        number("Volume (" + unit + "3)", m.volume());
        boolean arbitrary = m.valueUnit().equals(ValueUnit.ARBITRARY);
        number(
                arbitrary ? "Mean" : "Mean (" + m.valueUnit().symbol() + ")",
                m.statistics().isPresent()
                        ? OptionalDouble.of(m.statistics().get().mean())
                        : OptionalDouble.empty());
        number("Voxels", OptionalDouble.of(m.voxels()));
        number("Slice", OptionalDouble.of(axial.slice() + 1)); // ImageJ counts slices from 1
        text("SOP Instance UID", m.sliceReference().map(r -> r.sopInstanceUid()).orElse(""));
        text("Long axis ends (" + (m.sliceReference().isPresent() ? "LPS " : "") + unit + ")", ends(axial.longAxis()));
        text(
                "Short axis ends (" + (m.sliceReference().isPresent() ? "LPS " : "") + unit + ")",
                ends(axial.shortAxis()));
        text("Definition", definitions(m));
        text("Plane", m.provenance().plane());
        text("Spacing source", m.provenance().spacingSource());
        text("Value source", m.provenance().valueSource());
        text("Warnings", String.join("; ", m.provenance().warnings()));
        origin(image, lesion);
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
        row(label);
        number("Length (" + unit + ")", OptionalDouble.of(length));
        number("Slice", OptionalDouble.of(slice + 1));
        text("SOP Instance UID", sop.orElse(""));
        text("Definition", "distance between the ends of a straight line, in the plane of its slice");
        text("Spacing source", spacingSource);
        origin(image, lesion);
    }

    private void row(String label) {
        table.incrementCounter();
        table.addLabel(label);
    }

    private void origin(String image, String lesion) {
        text("Image", image);
        text("Lesion", lesion);
        text("Figtrace", About_Figtrace.version().orElse("unpackaged"));
    }

    private void number(String column, OptionalDouble value) {
        table.addValue(column, value.orElse(Double.NaN));
    }

    private void text(String column, String value) {
        table.addValue(column, value);
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
                .map(DiameterTable::point)
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
    }

    private static String point(Vector3 p) {
        return String.format(Locale.ROOT, "%.3f %.3f %.3f", p.x(), p.y(), p.z());
    }
}
