package org.figtrace.measure.bone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Against skulls whose every number has a closed form. Voxels are 1.1 x 1.2 x 1.7 mm, noise is 20 HU, the head is turned
 * by 9 degrees and tipped by 7: the wider table of spacings, noise, turns and holes is printed by SkullTable.
 */
class BoneDestructionTest {
    private static final double DX = 1.1;
    private static final double DY = 1.2;
    private static final double DZ = 1.7;
    private static final double NOISE_HU = 20;

    /** The promise: 3 percent of the loss. */
    private static final double LOSS = 0.03;

    private static AnalyticSkull skull;
    private static Volume scan;
    private static Mask lesion;
    private static BoneDestruction mirror;
    private static BoneDestruction closed;

    @BeforeAll
    static void measure() throws NotMeasurableException {
        skull = AnalyticSkull.adult(9, 40);
        scan = skull.scan(DX, DY, DZ, NOISE_HU);
        lesion = skull.lesion(scan.geometry());
        mirror = BoneDestruction.of(scan, lesion, BoneParameters.mirror(), Progress.NONE);
        closed = BoneDestruction.of(scan, lesion, BoneParameters.closed(), Progress.NONE);
    }

    @Test
    void the_plane_of_a_turned_skull_is_found_within_half_a_degree_and_half_a_millimetre() {
        MidsagittalPlane plane = mirror.plane().orElseThrow();
        double cosine = Math.abs(plane.normal().dot(skull.midNormal()));
        assertThat(Math.toDegrees(Math.acos(Math.min(1, cosine)))).isLessThan(0.5);
        assertThat(plane.distance(skull.centre)).isCloseTo(0, within(0.5));
        assertThat(plane.residualMm().orElseThrow()).isBetween(0.0, 0.5);
    }

    @Test
    void both_references_give_the_bone_that_was_drilled_out() {
        double truth = skull.destroyedMm3();
        assertThat(mirror.lossVolumeMm3()).isCloseTo(truth, within(LOSS * truth));
        assertThat(closed.lossVolumeMm3()).isCloseTo(truth, within(LOSS * truth));
    }

    @Test
    void what_is_left_and_what_is_lost_make_the_reference() {
        for (BoneDestruction b : List.of(mirror, closed)) {
            assertThat(b.referenceVolumeMm3() - b.boneVolumeMm3()).isCloseTo(b.lossVolumeMm3(), within(1e-6));
            assertThat(b.lossPercent()).isCloseTo(100 * (1 - b.boneVolumeMm3() / b.referenceVolumeMm3()), within(1e-9));
            // All bone of the lesion is gone but for the voxels that its wall shares with the bone beside it.
            assertThat(b.lossPercent()).isBetween(95.0, 100.0);
        }
    }

    @Test
    void the_missing_voxels_are_as_many_as_the_missing_volume() {
        double volume = 0;
        Mask missing = mirror.lossMask().orElseThrow();
        for (int k = 0; k < missing.geometry().slices(); k++) {
            volume += missing.slice(k).cardinality()
                    * missing.geometry().voxelVolume(k).orElseThrow();
        }
        assertThat(volume).isCloseTo(mirror.lossVolumeMm3(), within(0.03 * mirror.lossVolumeMm3()));
    }

    @Test
    void a_drilled_hole_opens_both_tables_and_is_as_wide_as_the_drill_on_its_slices() {
        SkullBreach breach = mirror.breach().orElseThrow();
        assertThat(List.of(breach.outer(), breach.inner(), breach.full())).containsOnly(true);
        VolumeGeometry g = scan.geometry();
        assertThat(breach.outerGap().orElseThrow().mm()).isCloseTo(skull.gapOnSlices(g, true), within(DX));
        assertThat(breach.innerGap().orElseThrow().mm()).isCloseTo(skull.gapOnSlices(g, false), within(DX));
        assertThat(breach.largestGap().orElseThrow().mm())
                .isCloseTo(Math.min(skull.gapOnSlices(g, true), skull.gapOnSlices(g, false)), within(DX));
        // The drill meets the vault at up to 20 degrees, so the hole is an ellipse a little larger than its circle.
        double circle = Math.PI * 20 * 20;
        assertThat(breach.defectAreaMm2()).isBetween(circle, 1.12 * circle);
    }

