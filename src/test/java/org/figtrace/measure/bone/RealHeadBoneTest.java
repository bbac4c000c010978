package org.figtrace.measure.bone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;

/** A real head without a lesion, tilted by 18.5 degrees, slices 1 to 7 mm apart, turned in the scanner. */
class RealHeadBoneTest {
    private static final double BALL_MM = 12;

    @Test
    void a_tilted_head_with_uneven_gaps_is_measured_with_warnings() throws Exception {
        Volume head = head();
        Mask ball = ballOnBone(head, 3 * head.geometry().slices() / 4, true);
        BoneDestruction b = BoneDestruction.of(head, ball, BoneParameters.mirror(), Progress.NONE);

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
        assertThat(List.of(breach.outer(), breach.inner(), breach.full())).containsOnly(false);
        // The two sides differ by more than a table, and that is said.
        assertThat(String.join("; ", b.provenance().warnings())).contains("it is not called open");
        // Nothing is lost, but no head is its own mirror image.
        assertThat(b.lossPercent()).isBetween(-15.0, 15.0);
    }

    @Test
    void intact_bone_of_either_side_is_never_called_open() throws Exception {
        Volume head = head();
        int slices = head.geometry().slices();
        for (int k : new int[] {17 * slices / 28, 19 * slices / 28, 22 * slices / 28}) {
            for (boolean left : new boolean[] {true, false}) {
                for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
                    try {
                        SkullBreach breach = BoneDestruction.of(
                                        head, ballOnBone(head, k, left), parameters, Progress.NONE)
                                .breach()
                                .orElseThrow();
                        assertThat(List.of(breach.outer(), breach.inner(), breach.full()))
                                .as(k + " " + left + " " + parameters.reference())
                                .containsOnly(false);
                    } catch (NotMeasurableException e) {
                        assertThat(e).hasMessageContaining("no shell that can be closed");
                    }
                }
            }
        }
    }

    @Test
    void the_same_head_without_the_bone_of_the_ball_has_a_hole() throws Exception {
        Volume head = head();
        for (boolean left : new boolean[] {true, false}) {
            Mask ball = ballOnBone(head, 3 * head.geometry().slices() / 4, left);
            Volume drilled = withoutBone(head, ball);
            BoneDestruction b = BoneDestruction.of(drilled, ball, BoneParameters.mirror(), Progress.NONE);
            SkullBreach breach = b.breach().orElseThrow();
            assertThat(List.of(breach.outer(), breach.inner(), breach.full()))
                    .as(breach.toString())
                    .containsOnly(true);
            // No gap is wider than the ball with its margin of 1.5 mm; asymmetry may make it narrower.
            assertThat(breach.largestGap().orElseThrow().mm()).isLessThan(2 * BALL_MM + 3);
        }
    }

    private static Volume head() throws Exception {
        Path folder = SharedData.require("ct_head_ge_tilt");
        DicomEngine engine = DicomEngines.preferred();
        Series series = new SeriesScanner(engine)
                .scan(List.of(folder), Progress.NONE)
                .series()
                .get(0);
        return SeriesReader.read(series, engine, Progress.NONE);
    }

    /** Bone of the mask, and what it shares voxels with, becomes soft tissue of 50 HU. */
    private static Volume withoutBone(Volume head, Mask mask) {
        VolumeGeometry g = head.geometry();
        short[][] slices = new short[g.slices()][g.columns() * g.rows()];
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    double v = head.value(i, j, k);
                    slices[k][j * g.columns() + i] = (short) Math.round(v > 50 && mask.get(i, j, k) ? 50 : v);
                }
            }
        }
        return new Volume(
                g,
                new Voxels.Shorts(slices, true),
                slopes,
                new double[g.slices()],
                ValueUnit.HOUNSFIELD,
                head.calibration(),
                List.of(),
                List.of());
    }

    /** A ball about the outermost bone of a side of the patient. */
    private static Mask ballOnBone(Volume head, int k, boolean left) {
        VolumeGeometry g = head.geometry();
        int j = g.rows() / 2;
        int i = left ? g.columns() - 1 : 0;
        while (head.value(i, j, k) < 400) {
            i += left ? -1 : 1;
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
