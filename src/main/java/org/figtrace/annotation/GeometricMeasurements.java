package org.figtrace.annotation;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.figtrace.geometry.Vector3;

/** The numbers that follow from the drawn points alone. Patient millimetres make them true on oblique images too. */
public final class GeometricMeasurements {
    private GeometricMeasurements() {}

    /**
     * Length; long and short axis; area of an ellipse; area and perimeter of a polygon. Nothing for an arrow, point,
     * text or mask.
     *
     * @throws AnnotationException if a polygon crosses itself, so that it has no area
     */
    public static List<Measurement> of(AnnotationGeometry drawing, AnnotatedStack stack, Actor reader)
            throws AnnotationException {
        String mm = drawing.unit().symbol();
        Map<String, String> from = stack.provenanceOf(drawing.points(), reader);
        return switch (drawing.kind()) {
            case LENGTH ->
                List.of(new Measurement(
                        "length", drawing.longAxis().length(), mm, "distance between the two end points", from));
            case BIDIRECTIONAL ->
                List.of(
                        new Measurement(
                                "long axis",
                                drawing.longAxis().length(),
                                mm,
                                "distance between the ends of the drawn long axis",
                                from),
                        new Measurement(
                                "short axis",
                                drawing.shortAxis().length(),
                                mm,
                                "distance between the ends of the drawn axis perpendicular to the long axis",
                                from));
            case ELLIPSE ->
                List.of(new Measurement(
                        "area",
                        Math.PI
                                * drawing.longAxis().length()
                                * drawing.shortAxis().length()
                                / 4,
                        mm + "2",
                        "pi / 4 x major axis x minor axis",
                        from));
            case POLYGON -> polygon(drawing.points(), mm, stack.seriesInstanceUid(), from);
            case ARROW, POINT, TEXT, MASK -> List.of();
        };
    }

    private static List<Measurement> polygon(List<Vector3> points, String mm, String subject, Map<String, String> from)
            throws AnnotationException {
        OptionalInt crossing = Outline.firstCrossing(points);
        if (crossing.isPresent()) {
            throw new AnnotationException(
                    subject,
                    "the polygon crosses or touches itself at the edge after point " + crossing.getAsInt()
                            + ", so it has no area");
        }
        return List.of(
                new Measurement(
                        "area",
                        Outline.doubledArea(points).length() / 2,
                        mm + "2",
                        "area enclosed by the drawn outline on its plane",
                        from),
                new Measurement(
                        "perimeter", Outline.perimeter(points), mm, "length of the drawn closed outline", from));
    }
}
