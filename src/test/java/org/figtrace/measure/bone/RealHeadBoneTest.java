package org.figtrace.measure.bone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.Test;

/** A real head without a lesion, tilted by 18.5 degrees, slices 1 to 7 mm apart, turned in the scanner. */
class RealHeadBoneTest {
    private static final double BALL_MM = 12;

    @Test
    void a_tilted_head_with_uneven_gaps_is_measured_with_warnings() throws Exception {
        Path folder = SharedData.require("ct_head_ge_tilt");
        DicomEngine engine = DicomEngines.preferred();
        Series series = new SeriesScanner(engine)
                .scan(List.of(folder), Progress.NONE)
                .series()
                .get(0);
        Volume head = SeriesReader.read(series, engine, Progress.NONE);
        BoneDestruction b = BoneDestruction.of(head, ballOnBone(head), BoneParameters.mirror(), Progress.NONE);

        assertThat(String.join("; ", b.provenance().warnings()))
                .contains("tilt")
                .contains("uneven")
                .contains("slices are up to 7.0 mm apart");
        // By eye on the images: the tip of the nose, the falx and the internal occipital protuberance lie on a line
        // that
        // is turned by 12 degrees in the slices, +-2.
        Vector3 normal = b.plane().orElseThrow().normal();
        double yaw = Math.toDegrees(Math.atan2(-normal.y(), normal.x()));
        assertThat(yaw).isBetween(10.0, 14.0);
        assertThat(b.plane().orElseThrow().matched().orElseThrow()).isGreaterThan(0.9);
        SkullBreach breach = b.breach().orElseThrow();
        assertThat(List.of(breach.inner(), breach.full())).containsOnly(false);
        // Nothing is lost, but no head is its own mirror image.
        assertThat(b.lossPercent()).isBetween(-15.0, 15.0);
    }

    /** A ball about the outermost bone of the patient's left side. */
    private static Mask ballOnBone(Volume head) {
        VolumeGeometry g = head.geometry();
        int k = 3 * g.slices() / 4;
        int j = g.rows() / 2;
        int i = g.columns() - 1;
        while (head.value(i, j, k) < 400) {
            i--;
        }
        Vector3 centre = g.toPatient(i, j, k);
        Mask ball = new Mask(g);
        for (int c = 0; c < g.slices(); c++) {
            for (int b = 0; b < g.rows(); b++) {
                for (int a = 0; a < g.columns(); a++) {
                    if (g.toPatient(a, b, c).distanceTo(centre) <= BALL_MM) {
                        ball.set(a, b, c, true);
                    }
                }
            }
        }
        return ball;
    }
}
