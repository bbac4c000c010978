package org.figtrace.dicom.dcm4che;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Element;

/** A data set as dcm4che writes it: values as the bytes they are, nothing decoded. */
final class AttributesCopy {
    private AttributesCopy() {}

    /** Group lengths (gggg,0000) are retired and left out, and group 0002 belongs to the file. */
    static Attributes of(DataSet dataSet) {
        Attributes attributes = new Attributes(dataSet.elements().size());
        for (Element element : dataSet.elements()) {
            if ((element.tag() & 0xffff) != 0 && element.tag() >>> 16 != 2) {
                add(attributes, element);
            }
        }
        return attributes;
    }

    private static void add(Attributes attributes, Element element) {
        int tag = element.tag();
        VR vr = VR.valueOf(element.vr().name());
        if (element instanceof Element.Bytes bytes) {
            attributes.setBytes(tag, vr, bytes.value());
        } else if (element instanceof Element.Sequence sequence) {
            Sequence items = attributes.newSequence(tag, sequence.items().size());
            sequence.items().forEach(item -> items.add(of(item)));
        } else if (element instanceof Element.Fragments fragments) {
            Fragments parts =
                    attributes.newFragments(tag, VR.OB, fragments.fragments().size() + 1);
            parts.add(fragments.offsetTable());
            parts.addAll(fragments.fragments());
        }
    }
}
