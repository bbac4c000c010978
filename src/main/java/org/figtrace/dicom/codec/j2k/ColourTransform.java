package org.figtrace.dicom.codec.j2k;

import java.util.List;

/** The multiple component transforms back to red, green and blue, in place (T.800 annex G). */
final class ColourTransform {
    private ColourTransform() {}

    /** @param planes the first three are transformed */
    static void invert(List<ComponentPlane> planes) throws J2kException {
        Bounds bounds = planes.get(0).bounds();
        if (!bounds.equals(planes.get(1).bounds())
                || !bounds.equals(planes.get(2).bounds())) {
            throw new J2kException("the JPEG 2000 stream transforms components together whose sizes differ");
        }
        if (planes.get(0).whole() != null) {
            reversible(
                    planes.get(0).whole(), planes.get(1).whole(), planes.get(2).whole());
        } else {
            irreversible(
                    planes.get(0).real(), planes.get(1).real(), planes.get(2).real());
        }
    }

    /** G-6 to G-8. */
    private static void reversible(int[] first, int[] second, int[] third) {
        for (int i = 0; i < first.length; i++) {
            int green = first[i] - (second[i] + third[i] >> 2);
            first[i] = third[i] + green;
            third[i] = second[i] + green;
            second[i] = green;
        }
    }

    /** G-12 to G-14. */
    private static void irreversible(float[] first, float[] second, float[] third) {
        for (int i = 0; i < first.length; i++) {
            float luminance = first[i];
            float blue = second[i];
            float red = third[i];
            first[i] = luminance + 1.402f * red;
            second[i] = luminance - 0.34413f * blue - 0.71414f * red;
            third[i] = luminance + 1.772f * blue;
        }
    }
}
