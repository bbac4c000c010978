package org.figtrace.imagej;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One .roi file of unknown origin. ImageJ's RoiDecoder believes every count and coordinate in it, and reserves memory
 * by them; so they are checked here first, and what a region does not need (name, properties, stroke, group) is
 * withheld from it. The format is described in {@link RoiDecoder}; numbers are big-endian.
 */
final class RoiBytes {
    /** No image is wider; a larger coordinate is damage. */
    private static final float FARTHEST = 65_536;

    /** A spline is computed at half-pixel steps along its whole length. */
    private static final int MOST_SPLINE_KNOTS = 2_000;

    private static final int POLYGON = 0;
    private static final int RECTANGLE = 1;
    private static final int OVAL = 2;
    private static final int FREEHAND = 7;
    private static final int TRACED = 8;

    private RoiBytes() {}

    /**
     * The selection with its name and position; empty when it is no area but a line, points, text or an image.
     *
     * @throws IOException or a RuntimeException of ImageJ's decoder when the bytes are no ROI
     */
    static Optional<Roi> decode(byte[] bytes, String name) throws IOException {
        if (bytes.length < RoiDecoder.COORDINATES || bytes[0] != 'I' || bytes[1] != 'o') {
            throw new IOException("it does not start with Iout");
        }
        ByteBuffer b = ByteBuffer.wrap(bytes.clone());
        int type = b.get(RoiDecoder.TYPE);
        int subtype = b.getShort(RoiDecoder.SUBTYPE);
        boolean polygon = type == POLYGON || type == FREEHAND || type == TRACED;
        boolean drawing = subtype == RoiDecoder.TEXT || subtype == RoiDecoder.IMAGE;
        if (drawing || !(polygon || type == RECTANGLE || type == OVAL)) {
            return Optional.empty();
        }
        checkCoordinates(b, polygon, subtype);
        int[] czt = hyperstackPosition(b);
        b.putInt(RoiDecoder.HEADER2_OFFSET, 0);
        Roi roi = new RoiDecoder(b.array(), name).getRoi();
        if (roi == null) {
            throw new IOException("it has no coordinates");
        }
        roi.setName(name);
        if (czt[0] > 0 || czt[1] > 0 || czt[2] > 0) {
            roi.setPosition(czt[0], czt[1], czt[2]);
        }
        return Optional.of(roi);
    }

    private static void checkCoordinates(ByteBuffer b, boolean polygon, int subtype) throws IOException {
        int options = b.getShort(RoiDecoder.OPTIONS);
        boolean subPixel = (options & RoiDecoder.SUB_PIXEL_RESOLUTION) != 0;
        int floats = b.getInt(RoiDecoder.SHAPE_ROI_SIZE);
        boolean ellipse = subtype == RoiDecoder.ELLIPSE || subtype == RoiDecoder.ROTATED_RECT;
        if (floats != 0) {
            require(b, RoiDecoder.COORDINATES, floats, 4);
            checkFloats(b, RoiDecoder.COORDINATES, floats);
        } else if (polygon) {
            int points = b.getShort(RoiDecoder.N_COORDINATES) & 0xffff;
            points = points == 0 ? b.getInt(RoiDecoder.SIZE) : points;
            require(b, RoiDecoder.COORDINATES, points, subPixel ? 12 : 4);
            if (subPixel) {
                checkFloats(b, RoiDecoder.COORDINATES + 4 * points, 2 * points);
            }
            if ((options & RoiDecoder.SPLINE_FIT) != 0 && points > MOST_SPLINE_KNOTS) {
                throw new IOException("it is a spline through " + points + " points");
            }
            if (ellipse) {
                checkFloats(b, RoiDecoder.X1, 4);
                checkFloats(b, RoiDecoder.FLOAT_PARAM, 1);
            }
        } else if (subPixel) {
            checkFloats(b, RoiDecoder.XD, 4);
        }
    }

    private static void require(ByteBuffer b, int from, int count, int bytesEach) throws IOException {
        if (count < 0 || (long) count * bytesEach > b.capacity() - from) {
            throw new IOException("it promises " + count + " coordinates in " + b.capacity() + " bytes");
        }
    }

    private static void checkFloats(ByteBuffer b, int from, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            float v = b.getFloat(from + 4 * i);
            if (!(Math.abs(v) <= FARTHEST)) {
                throw new IOException("its coordinate " + v + " is on no image");
            }
        }
    }

    /** Channel, slice and frame from 1, each 0 where there is none. */
    private static int[] hyperstackPosition(ByteBuffer b) {
        int header2 = b.getInt(RoiDecoder.HEADER2_OFFSET);
        if (header2 <= 0 || header2 > b.capacity() - (RoiDecoder.T_POSITION + 4)) {
            return new int[3];
        }
        return new int[] {
            b.getInt(header2 + RoiDecoder.C_POSITION),
            b.getInt(header2 + RoiDecoder.Z_POSITION),
            b.getInt(header2 + RoiDecoder.T_POSITION)
        };
    }
}
