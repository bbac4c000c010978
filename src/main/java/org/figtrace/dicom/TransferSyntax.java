package org.figtrace.dicom;

import java.util.Map;

/**
 * How a data set is encoded (PS3.5 chapter 10 and annex A).
 *
 * @param uid Transfer Syntax UID (0002,0010)
 * @param name the name in PS3.6, or the UID itself for an unknown one
 * @param encapsulated pixel data is stored in fragments
 */
public record TransferSyntax(
        String uid, String name, boolean explicitVr, boolean bigEndian, boolean deflated, boolean encapsulated) {
    public static final TransferSyntax IMPLICIT_LITTLE =
            new TransferSyntax("1.2.840.10008.1.2", "Implicit VR Little Endian", false, false, false, false);
    public static final TransferSyntax EXPLICIT_LITTLE =
            new TransferSyntax("1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, false, false, false);
    public static final TransferSyntax DEFLATED = new TransferSyntax(
            "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", true, false, true, false);
    public static final TransferSyntax EXPLICIT_BIG =
            new TransferSyntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, true, false, false);
    public static final TransferSyntax RLE = encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");
    public static final TransferSyntax JPEG_BASELINE =
            encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");
    public static final TransferSyntax JPEG_EXTENDED =
            encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)");
    public static final TransferSyntax JPEG_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 = encapsulated(
            "1.2.840.10008.1.2.4.70",
            "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])");
    public static final TransferSyntax JPEG_LS_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression");
    public static final TransferSyntax JPEG_2000_LOSSLESS =
            encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)");
    public static final TransferSyntax JPEG_2000 =
            encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression");

    /** Syntaxes that are known by name, decoded or not. */
    private static final Map<String, TransferSyntax> KNOWN = java.util.stream.Stream.of(
                    IMPLICIT_LITTLE,
                    EXPLICIT_LITTLE,
                    DEFLATED,
                    EXPLICIT_BIG,
                    RLE,
                    JPEG_BASELINE,
                    JPEG_EXTENDED,
                    JPEG_LOSSLESS,
                    JPEG_LOSSLESS_SV1,
                    JPEG_LS_LOSSLESS,
                    JPEG_LS_NEAR_LOSSLESS,
                    JPEG_2000_LOSSLESS,
                    JPEG_2000,
                    encapsulated("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
                    encapsulated("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
                    encapsulated("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
                    encapsulated("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1"),
                    encapsulated("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
                    encapsulated("1.2.840.10008.1.2.4.112", "JPEG XL"),
                    encapsulated(
                            "1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)"),
                    encapsulated("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression"))
            .collect(java.util.stream.Collectors.toUnmodifiableMap(TransferSyntax::uid, s -> s));

    private static TransferSyntax encapsulated(String uid, String name) {
        return new TransferSyntax(uid, name, true, false, false, true);
    }

    /** The syntax with this UID; an unknown one is taken as encapsulated explicit little endian (PS3.5 A.4). */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known != null ? known : encapsulated(uid, uid);
    }
}
