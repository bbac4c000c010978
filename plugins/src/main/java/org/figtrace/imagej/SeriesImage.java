package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.figtrace.dicom.ColourImage;
import org.figtrace.dicom.ColourReader;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.Tag;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/** A DICOM series as an image that ImageJ's users know: file names and headers as slice labels, and its window. */
final class SeriesImage {
    private SeriesImage() {}

    static ImagePlus of(Series series, Volume volume) {
        List<String> labels = labels(series);
        ImagePlus image = ImagePlusVolume.toImagePlus(volume, title(series), labels);
        if (labels.size() == 1) {
            image.setProperty("Info", labels.get(0).substring(labels.get(0).indexOf('\n') + 1));
        }
        OpenedSeries.write(series, image);
        image.setProp("Figtrace engine", series.engine());
        int middle = series.images().size() / 2;
        image.setSlice(middle + 1);
        setWindow(image, series.images().get(middle).dataSet());
        if (volume.lowIsWhite()) {
            image.getProcessor().invertLut();
            image.getStack().setColorModel(image.getProcessor().getColorModel());
        }
        return image;
    }

    /** The pictures of a colour series, to look at; they have neither values nor distances. */
    static ImagePlus colour(Series series, DicomEngine engine, Progress progress) throws IOException {
        List<String> labels = labels(series);
        ImageStack stack =
                new ImageStack(series.geometry().columns(), series.geometry().rows());
        for (int k = 0; k < labels.size(); k++) {
            progress.checkCancelled();
            ColourImage picture = ColourReader.read(series, k, engine);
            int[] pixels = new int[picture.columns() * picture.rows()];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (picture.rgb()[3 * p] & 0xff) << 16
                        | (picture.rgb()[3 * p + 1] & 0xff) << 8
                        | picture.rgb()[3 * p + 2] & 0xff;
            }
            stack.addSlice(labels.get(k), pixels);
            progress.update((k + 1.0) / labels.size(), "reading picture " + (k + 1) + " of " + labels.size());
        }
        ImagePlus image = new ImagePlus(title(series), stack);
        image.setProp("Figtrace series", series.seriesInstanceUid());
        image.setProp("Figtrace study", series.studyInstanceUid());
        image.setProp("Figtrace engine", series.engine());
        return image;
    }

    /** Modality and description; no name of a patient. */
    static String title(Series series) {
        return series.description().map(d -> series.modality() + " " + d).orElse(series.modality());
    }

    /** File name, made unique where files of several folders share it, then the header. */
    private static List<String> labels(Series series) {
        DicomInfo info = new DicomInfo();
        Map<DicomObject, String> texts = new HashMap<>();
        Map<String, Integer> used = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < series.images().size(); k++) {
            DicomObject object = series.images().get(k);
            String name =
                    object.name().substring(object.name().replace('\\', '/').lastIndexOf('/') + 1);
            if (series.frames().get(k) > 0
                    || k + 1 < series.images().size() && series.images().get(k + 1) == object) {
                name += " frame " + (series.frames().get(k) + 1);
            }
            int before = used.merge(name, 1, Integer::sum);
            String unique = before == 1 ? name : name + " (" + before + ")";
            labels.add(unique + "\n" + texts.computeIfAbsent(object, info::of));
        }
        return labels;
    }

    /** Window Center and Width (PS3.3 C.11.2.1.2) where the image has them, else the range of the slice shown. */
    private static void setWindow(ImagePlus image, DataSet header) {
        OptionalDouble centre = header.decimal(Tag.WindowCenter);
        OptionalDouble width = header.decimal(Tag.WindowWidth);
        if (centre.isEmpty() || width.isEmpty() || width.getAsDouble() < 1) {
            image.resetDisplayRange();
            return;
        }
        double low = pixel(image, centre.getAsDouble() - width.getAsDouble() / 2);
        double high = pixel(image, centre.getAsDouble() + width.getAsDouble() / 2);
        image.setDisplayRange(Math.min(low, high), Math.max(low, high));
    }

    /** The pixel of ImageJ that reads as this value. */
    private static double pixel(ImagePlus image, double value) {
        Calibration cal = image.getCalibration();
        double[] c = cal.getCoefficients();
        return cal.getFunction() == Calibration.STRAIGHT_LINE && c[1] != 0 ? (value - c[0]) / c[1] : value;
    }
}
