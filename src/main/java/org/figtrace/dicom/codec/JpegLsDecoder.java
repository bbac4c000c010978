package org.figtrace.dicom.codec;

import java.io.IOException;

/** JPEG-LS, lossless and near-lossless (PS3.5 8.2.3 and A.4.3), delivered in the colour space that is stored. */
final class JpegLsDecoder implements FrameDecoder {
    @Override
    public Object decode(EncodedFrame frame) throws IOException {
        try {
            return JpegLsStream.decode(frame.bytes(), FrameShape.of(frame.format()))
                    .pixels();
        } catch (CodecException e) {
            throw frame.refuse(e.getMessage());
        }
    }
}
