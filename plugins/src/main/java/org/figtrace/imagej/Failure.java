package org.figtrace.imagej;

import ij.IJ;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;

/**
 * How a plug-in says in one sentence that it could not do its work: a dialog for a reader, the end of the macro for a
 * macro, and without a display an exception for the program that called it. Nothing goes on with a missing result.
 */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Failure(String sentence) {
        super(sentence);
    }

    static void show(String problem) {
        String sentence = "figtrace: " + problem;
        if (GraphicsEnvironment.isHeadless()) {
            Interpreter macro = Interpreter.getInstance();
            if (macro == null) {
                throw new Failure(sentence);
            }
            // An exception would only end the command; an error of the macro would ask for a dialog.
            IJ.log(sentence);
            macro.setIgnoreErrors(true);
            macro.abort(sentence);
            return;
        }
        IJ.error("Figtrace", sentence);
    }
}
