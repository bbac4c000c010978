package org.figtrace.figure;

/**
 * The longest round length that fits: 1, 2 or 5 times a power of ten.
 *
 * @param lengthMm what the bar stands for
 * @param pixels how long it is drawn
 */
record ScaleBar(double lengthMm, double pixels) {
    /** A bar that takes at most a third of the width and at least, where 1-2-5 allows it, an eighth. */
    static ScaleBar fitting(int pictureWidth, double mmPerPixel) {
        double longest = pictureWidth / 3.0 * mmPerPixel;
        double power = Math.pow(10, Math.floor(Math.log10(longest)));
        double length = power;
        for (int factor : new int[] {2, 5}) {
            if (factor * power <= longest) {
                length = factor * power;
            }
        }
        return new ScaleBar(length, length / mmPerPixel);
    }

    /** "5 cm", or in millimetres below one centimetre. */
    String label() {
        double value = lengthMm >= 10 ? lengthMm / 10 : lengthMm;
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return number + (lengthMm >= 10 ? " cm" : " mm");
    }
}
