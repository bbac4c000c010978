package org.figtrace.imagej;

import ij.ImagePlus;
import ij.gui.Roi;

/** What an image shows now: channel, slice and frame, each from 1, whether it has a window or not. */
record StackPosition(int channel, int slice, int frame) {
    /** ImagePlus.getZ() keeps 1 in an image without a window; the current stack index is always right. */
    static StackPosition of(ImagePlus image) {
        return of(image, image.getCurrentSlice());
    }

    /** The position of a stack index, from 1. */
    static StackPosition of(ImagePlus image, int stackIndex) {
        int[] czt = image.convertIndexToPosition(stackIndex);
        return new StackPosition(czt[0], czt[1], czt[2]);
    }

    /** Index in the stack, from 1, of slice k, from 0, of the current channel and frame: slice k of the Volume. */
    static int stackIndex(ImagePlus image, int k) {
        StackPosition now = of(image);
        return image.getStackIndex(now.channel, k + 1, now.frame);
    }

    /** Puts a selection on slice k, from 0, of every channel and frame. */
    static void put(Roi roi, ImagePlus image, int k) {
        if (image.isHyperStack()) {
            roi.setPosition(0, k + 1, 0);
        } else if (image.getStackSize() > 1) {
            roi.setPosition(k + 1);
        }
    }
}
