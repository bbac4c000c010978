package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * ImageJ selections and binary images as masks.
 *
 * <p>In ImageJ integer coordinates are pixel <em>corners</em>: pixel (i, j) covers [i, i + 1) x [j, j + 1), and its
 * centre, (i, j) in a {@link VolumeGeometry}, is (i + 0.5, j + 0.5) in a Roi. Which pixels belong to a selection is
 * left to ImageJ ({@link Roi#getMask()}), so that a Mask holds the pixels that Analyze>Measure would take.
 */
public final class RoiMask {
    private RoiMask() {}

    /** A selection more than this many times as wide or high as the image was not drawn on it. */
    private static final int LARGEST = 4;

    /**
     * Adds the pixels of an area selection to slice k; what lies outside the image is left out.
     *
     * @throws ImageException for a selection that is no area or far larger than the image
     */
    public static void draw(Roi roi, Mask mask, int k) throws ImageException {
        requireArea(roi);
        VolumeGeometry g = mask.geometry();
        Rectangle b = roi.getBounds();
        if (b.width > (long) LARGEST * g.columns() || b.height > (long) LARGEST * g.rows()) {
            throw new ImageException(
                    name(roi),
                    "is " + b.width + " x " + b.height + " pixels, but the image only " + g.columns() + " x "
                            + g.rows());
        }
        ImageProcessor inside = roi.getMask();
        for (int j = Math.max(0, b.y); j < Math.min(g.rows(), (long) b.y + b.height); j++) {
            for (int i = Math.max(0, b.x); i < Math.min(g.columns(), (long) b.x + b.width); i++) {
                if (inside == null || inside.get(i - b.x, j - b.y) != 0) {
                    mask.set(i, j, k, true);
                }
            }
        }
    }

    /**
     * Every pixel of an 8-bit, 16-bit or 32-bit image that is not zero.
     *
     * @throws ImageException for a colour image or one of another size
     */
    public static Mask ofImage(ImagePlus image, VolumeGeometry geometry) throws ImageException {
        if (image.getBitDepth() == 24) {
            throw new ImageException(image.getTitle(), "is RGB; a mask image has zero outside and 255 inside");
        }
        if (image.getWidth() != geometry.columns()
                || image.getHeight() != geometry.rows()
                || image.getNSlices() != geometry.slices()) {
            throw new ImageException(
                    image.getTitle(),
                    "is a mask of " + image.getWidth() + " x " + image.getHeight() + " x " + image.getNSlices()
                            + " pixels for an image of " + geometry.columns() + " x " + geometry.rows() + " x "
                            + geometry.slices());
        }
        Mask mask = new Mask(geometry);
        ImageStack stack = image.getStack();
        for (int k = 0; k < geometry.slices(); k++) {
            ImageProcessor ip = stack.getProcessor(StackPosition.stackIndex(image, k));
            for (int i = 0; i < geometry.columns() * geometry.rows(); i++) {
                if (ip.getf(i) != 0) {
                    mask.slice(k).set(i);
                }
            }
        }
        return mask;
    }

    /** @throws ImageException when the selection has no inside: a line, an angle, points, text */
    static void requireArea(Roi roi) throws ImageException {
        if (!roi.isArea() || roi instanceof TextRoi || roi instanceof ImageRoi) {
            throw new ImageException(name(roi), "is a " + roi.getTypeAsString() + ", which has no area");
        }
    }

    /**
     * Slice of the Volume, from 0, that a selection belongs to: its own position; on an image of one slice, that one.
     *
     * @throws ImageException when it names no slice, another channel or frame, or a slice that is not there
     */
    static int slice(Roi roi, ImagePlus image) throws ImageException {
        StackPosition now = StackPosition.of(image);
        if (roi.hasHyperStackPosition()) {
            requireShown(
                    roi,
                    image,
                    roi.getCPosition() == 0 ? now.channel() : roi.getCPosition(),
                    roi.getTPosition() == 0 ? now.frame() : roi.getTPosition());
            return slice(roi, roi.getZPosition(), image.getNSlices());
        }
        int position = roi.getPosition();
        if (position > 0 && image.getNSlices() < image.getStackSize()) {
            if (position > image.getStackSize()) {
                throw new ImageException(
                        name(roi), "lies on image " + position + " of a stack of " + image.getStackSize());
            }
            StackPosition its = StackPosition.of(image, position);
            requireShown(roi, image, its.channel(), its.frame());
            position = its.slice();
        }
        return slice(roi, position, image.getNSlices());
    }

    private static void requireShown(Roi roi, ImagePlus image, int channel, int frame) throws ImageException {
        StackPosition now = StackPosition.of(image);
        if (channel != now.channel() || frame != now.frame()) {
            throw new ImageException(
                    name(roi),
                    "belongs to channel " + channel + ", frame " + frame + ", not to the current ones of "
                            + image.getTitle());
        }
    }

    /** As {@link #slice(Roi, ImagePlus)} for a position along z that counts from 1; 0 or less names none. */
    static int slice(Roi roi, int z, int slices) throws ImageException {
        if (z <= 0 && slices == 1) {
            return 0;
        }
        if (z <= 0) {
            throw new ImageException(name(roi), "names none of the " + slices + " slices, so it could be on any");
        }
        if (z > slices) {
            throw new ImageException(name(roi), "lies on slice " + z + " of a stack of " + slices);
        }
        return z - 1;
    }

    static String name(Roi roi) {
        return roi.getName() == null ? "the selection" : "ROI " + roi.getName();
    }
}
