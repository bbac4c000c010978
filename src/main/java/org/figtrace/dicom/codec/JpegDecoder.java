package org.figtrace.dicom.codec;

import java.io.IOException;
import java.util.Set;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.YcbcrToRgb;

/**
 * JPEG baseline, extended and lossless (PS3.5 8.2.1, A.4.1 and A.4.2).
 *
 * <p>Lossy colour is delivered as RGB. Whether a stream holds YCbCr is taken from what the stream itself says (its JFIF
 * or Adobe marker, its component identifiers, subsampled components), and from Photometric Interpretation where it says
 * nothing. Lossless colour is delivered as it is stored.
 */
final class JpegDecoder implements FrameDecoder {
    private static final Set<String> CONVERTED = Set.of("YBR_FULL", "YBR_FULL_422");
    private static final String RGB = "RGB";

    private final boolean lossy;

    private JpegDecoder(boolean lossy) {
        this.lossy = lossy;
    }

    /** For the transfer syntaxes of processes 1, 2 and 4. */
    static JpegDecoder lossy() {
        return new JpegDecoder(true);
    }

    /** For the transfer syntaxes of process 14. */
    static JpegDecoder lossless() {
        return new JpegDecoder(false);
    }

    @Override
    public Object decode(EncodedFrame frame) throws IOException {
        try {
            DecodedFrame decoded = JpegStream.decode(frame.bytes(), FrameShape.of(frame.format()));
            if (lossy && isYcbcr(decoded.colourSpace(), frame.format())) {
                toRgb(decoded);
            }
            return decoded.pixels();
        } catch (CodecException e) {
            throw frame.refuse(e.getMessage());
        }
    }

    @Override
    public PixelFormat delivered(PixelFormat stored) {
        if (!lossy || stored.samples() != 3 || !CONVERTED.contains(stored.photometricInterpretation())) {
            return stored;
        }
        return stored.withPhotometricInterpretation(RGB);
    }

    private boolean isYcbcr(ColourSpace said, PixelFormat stored) {
        if (!delivered(stored).photometricInterpretation().equals(RGB)) {
            return false;
        }
        return said == ColourSpace.YCBCR
                || said == ColourSpace.UNSPECIFIED && CONVERTED.contains(stored.photometricInterpretation());
    }

    private static void toRgb(DecodedFrame decoded) {
        YcbcrToRgb conversion = new YcbcrToRgb(decoded.precision());
        if (decoded.pixels() instanceof byte[] bytes) {
            conversion.convert(bytes);
        } else {
            conversion.convert((short[]) decoded.pixels());
        }
    }
}
