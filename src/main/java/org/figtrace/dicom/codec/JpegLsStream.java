package org.figtrace.dicom.codec;

import java.io.IOException;

/**
 * Decodes one JPEG-LS image (ITU-T T.87, ISO/IEC 14495-1): lossless and near-lossless, 2 to 16 bits, all three
 * interleave modes, preset coding parameters and restart markers. Mapping tables (palettes), point transforms, colour
 * transforms of other makers and the extensions of T.870 are refused.
 */
final class JpegLsStream {
    private static final int SOF55 = 0xF7;
    private static final int LSE = 0xF8;

    private final MarkerReader in;
    private final FrameShape shape;
    private FrameHeader frame;
    private int[] preset = {0, 0, 0, 0, 0};
    private int restartInterval;

    private JpegLsStream(byte[] stream, FrameShape shape) {
        in = new MarkerReader(stream);
        this.shape = shape;
    }

    /**
     * Decodes a whole image. What follows its last scan is not looked at, an EOI marker is not asked for.
     *
     * @param shape what the image has to be; it is refused before anything of its size is allocated
     * @throws CodecException when it is damaged, ends early, is of another size, or uses what is not decoded here
     */
    static DecodedFrame decode(byte[] stream, FrameShape shape) throws IOException {
        return new JpegLsStream(stream, shape).decode();
    }

    private DecodedFrame decode() throws IOException {
        in.requireStart("JPEG-LS");
        SampleBuffer out = null;
        boolean[] done = new boolean[shape.samples()];
        int left = shape.samples();
        while (left > 0) {
            int marker = in.nextMarker();
            if (marker == MarkerReader.EOI) {
                throw new CodecException("the JPEG-LS stream ends before every component is decoded");
            }
            if (marker == MarkerReader.SOI || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
                throw new CodecException(
                        "marker " + MarkerReader.name(marker) + " stands between the scans of the JPEG-LS stream");
            }
            in.openSegment(marker);
            if (marker == MarkerReader.SOS) {
                if (frame == null) {
                    throw new CodecException("the JPEG-LS stream has no frame header (SOF55) before its first scan");
                }
                ScanHeader scan = ScanHeader.read(in, frame, done);
                JpegLsParameters parameters = parameters(scan);
                // A line takes a bit at least, however long its run; mixed components share that bit.
                int codedLines = scan.second() == 2 ? 1 : scan.components().size();
                shape.requireBits((long) codedLines * shape.rows(), in.data().length - in.position());
                out = out == null ? new SampleBuffer(shape, in.data().length) : out;
                in.moveTo(
                        new JpegLsScan(frame, scan, parameters, restartInterval, in.data(), in.position()).decode(out));
                left -= scan.components().size();
            } else {
                readSegment(marker);
                in.closeSegment();
            }
        }
        ColourSpace colourSpace = shape.samples() == 1 ? ColourSpace.MONOCHROME : ColourSpace.UNSPECIFIED;
        return new DecodedFrame(out.array(), frame.precision(), colourSpace);
    }

    private void readSegment(int marker) throws CodecException {
        if (marker == SOF55) {
            if (frame != null) {
                throw new CodecException("the JPEG-LS stream has a second frame header (SOF55)");
            }
            frame = FrameHeader.read(in, marker, shape);
            frame.requireEqualSampling("JPEG-LS");
            if (frame.precision() < 2) {
                throw new CodecException("a JPEG-LS image has 2 to 16 bits per sample, not " + frame.precision());
            }
        } else if (marker >= 0xC0 && marker <= 0xCF || marker == 0xF9) {
            throw new CodecException(
                    "marker " + MarkerReader.name(marker) + " stands in a stream that should be JPEG-LS");
        } else if (marker == LSE) {
            readPreset();
        } else if (marker == MarkerReader.DRI) {
            readRestartInterval();
        } else if (marker == MarkerReader.DNL) {
            requireLines(in.u16(marker));
        } else if (marker == MarkerReader.APP8 && in.segmentIs("mrfx")) {
            refuseColourTransform();
        }
    }

    /** T.87 C.2.4.1; types 2 and 3 define mapping tables, which do no harm unless a scan uses them. */
    private void readPreset() throws CodecException {
        int type = in.u8(LSE);
        if (type == 1) {
            preset = new int[] {in.u16(LSE), in.u16(LSE), in.u16(LSE), in.u16(LSE), in.u16(LSE)};
        } else if (type != 2 && type != 3) {
            throw new CodecException("a JPEG-LS preset parameter marker (LSE) of type " + type + " is not supported");
        }
    }

    /** Two to four bytes (T.87 C.2.5). */
    private void readRestartInterval() throws CodecException {
        long interval = 0;
        int length = in.remaining();
        for (int i = 0; i < length; i++) {
            interval = interval << 8 | in.u8(MarkerReader.DRI);
        }
        if (length < 2 || length > 4 || interval > Integer.MAX_VALUE) {
            throw new CodecException("the restart interval (DRI) of the JPEG-LS stream is " + length + " bytes long");
        }
        restartInterval = (int) interval;
    }

    private void requireLines(int lines) throws CodecException {
        if (lines != shape.rows()) {
            throw new CodecException("marker DNL says " + lines + " rows where the data set says " + shape.rows());
        }
    }

    /** An extension of HP, never standardized: the fifth byte names the transform, 0 for none. */
    private void refuseColourTransform() throws CodecException {
        for (int i = 0; i < 4; i++) {
            in.u8(MarkerReader.APP8);
        }
        int transform = in.u8(MarkerReader.APP8);
        if (transform != 0) {
            throw new CodecException(
                    "the JPEG-LS stream uses HP colour transform " + transform + ", which is not supported");
        }
    }

    private JpegLsParameters parameters(ScanHeader scan) throws CodecException {
        if (scan.selectors().stream().anyMatch(table -> table != 0)) {
            throw new CodecException("the JPEG-LS stream uses a mapping table (palette), which is not supported");
        }
        if (scan.pointTransform() != 0) {
            throw new CodecException("the JPEG-LS stream uses a point transform, which is not supported");
        }
        // One component alone is coded the same way whatever the mode says.
        if (scan.second() > 2 || scan.components().size() > 1 && scan.second() == 0) {
            throw new CodecException("a JPEG-LS scan of " + scan.components().size()
                    + " components has interleave mode " + scan.second());
        }
        return JpegLsParameters.of(
                frame.precision(), scan.first(), preset[0], preset[1], preset[2], preset[3], preset[4]);
    }
}
