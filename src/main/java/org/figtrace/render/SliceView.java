package org.figtrace.render;

import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Which part of a slice fills a picture of square pixels, in the orientation in which it was stored. A length in the
 * slice has the same number of pixels in every direction, whatever the spacing of the voxels.
 *
 * @param left where the left edge of the picture lies along the row direction, counted from the centre of the first
 *     column, in the unit of the geometry
 * @param top where its upper edge lies along the column direction, counted from the centre of the first row
 * @param pixelSize edge of a picture pixel in the unit of the geometry
 */
public record SliceView(
        VolumeGeometry geometry, int slice, double left, double top, int width, int height, double pixelSize) {
    /** Widest and highest picture. */
    public static final int LARGEST = 16_384;

    public SliceView {
        if (slice < 0 || slice >= geometry.slices()) {
            throw new IllegalArgumentException("slice " + slice + " is not among the " + geometry.slices());
        }
        if (!(pixelSize > 0) || !Double.isFinite(pixelSize) || !Double.isFinite(left) || !Double.isFinite(top)) {
            throw new IllegalArgumentException(
                    "a view needs finite numbers, not " + pixelSize + " at " + left + ", " + top);
        }
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException(
                    "a picture has 1 to " + LARGEST + " pixels a side, not " + width + " x " + height);
        }
    }

    /** The whole slice, its outer voxel edges on the edges of the picture. */
    public static SliceView whole(VolumeGeometry geometry, int slice, double pixelSize) {
        return new SliceView(
                geometry,
                slice,
                -geometry.columnSpacing() / 2,
                -geometry.rowSpacing() / 2,
                pixels(geometry.columns() * geometry.columnSpacing(), pixelSize),
                pixels(geometry.rows() * geometry.rowSpacing(), pixelSize),
                pixelSize);
    }

    /** The whole slice, so large that its longer side has so many pixels. */
    public static SliceView fitted(VolumeGeometry geometry, int slice, int longerSide) {
        double longest =
                Math.max(geometry.columns() * geometry.columnSpacing(), geometry.rows() * geometry.rowSpacing());
        return whole(geometry, slice, longest / longerSide);
    }

    /** A crop round a patient point, which is projected on the slice; its size is in the unit of the geometry. */
    public static SliceView around(
            VolumeGeometry geometry, int slice, Vector3 centre, double width, double height, double pixelSize) {
        Vector3 inPlane = centre.minus(geometry.sliceOrigin(slice));
        int across = pixels(width, pixelSize);
        int down = pixels(height, pixelSize);
        return new SliceView(
                geometry,
                slice,
                inPlane.dot(geometry.rowDirection()) - across * pixelSize / 2,
                inPlane.dot(geometry.columnDirection()) - down * pixelSize / 2,
                across,
                down,
                pixelSize);
    }

    private static int pixels(double length, double pixelSize) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(length / pixelSize)));
    }

    /** The point of the slice that lies under a place on the picture. */
    public Vector3 patientAt(ImagePoint p) {
        return geometry.sliceOrigin(slice)
                .plus(geometry.rowDirection().times(left + p.x() * pixelSize))
                .plus(geometry.columnDirection().times(top + p.y() * pixelSize));
    }

    /** Where a patient point, projected along the normal, lies on the picture; it may be outside. */
    public ImagePoint toImage(Vector3 point) {
        Vector3 inPlane = point.minus(geometry.sliceOrigin(slice));
        return new ImagePoint(
                (inPlane.dot(geometry.rowDirection()) - left) / pixelSize,
                (inPlane.dot(geometry.columnDirection()) - top) / pixelSize);
    }

    /** Distance of a point from the slice along its normal, signed, in the unit of the geometry. */
    public double distanceFromSlice(Vector3 point) {
        return point.minus(geometry.sliceOrigin(slice)).dot(geometry.normal());
    }
}
