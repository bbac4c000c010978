package org.figtrace.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.volume.Progress;
import org.figtrace.volume.StoredRange;
import org.figtrace.volume.Volume;

/** Reads the pixels of a {@link Series} into a calibrated {@link Volume}, slices in parallel. */
public final class SeriesReader {
    private SeriesReader() {}

    /**
     * @throws DicomException with the file of the slice that cannot be read, or where the memory is too small
     * @throws java.util.concurrent.CancellationException when the progress asks for it
     */
    public static Volume read(Series series, DicomEngine engine, Progress progress) throws IOException {
        int slices = series.geometry().slices();
        double[] slopes = new double[slices];
        double[] intercepts = new double[slices];
        StoredSlices stored = new StoredSlices(series);
        try (OpenImages images = new OpenImages(series, engine)) {
            ParallelWork.each(slices, progress, "reading slice", k -> {
                Rescale rescale = Rescale.of(
                        new ImageFrame(series.images().get(k), series.frames().get(k)));
                slopes[k] = rescale.slope();
                intercepts[k] = rescale.intercept();
                images.read(k, stored);
            });
        } catch (OutOfMemoryError e) {
            throw new DicomException(
                    series.images().get(0).name(),
                    "its series of %d slices of %d x %d pixels does not fit in the %d MB of memory of this program"
                            .formatted(
                                    slices,
                                    series.geometry().columns(),
                                    series.geometry().rows(),
                                    Runtime.getRuntime().maxMemory() >> 20),
                    e);
        }
        List<String> all = new ArrayList<>(series.warnings());
        stored.warning().ifPresent(all::add);
        List<Optional<StoredRange>> padding = Padding.of(series, all);
        Volume volume = new Volume(
                series.geometry(),
                stored.voxels(),
                slopes,
                intercepts,
                series.valueUnit(),
                series.calibration(),
                series.references(),
                all);
        return volume.withPadding(padding).withLowWhite(Padding.isLowWhite(series));
    }
}
