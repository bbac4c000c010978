package org.figtrace.imagej;

import ij.measure.ResultsTable;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.figtrace.measure.bone.BoneDestruction;
import org.figtrace.measure.bone.BoneSweepPoint;
import org.figtrace.measure.bone.MidsagittalPlane;
import org.figtrace.measure.bone.ShellThickness;
import org.figtrace.measure.bone.SkullBreach;

/** One measurement of bone as a row of ImageJ's Results, and its other thresholds as a table. */
final class BoneTable {
    private BoneTable() {}

    static void add(ResultsTable results, String label, String image, String lesion, BoneDestruction b) {
        ResultRow row = new ResultRow(results, label);
        row.number("Bone (mm3)", b.boneVolumeMm3());
        row.number("Reference bone (mm3)", b.referenceVolumeMm3());
        row.number("Bone loss (mm3)", b.lossVolumeMm3());
        row.number("Bone loss (%)", b.lossPercent());
        row.number("Residual thickness (mm)", thickness(b, ShellThickness::residualMm));
        row.number("Thinnest residual (mm)", thickness(b, ShellThickness::thinnestMm));
        row.number("Reference thickness (mm)", thickness(b, ShellThickness::referenceMm));
        row.number("Thickness ratio", b.thicknessRatio());
        addBreach(row, b);
        row.number("Bone threshold (HU)", b.thresholdHu());
        row.text("Reference", b.reference().word());
        row.text(
                "Midsagittal plane point (LPS mm)",
                b.plane().map(p -> ResultRow.point(p.point())).orElse(""));
        row.text(
                "Midsagittal plane normal (LPS)",
                b.plane().map(p -> ResultRow.point(p.normal())).orElse(""));
        row.number(
                "Plane residual (mm)",
                b.plane().map(MidsagittalPlane::residualMm).orElse(OptionalDouble.empty()));
        row.text(
                "Definition",
                b.quantities().stream()
                        .map(q -> q.name() + ": " + q.definition())
                        .collect(Collectors.joining("; ")));
        row.text("Plane", b.provenance().slicePlane());
        row.text("Spacing source", b.provenance().spacingSource());
        row.text("Value source", b.provenance().valueSource());
        row.text("Warnings", String.join("; ", b.provenance().warnings()));
        row.text("Lesion", lesion);
        row.origin(image);
    }

    private static void addBreach(ResultRow row, BoneDestruction b) {
        row.text("Outer table", b.breach().map(o -> open(o.outer())).orElse(""));
        row.text("Inner table", b.breach().map(o -> open(o.inner())).orElse(""));
        row.text(
                "Full-thickness hole",
                b.breach().map(o -> o.full() ? "yes" : "no").orElse(""));
        row.number("Largest gap (mm)", breach(b, o -> gap(o, SkullBreach.Gap::mm)));
        // ImageJ counts slices from 1
        row.number("Gap slice", breach(b, o -> gap(o, g -> g.slice() + 1)));
        row.number("Defect slices", breach(b, o -> OptionalDouble.of(o.slices())));
        row.number("Defect area (mm2)", breach(b, o -> OptionalDouble.of(o.defectAreaMm2())));
        row.number("Full-thickness area (mm2)", breach(b, o -> OptionalDouble.of(o.fullAreaMm2())));
    }

    /** Loss at the threshold and beside it. */
    static ResultsTable sweep(String label, BoneDestruction b) {
        ResultsTable table = new ResultsTable();
        for (BoneSweepPoint p : b.sweep()) {
            ResultRow row = new ResultRow(table, label);
            row.number("Bone threshold (HU)", p.thresholdHu());
            row.number("Bone loss (mm3)", p.lossVolumeMm3());
            row.number("Bone loss (%)", p.lossPercent());
        }
        return table;
    }

    private static OptionalDouble thickness(BoneDestruction b, ToDoubleFunction<ShellThickness> value) {
        return b.thickness().isPresent()
                ? OptionalDouble.of(value.applyAsDouble(b.thickness().get()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble breach(BoneDestruction b, Function<SkullBreach, OptionalDouble> value) {
        return b.breach().map(value).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble gap(SkullBreach o, ToDoubleFunction<SkullBreach.Gap> value) {
        return o.largestGap().isPresent()
                ? OptionalDouble.of(value.applyAsDouble(o.largestGap().get()))
                : OptionalDouble.empty();
    }

    private static String open(boolean yes) {
        return yes ? "open" : "closed";
    }
}
