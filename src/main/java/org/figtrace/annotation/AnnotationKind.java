package org.figtrace.annotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is drawn. The order of the points of each kind is part of the file format. */
public enum AnnotationKind {
    /** Two end points. */
    LENGTH(2, 2),
    /** Four points on one plane: both ends of the long axis, then both ends of the short axis perpendicular to it. */
    BIDIRECTIONAL(4, 4),
    /** Two points: the tail, then the tip, which is what the arrow points at. */
    ARROW(2, 2),
    POINT(1, 1),
    /** One point, where the text is anchored, and the text. */
    TEXT(1, 1),
    /** Four points as in a DICOM ELLIPSE (PS3.3 C.18.6.1.2): both ends of the major axis, then of the minor axis. */
    ELLIPSE(4, 4),
    /** Three or more points of a flat outline, in order; the last joins the first, which is not repeated. */
    POLYGON(3, AnnotationGeometry.MAX_POINTS),
    /** No points: the region is a stored mask. */
    MASK(0, 0);

    private final int fewest;
    private final int most;

    AnnotationKind(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    int fewestPoints() {
        return fewest;
    }

    int mostPoints() {
        return most;
    }

    /** The name used on the command line and in files, "bidirectional". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** "an arrow", for sentences. */
    String withArticle() {
        return (this == ARROW || this == ELLIPSE ? "an " : "a ") + this;
    }

    /** @throws IllegalArgumentException naming the kinds there are */
    public static AnnotationKind parse(String text) {
        return Arrays.stream(values())
                .filter(k -> k.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an annotation kind: \"" + text
                        + "\" (known: "
                        + Arrays.stream(values()).map(AnnotationKind::toString).collect(Collectors.joining(", "))
                        + ")"));
    }
}
