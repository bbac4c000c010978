package org.figtrace.imagej;

import java.io.IOException;

/** An image, a selection or a ROI file that cannot be measured as it is, in one sentence that names it. */
public final class ImageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what the image title, ROI name or file that a user knows it by */
    public ImageException(String what, String problem) {
        super(what + ": " + problem);
    }
}
