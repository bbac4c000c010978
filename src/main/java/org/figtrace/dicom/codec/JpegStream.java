package org.figtrace.dicom.codec;

import java.io.IOException;

/**
 * Decodes one JPEG image (ITU-T T.81): baseline and extended sequential DCT with Huffman coding (processes 1, 2 and 4)
 * and lossless with Huffman coding (process 14). Progressive, hierarchical and arithmetic coding are refused by name.
 */
final class JpegStream {
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int LOSSLESS = 0xC3;

    private final MarkerReader in;
    private final FrameShape shape;
    private final JpegTables tables = new JpegTables();
    private boolean jfif;
    private int adobeTransform = -1;

    private JpegStream(byte[] stream, FrameShape shape) {
        in = new MarkerReader(stream);
        this.shape = shape;
    }

    /**
     * Decodes a whole image. What follows its last scan is not looked at, an EOI marker is not asked for.
     *
     * @param shape what the image has to be; it is refused before anything of its size is allocated
     * @throws CodecException when it is damaged, ends early, is of another size, or of a process not decoded here
     */
    static DecodedFrame decode(byte[] stream, FrameShape shape) throws IOException {
        return new JpegStream(stream, shape).decode();
    }

    private DecodedFrame decode() throws IOException {
        in.requireStart("JPEG");
        int marker = in.nextMarker();
        while (!isFrame(marker)) {
            if (marker == MarkerReader.SOS || marker == MarkerReader.EOI) {
                throw new CodecException(
                        "the JPEG stream has no frame header before its first " + MarkerReader.name(marker));
            }
            readTables(marker);
            marker = in.nextMarker();
        }
        refuseUnsupported(marker);
        in.openSegment(marker);
        FrameHeader frame = FrameHeader.read(in, marker, shape);
        in.closeSegment();
        return marker == LOSSLESS ? decodeLossless(frame) : decodeDct(frame);
    }

    /** SOF0 to SOF15 but for DHT, JPG and DAC, which lie between them (T.81 table B.1), and DHP. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC || marker == 0xDE;
    }

    private static void refuseUnsupported(int marker) throws CodecException {
        String process = switch (marker) {
            case BASELINE, EXTENDED, LOSSLESS -> "";
            case 0xC2 -> "progressive JPEG (SOF2)";
            case 0xDE, 0xC5, 0xC6, 0xC7 -> "hierarchical JPEG (" + MarkerReader.name(marker) + ")";
            default -> "JPEG with arithmetic coding (" + MarkerReader.name(marker) + ")";
        };
        if (!process.isEmpty()) {
            throw new CodecException("it is " + process + ", which is not supported");
        }
    }

    private DecodedFrame decodeLossless(FrameHeader frame) throws IOException {
        if (frame.precision() < 2) {
            throw new CodecException("a lossless JPEG image has 2 to 16 bits per sample, not " + frame.precision());
        }
        // Every sample takes a code, and every code a bit.
        shape.requireBits(shape.size(), in.data().length);
        SampleBuffer out = new SampleBuffer(shape, in.data().length);
        boolean[] done = new boolean[shape.samples()];
        for (int left = shape.samples(); left > 0; ) {
            ScanHeader scan = nextScan(frame, done);
            in.moveTo(new LosslessScan(frame, scan, tables).decode(in.data(), in.position(), out));
            left -= scan.components().size();
        }
        return new DecodedFrame(out.array(), frame.precision(), colourSpace(frame, false));
    }

    private DecodedFrame decodeDct(FrameHeader frame) throws IOException {
        DctImage image = new DctImage(frame, shape, in.data().length);
        boolean[] done = new boolean[shape.samples()];
        for (int left = shape.samples(); left > 0; ) {
            ScanHeader scan = nextScan(frame, done);
            in.moveTo(image.decode(in.data(), in.position(), scan, tables));
            left -= scan.components().size();
        }
        SampleBuffer out = new SampleBuffer(shape, in.data().length);
        image.putInto(out);
        return new DecodedFrame(out.array(), frame.precision(), colourSpace(frame, image.subsampled()));
    }

    private ScanHeader nextScan(FrameHeader frame, boolean[] done) throws CodecException {
        int marker = in.nextMarker();
        while (marker != MarkerReader.SOS) {
            if (marker == MarkerReader.EOI) {
                throw new CodecException("the JPEG stream ends before every component is decoded");
            }
            if (isFrame(marker)) {
                throw new CodecException(
                        "the JPEG stream has a second frame header (" + MarkerReader.name(marker) + ")");
            }
            readTables(marker);
            marker = in.nextMarker();
        }
        in.openSegment(marker);
        return ScanHeader.read(in, frame, done);
    }

    private void readTables(int marker) throws CodecException {
        if (marker == MarkerReader.SOI || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
            throw new CodecException(
                    "marker " + MarkerReader.name(marker) + " stands between the scans of the JPEG stream");
        }
        in.openSegment(marker);
        switch (marker) {
            case MarkerReader.DHT -> tables.readHuffman(in);
            case MarkerReader.DQT -> tables.readQuantization(in);
            case MarkerReader.DRI -> tables.readRestartInterval(in);
            case MarkerReader.DNL -> requireLines(in.u16(marker));
            case MarkerReader.APP0 -> jfif |= in.segmentIs("JFIF");
            case MarkerReader.APP14 -> readAdobe();
            default -> {
                // Comments and application data say nothing of the samples.
            }
        }
        in.closeSegment();
    }

    private void requireLines(int lines) throws CodecException {
        if (lines != shape.rows()) {
            throw new CodecException("marker DNL says " + lines + " rows where the data set says " + shape.rows());
        }
    }

    /** The transform flag is the twelfth byte of the segment that Adobe's TN 5116 describes. */
    private void readAdobe() throws CodecException {
        if (in.segmentIs("Adobe") && in.remaining() >= 12) {
            for (int i = 0; i < 11; i++) {
                in.u8(MarkerReader.APP14);
            }
            adobeTransform = in.u8(MarkerReader.APP14);
        }
    }

    private ColourSpace colourSpace(FrameHeader frame, boolean subsampled) {
        if (shape.samples() != 3) {
            return shape.samples() == 1 ? ColourSpace.MONOCHROME : ColourSpace.UNSPECIFIED;
        }
        if (adobeTransform == 0 || adobeTransform == 1) {
            return adobeTransform == 1 ? ColourSpace.YCBCR : ColourSpace.RGB;
        }
        if (jfif || subsampled) {
            return ColourSpace.YCBCR;
        }
        boolean named = frame.components().get(0).id() == 'R'
                && frame.components().get(1).id() == 'G'
                && frame.components().get(2).id() == 'B';
        return named ? ColourSpace.RGB : ColourSpace.UNSPECIFIED;
    }
}
