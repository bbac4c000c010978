package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A data set as lines of tag, value representation, length and value, so that a difference can be read. */
final class ElementList {
    private static final int SHOWN_BYTES = 32;

    private ElementList() {}

    static List<String> of(DataSet data) {
        List<String> lines = new ArrayList<>();
        add(data, "", lines, true);
        return lines;
    }

    /**
     * As it is read after writing: without the retired group lengths, values padded to an even length, fragments as OB
     * (PS3.5 A.4 allows no other, whatever the file had).
     */
    static List<String> written(DataSet data) {
        List<String> lines = new ArrayList<>();
        add(data, "", lines, false);
        return lines;
    }

    private static void add(DataSet data, String path, List<String> lines, boolean asRead) {
        for (Element element : data.elements()) {
            if (!asRead && (element.tag() & 0xffff) == 0) {
                continue;
            }
            Vr vr = element instanceof Element.Fragments && !asRead ? Vr.OB : element.vr();
            String name = path + Tag.toString(element.tag()) + " " + vr;
            if (element instanceof Element.Sequence sequence) {
                lines.add(name + " of " + sequence.items().size());
                for (DataSet item : sequence.items()) {
                    add(item, path + Tag.toString(element.tag()) + "/", lines, asRead);
                }
            } else if (element instanceof Element.Fragments fragments) {
                lines.add(name + " table " + value(fragments.offsetTable(), Vr.OB, asRead));
                fragments.fragments().forEach(f -> lines.add(name + " fragment " + value(f, Vr.OB, asRead)));
            } else {
                lines.add(name + " " + value(((Element.Bytes) element).value(), element.vr(), asRead));
            }
        }
    }

    private static String value(byte[] bytes, Vr vr, boolean asRead) {
        byte[] value = bytes;
        if (!asRead && bytes.length % 2 == 1) {
            value = Arrays.copyOf(bytes, bytes.length + 1);
            value[bytes.length] = vr.padding();
        }
        byte[] shown = Arrays.copyOf(value, Math.min(value.length, SHOWN_BYTES));
        return value.length + " bytes " + HexFormat.of().formatHex(shown) + " hash " + Arrays.hashCode(value);
    }
}