    @Test
    void nothing_is_left_in_a_hole_and_the_reference_is_as_thick_as_the_skull() {
        ShellThickness thickness = mirror.thickness().orElseThrow();
        assertThat(thickness.residualMm()).isLessThan(0.1);
        assertThat(thickness.thinnestMm()).isLessThan(0.1);
        // The shell lies between ellipsoids whose axes differ by 7.5 mm: along its normal it is 7.4 to 7.5 mm.
        assertThat(thickness.referenceMm()).isCloseTo(7.45, within(0.25));
    }

    @Test
    void a_crater_leaves_its_floor_and_opens_the_outer_table_only() throws NotMeasurableException {
        AnalyticSkull crater = AnalyticSkull.adult(4, 40).with(new Vector3(-0.9, 0.3, 0.3), 4);
        Volume volume = crater.scan(0.9, 1.0, 1.3, NOISE_HU);
        BoneDestruction b =
                BoneDestruction.of(volume, crater.lesion(volume.geometry()), BoneParameters.mirror(), Progress.NONE);
        SkullBreach breach = b.breach().orElseThrow();
        assertThat(breach.outer()).isTrue();
        assertThat(breach.inner()).isFalse();
        assertThat(breach.full()).isFalse();
        assertThat(breach.largestGap()).isEmpty();
        // 3.5 mm of 7.5 mm are left.
        assertThat(b.thickness().orElseThrow().residualMm()).isCloseTo(3.5, within(0.3));
        assertThat(b.thicknessRatio().orElseThrow()).isCloseTo(3.5 / 7.5, within(0.05));
        double truth = crater.destroyedMm3();
        assertThat(b.lossVolumeMm3()).isCloseTo(truth, within(LOSS * truth));
    }

