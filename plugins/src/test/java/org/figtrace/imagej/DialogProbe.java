package org.figtrace.imagej;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Button;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.util.Locale;

/**
 * Run by {@link PluginJarIT} on a display: answers the dialog of Lesion Diameter with its initial values, as a reader
 * would, while the Recorder listens; then runs what was recorded. Prints the recorded line and both results.
 */
public final class DialogProbe {
    private DialogProbe() {}

    public static void main(String[] arguments) throws Exception {
        new ImageJ(ImageJ.NO_SHOW);
        ImagePlus image = IJ.createImage("ct", "16-bit black", 80, 60, 4);
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.7;
        image.getCalibration().pixelDepth = 1.5;
        image.show();
        image.setSlice(2);
        image.setRoi(10, 12, 30, 20);
        Recorder recorder = new Recorder();
        IJ.doCommand("Lesion Diameter...");
        for (int tries = 0; tries < 100 && ResultsTable.getResultsTable().size() == 0; tries++) {
            for (Window window : Window.getWindows()) {
                if (window instanceof GenericDialog dialog && dialog.isShowing()) {
                    pressOk(dialog);
                }
            }
            IJ.wait(100);
        }
        IJ.wait(300); // the Recorder writes after the command has ended
        String line = recorder.getText()
                .lines()
                .filter(l -> l.contains("Lesion Diameter"))
                .findFirst()
                .orElse("nothing was recorded");
        System.out.println(line);
        Recorder.record = false;
        IJ.runMacro(line);
        ResultsTable results = ResultsTable.getResultsTable();
        for (int row = 0; row < results.size(); row++) {
            System.out.printf(Locale.ROOT, "row %d %.6f%n", row, results.getValue("Longest axial (mm)", row));
        }
        System.exit(0);
    }

    private static void pressOk(GenericDialog dialog) {
        for (Button button : dialog.getButtons()) {
            if (button != null && button.getLabel().strip().equals("OK")) {
                dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, "OK"));
            }
        }
    }
}
