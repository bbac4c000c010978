package org.figtrace.dicom;

/** Value representations (PS3.5 6.2), with what a reader needs to know of each. */
public enum Vr {
    AE(Kind.TEXT, 1),
    AS(Kind.TEXT, 1),
    AT(Kind.BINARY, 2),
    CS(Kind.TEXT, 1),
    DA(Kind.TEXT, 1),
    DS(Kind.TEXT, 1),
    DT(Kind.TEXT, 1),
    FD(Kind.BINARY, 8),
    FL(Kind.BINARY, 4),
    IS(Kind.TEXT, 1),
    LO(Kind.CHARSET_TEXT, 1),
    LT(Kind.CHARSET_TEXT, 1),
    OB(Kind.BINARY, 1),
    OD(Kind.BINARY, 8),
    OF(Kind.BINARY, 4),
    OL(Kind.BINARY, 4),
    OV(Kind.BINARY, 8),
    OW(Kind.BINARY, 2),
    PN(Kind.CHARSET_TEXT, 1),
    SH(Kind.CHARSET_TEXT, 1),
    SL(Kind.BINARY, 4),
    SQ(Kind.SEQUENCE, 1),
    SS(Kind.BINARY, 2),
    ST(Kind.CHARSET_TEXT, 1),
    SV(Kind.BINARY, 8),
    TM(Kind.TEXT, 1),
    UC(Kind.CHARSET_TEXT, 1),
    UI(Kind.TEXT, 1),
    UL(Kind.BINARY, 4),
    UN(Kind.BINARY, 1),
    UR(Kind.TEXT, 1),
    US(Kind.BINARY, 2),
    UT(Kind.CHARSET_TEXT, 1),
    UV(Kind.BINARY, 8);

    private enum Kind {
        TEXT,
        CHARSET_TEXT,
        BINARY,
        SEQUENCE
    }

    private final Kind kind;
    private final int unitBytes;

    Vr(Kind kind, int unitBytes) {
        this.kind = kind;
        this.unitBytes = unitBytes;
    }

    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.CHARSET_TEXT;
    }

    /** Whether Specific Character Set (0008,0005) governs it. */
    public boolean usesCharacterSet() {
        return kind == Kind.CHARSET_TEXT;
    }

    /** Size of the unit that byte order applies to: 2 for US, 8 for FD, 1 for text and bytes. */
    public int unitBytes() {
        return unitBytes;
    }

    /** Whether explicit VR gives it a 32-bit length after two reserved bytes (PS3.5 7.1.2). */
    public boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /** Whether a text may hold several values split by a backslash. LT, ST, UT and UR may not (PS3.5 6.4). */
    public boolean isMultiValuedText() {
        return isText() && this != LT && this != ST && this != UT && this != UR;
    }

    /** The byte that makes a value even: NUL for UI and bytes, space for text. */
    public byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }
}
