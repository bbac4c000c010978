package org.figtrace.dicom.codec.j2k;

/**
 * Step sizes of the subbands, from QCD or QCC (T.800 A.6.4).
 *
 * @param exponents for LL and then HL, LH, HH of each resolution; one alone where the others derive from it
 * @param mantissas all 0 where nothing is quantized
 */
record Quantization(Kind kind, int guardBits, int[] exponents, int[] mantissas) {
    enum Kind {
        NONE,
        DERIVED,
        EXPOUNDED
    }

    static Quantization read(SegmentReader in) throws J2kException {
        int style = in.u8();
        if ((style & 31) > 2) {
            throw new J2kException("quantization style " + (style & 31) + " is not part of JPEG 2000 Part 1");
        }
        Kind kind = Kind.values()[style & 31];
        int count = kind == Kind.DERIVED ? 1 : kind == Kind.NONE ? in.remaining() : in.remaining() / 2;
        int[] exponents = new int[count];
        int[] mantissas = new int[count];
        for (int i = 0; i < count; i++) {
            int value = kind == Kind.NONE ? in.u8() << 8 : in.u16();
            exponents[i] = value >> 11;
            mantissas[i] = value & 0x7FF;
        }
        return new Quantization(kind, style >> 5, exponents, mantissas);
    }

    /** Refuses steps that are too few for so many levels, or that do not go with the transform. */
    void require(ComponentStyle style) throws J2kException {
        int needed = kind == Kind.DERIVED ? 1 : 3 * style.levels() + 1;
        if (exponents.length < needed) {
            throw new J2kException("the JPEG 2000 stream gives " + exponents.length + " quantization steps for "
                    + needed + " subbands");
        }
        if (style.reversible() && kind != Kind.NONE) {
            throw new J2kException("the JPEG 2000 stream quantizes the coefficients of a reversible transform");
        }
    }

    /**
     * @param band 0 for LL, then 3 * resolution - 2 for HL, and on
     * @param level decomposition level of the band
     */
    int exponent(int band, int level, int levels) {
        // T.800 E-5.
        return kind == Kind.DERIVED ? exponents[0] - levels + level : exponents[band];
    }

    int mantissa(int band) {
        return kind == Kind.DERIVED ? mantissas[0] : mantissas[band];
    }
}
