package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;

/**
 * One resolution of a tile-component, with the subbands that it adds to the one below (T.800 B.5 to B.7).
 *
 * @param index 0 for the smallest
 * @param bounds in its own grid
 * @param bands LL for resolution 0; HL, LH, HH for others
 */
record Resolution(int index, Bounds bounds, int precinctWidth, int precinctHeight, List<Subband> bands) {
    Resolution {
        bands = List.copyOf(bands);
    }

    static Resolution of(
            int index, Bounds tile, ComponentStyle style, Quantization quantization, int precision, int roiShift)
            throws J2kException {
        int level = index == 0 ? style.levels() : style.levels() - index + 1;
        // Precincts are laid out on the resolution, whose bands have half as many samples.
        int halved = index == 0 ? 0 : 1;
        int blockWidth = Math.min(style.blockWidth(), style.precinctWidth(index) - halved);
        int blockHeight = Math.min(style.blockHeight(), style.precinctHeight(index) - halved);
        List<Subband> bands = new ArrayList<>();
        for (int orientation = index == 0 ? 0 : 1; orientation <= (index == 0 ? 0 : 3); orientation++) {
            int xHigh = orientation & 1;
            int yHigh = orientation >> 1;
            int number = index == 0 ? 0 : 3 * (index - 1) + orientation;
            int exponent = quantization.exponent(number, level, style.levels());
            int bitPlanes = quantization.guardBits() + exponent - 1;
            if (exponent < 0 || bitPlanes < 0) {
                throw new J2kException(
                        "the quantization of the JPEG 2000 stream leaves subband " + number + " without bit planes");
            }
            // T.800 E-3; the gain of a band is 1 bit for each direction that is high-pass.
            double step = style.reversible()
                    ? 1
                    : Math.scalb(1 + quantization.mantissa(number) / 2048.0, precision + xHigh + yHigh - exponent);
            Bounds bounds = tile.band(level, xHigh, yHigh);
            bands.add(new Subband(xHigh, yHigh, bounds, blockWidth, blockHeight, bitPlanes + roiShift, (float) step));
        }
        return new Resolution(
                index,
                tile.lowPass(style.levels() - index),
                style.precinctWidth(index),
                style.precinctHeight(index),
                bands);
    }

    /** Precincts in a row of them. */
    int precinctsAcross() {
        return Bounds.cells(bounds.x0(), bounds.x1(), precinctWidth);
    }

    int precinctsDown() {
        return Bounds.cells(bounds.y0(), bounds.y1(), precinctHeight);
    }

    /** The part of a band that a precinct holds. */
    Bounds precinct(int number, Subband band) {
        long column = (bounds.x0() >> precinctWidth) + number % precinctsAcross();
        long row = (bounds.y0() >> precinctHeight) + number / precinctsAcross();
        int halved = index == 0 ? 0 : 1;
        int width = precinctWidth - halved;
        int height = precinctHeight - halved;
        Bounds cell = new Bounds(
                clip(column << width), clip(row << height), clip(column + 1 << width), clip(row + 1 << height));
        return cell.within(band.bounds());
    }

    private static int clip(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
