package org.figtrace.imagej;

import ij.IJ;
import org.figtrace.volume.Progress;

/** Progress in ImageJ's status bar; Esc cancels. */
final class StatusBarProgress implements Progress {
    StatusBarProgress() {
        IJ.resetEscape();
    }

    @Override
    public void update(double fraction, String what) {
        IJ.showProgress(Math.min(fraction, 0.999)); // 1 would hide the bar
        IJ.showStatus(what);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }

    static void done(String what) {
        IJ.showProgress(1.0);
        IJ.showStatus(what);
    }
}
