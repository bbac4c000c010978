package org.figtrace.dicom;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * The Image Pixel module (PS3.3 C.7.6.3), checked.
 *
 * @param element tag of the pixel data: integer, float or double
 * @param planar colour is stored plane by plane, as Planar Configuration (0028,0006) 1
 */
public record PixelDescription(int element, PixelFormat format, int frames, int highBit, boolean planar) {
    /** @throws DicomException naming the first element that is missing, out of range or contradicts another */
    public static PixelDescription of(DicomObject object, int element) throws IOException {
        DataSet data = object.dataSet();
        String file = object.name();
        int rows = require(data, file, Tag.Rows, 1, 65535);
        int columns = require(data, file, Tag.Columns, 1, 65535);
        int samples = data.contains(Tag.SamplesPerPixel) ? require(data, file, Tag.SamplesPerPixel, 1, 3) : 1;
        String photometric = data.string(Tag.PhotometricInterpretation).orElse("");
        int allocated = require(data, file, Tag.BitsAllocated, 1, 64);
        int stored = allocated;
        int high = allocated - 1;
        boolean signed = element != Tag.PixelData;
        if (element == Tag.PixelData) {
            stored = require(data, file, Tag.BitsStored, 1, allocated);
            high = data.contains(Tag.HighBit)
                    ? require(data, file, Tag.HighBit, stored - 1, allocated - 1)
                    : stored - 1;
            signed = data.contains(Tag.PixelRepresentation) && require(data, file, Tag.PixelRepresentation, 0, 1) == 1;
        }
        check(file, element, allocated, samples, photometric);
        if ((long) rows * columns * samples > Integer.MAX_VALUE - 16) {
            throw new DicomException(
                    file,
                    "Rows (0028,0010) %d by Columns (0028,0011) %d with %d samples is more than can be held at once"
                            .formatted(rows, columns, samples));
        }
        int frames = data.contains(Tag.NumberOfFrames)
                        && data.string(Tag.NumberOfFrames).isPresent()
                ? require(data, file, Tag.NumberOfFrames, 1, Integer.MAX_VALUE)
                : 1;
        boolean planar = samples > 1 && data.integer(Tag.PlanarConfiguration).orElse(0) == 1;
        PixelFormat format = new PixelFormat(columns, rows, samples, allocated, stored, signed, photometric);
        return new PixelDescription(element, format, frames, high, planar);
    }

    private static void check(String file, int element, int allocated, int samples, String photometric)
            throws IOException {
        boolean possible = switch (element) {
            case Tag.FloatPixelData -> allocated == 32 && samples == 1;
            case Tag.DoubleFloatPixelData -> allocated == 64 && samples == 1;
            default -> allocated == 8 || allocated == 16 || allocated == 32 || allocated == 1 && samples == 1;
        };
        if (!possible || samples == 2) {
            throw new DicomException(
                    file,
                    "BitsAllocated (0028,0100) is %d with SamplesPerPixel (0028,0002) %d, which cannot be read"
                            .formatted(allocated, samples));
        }
        if (samples == 3 && photometric.startsWith("YBR_PARTIAL")) {
            throw new DicomException(
                    file, "PhotometricInterpretation (0028,0004) is " + photometric + ", which cannot be read");
        }
    }

    private static int require(DataSet data, String file, int tag, int least, int most) throws IOException {
        OptionalInt value = data.integer(tag);
        if (value.isPresent() && value.getAsInt() >= least && value.getAsInt() <= most) {
            return value.getAsInt();
        }
        throw new DicomException(
                file,
                DataDictionary.describe(tag)
                        + data.string(tag).map(v -> " is " + v).orElse(" is missing")
                        + ", so its pixels cannot be read");
    }

    /** Cells as they are stored without compression hold two luminances, then one of each chrominance. */
    public boolean subsampled() {
        return format.samples() == 3 && format.photometricInterpretation().equals("YBR_FULL_422");
    }

    /** Bits of one frame without compression. */
    public long frameBits() {
        int cells = subsampled() ? 2 : format.samples();
        return (long) format.rows() * format.columns() * cells * format.bitsAllocated();
    }
}
