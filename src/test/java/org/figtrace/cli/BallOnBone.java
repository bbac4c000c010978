package org.figtrace.cli;

import java.nio.file.Path;
import java.util.List;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.exchange.VolumeWriter;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/** A ball of 12 mm about the outermost bone of the patient's left side, for heads without a lesion. */
final class BallOnBone {
    private static final double RADIUS_MM = 12;

    private BallOnBone() {}

    static Volume read(Path folder) throws Exception {
        DicomEngine engine = DicomEngines.preferred();
        Series series = new SeriesScanner(engine)
                .scan(List.of(folder), Progress.NONE)
                .series()
                .get(0);
        return SeriesReader.read(series, engine, Progress.NONE);
    }

    static void write(Path folder, Path out) throws Exception {
        VolumeWriter.write(of(read(folder)), out);
    }

    static Mask of(Volume volume) {
        VolumeGeometry g = volume.geometry();
        int k = 3 * g.slices() / 4;
        int j = g.rows() / 2;
        int i = g.columns() - 1;
        while (volume.value(i, j, k) < 400) {
            i--;
        }
        Vector3 centre = g.toPatient(i, j, k);
        Mask ball = new Mask(g);
        for (int c = 0; c < g.slices(); c++) {
            for (int b = 0; b < g.rows(); b++) {
                for (int a = 0; a < g.columns(); a++) {
                    if (g.toPatient(a, b, c).distanceTo(centre) <= RADIUS_MM) {
                        ball.set(a, b, c, true);
                    }
                }
            }
        }
        return ball;
    }
}
