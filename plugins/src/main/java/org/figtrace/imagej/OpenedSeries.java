package org.figtrace.imagej;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.dicom.Series;
import org.figtrace.volume.Volume;

/**
 * Which series an image was opened from, kept as image properties, so that a case can be told of it later. TIFF files
 * keep them too.
 *
 * @param source the folder or file that was opened
 */
record OpenedSeries(
        String seriesInstanceUid,
        String studyInstanceUid,
        String modality,
        Optional<String> description,
        Optional<String> patientId,
        Optional<String> frameOfReferenceUid,
        OptionalDouble sliceThicknessMm,
        Optional<Path> source) {
    private static final String SERIES = "Figtrace series";
    private static final String STUDY = "Figtrace study";
    private static final String MODALITY = "Figtrace modality";
    private static final String DESCRIPTION = "Figtrace description";
    private static final String PATIENT = "Figtrace patient";
    private static final String FRAME_OF_REFERENCE = "Figtrace frame of reference";
    private static final String SLICE_THICKNESS = "Figtrace slice thickness";
    private static final String SOURCE = "Figtrace source";

    static void write(Series series, ImagePlus image) {
        image.setProp(SERIES, series.seriesInstanceUid());
        image.setProp(STUDY, series.studyInstanceUid());
        image.setProp(MODALITY, series.modality());
        series.description().ifPresent(d -> image.setProp(DESCRIPTION, d));
        series.patientId().ifPresent(p -> image.setProp(PATIENT, p));
        series.frameOfReferenceUid().ifPresent(uid -> image.setProp(FRAME_OF_REFERENCE, uid));
        series.sliceThicknessMm().ifPresent(t -> image.setProp(SLICE_THICKNESS, Double.toString(t)));
    }

    static void writeSource(Path source, ImagePlus image) {
        image.setProp(SOURCE, source.toAbsolutePath().normalize().toString());
    }

    /** @throws ImageException for an image that Figtrace did not open */
    static OpenedSeries of(ImagePlus image) throws ImageException {
        if (image.getProp(SERIES) == null || image.getProp(STUDY) == null || image.getProp(MODALITY) == null) {
            throw new ImageException(
                    image.getTitle(), "names no DICOM series; open it with Plugins>Figtrace>Open DICOM Series...");
        }
        return new OpenedSeries(
                image.getProp(SERIES),
                image.getProp(STUDY),
                image.getProp(MODALITY),
                Optional.ofNullable(image.getProp(DESCRIPTION)),
                Optional.ofNullable(image.getProp(PATIENT)),
                Optional.ofNullable(image.getProp(FRAME_OF_REFERENCE)),
                Values.number(image.getTitle(), SLICE_THICKNESS, property(image, SLICE_THICKNESS)),
                Optional.ofNullable(image.getProp(SOURCE)).map(Path::of));
    }

    private static String property(ImagePlus image, String key) {
        return image.getProp(key) == null ? "" : image.getProp(key);
    }

    CaseSeries inCase(CaseSeries.Source images) {
        return new CaseSeries(
                seriesInstanceUid,
                studyInstanceUid,
                modality,
                description,
                patientId,
                frameOfReferenceUid,
                List.of(images));
    }

    /** @throws ImageException where the slices are no longer those of the series */
    AnnotatedStack stack(ImagePlus image, Volume volume) throws ImageException {
        if (volume.references().isEmpty()) {
            throw new ImageException(
                    image.getTitle(), "was changed since it was opened, so its slices are no longer those of a series");
        }
        return new AnnotatedStack(
                seriesInstanceUid,
                frameOfReferenceUid,
                volume.geometry(),
                volume.calibration(),
                sliceThicknessMm,
                volume.references());
    }
}
