package org.figtrace.imagej;

import ij.util.DicomTools;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;

/**
 * A DICOM header as ImageJ writes it into slice labels, "0018,0050  Slice Thickness: 5" line by line, so that
 * Image>Show Info and {@link DicomTools#getTag} find what they look for. Items of a sequence start with "&gt;".
 */
final class DicomInfo {
    private static final int LONGEST_VALUE = 1024;
    private static final int DEEPEST = 4;
    private static final int LONGEST = 1 << 16;

    private final Map<Integer, String> names = new HashMap<>();

    /** Ends in a line break; at most 64 k characters. */
    String of(DicomObject object) {
        StringBuilder out = new StringBuilder();
        append(out, object.fileMeta(), 0);
        append(out, object.dataSet(), 0);
        if (object.hasPixelData() && !object.dataSet().contains(Tag.PixelData)) {
            out.append("7FE0,0010  Pixel Data: \n");
        }
        return out.toString();
    }

    private void append(StringBuilder out, DataSet dataSet, int depth) {
        for (Element element : dataSet.elements()) {
            if (out.length() > LONGEST) {
                return;
            }
            String tag = "%04X,%04X".formatted(element.tag() >>> 16, element.tag() & 0xffff);
            out.append(tag)
                    .append("  ")
                    .append(">".repeat(depth))
                    .append(name(element.tag(), tag))
                    .append(": ");
            if (element instanceof Element.Sequence sequence) {
                out.append('\n');
                for (DataSet item : sequence.items()) {
                    if (depth < DEEPEST) {
                        append(out, item, depth + 1);
                    }
                }
            } else {
                out.append(value(dataSet, element)).append('\n');
            }
        }
    }

    private static String value(DataSet dataSet, Element element) {
        if (!(element instanceof Element.Bytes bytes)) {
            return "";
        }
        boolean shown = bytes.vr().isText() || bytes.value().length <= LONGEST_VALUE;
        Optional<String> text = shown ? dataSet.string(element.tag()) : Optional.empty();
        return text.map(t -> t.replaceAll("[\\r\\n]+", " "))
                .map(t -> t.length() > LONGEST_VALUE ? t.substring(0, LONGEST_VALUE) + "..." : t)
                .orElse(bytes.value().length == 0 ? "" : bytes.value().length + " bytes");
    }

    private String name(int tag, String hex) {
        return names.computeIfAbsent(tag, t -> {
            String known = DicomTools.getTagName(hex);
            return known != null ? known.strip() : Tag.isPrivate(tag) ? "Private Tag" : "---";
        });
    }
}