    @Test
    void a_skull_without_a_defect_has_lost_less_than_a_hundredth() throws NotMeasurableException {
        AnalyticSkull intact = skull.with(new Vector3(-0.75, 0.35, 0.56), 0);
        Volume volume = intact.scan(DX, DY, DZ, 40);
        for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
            BoneDestruction b = BoneDestruction.of(volume, lesion, parameters, Progress.NONE);
            assertThat(b.lossPercent()).as(parameters.reference().word()).isCloseTo(0, within(1.0));
            SkullBreach breach = b.breach().orElseThrow();
            assertThat(List.of(breach.outer(), breach.inner(), breach.full())).containsOnly(false);
        }
    }

    @Test
    void a_skull_cut_obliquely_by_thick_slices_under_a_thin_scalp_has_lost_less_than_a_hundredth()
            throws NotMeasurableException {
        // Near the vertex the scalp of 6 mm ends in slices of 5 mm, on one side more than on the other.
        AnalyticSkull drilled = AnalyticSkull.adult(15, 50);
        for (double noise : new double[] {0, 40}) {
            Volume volume = drilled.drilled(0).scan(0.5, 0.6, 5, noise);
            Mask mass = drilled.lesion(volume.geometry());
            for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
                BoneDestruction b = BoneDestruction.of(volume, mass, parameters, Progress.NONE);
                assertThat(b.lossPercent())
                        .as(parameters.reference().word() + ", noise " + noise)
                        .isCloseTo(0, within(1.0));
            }
        }
    }

    @Test
    void a_lesion_across_the_midline_has_no_mirror_but_a_closed_reference() throws NotMeasurableException {
        AnalyticSkull top = AnalyticSkull.adult(5, 30).with(new Vector3(0.1, 0.45, 0.88), 20);
        Volume volume = top.scan(DX, DY, DZ, NOISE_HU);
        Mask crossing = top.lesion(volume.geometry());
        assertThatThrownBy(() -> BoneDestruction.of(volume, crossing, BoneParameters.mirror(), Progress.NONE))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessageContaining("crosses the mid-sagittal plane")
                .hasMessageContaining("the references that remain are closed and a drawn region");
        double truth = top.destroyedMm3();
        assertThat(BoneDestruction.of(volume, crossing, BoneParameters.closed(), Progress.NONE)
                        .lossVolumeMm3())
                .isCloseTo(truth, within(LOSS * truth));
    }

    @Test
    void a_drawn_reference_over_the_lesion_is_the_bone_that_was_there() throws NotMeasurableException {
        Mask whole = skull.intactBone(scan.geometry());
        BoneDestruction b = BoneDestruction.of(scan, lesion, BoneParameters.drawn(whole), Progress.NONE);
        double truth = skull.destroyedMm3();
        assertThat(b.lossVolumeMm3()).isCloseTo(truth, within(LOSS * truth));
        assertThat(b.plane()).isEmpty();
        assertThat(b.breach().orElseThrow().full()).as(b.breach().toString()).isTrue();
    }

    @Test
    void a_drawn_reference_elsewhere_is_compared_by_its_bone_volume() throws NotMeasurableException {
        VolumeGeometry g = scan.geometry();
        AnalyticSkull other = skull.with(new Vector3(0.75, 0.35, 0.56), 20);
        BoneDestruction b = BoneDestruction.of(scan, lesion, BoneParameters.drawn(other.lesion(g)), Progress.NONE);
        // The two drills are mirror images, so the other one holds the bone that is gone here.
        double truth = skull.destroyedMm3();
        assertThat(b.referenceVolumeMm3()).isCloseTo(truth, within(LOSS * truth));
        assertThat(b.lossMask()).isEmpty();
        assertThat(b.provenance().warnings()).anyMatch(w -> w.contains("apart from the lesion"));
    }

    @Test
    void the_sweep_has_five_thresholds_and_the_middle_one_is_the_answer() {
        assertThat(mirror.sweep().stream().map(BoneSweepPoint::thresholdHu))
                .containsExactly(200.0, 250.0, 300.0, 350.0, 400.0);
        assertThat(mirror.sweep().get(2).lossVolumeMm3()).isEqualTo(mirror.lossVolumeMm3());
    }

    @Test
    void a_plane_that_a_reader_gives_is_used_as_it_is() throws NotMeasurableException {
        MidsagittalPlane given = MidsagittalPlane.given(skull.centre, skull.midNormal());
        BoneDestruction b =
                BoneDestruction.of(scan, lesion, BoneParameters.mirror().withPlane(given), Progress.NONE);
        assertThat(b.plane()).contains(given);
        assertThat(b.lossVolumeMm3()).isCloseTo(mirror.lossVolumeMm3(), within(0.01 * mirror.lossVolumeMm3()));
    }

    @Test
    void what_is_no_ct_is_refused() {
        Volume mr = withUnit(ValueUnit.ARBITRARY);
        assertThatThrownBy(() -> BoneDestruction.of(mr, lesion, BoneParameters.mirror(), Progress.NONE))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessage("bone is told by HU, but the values of this image are arbitrary: it is no calibrated CT");
    }

    @Test
    void an_empty_lesion_and_one_without_bone_are_refused() {
        VolumeGeometry g = scan.geometry();
        assertThatThrownBy(() -> BoneDestruction.of(scan, new Mask(g), BoneParameters.closed(), Progress.NONE))
                .hasMessage("the lesion holds no voxel; there is nothing to measure");
        Vector3 inBrain = g.toIndex(skull.toPatient(new Vector3(-25, 5, 0)));
        Mask brain = new Mask(g);
        brain.set((int) inBrain.x(), (int) inBrain.y(), (int) inBrain.z(), true);
        assertThatThrownBy(() -> BoneDestruction.of(scan, brain, BoneParameters.mirror(), Progress.NONE))
                .isInstanceOf(NotMeasurableException.class)
                .hasMessageStartingWith("the lesion touches no bone");
    }

    @Test
    void contrast_is_warned_of() throws NotMeasurableException {
        BoneDestruction b =
                BoneDestruction.of(scan, lesion, BoneParameters.closed().withContrast(true), Progress.NONE);
        assertThat(b.provenance().warnings()).anyMatch(w -> w.contains("contrast was given (0018,0010)"));
    }

    @Test
    void every_number_has_a_unit_and_a_definition() {
        assertThat(mirror.quantities()).allSatisfy(q -> {
            assertThat(q.unit()).isIn("mm", "mm2", "mm3", "%", "1");
            assertThat(q.definition()).isNotBlank();
        });
        assertThat(mirror.provenance().definitions()).hasSameSizeAs(mirror.quantities());
    }

    @Test
    void work_stops_when_it_is_cancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void update(double fraction, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> BoneDestruction.of(scan, lesion, BoneParameters.mirror(), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private static Volume withUnit(ValueUnit unit) {
        int n = scan.geometry().slices();
        double[] slopes = new double[n];
        double[] intercepts = new double[n];
        java.util.Arrays.fill(slopes, 1);
        return new Volume(
                scan.geometry(), scan.voxels(), slopes, intercepts, unit, scan.calibration(), List.of(), List.of());
    }
}
