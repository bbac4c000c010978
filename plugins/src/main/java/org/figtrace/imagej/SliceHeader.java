package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import java.util.Locale;
import java.util.Optional;

/** DICOM headers in slice labels, as ImageJ and Figtrace write them: "0018,0010  Contrast/Bolus Agent: Omnipaque". */
final class SliceHeader {
    private static final String CONTRAST_AGENT = "0018,0010";

    private SliceHeader() {}

    /** Whether any slice says that contrast was given; an image without headers says nothing. */
    static boolean isContrastEnhanced(ImagePlus image) {
        ImageStack stack = image.getStack();
        for (int n = 1; n <= stack.size(); n++) {
            boolean given = value(stack.getSliceLabel(n), CONTRAST_AGENT)
                    .filter(agent -> !agent.toLowerCase(Locale.ROOT).equals("none"))
                    .isPresent();
            if (given) {
                return true;
            }
        }
        return false;
    }

    /** Empty where the label has no such line of its own, or nothing in it. */
    private static Optional<String> value(String label, String tag) {
        if (label == null) {
            return Optional.empty();
        }
        return label.lines()
                .filter(l ->
                        l.startsWith(tag) && !l.substring(tag.length()).strip().startsWith(">"))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .filter(v -> !v.isEmpty())
                .findFirst();
    }
}
