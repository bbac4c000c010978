package org.figtrace.dicom.codec;

/** What the samples of a decoded stream mean, as far as the stream itself says so. */
enum ColourSpace {
    /** One sample per pixel. */
    MONOCHROME,
    RGB,
    /** Full-range luminance and chrominance (ITU-T T.871), DICOM's YBR_FULL. */
    YCBCR,
    /** Several samples, and the stream does not say which; Photometric Interpretation (0028,0004) does. */
    UNSPECIFIED
}
