package org.figtrace.fuzz;

import java.util.Set;
import java.util.TreeSet;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Element;

/** Asks every element of a data set for its text and numbers. */
final class Walk {
    private final Set<String> kinds = new TreeSet<>();
    private int deepest;

    private Walk() {}

    /** Which kinds of elements there are, and how deep: what tells two data sets apart for {@link Corpus}. */
    static String over(DataSet dataSet) {
        Walk walk = new Walk();
        walk.visit(dataSet, 0);
        return walk.kinds + " " + walk.deepest;
    }

    private void visit(DataSet dataSet, int depth) {
        deepest = Math.max(deepest, depth);
        for (Element element : dataSet.elements()) {
            String kind = element.vr().name();
            if (element instanceof Element.Sequence sequence) {
                sequence.items().forEach(item -> visit(item, depth + 1));
            } else if (element instanceof Element.Fragments fragments) {
                kind += "f" + Integer.bitCount(fragments.fragments().size());
            } else if (dataSet.bytes(element.tag()).orElseThrow().length < 1 << 16) {
                dataSet.string(element.tag());
                kind += dataSet.decimals(element.tag()).isPresent() ? "n" : "";
            }
            kinds.add(kind);
        }
    }
}
