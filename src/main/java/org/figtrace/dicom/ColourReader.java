package org.figtrace.dicom;

import java.io.IOException;

/** Reads the pictures of a colour {@link Series}: RGB, YBR_FULL and PALETTE COLOR (PS3.3 C.7.6.3.1.2). */
public final class ColourReader {
    private ColourReader() {}

    /**
     * The picture of slice k.
     *
     * @throws DicomException with the file, when the picture is not in colour or cannot be read
     */
    public static ColourImage read(Series series, int k, DicomEngine engine) throws IOException {
        DicomObject image = series.images().get(k);
        try (FrameReader frames = engine.frames(image)) {
            int frame = series.frames().get(k);
            if (frame >= frames.frames()) {
                throw new DicomException(
                        image.name(),
                        "has " + frames.frames() + " frames, so frame " + (frame + 1) + " cannot be read");
            }
            PixelFormat format = frames.format();
            return new ColourImage(format.columns(), format.rows(), rgb(image, format, frames.read(frame)));
        }
    }

    private static byte[] rgb(DicomObject image, PixelFormat format, Object stored) throws IOException {
        String photometric = format.photometricInterpretation();
        if (format.samples() == 1 && photometric.equals("PALETTE COLOR")) {
            return Palette.of(image).colours(image.name(), stored, format.signed());
        }
        boolean known = photometric.equals("RGB") || photometric.equals("YBR_FULL");
        if (format.samples() != 3 || !known || !(stored instanceof byte[] || stored instanceof short[])) {
            throw new DicomException(
                    image.name(),
                    "PhotometricInterpretation (0028,0004) is %s with SamplesPerPixel (0028,0002) %d and BitsAllocated (0028,0100) %d, which is not shown in colour"
                            .formatted(photometric, format.samples(), format.bitsAllocated()));
        }
        if (photometric.equals("YBR_FULL")) {
            YcbcrToRgb converter = new YcbcrToRgb(format.bitsStored());
            if (stored instanceof short[] shorts) {
                converter.convert(shorts);
            } else {
                converter.convert((byte[]) stored);
            }
        }
        return bytes(stored, format.bitsStored());
    }

    /** Samples of any depth as eight bits. */
    private static byte[] bytes(Object samples, int bits) {
        if (samples instanceof byte[] bytes && bits == 8) {
            return bytes;
        }
        int most = (1 << bits) - 1;
        if (samples instanceof byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ((bytes[i] & most) * 255 / most);
            }
            return bytes;
        }
        short[] shorts = (short[]) samples;
        byte[] bytes = new byte[shorts.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((shorts[i] & most) * 255 / most);
        }
        return bytes;
    }
}
