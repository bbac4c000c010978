package org.figtrace.dicom.codec;

/**
 * One component of an image, with fewer samples than the image has pixels where it is subsampled. Where the ratio is 2
 * the missing samples are interpolated from the nearest two with weights 3/4 and 1/4, samples being centred between the
 * pixels they stand for (ITU-T T.871 chapter 9); otherwise the nearest sample is taken.
 */
final class SamplePlane {
    private final int width;
    private final int height;
    private final int stride;
    private final int horizontalRatio;
    private final int verticalRatio;
    private final short[] samples;
    private int[] mixed = new int[0];

    /**
     * @param width samples that are used of each row
     * @param paddedWidth samples that are stored of each row
     * @param horizontalRatio pixels per sample
     */
    SamplePlane(int width, int height, long paddedWidth, long paddedHeight, int horizontalRatio, int verticalRatio)
            throws CodecException {
        if (paddedWidth * paddedHeight > Integer.MAX_VALUE - 8L) {
            throw new CodecException(
                    "a component of " + width + " x " + height + " samples is larger than an array can be");
        }
        this.width = width;
        this.height = height;
        this.stride = (int) paddedWidth;
        this.horizontalRatio = horizontalRatio;
        this.verticalRatio = verticalRatio;
        samples = new short[(int) (paddedWidth * paddedHeight)];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int stride() {
        return stride;
    }

    int verticalRatio() {
        return verticalRatio;
    }

    short[] samples() {
        return samples;
    }

    /** To be called once before rows are read. */
    void prepare() {
        mixed = new int[width];
    }

    /** One row of pixels, from 0. */
    void readRow(int row, int[] line) {
        int near = row / verticalRatio;
        int at = near * stride;
        if (horizontalRatio == 1 && verticalRatio == 1) {
            for (int x = 0; x < line.length; x++) {
                line[x] = samples[at + x];
            }
            return;
        }
        mixRows(row, near);
        // In sixteenths. Halves are rounded up and down in turn, so that the mean of the component stays.
        int evenHalf = verticalRatio == 2 || horizontalRatio != 2 ? 8 : 4;
        int oddHalf = verticalRatio == 2 || horizontalRatio != 2 ? 7 : 8;
        for (int x = 0; x < line.length; x++) {
            int i = x / horizontalRatio;
            if (horizontalRatio == 2) {
                int other = (x & 1) == 0 ? Math.max(0, i - 1) : Math.min(width - 1, i + 1);
                line[x] = 3 * mixed[i] + mixed[other] + ((x & 1) == 0 ? evenHalf : oddHalf) >> 4;
            } else {
                line[x] = 4 * mixed[i] + 8 >> 4;
            }
        }
    }

    /** The samples of a row, times four, between two rows of samples where the vertical ratio is 2. */
    private void mixRows(int row, int near) {
        int at = near * stride;
        if (verticalRatio != 2) {
            for (int i = 0; i < width; i++) {
                mixed[i] = 4 * samples[at + i];
            }
            return;
        }
        int other = stride * ((row & 1) == 0 ? Math.max(0, near - 1) : Math.min(height - 1, near + 1));
        for (int i = 0; i < width; i++) {
            mixed[i] = 3 * samples[at + i] + samples[other + i];
        }
    }
}
