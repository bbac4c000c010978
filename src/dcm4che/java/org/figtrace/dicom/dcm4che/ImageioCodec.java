package org.figtrace.dicom.dcm4che;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;
import org.dcm4che3.image.PhotometricInterpretation;
import org.dcm4che3.imageio.codec.ImageDescriptor;
import org.dcm4che3.imageio.codec.ImageReaderFactory;
import org.dcm4che3.imageio.codec.ImageReaderFactory.ImageReaderParam;
import org.dcm4che3.imageio.codec.TransferSyntaxType;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.PixelDescription;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;

/**
 * The image reader that dcm4che has for a transfer syntax: RLE in Java, the JPEG families through OpenCV, which is
 * native and may not be there.
 */
final class ImageioCodec {
    private static final String OPENCV_READERS = "org.dcm4che3.opencv.";
    private static final String OPENCV = "opencv_java";

    private final TransferSyntax syntax;
    private final ImageReaderParam reader;

    private ImageioCodec(TransferSyntax syntax, ImageReaderParam reader) {
        this.syntax = syntax;
        this.reader = reader;
    }

    static boolean isThere(TransferSyntax syntax) {
        ImageReaderParam reader = ImageReaderFactory.getImageReaderParam(syntax.uid());
        return reader != null && !isMissing(reader);
    }

    private static boolean isMissing(ImageReaderParam reader) {
        return reader.className != null && reader.className.startsWith(OPENCV_READERS) && !OpenCv.LOADED;
    }

    /** @throws DicomException naming the transfer syntax where nothing decodes it here */
    static ImageioCodec of(DicomObject object) throws IOException {
        TransferSyntax syntax = object.transferSyntax();
        ImageReaderParam reader = ImageReaderFactory.getImageReaderParam(syntax.uid());
        String named = "TransferSyntaxUID (0002,0010) is " + syntax.name() + ", and ";
        if (reader == null) {
            throw new DicomException(object.name(), named + "the dcm4che engine has no decoder for it");
        }
        if (isMissing(reader)) {
            throw new DicomException(
                    object.name(),
                    named + "dcm4che decodes it with the native library " + OPENCV
                            + ", which is not on java.library.path");
        }
        return new ImageioCodec(syntax, reader);
    }

