package org.figtrace.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Decimal String values, at most 16 characters (PS3.5 6.2), with as many digits as fit. */
final class DecimalString {
    private static final int LONGEST = 16;

    private DecimalString() {}

    static String of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is no decimal string");
        }
        for (int digits = 17; digits > 0; digits--) {
            BigDecimal d = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (d.signum() == 0) {
                return "0";
            }
            d = d.stripTrailingZeros();
            String plain = d.toPlainString();
            String shortest = plain.length() <= LONGEST ? plain : d.toString();
            if (shortest.length() <= LONGEST) {
                String exact = Double.toString(value).replaceAll("\\.0$", "");
                return exact.length() <= LONGEST && Double.parseDouble(exact) == value ? exact : shortest;
            }
        }
        throw new AssertionError(value);
    }
}
