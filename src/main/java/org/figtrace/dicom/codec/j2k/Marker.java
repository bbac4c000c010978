package org.figtrace.dicom.codec.j2k;

import java.util.Map;

/** The markers of a codestream (T.800 table A.2). */
final class Marker {
    static final int SOC = 0xFF4F;
    static final int CAP = 0xFF50;
    static final int SIZ = 0xFF51;
    static final int COD = 0xFF52;
    static final int COC = 0xFF53;
    static final int TLM = 0xFF55;
    static final int PLM = 0xFF57;
    static final int PLT = 0xFF58;
    static final int CPF = 0xFF59;
    static final int QCD = 0xFF5C;
    static final int QCC = 0xFF5D;
    static final int RGN = 0xFF5E;
    static final int POC = 0xFF5F;
    static final int PPM = 0xFF60;
    static final int PPT = 0xFF61;
    static final int CRG = 0xFF63;
    static final int COM = 0xFF64;
    static final int SOT = 0xFF90;
    static final int SOP = 0xFF91;
    static final int EPH = 0xFF92;
    static final int SOD = 0xFF93;
    static final int EOC = 0xFFD9;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(SOC, "SOC"),
            Map.entry(CAP, "CAP"),
            Map.entry(SIZ, "SIZ"),
            Map.entry(COD, "COD"),
            Map.entry(COC, "COC"),
            Map.entry(TLM, "TLM"),
            Map.entry(PLM, "PLM"),
            Map.entry(PLT, "PLT"),
            Map.entry(CPF, "CPF"),
            Map.entry(QCD, "QCD"),
            Map.entry(QCC, "QCC"),
            Map.entry(RGN, "RGN"),
            Map.entry(POC, "POC"),
            Map.entry(PPM, "PPM"),
            Map.entry(PPT, "PPT"),
            Map.entry(CRG, "CRG"),
            Map.entry(COM, "COM"),
            Map.entry(SOT, "SOT"),
            Map.entry(SOP, "SOP"),
            Map.entry(EPH, "EPH"),
            Map.entry(SOD, "SOD"),
            Map.entry(EOC, "EOC"));

    private Marker() {}

    /** Its name, or its code in hexadecimal digits. */
    static String name(int marker) {
        return NAMES.getOrDefault(marker, String.format("%04X", marker));
    }

    /** Markers that stand alone, without a length behind them (T.800 A.1.2). */
    static boolean standsAlone(int marker) {
        return marker >= 0xFF30 && marker <= 0xFF3F;
    }

    /** Markers of T.801, which changes what the samples mean: arbitrary transforms, offsets and non-linearity. */
    static boolean isOfPart2(int marker) {
        return marker >= 0xFF70 && marker <= 0xFF7F;
    }
}