    /** Tried once, when the first frame asks for it. */
    private static final class OpenCv {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                System.loadLibrary(OPENCV);
                return true;
            } catch (UnsatisfiedLinkError | SecurityException absent) {
                return false;
            }
        }
    }

    private boolean isRle() {
        return syntax.uid().equals(TransferSyntax.RLE.uid());
    }

    /** @throws DicomException where dcm4che's readers do not know such pixels */
    void check(String file, PixelDescription description) throws IOException {
        PixelFormat format = description.format();
        boolean possible =
                format.bitsAllocated() == 8 || format.bitsAllocated() == 16 && !(isRle() && format.samples() > 1);
        if (description.element() != Tag.PixelData || !possible) {
            throw new DicomException(
                    file,
                    "BitsAllocated (0028,0100) is %d with SamplesPerPixel (0028,0002) %d in %s, which dcm4che does not decode"
                            .formatted(format.bitsAllocated(), format.samples(), syntax.name()));
        }
        if (format.photometricInterpretation().isEmpty()) {
            return;
        }
        try {
            PhotometricInterpretation.fromString(format.photometricInterpretation());
        } catch (IllegalArgumentException unknown) {
            throw new DicomException(
                    file,
                    "PhotometricInterpretation (0028,0004) is " + format.photometricInterpretation()
                            + ", which dcm4che does not decode",
                    unknown);
        }
    }

    /** The format of what {@link #decode} delivers: the readers turn the colours of lossy JPEG and JPEG 2000 to RGB. */
    PixelFormat delivered(PixelFormat stored) {
        boolean converted = stored.samples() == 3
                && stored.photometricInterpretation().startsWith("YBR")
                && TransferSyntaxType.isYBRCompression(syntax.uid());
        return new PixelFormat(
                stored.columns(),
                stored.rows(),
                stored.samples(),
                stored.bitsAllocated(),
                stored.bitsStored(),
                stored.signed(),
                converted ? "RGB" : stored.photometricInterpretation());
    }

    /** @return byte[] or short[] of rows * columns * samples, row by row and colour by pixel */
    Object decode(String file, int number, byte[] encoded, PixelDescription description) throws IOException {
        PixelFormat format = description.format();
        if (isRle()) {
            int segments = format.samples() * format.bitsAllocated() / 8;
            Optional<String> problem = RleSegments.problem(encoded, segments, format.rows() * format.columns());
            if (problem.isPresent()) {
                throw refuse(file, number, problem.get(), null);
            }
        }
        Raster raster;
        try {
            raster = read(new EncodedFrameStream(encoded, descriptor(format)), format);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw refuse(file, number, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        if (raster.getWidth() != format.columns()
                || raster.getHeight() != format.rows()
                || raster.getNumBands() != format.samples()) {
            throw refuse(
                    file,
                    number,
                    "holds %d x %d pixels of %d samples where its description has %d x %d of %d"
                            .formatted(
                                    raster.getWidth(),
                                    raster.getHeight(),
                                    raster.getNumBands(),
                                    format.columns(),
                                    format.rows(),
                                    format.samples()),
                    null);
        }
        return values(raster, format);
    }

    private static DicomException refuse(String file, int number, String problem, Throwable cause) {
        return new DicomException(file, "Pixel Data (7FE0,0010), frame " + number + ": " + problem, cause);
    }

    private Raster read(EncodedFrameStream stream, PixelFormat format) throws IOException {
        ImageReader decoder = ImageReaderFactory.getImageReader(reader);
        try {
            decoder.setInput(stream);
            ImageReadParam parameters = decoder.getDefaultReadParam();
            if (isRle()) {
                parameters.setDestinationType(planes(format));
            }
            return decoder.canReadRaster()
                    ? decoder.readRaster(0, parameters)
                    : decoder.read(0, parameters).getRaster();
        } finally {
            decoder.dispose();
        }
    }

    private static ImageDescriptor descriptor(PixelFormat format) {
        Attributes description = new Attributes();
        description.setInt(Tag.SamplesPerPixel, VR.US, format.samples());
        // dcm4che takes pixels without an interpretation as MONOCHROME2.
        description.setString(Tag.PhotometricInterpretation, VR.CS, format.photometricInterpretation());
        description.setInt(Tag.Rows, VR.US, format.rows());
        description.setInt(Tag.Columns, VR.US, format.columns());
        description.setInt(Tag.BitsAllocated, VR.US, format.bitsAllocated());
        description.setInt(Tag.BitsStored, VR.US, format.bitsStored());
        description.setInt(Tag.PixelRepresentation, VR.US, format.signed() ? 1 : 0);
        return new ImageDescriptor(description);
    }

    /** Where the RLE reader puts its planes, each sample in a bank of its own. */
    private static ImageTypeSpecifier planes(PixelFormat format) {
        int type = format.bitsAllocated() == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        int space = format.samples() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        return new ImageTypeSpecifier(
                new ComponentColorModel(ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, type),
                new BandedSampleModel(type, format.columns(), format.rows(), format.samples()));
    }

    private static Object values(Raster raster, PixelFormat format) {
        int count = format.rows() * format.columns() * format.samples();
        DataBuffer buffer = raster.getDataBuffer();
        if (format.samples() == 1 && buffer.getSize() == count && buffer.getOffset() == 0) {
            if (buffer instanceof DataBufferByte bytes && format.bitsAllocated() == 8) {
                return bytes.getData();
            }
            if (buffer instanceof DataBufferUShort shorts && format.bitsAllocated() == 16) {
                return shorts.getData();
            }
            if (buffer instanceof DataBufferShort shorts && format.bitsAllocated() == 16) {
                return shorts.getData();
            }
        }
        int[] samples = raster.getPixels(0, 0, format.columns(), format.rows(), (int[]) null);
        if (format.bitsAllocated() == 8) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) samples[i];
            }
            return bytes;
        }
        short[] shorts = new short[count];
        for (int i = 0; i < count; i++) {
            shorts[i] = (short) samples[i];
        }
        return shorts;
    }
}
