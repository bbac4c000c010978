package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.segment.SegmentationException;

/** One run of a plug-in: options from a macro or the dialog, the work, and one sentence where it could not be done. */
final class OptionedRun {
    private OptionedRun() {}

    /** What is done with the options, by their keys. */
    @FunctionalInterface
    interface Work {
        void with(Map<String, String> values) throws IOException, NotMeasurableException, SegmentationException;
    }

    /** What is done with the current image and the options. */
    @FunctionalInterface
    interface ImageWork {
        void with(ImagePlus image, Map<String, String> values)
                throws IOException, NotMeasurableException, SegmentationException;
    }

    /** @param title of the command, for the sentence that it needs an open image */
    static void onImage(String title, Function<ImagePlus, ParameterList> parameters, String arg, ImageWork work) {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            Failure.show(new ImageException(title, "needs an open image").getMessage());
        } else {
            of(parameters.apply(image), arg, values -> work.with(image, values));
        }
    }

    static void of(ParameterList parameters, String arg, Work work) {
        String options = arg.isBlank() ? Macro.getOptions() : arg;
        if (options == null && GraphicsEnvironment.isHeadless()) {
            options = ""; // every option has an initial value
        }
        try {
            Optional<Map<String, String>> values =
                    options != null ? Optional.of(parameters.parse(options)) : parameters.ask();
            if (values.isPresent()) {
                work.with(values.get());
            }
        } catch (CancellationException cancelled) {
            StatusBarProgress.done("cancelled");
            Macro.abort();
        } catch (IOException | NotMeasurableException problem) {
            StatusBarProgress.done("");
            Failure.show(problem.getMessage());
        } catch (SegmentationException problem) {
            StatusBarProgress.done("");
            Failure.show(parameters.title() + ": " + problem.getMessage());
        } catch (OutOfMemoryError tooLarge) {
            StatusBarProgress.done("");
            IJ.outOfMemory(parameters.title());
            Macro.abort();
        }
    }
}
