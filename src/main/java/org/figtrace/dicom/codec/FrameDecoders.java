package org.figtrace.dicom.codec;

import java.util.Map;
import java.util.Optional;
import org.figtrace.dicom.TransferSyntax;

/** Which encapsulated transfer syntaxes the built-in engine decodes. */
public final class FrameDecoders {
    private static final Map<String, FrameDecoder> BY_SYNTAX = Map.of(
            TransferSyntax.RLE.uid(), new RleDecoder(),
            TransferSyntax.JPEG_BASELINE.uid(), JpegDecoder.lossy(),
            TransferSyntax.JPEG_EXTENDED.uid(), JpegDecoder.lossy(),
            TransferSyntax.JPEG_LOSSLESS.uid(), JpegDecoder.lossless(),
            TransferSyntax.JPEG_LOSSLESS_SV1.uid(), JpegDecoder.lossless(),
            TransferSyntax.JPEG_LS_LOSSLESS.uid(), new JpegLsDecoder(),
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid(), new JpegLsDecoder(),
            TransferSyntax.JPEG_2000_LOSSLESS.uid(), new Jpeg2000Decoder(),
            TransferSyntax.JPEG_2000.uid(), new Jpeg2000Decoder());

    private FrameDecoders() {}

    public static Optional<FrameDecoder> of(TransferSyntax syntax) {
        return Optional.ofNullable(BY_SYNTAX.get(syntax.uid()));
    }
}
