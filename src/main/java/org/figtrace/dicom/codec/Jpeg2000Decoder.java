package org.figtrace.dicom.codec;

import java.io.IOException;
import java.util.Set;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.codec.j2k.ExpectedImage;
import org.figtrace.dicom.codec.j2k.J2kException;
import org.figtrace.dicom.codec.j2k.Jpeg2000Image;

/**
 * JPEG 2000, lossless and lossy (PS3.5 8.2.4 and A.4.4). Colour that the stream itself transforms is delivered as RGB,
 * other colour as it is stored.
 */
final class Jpeg2000Decoder implements FrameDecoder {
    private static final Set<String> TRANSFORMED = Set.of("YBR_RCT", "YBR_ICT");
    private static final String RGB = "RGB";

    @Override
    public Object decode(EncodedFrame frame) throws IOException {
        try {
            FrameShape shape = FrameShape.of(frame.format());
            return Jpeg2000Image.decode(
                    frame.bytes(),
                    new ExpectedImage(shape.columns(), shape.rows(), shape.samples(), shape.bitsAllocated()));
        } catch (CodecException | J2kException e) {
            throw frame.refuse(e.getMessage());
        }
    }

    @Override
    public PixelFormat delivered(PixelFormat stored) {
        if (!TRANSFORMED.contains(stored.photometricInterpretation())) {
            return stored;
        }
        return stored.withPhotometricInterpretation(RGB);
    }
}
