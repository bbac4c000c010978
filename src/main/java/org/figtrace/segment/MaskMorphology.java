package org.figtrace.segment;

import java.util.BitSet;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;

/**
 * Growing, shrinking and smoothing of a mask by lengths, exactly Euclidean between voxel centres, whatever the spacing,
 * the gaps or the tilt. Lengths are in the unit of the geometry. A single slice grows within itself. The border of the
 * image is no edge: erosion starts only from voxels of the image that are outside the mask.
 */
public final class MaskMorphology {
    private MaskMorphology() {}

    /** Every voxel whose centre is at most the radius from the centre of a voxel of the mask. */
    public static Mask dilate(Mask mask, double radius, Progress progress) {
        return byDistance(mask, checked(radius), true, progress);
    }

    /** The voxels of the mask whose centres are farther than the radius from every centre outside. */
    public static Mask erode(Mask mask, double radius, Progress progress) {
        return byDistance(mask, checked(radius), false, progress);
    }

    /** Erosion, then dilation: removes what is thinner than twice the radius. */
    public static Mask open(Mask mask, double radius, Progress progress) {
        return dilate(erode(mask, radius, progress), radius, progress);
    }

    /** Dilation, then erosion: closes gaps narrower than twice the radius. */
    public static Mask close(Mask mask, double radius, Progress progress) {
        return erode(dilate(mask, radius, progress), radius, progress);
    }

    /**
     * A smoother outline: the voxels that are nearer to the opening than to the outside of the closing, among those of the closing, the mean of what
     * opening removes and what closing adds. Flat borders stay where they are.
     */
    public static Mask smooth(Mask mask, double radius, Progress progress) {
        if (mask.isEmpty()) {
            return new Mask(mask.geometry());
        }
        MaskRegion region = MaskRegion.around(mask, 2 * radius);
        Mask part = region.cut(mask);
        Mask opened = open(part, radius, progress);
        Mask closed = close(part, radius, progress);
        DistanceTransform distance = new DistanceTransform(part.geometry());
        double reach = 2 * radius;
        float[][] toOpened = distance.squared(opened, reach, progress);
        float[][] toOutside = distance.squared(complement(closed), reach, progress);
        Mask out = new Mask(part.geometry());
        for (int k = 0; k < toOpened.length; k++) {
            for (int i = 0; i < toOpened[k].length; i++) {
                if (opened.slice(k).get(i) || closed.slice(k).get(i) && toOpened[k][i] < toOutside[k][i]) {
                    out.slice(k).set(i);
                }
            }
        }
        return region.paste(out);
    }

    /** All other voxels of the image. */
    static Mask complement(Mask mask) {
        Mask out = new Mask(mask.geometry());
        int n = mask.geometry().columns() * mask.geometry().rows();
        for (int k = 0; k < mask.geometry().slices(); k++) {
            out.slice(k).set(0, n);
            out.slice(k).andNot(mask.slice(k));
        }
        return out;
    }

    /** Works on the part of the image that the mask can reach. */
    private static Mask byDistance(Mask mask, double radius, boolean grow, Progress progress) {
        if (mask.isEmpty()) {
            return new Mask(mask.geometry());
        }
        MaskRegion region = MaskRegion.around(mask, radius);
        Mask part = region.cut(mask);
        Mask from = grow ? part : complement(part);
        float[][] squared = new DistanceTransform(part.geometry()).squared(from, radius, progress);
        // A distance that equals the radius must not depend on the last bit of its square.
        double limit = radius * radius * (1 + 1e-6);
        Mask out = new Mask(part.geometry());
        Slabs.each(squared.length, progress, k -> {
            BitSet bits = out.slice(k);
            for (int i = 0; i < squared[k].length; i++) {
                if (squared[k][i] <= limit == grow) {
                    bits.set(i);
                }
            }
        });
        return region.paste(out);
    }

    private static double checked(double radius) {
        if (!(radius >= 0 && Double.isFinite(radius))) {
            throw new IllegalArgumentException("a radius must be finite and not negative, not " + radius);
        }
        return radius;
    }
}
