package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;

/** An image that a plug-in made becomes the current one, with a display or without. */
final class NewImage {
    private NewImage() {}

    static void show(ImagePlus image) {
        // Without a display ImagePlus.show() works in macros only; a program that calls the plug-in finds the image
        // here.
        if (GraphicsEnvironment.isHeadless() && !IJ.isMacro() && !Interpreter.isBatchMode()) {
            WindowManager.setTempCurrentImage(image);
        } else {
            image.show();
        }
    }
}
