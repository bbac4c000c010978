package org.figtrace.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.measure.Bidirectional;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.Quantity;

/** A measured lesion as an annotation keeps it: the same record that tables show, so nothing is computed twice. */
public final class MeasuredLesion {
    /** Key of {@link Measurement#provenance()}: the region and the file that outlined it. */
    public static final String REGION = "region";

    /** Key of {@link Measurement#provenance()}: what the ends of the in-plane diameters lie on. */
    public static final String END_POINTS = "endPoints";

    private final LesionMeasurement lesion;
    private final Map<String, String> from;

    private MeasuredLesion(LesionMeasurement lesion, Map<String, String> from) {
        this.lesion = lesion;
        this.from = from;
    }

    /** @param region name and file of the region that was measured */
    public static MeasuredLesion of(LesionMeasurement lesion, AnnotatedStack stack, String region, Actor reader) {
        Map<String, String> from = new LinkedHashMap<>(stack.provenanceOf(axisEnds(lesion.longestAxial()), reader));
        from.put(REGION, region);
        from.put(END_POINTS, lesion.provenance().endPointRule());
        return new MeasuredLesion(lesion, from);
    }

    /** The two diameters on their slice, as they would be drawn. */
    public AnnotationGeometry bidirectional() {
        return AnnotationGeometry.of(
                AnnotationKind.BIDIRECTIONAL, lesion.lengthUnit(), axisEnds(lesion.longestAxial()));
    }

    /** The longest diameter alone. */
    public AnnotationGeometry length() {
        Segment axis = lesion.longestAxial().longAxis();
        return AnnotationGeometry.of(AnnotationKind.LENGTH, lesion.lengthUnit(), List.of(axis.from(), axis.to()));
    }

    /** The numbers of a drawing made by {@link #bidirectional()} or {@link #length()}. */
    public List<Measurement> diameters(AnnotationKind kind) {
        List<Quantity> all = lesion.quantities();
        Measurement longest = measurement(kind == AnnotationKind.LENGTH ? "length" : "long axis", all.get(0));
        return kind == AnnotationKind.LENGTH
                ? List.of(longest)
                : List.of(longest, measurement("short axis", all.get(1)));
    }

    /** Every known number, for an annotation that is the region itself. */
    public List<Measurement> all() {
        return lesion.quantities().stream().map(q -> measurement(q.name(), q)).toList();
    }

    private Measurement measurement(String name, Quantity q) {
        return new Measurement(name, q.value(), ucum(q.unit()), q.definition(), from);
    }

    /** Hounsfield units by their UCUM name; what has no UCUM name becomes a UCUM annotation in braces. */
    private String ucum(String unit) {
        if (!unit.equals(lesion.valueUnit().symbol())) {
            return unit;
        }
        return unit.equals("HU") ? "[hnsf'U]" : "{" + unit + "}";
    }

    private static List<Vector3> axisEnds(Bidirectional b) {
        List<Vector3> ends = new ArrayList<>();
        for (Segment s : List.of(b.longAxis(), b.shortAxis())) {
            ends.add(s.from());
            ends.add(s.to());
        }
        return ends;
    }
}
